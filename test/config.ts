import { existsSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { readConfig, root, settings, type Config } from '../server/config.ts'
import { inBoth } from '../server/mistake.ts'

t.test('the project is found from the compiled file', async t => {
  t.ok(existsSync(path.join(root, 'package.json')))
})

t.test('with nothing said it listens on this machine only and keeps its data in the project', async t => {
  const read = readConfig({})
  t.match(read, {
    ok: true,
    config: { host: '127.0.0.1', port: 3000, baseUrl: 'http://localhost:3000', isSecure: false, trustProxy: false },
  })
  t.match(read, {
    config: { dataDir: path.join(root, 'data'), keysFile: path.join(root, 'data.keys'), evidenceMaxBytes: 10_485_760 },
  })
})

const fidoKey = Buffer.alloc(32, 7).toString('base64')

const bucket = { url: 'https://s3.test', bucket: 'evidence', keyId: 'ID', secret: 'a/secret+=' }
const ofHealthCards = {
  healthCardUrl: 'https://med.nhi.gov.tw/iwse5000/IWSE5050S02.aspx?bc=CMS',
  healthCardPhone: '(07)231-8122',
}
const s3 = {
  EVIDENCE_S3_URL: 'https://s3.test/',
  EVIDENCE_S3_BUCKET: 'evidence',
  EVIDENCE_S3_KEY_ID: 'ID',
  EVIDENCE_S3_SECRET: 'a/secret+=',
}

const understood: [NodeJS.ProcessEnv, Partial<Config>][] = [
  [{ PORT: '8080' }, { port: 8080, baseUrl: 'http://localhost:8080' }],
  [{ PORT: ' 8080 ' }, { port: 8080 }],
  [{ HOST: '' }, { host: '127.0.0.1' }],
  [
    { HOST: '0.0.0.0', BASE_URL: 'https://hr.test/' },
    { host: '0.0.0.0', baseUrl: 'https://hr.test', isSecure: true },
  ],
  [{ HOST: '0.0.0.0', BASE_URL: 'http://hr.test', ALLOW_HTTP: 'yes' }, { isSecure: false }],
  [{ HOST: '127.0.0.5' }, { host: '127.0.0.5' }],
  [{ DATABASE_URL: 'postgresql://desk@db/desk' }, { databaseUrl: 'postgresql://desk@db/desk' }],
  [{ DATA_DIR: '/srv/desk/' }, { dataDir: '/srv/desk', keysFile: '/srv/desk.keys' }],
  [{ TRUST_PROXY: '10.0.0.0/8, ::1' }, { trustProxy: ['10.0.0.0/8', '::1'] }],
  [{ TRUST_PROXY: 'fc00::/7 2001:db8::/32' }, { trustProxy: ['fc00::/7', '2001:db8::/32'] }],
  [{ TRUST_PROXY: '::ffff:10.0.0.0/104' }, { trustProxy: ['::ffff:10.0.0.0/104'] }],
  [
    { SHARED_ADDRESSES: '203.0.113.7=4000，2001:db8:5::/48=300' },
    { sharedAddresses: ['203.0.113.7=4000', '2001:db8:5::/48=300'] },
  ],
  [
    { CRL_URLS: 'http://a.test/a.crl,https://b.test/b.crl;http://c.test/c.crl\u3001http://d.test/?a=%2C' },
    {
      crlUrls: ['http://a.test/a.crl', 'https://b.test/b.crl', 'http://c.test/c.crl', 'http://d.test/?a=%2C'],
    },
  ],
  [{ SESSION_SECRET: 's'.repeat(32) }, { sessionSecret: 's'.repeat(32) }],
  [
    { FIDO_URL: 'https://fido.test', FIDO_SP_SERVICE_ID: 'SP1', FIDO_KEY: fidoKey },
    { phone: { url: 'https://fido.test', serviceId: 'SP1', key: Buffer.alloc(32, 7) } },
  ],
  [
    {
      FIDO_URL: 'https://fidoapi.test',
      FIDO_SP_SERVICE_ID: 'SP1',
      FIDO_KEY: fidoKey,
      FIDO_WEB_URL: 'https://fido.test',
    },
    { phone: { url: 'https://fidoapi.test', webUrl: 'https://fido.test', serviceId: 'SP1', key: Buffer.alloc(32, 7) } },
  ],
  [
    { NHI_VERIFIER_URL: 'https://nhi.test', NHI_VERIFIER_TOKEN: 'secret' },
    { healthCards: { url: 'https://nhi.test', token: 'secret' } },
  ],
  [{}, { evidence: { home: 'database' } }],
  [
    { EVIDENCE_HOME: 'folder', EVIDENCE_FOLDER: '/srv/evidence/' },
    { evidence: { home: 'folder', folder: '/srv/evidence' } },
  ],
  [{ EVIDENCE_HOME: 's3', ...s3 }, { evidence: { home: 's3', s3: { ...bucket, region: 'us-east-1', style: 'path' } } }],
  [
    // what has moved on must be read until everything has
    { EVIDENCE_HOME: 'database', EVIDENCE_FOLDER: '/srv/evidence', ...s3, EVIDENCE_S3_STYLE: 'host' },
    { evidence: { home: 'database', folder: '/srv/evidence', s3: { ...bucket, region: 'us-east-1', style: 'host' } } },
  ],
  [{ REVOCATION_GRACE_HOURS: '72' }, { revocationGraceHours: 72 }],
  [{}, { revocationGraceHours: 0 }],
  [
    {
      CARD_HELP_URL: 'https://intranet.example.edu.tw/cards',
      CARD_HELP_PHONE: '分機 119',
      CARD_ISSUER_URL: 'https://intranet.example.edu.tw/issuer',
    },
    {
      help: {
        cardUrl: 'https://intranet.example.edu.tw/cards',
        cardPhone: '分機 119',
        cardIssuerUrl: 'https://intranet.example.edu.tw/issuer',
        ...ofHealthCards,
      },
    },
  ],
  [{ COMPONENT_ORIGIN: 'http://localhost:61161' }, { componentOrigin: 'http://localhost:61161' }],
  [
    { HEALTH_CARD_COMPONENTS: 'http://localhost:59001,https://localhost:59002,wss://iccert.nhi.gov.tw:7777/echo' },
    {
      healthCardComponents: ['http://localhost:59001', 'https://localhost:59002', 'wss://iccert.nhi.gov.tw:7777/echo'],
    },
  ],
  [
    { SESSION_IDLE_MINUTES: '10', SESSION_ABSOLUTE_HOURS: '8' },
    { sessionIdleMinutes: 10, sessionAbsoluteHours: 8 },
  ],
  [{}, { proofMinutes: 10 }],
  [{ PROOF_MINUTES: '60' }, { proofMinutes: 60 }],
  [{}, { idleDays: 90 }],
  [{ ACCOUNT_IDLE_DAYS: '0' }, { idleDays: 0 }],
  [{ ACCOUNT_IDLE_DAYS: '180' }, { idleDays: 180 }],
  [{}, { keepYears: { access_log: 5, sign_ins: 5, events: 10, notices: 2, unread_notices: 10, codes: 1 } }],
  [
    { KEEP_ACCESS_LOG_YEARS: '30', KEEP_EVENTS_YEARS: '15', KEEP_NOTICES_YEARS: '3', KEEP_SIGN_INS_YEARS: '1' },
    { keepYears: { access_log: 30, sign_ins: 1, events: 15, notices: 3, unread_notices: 10, codes: 1 } },
  ],
]
for (const [env, part] of understood) {
  t.test(`${JSON.stringify(env)} is understood`, async t => {
    t.match(readConfig(env), { ok: true, config: part })
  })
}

const refused: [NodeJS.ProcessEnv, RegExp][] = [
  [{ PORT: '0' }, /PORT/],
  [{ FIDO_URL: 'https://fido.test' }, /FIDO_KEY/],
  [{ FIDO_URL: 'https://fido.test', FIDO_SP_SERVICE_ID: 'SP1', FIDO_KEY: 'c2hvcnQ=' }, /32 bytes/],
  [{ FIDO_WEB_URL: 'https://fido.test' }, /FIDO_WEB_URL/],
  [
    { FIDO_URL: 'https://fido.test', FIDO_SP_SERVICE_ID: 'SP1', FIDO_KEY: fidoKey, FIDO_WEB_URL: 'http://fido.test' },
    /FIDO_WEB_URL.*https/,
  ],
  [{ FIDO_URL: 'http://fido.test', FIDO_SP_SERVICE_ID: 'SP1', FIDO_KEY: fidoKey }, /https/],
  [{ NHI_VERIFIER_URL: 'https://nhi.test' }, /NHI_VERIFIER_TOKEN/],
  [{ NHI_VERIFIER_TOKEN: 'secret' }, /NHI_VERIFIER_URL/],
  [{ NHI_VERIFIER_URL: 'http://nhi.test', NHI_VERIFIER_TOKEN: 'secret' }, /NHI_VERIFIER_URL must begin with https/],
  [{ NHI_VERIFIER_URL: 'https://nhi.test/path', NHI_VERIFIER_TOKEN: 'secret' }, /NHI_VERIFIER_URL must be an origin/],
  [{ KEEP_ACCESS_LOG_YEARS: '0' }, /KEEP_ACCESS_LOG_YEARS must be a whole number from 1 to 30/],
  [{ KEEP_EVENTS_YEARS: '31' }, /KEEP_EVENTS_YEARS must be a whole number from 1 to 30/],
  [{ KEEP_NOTICES_YEARS: '11' }, /KEEP_NOTICES_YEARS must be a whole number from 1 to 10/],
  [{ KEEP_SIGN_INS_YEARS: 'five' }, /KEEP_SIGN_INS_YEARS must be a whole number/],
  [{ KEEP_RECORDS_YEARS: '10' }, /no setting KEEP_RECORDS_YEARS/],
  [{ PORT: '65536' }, /PORT/],
  [{ PORT: '80a' }, /PORT/],
  [{ PORT: '-1' }, /PORT/],
  [{ PORT: '1e3' }, /PORT/],
  [{ HOST: '0.0.0.0' }, /BASE_URL/],
  [{ HOST: '127.tricky.test' }, /BASE_URL/],
  [{ HOST: '0.0.0.0', BASE_URL: 'http://localhost:3000' }, /ALLOW_HTTP/],
  [{ HOST: '0.0.0.0', BASE_URL: 'http://hr.test' }, /ALLOW_HTTP/],
  [{ HOST: '0.0.0.0', BASE_URL: 'hr.test' }, /BASE_URL must be an origin/],
  [{ BASE_URL: 'http://hr.test' }, /ALLOW_HTTP/],
  [{ ALLOW_HTTP: 'maybe' }, /ALLOW_HTTP/],
  [{ BASE_URL: 'hr.test' }, /BASE_URL/],
  [{ BASE_URL: 'https://hr.test/desk' }, /BASE_URL/],
  [{ BASE_URL: 'https://hr_desk.test' }, /cards sign it/],
  [{ BASE_URL: 'https://[2001:db8::1]:8443' }, /cards sign it/],
  [{ BASE_URL: 'https://me@hr.test' }, /BASE_URL/],
  [{ BASE_URL: 'ftp://hr.test' }, /BASE_URL/],
  [{ DATABASE_URL: 'mysql://db' }, /DATABASE_URL/],
  [{ DATA_DIR: '/srv/desk', KEYS_FILE: '/srv/desk/keys' }, /KEYS_FILE/],
  [{ SESSION_SECRET: 'short' }, /SESSION_SECRET/],
  [{ SHARED_ADDRESSES: '203.0.113.7' }, /SHARED_ADDRESSES must list addresses with the number of people/],
  [{ SHARED_ADDRESSES: '203.0.113.7=many' }, /SHARED_ADDRESSES must list addresses with the number of people/],
  [{ SHARED_ADDRESSES: '203.0.113.0/33=4000' }, /SHARED_ADDRESSES must list addresses with the number of people/],
  [{ SHARED_ADDRESSES: '203.0.113.7=4000, 0.0.0.0/1=40000' }, /SHARED_ADDRESSES must not cover the internet/],
  [{ SHARED_ADDRESSES: '203.0.113.7=299' }, /SHARED_ADDRESSES must be from 300 to 1000000/],
  [{ SHARED_ADDRESSES: '203.0.113.7=1000001' }, /SHARED_ADDRESSES must be from 300 to 1000000/],
  [{ TRUST_PROXY: 'yes' }, /TRUST_PROXY/],
  [{ TRUST_PROXY: '10.0.0.0/33' }, /TRUST_PROXY must list/],
  [{ TRUST_PROXY: '[::1]' }, /TRUST_PROXY must list/],
  [{ TRUST_PROXY: '10.0.0.1:80' }, /TRUST_PROXY must list/],
  [{ TRUST_PROXY: '0.0.0.0/0' }, /TRUST_PROXY must not cover the internet/],
  [{ TRUST_PROXY: '127.0.0.1, ::/0' }, /TRUST_PROXY must not cover the internet/],
  [{ TRUST_PROXY: '0.0.0.0/1,128.0.0.0/1' }, /TRUST_PROXY must not cover the internet/],
  [{ TRUST_PROXY: '2000::/3' }, /TRUST_PROXY must not cover the internet/],
  [{ TRUST_PROXY: '::ffff:0:0/96' }, /TRUST_PROXY must not cover the internet/],
  [{ TRUST_PROXY: '::ffff:0:0/80' }, /TRUST_PROXY must not cover the internet/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
  [{ CARD_HELP_URL: 'moica.nat.gov.tw' }, /CARD_HELP_URL must be an address/],
  [{ CARD_ISSUER_URL: 'moica.nat.gov.tw' }, /CARD_ISSUER_URL must be an address/],
  [{ HEALTH_CARD_HELP_URL: 'ftp://x' }, /HEALTH_CARD_HELP_URL must be an address/],
  [{ COMPONENT_ORIGIN: 'http://localhost:61162' }, /COMPONENT_ORIGIN/],
  [{ HEALTH_CARD_COMPONENTS: 'http://localhost:59001' }, /HEALTH_CARD_COMPONENTS can be changed only/],
  [{ HEALTH_CARD_COMPONENTS: 'localhost:59001' }, /HEALTH_CARD_COMPONENTS must list/],
  [{ SESSION_IDLE_MINUTES: '1' }, /SESSION_IDLE_MINUTES/],
  [{ SESSION_ABSOLUTE_HOURS: '48' }, /SESSION_ABSOLUTE_HOURS/],
  [{ PROOF_MINUTES: '0' }, /PROOF_MINUTES/],
  [{ REVOCATION_GRACE_HOURS: '73' }, /REVOCATION_GRACE_HOURS/],
  [{ EVIDENCE_MAX_BYTES: '99999999' }, /EVIDENCE_MAX_BYTES/],
  [{ EVIDENCE_HOME: 'disk' }, /EVIDENCE_HOME must be one of database, folder, s3/],
  [{ EVIDENCE_HOME: 'folder' }, /EVIDENCE_HOME=folder needs EVIDENCE_FOLDER/],
  [{ EVIDENCE_HOME: 's3' }, /EVIDENCE_HOME=s3 needs EVIDENCE_S3_URL/],
  [{ EVIDENCE_HOME: 's3', ...s3, EVIDENCE_S3_SECRET: '' }, /EVIDENCE_S3_SECRET belong together/],
  [{ EVIDENCE_HOME: 's3', ...s3, EVIDENCE_S3_BUCKET: 'Evidence' }, /EVIDENCE_S3_BUCKET must be 3 to 63/],
  [{ EVIDENCE_HOME: 's3', ...s3, EVIDENCE_S3_URL: 'https://s3.test/evidence' }, /EVIDENCE_S3_URL must be an origin/],
  [{ EVIDENCE_HOME: 's3', ...s3, EVIDENCE_S3_STYLE: 'virtual' }, /EVIDENCE_S3_STYLE must be one of path, host/],
  [{ EVIDENCE_FOLDER: '/srv/evidence' }, /EVIDENCE_FOLDER needs EVIDENCE_HOME/],
  [{ ...s3 }, /EVIDENCE_S3_URL needs EVIDENCE_HOME/],
  [{ EVIDENCE_S3_REGION: 'tw' }, /EVIDENCE_S3_REGION needs EVIDENCE_S3_URL/],
  [
    { EVIDENCE_HOME: 'folder', EVIDENCE_FOLDER: '/srv/evidence', KEYS_FILE: '/srv/evidence/keys' },
    /KEYS_FILE must be outside EVIDENCE_FOLDER/,
  ],
  [{ EVIDENCE_S3_PREFIX: 'x' }, /no setting EVIDENCE_S3_PREFIX: correct it/],
  [{ ACCOUNT_IDLE_DAYS: '14' }, /ACCOUNT_IDLE_DAYS/],
  [{ SECOND_FACTOR: 'no' }, /SECOND_FACTOR/],
  [{ SMTP_URL: 'mail.school.test', MAIL_FROM: 'desk@school.test' }, /SMTP_URL/],
  [{ SMTP_URL: 'smtp://mail.school.test', MAIL_FROM: 'desk' }, /MAIL_FROM/],
  ...['desk<x@evil.test>', 'desk@school.test,x@evil.test', '人事 <desk@school.test>', 'desk@school.test.'].map(
    (from): [NodeJS.ProcessEnv, RegExp] => [{ SMTP_URL: 'smtp://mail.school.test', MAIL_FROM: from }, /MAIL_FROM/],
  ),
  [{ HELP_CONTACT: 'x'.repeat(201) }, /HELP_CONTACT/],
  [{ SMTP_URL: 'smtp://mail.school.test' }, /MAIL_FROM/],
  [{ DATABASE_URL: 'postgresql://desk:a#b/c@db:5432x/desk' }, /DATABASE_URL.*percent-encoded/],
  // without a word the second address would be a part of the first
  [{ CRL_URLS: 'http://a.test/a.crl|http://b.test/b.crl' }, /CRL_URLS/],
  [{ CRL_URLS: 'http://a.test/a,b.crl' }, /CRL_URLS.*%2C/],
  [{ CRL_URLS: 'ldap://a.test/a.crl' }, /CRL_URLS/],
  [{ CRL_URLS: 'http://a.test/\u6e05\u518a.crl' }, /CRL_URLS/],
  [{ BASE_URL: '"https://hr.test"' }, /The value of BASE_URL is in quotation marks/],
  [{ KEYS_FILE: "'/srv/desk.keys'" }, /The value of KEYS_FILE is in quotation marks/],
  [{ CRL_URL: 'http://a.test/a.crl' }, /no setting CRL_URL: is CRL_URLS meant/],
  [{ DATABSE_URL: 'postgresql://db/desk' }, /DATABSE_URL: is DATABASE_URL meant/],
  [{ DATADIR: '/srv/desk' }, /DATADIR: is DATA_DIR meant/],
  [{ base_url: 'https://hr.test' }, /base_url: is BASE_URL meant/],
  [{ SESION_IDLE_MINUTES: '10' }, /SESSION_IDLE_MINUTES meant/],
  [{ SMTP_PASSWORD: 'x' }, /no setting SMTP_PASSWORD: correct it/],
  [{ FIDO_SERVICE: 'x' }, /no setting FIDO_SERVICE: correct it/],
]
for (const [env, sentence] of refused) {
  t.test(`${JSON.stringify(env)} is refused in one sentence`, async t => {
    const read = readConfig(env)
    t.notOk(read.ok)
    if (read.ok) return
    t.equal(read.mistakes.length, 1)
    t.match(read.mistakes.map(inBoth).join('').split('\n')[1], sentence)
  })
}

t.test("what else stands in an environment is nobody's mistake", async t => {
  const foreign =
    'PATH HOME HOSTNAME HOSTTYPE SHELL LANG USER MAIL PWD TERM TZ POST PORTS NODE_ENV NODE_OPTIONS SESSION_MANAGER'
  const more =
    'XDG_DATA_DIRS npm_config_loglevel npm_package_version INIT_CWD PGHOST PGDATABASE NODE_VERSION YARN_VERSION'
  const names = `${foreign} ${more} INVOCATION_ID JOURNAL_STREAM TEST_DATABASE_URL CHROMIUM_BIN TAP_CHILD_ID CI`.split(
    ' ',
  )
  t.match(readConfig(Object.fromEntries(names.map(name => [name, 'x']))), { ok: true })
})

t.test('every setting with one letter too few is told, as far as that cannot be another word', async t => {
  for (const name of settings.filter(name => name.length > 5)) {
    const read = readConfig({ [name.slice(0, 3) + name.slice(4)]: 'x' })
    t.match(read, { ok: false, mistakes: [{ why: 'config.misspelt', holes: { known: name } }] }, name)
  }
})

t.test('all mistakes are told at once', async t => {
  const read = readConfig({ PORT: 'x', LOG_LEVEL: 'x', TRUST_PROXY: 'x', MAIL_FROM: 'x' })
  t.same(!read.ok && read.mistakes.map(({ why, holes }) => [why, holes?.name ?? holes?.names]), [
    ['config.whole', 'PORT'],
    ['config.mail-from', 'MAIL_FROM'],
    ['config.trust-proxy', 'TRUST_PROXY'],
    ['config.one-of', 'LOG_LEVEL'],
    ['config.together', 'SMTP_URL, MAIL_FROM'],
  ])
})

t.test('the demonstration may move the components and take any free port', async t => {
  const moved = { COMPONENT_ORIGIN: 'http://localhost:50001', HEALTH_CARD_COMPONENTS: 'ws://localhost:50002/echo' }
  const read = readConfig({ PORT: '0', ...moved }, 'demo')
  t.match(read, {
    ok: true,
    config: {
      port: 0,
      // its invented people do not come every day
      idleDays: 0,
      componentOrigin: 'http://localhost:50001',
      healthCardComponents: ['ws://localhost:50002/echo'],
    },
  })
})
