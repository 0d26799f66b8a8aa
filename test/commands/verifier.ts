import t from 'tap'
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { format, promisify } from 'node:util'
import { ask, type Question } from '../../server/commands/question.ts'
import { readCrl } from '../../server/commands/read-crl.ts'
import { verifyOcsp } from '../../server/commands/verify-ocsp.ts'
import { verifySignature } from '../../server/commands/verify-signature.ts'
import { root } from '../../server/config.ts'
import * as der from '../../server/simulators/cards/der.ts'
import { extension } from '../../server/simulators/cards/extensions.ts'
import { ocspAnswer } from '../../server/simulators/cards/ocsp-answer.ts'
import { serialOf } from '../../server/simulators/cards/read.ts'
import { badAnswers } from '../support/card/bad-answers.ts'
import { hasOpenssl } from '../support/card/openssl.ts'
import { cardWorld, content, lin, office } from '../support/card/world.ts'

const run = promisify(execFile)

/** What the program says and how it ends. */
function program(...args: string[]) {
  const cli = path.join(root, 'dist/server/cli.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, out: stdout, mistake: stderr, json: () => JSON.parse(stdout) as Record<string, unknown> }
}

const questions: Record<string, Question> = {
  'verify-signature': verifySignature,
  'read-crl': readCrl,
  'verify-ocsp': verifyOcsp,
}

/** The same; a single question is asked here, because there are many and a process for each takes its time. */
function desk(command: string, ...args: string[]) {
  const question = Object.hasOwn(questions, command) && questions[command]
  if (!question || args.includes('--batch')) return program(command, ...args)
  const said = { out: '', mistake: '' }
  const { log, error } = console
  console.log = (...words) => void (said.out += `${format(...words)}\n`)
  console.error = (...words) => void (said.mistake += `${format(...words)}\n`)
  try {
    const status = ask(question, args)
    return { status, ...said, json: () => JSON.parse(said.out) as Record<string, unknown> }
  } finally {
    Object.assign(console, { log, error })
  }
}

t.test('a stranger with a folder of files', async t => {
  const world = await cardWorld(t)
  const { ca, sign, now, lin: card } = world
  const at = now.toISOString()
  const folder = t.testdir()
  const file = (name: string, bytes: Buffer | string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  const pem = (bytes: Buffer, what: string) =>
    `-----BEGIN ${what}-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END ${what}-----\n`
  const of = async (name: 'grca2' | 'grca3' | 'moica2' | 'moica3' | 'gca' | 'xca') =>
    (await ca.issuer(name)).certificate

  file('trust/anchors/grca2.cer', await of('grca2'))
  file('trust/anchors/grca3.cer', pem(await of('grca3'), 'CERTIFICATE'))
  file('trust/citizen/moica2.cer', await of('moica2'))
  file('trust/citizen/moica3.cer', `Certificate:\n    Data:\n${pem(await of('moica3'), 'CERTIFICATE')}`)
  file('trust/agency/gca.cer', await of('gca'))
  file('trust/agency/xca.cer', await of('xca'))
  const lists = ['moica2', 'moica3', 'gca', 'xca', 'grca2', 'grca3'] as const
  for (const name of lists) file(`lists/${name}.crl`, await ca.list(name))
  file('lists/moica3.pem', `Certificate Revocation List (CRL):\n${pem(await ca.list('moica3'), 'X509 CRL')}`)
  const crls = lists.map(name => `lists/${name}.crl`)
  const good = {
    cms: file('good.p7', sign()),
    content: file('content.bin', content),
    trust: path.join(folder, 'trust'),
    crl: path.join(folder, 'lists/moica3.crl'),
    at,
  }
  const options = (said: Record<string, string>) =>
    Object.entries(said).flatMap(([name, value]) => [`--${name}`, value])
  const verify = (said: Record<string, string>, ...more: string[]) =>
    desk('verify-signature', ...options({ ...good, ...said }), ...more)
  const keyId = (await ca.issuer('moica3')).keyId.toString('hex')
  const { key } = await ca.issuer('moica3')
  const yesterday = { until: new Date(now.getTime() - 86_400_000) }
  const { certificate: over } = await ca.oddIssuer('moica3', await ca.issuer('grca3'), key, yesterday)
  const ended = file('ended.cer', over)
  const authority = await of('grca3')

  t.test('learns who signed, in words and as data', async t => {
    const said = program('verify-signature', ...options(good), '--json')
    t.equal(said.status, 0)
    t.match(said.json(), { ok: true, identity: { cn: lin.name, serialNumber: lin.serialNumber, last4: lin.lastFour } })
    t.equal(said.mistake, '')
    t.match(program('verify-signature', ...options(good)).out, /簽章有效。\n持卡人：林測試/)
    const english = verify({}, '--language', 'en').out
    t.match(english, /^The signature is good\.\nHolder: 林測試/)
    t.match(english, /\[undecided\] The issuer is not on the list of revoked authorities/)
  })

  t.test('gives a list as PEM, an agency card, a bare signature', async t => {
    t.equal(verify({ crl: path.join(folder, 'lists/moica3.pem') }).status, 0)
    const cms = file('office.p7', (await ca.card(office)).sign(content))
    const agency = verify({ cms, crl: path.join(folder, 'lists/gca.crl'), kind: 'agency' }, '--json')
    t.match(agency.json(), { ok: true, identity: { cn: office.name, last4: null } })
    const { cms: _, ...rest } = good
    const bare = { ...rest, pkcs1: file('bare.sig', card.signPkcs1(content, 'SHA384')), hash: 'sha384' }
    const certificate = file('lin.cer', pem(card.signing.certificate, 'CERTIFICATE'))
    t.equal(desk('verify-signature', ...options({ ...bare, certificate })).status, 0)
    t.equal(desk('verify-signature', ...options({ ...bare, certificate, hash: 'SHA-384' })).status, 0)
    t.equal(desk('verify-signature', ...options({ ...bare, certificate, hash: 'sha256' })).status, 1)
    const weak = desk('verify-signature', ...options({ ...bare, certificate, hash: 'SHA-1' }), '--json')
    t.match(weak.json(), { refusal: 'card.refused.algorithm' })
    const unknown = desk('verify-signature', ...options({ ...bare, certificate, hash: 'sha' }))
    t.equal(unknown.status, 2)
    t.match(unknown.mistake, /hash must be one of: sha256, sha384, sha512/)
  })

  t.test('learns why a signature is refused', async t => {
    const said = program('verify-signature', ...options({ ...good, content: file('other.bin', 'other') }), '--json')
    t.equal(said.status, 1)
    t.match(said.json(), { ok: false, refusal: 'card.refused.content' })
    t.match(verify({ kind: 'agency' }).out, /這裡不能用這一種卡片.*card\.refused\.other-kind/)
    const page = verify({ crl: file('page.crl', '<html>') }, '--json')
    t.match(page.json(), { refusal: 'card.refused.no-list', setAside: [{ why: 'trust.refused.unreadable' }] })
    const tomorrow = new Date(now.getTime() + 86_400_000)
    const early = file('early.crl', await ca.list('moica3', { from: tomorrow }))
    t.match(verify({ crl: early }, '--json').json(), { refusal: 'card.refused.list-early' })
    t.match(verify({ crl: early }).out, /這份清冊是在所問的時間（--at）之後才發布的/)
    t.equal(verify({}, '--crl', early).status, 0, 'a list that has begun is taken before one that has not')
    const number = { 'last-crl-number': `${keyId.toUpperCase()}=999` }
    t.match(verify(number, '--json').json(), {
      refusal: 'card.refused.no-list',
      setAside: [{ why: 'trust.refused.list-number' }],
    })
    t.equal(verify({ 'last-crl-number': `${keyId}=1` }).status, 0)
  })

  t.test('finds a certificate and a list behind other words and other blocks', async t => {
    const other = pem(Buffer.from('another block'), 'CERTIFICATE REQUEST')
    const key = pem(Buffer.from('not for you'), 'PRIVATE KEY')
    const moica = pem(await of('moica3'), 'CERTIFICATE')
    const list = pem(await ca.list('moica3'), 'X509 CRL')
    const own = pem(card.signing.certificate, 'CERTIFICATE')
    const shapes: Record<string, (text: string) => Buffer> = {
      'as it is': text => Buffer.from(text),
      'behind words that begin with a zero': text => Buffer.from(`0 s:C = TW\n${text}`),
      'behind another block': text => Buffer.from(`${other}${key}${text}`),
      'before another block': text => Buffer.from(`${text}${key}`),
      'with the line ends of Windows': text => Buffer.from(`${other}${text}`.replaceAll('\n', '\r\n')),
      'with a byte order mark': text => Buffer.from(`\ufeff${text}`),
      'in UTF-16': text => Buffer.from(`\ufeff${other}${text}`, 'utf16le'),
      'in the other UTF-16': text => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    }
    const { cms: _, ...rest } = good
    const lines = Object.entries(shapes).map(([title, shape], i) => {
      file(`pem${i}/anchors/grca3.pem`, shape(pem(authority, 'CERTIFICATE')))
      file(`pem${i}/citizen/moica3.pem`, shape(moica))
      file(`pem${i}/list.pem`, shape(`${moica}${list}`))
      file(`pem${i}/lin.pem`, shape(own))
      return {
        title,
        ...rest,
        pkcs1: 'bare.bin',
        certificate: `pem${i}/lin.pem`,
        trust: `pem${i}`,
        crl: `pem${i}/list.pem`,
      }
    })
    file('bare.bin', card.signPkcs1(content))
    const batch = desk(
      'verify-signature',
      '--batch',
      file('pem.jsonl', lines.map(line => JSON.stringify(line)).join('\n')),
    )
    const answers = batch.out.trim().split('\n')
    for (const [i, { title }] of lines.entries()) t.match(JSON.parse(answers[i] ?? ''), { ok: true }, title)
    const certutil = file('certutil.crl', pem(await ca.list('moica3'), 'CERTIFICATE'))
    t.equal(verify({ crl: certutil }).status, 0, 'a list under the name that certutil gives everything')
    t.equal(verify({ crl: file('other.crl', other) }).status, 1)
  })

  t.test('reads a batch with byte order marks, and says it of one in UTF-16', async t => {
    const line = JSON.stringify({ ...good, crl: undefined, crls })
    const marked = desk('verify-signature', '--batch', file('marked.jsonl', `\ufeff${line}\n\ufeff${line}\r\n`))
    t.equal(marked.status, 0, marked.out)
    t.equal(marked.out.trim().split('\n').length, 2)
    for (const bytes of [Buffer.from(`\ufeff${line}`, 'utf16le'), Buffer.from(line, 'utf16le').swap16()]) {
      const said = desk('verify-signature', '--batch', file('wide.jsonl', bytes))
      t.equal(said.status, 2)
      t.match(said.mistake, /wide\.jsonl is text in UTF-16\. Save it as UTF-8\./)
    }
    const words = file('words.bin', `\ufeff${content}`)
    t.equal(verify({ content: words }).status, 1, 'what was signed is bytes, and the mark is three of them')
  })

  t.test('says of which addresses a list may be', async t => {
    const uri = 'http://crl.moica.test/complete.crl'
    const names = [`${uri}?old`, uri].map(name => der.element(0x86, Buffer.from(name)))
    const scope = extension('2.5.29.28', der.sequence(der.tagged(0, der.tagged(0, ...names))), true)
    const own = file('own.crl', await ca.list('moica3', {}, { extensions: it => [...Object.values(it), scope] }))
    const aside = { refusal: 'card.refused.no-list', setAside: [{ file: own, why: 'trust.refused.list-scope' }] }
    t.match(verify({ crl: own }, '--json').json(), aside)
    t.match(verify({ crl: own, uri: `${uri}x` }, '--json').json(), aside)
    t.equal(verify({ crl: own, uri: uri.replace('crl.', 'CRL.') }).status, 0)
    t.equal(verify({ crl: own, uri: `${uri}x` }, '--uri', uri).status, 0)
    const { crl: _, ...rest } = good
    const questions: [object, boolean][] = [
      [{ crls: [{ crl: 'own.crl', uri }] }, true],
      [{ crls: ['lists/gca.crl', { crl: 'own.crl', uri: [`${uri}x`, uri] }] }, true],
      [{ crls: ['own.crl'], uri }, true],
      [{ crl: 'own.crl', uri }, true],
      [{ crls: ['own.crl'] }, false],
      [{ crls: [{ crl: 'own.crl' }, { crl: 'lists/gca.crl', uri }] }, false],
    ]
    const batch = file('uris.jsonl', questions.map(([said]) => JSON.stringify({ ...rest, ...said })).join('\n'))
    const said = desk('verify-signature', '--batch', batch)
    t.same(
      said.out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).ok),
      questions.map(([, ok]) => ok),
    )
    for (const crls of ['own.crl', [5], [{ uri }]]) {
      const odd = desk('verify-signature', '--batch', file('odd.jsonl', JSON.stringify({ ...rest, crls })))
      t.equal(odd.status, 2)
      t.match(odd.json(), { error: /crls must be a list|crl is missing/ })
    }
  })

  t.test('hears at once that a file is far too long, whatever it is given as', async t => {
    const huge = (name: string, beginning: string) => {
      const path = file(name, beginning)
      truncateSync(path, 600 * 1024 * 1024)
      return path
    }
    const der = huge('huge.der', '0\x84\x25\x7f\xff\xfa')
    const page = huge('huge.pem', '-----BEGIN ')
    const issuer = path.join(folder, 'trust/citizen/moica3.cer')
    const certificate = file('lin.cer', card.signing.certificate)
    const { cms: _, ...rest } = good
    const questions: [string, object, string][] = [
      ['verify-signature', { ...good, cms: der }, 'card.refused.too-long'],
      ['verify-signature', { ...rest, pkcs1: der, certificate }, 'card.refused.too-long'],
      ['verify-signature', { ...rest, pkcs1: good.cms, certificate: der }, 'card.refused.too-long'],
      ['verify-signature', { ...good, content: page }, 'card.refused.content'],
      ['verify-signature', { ...good, crl: page }, 'card.refused.no-list'],
      ['read-crl', { crl: page, issuer, at }, 'trust.refused.unreadable'],
      ['read-crl', { crl: der, issuer, at }, 'trust.refused.unreadable'],
      ['read-crl', { crl: good.crl, issuer: page, at }, 'trust.refused.unreadable'],
      ['verify-ocsp', { response: der, certificate, issuer, at }, 'ocsp.refused.unreadable'],
      ['verify-ocsp', { response: der, certificate: page, issuer, at }, 'ocsp.refused.other-certificate'],
    ]
    for (const [command, said, refusal] of questions) {
      const answer = desk(command, ...options(said as Record<string, string>), '--json')
      t.equal(answer.mistake, '')
      t.equal(answer.status, 1)
      t.match(answer.json(), { ok: false, refusal }, `${command} ${JSON.stringify(said)}`)
    }
    const detached = file('detached.p7', sign({}, { attached: null }))
    t.match(verify({ cms: detached, content: page }, '--json').json(), { refusal: 'card.refused.digest' })
  })

  t.test('hears of a mistake of the program itself, and the answers to the other lines', async t => {
    const question = new URL('../../server/commands/question.js', import.meta.url)
    const script = `
      import { ask } from '${question}'
      const answer = fields => (fields.text('a') === 'bug' ? undefined.x : { ok: true })
      process.exitCode = ask({ usage: '', options: { a: { type: 'string' } }, fields: it => it, answer }, process.argv.slice(1))`
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], { encoding: 'utf8' })
    const batch = run('--batch', file('bugs.jsonl', '{"a":"bug"}\n{"a":"fine"}\n'))
    t.match(batch.stdout, /^\{"ok":false,"error":"程式在這裡出錯.+\\nThe program made a mistake.*\n\{"ok":true\}\n$/)
    t.match(batch.stderr, /TypeError/)
    t.equal(batch.status, 2)
    const single = run('--a', 'bug', '--json')
    t.match(single.stderr, /TypeError/)
    t.equal(single.status, 2)
  })

  t.test('hears what is missing', async t => {
    t.match(program('verify-signature'), { status: 2, out: '', mistake: /at is missing/ })
    const mistakes: [[string, ...string[]], RegExp][] = [
      [['verify-signature'], /^缺少 at。\nat is missing\.\n用法：\nUsage:\nnpm run -s desk -- verify-signature /],
      [['verify-signature', ...options({ ...good, cms: 'nowhere.p7' })], /nowhere\.p7 cannot be read \(ENOENT\)/],
      [['verify-signature', ...options({ ...good, trust: 'nowhere' })], /nowhere cannot be read/],
      [['verify-signature', ...options({ ...good, at: 'today' })], /at must be a time/],
      [['verify-signature', ...options({ ...good, at: '2026-02-30T00:00:00Z' })], /at must be a time/],
      [['verify-signature', ...options({ ...good, kind: 'dog' })], /kind must be one of: citizen, agency/],
      [['verify-signature', ...options({ ...good, language: 'de' })], /--language must be one of: zh-TW, en/],
      [['verify-signature', ...options(good), '--pkcs1', 'x'], /either cms or pkcs1/],
      [
        ['verify-signature', ...options(good), '--color'],
        /^無法辨識這些選項.+\nThe options are not understood: Unknown option '--color'/,
      ],
      [['verify-signature', ...options(good), '--last-crl-number', 'seven'], /lastCrlNumber must name/],
      [['verify-signature', '--batch', 'nowhere.jsonl'], /nowhere\.jsonl cannot be read/],
      [['read-crl', '--at', at], /issuer is missing/],
      [['verify-ocsp', '--at', at], /response is missing/],
      [['read-crl', '--at', at, '--serial', '1'.repeat(44)], /serial has at most 20 bytes/],
      [['toString'], /Use one of: .*verify-signature/],
    ]
    // how to ask stands below
    const inBothLanguages = /^[^\n]*[\u4e00-\u9fff][^\n]*\n[^\u4e00-\u9fff\n]+\n(用法|$)/
    for (const [args, told] of mistakes) {
      const said = desk(...args)
      t.equal(said.status, 2, args.join(' '))
      t.match(said.mistake, told)
      t.match(said.mistake, inBothLanguages)
      t.equal(said.out, '')
    }
    const unbuilt = spawnSync(process.execPath, [path.join(root, 'server/start.js'), 'unbuilt'], { encoding: 'utf8' })
    t.match(unbuilt, { status: 2, stderr: /not built yet/ })
  })

  t.test('asks a thousand questions at once and hears what the portal would say', async t => {
    const bad = (await badAnswers(world)).filter(({ answer, trust, why }) => {
      const isFile = Object.values(answer).every(text => Buffer.from(text, 'base64').toString('base64') === text)
      // the nonce was told by the page, not by the file
      return isFile && !trust && why !== 'nonce'
    })
    const lines = bad.map(({ answer, asked, now: when = now }, i) => {
      const part = (name: string, text: string) => {
        file(`${i}/${name}`, Buffer.from(text, 'base64'))
        return `${i}/${name}`
      }
      if (asked?.content) file(`${i}/content`, asked.content)
      const signature =
        'cms' in answer
          ? { cms: part('cms', answer.cms) }
          : { pkcs1: part('pkcs1', answer.pkcs1), certificate: part('cer', answer.certificate), hash: answer.hash }
      const kind = asked?.kinds?.length === 1 ? { kind: asked.kinds[0] } : {}
      const words = asked?.content ? `${i}/content` : 'content.bin'
      return { ...signature, content: words, trust: 'trust', crls, at: when.toISOString(), ...kind }
    })
    const fine = { cms: 'good.p7', content: 'content.bin', trust: 'trust', crls, at, lastCrlNumber: { [keyId]: 1 } }
    const many = Array.from({ length: 1000 }, () => fine)
    const shapes = [
      5,
      [7],
      '7',
      { [keyId]: 1.5 },
      { [keyId]: -1 },
      { [keyId]: 2 ** 53 },
      { [keyId]: [1] },
      { moica3: 1 },
    ]
    const odd = shapes.map(lastCrlNumber => ({ ...fine, lastCrlNumber }))
    const long = { ...fine, lastCrlNumber: { [keyId]: String(2n ** 64n) } }
    const batch = [...lines, 'nonsense', { ...fine, cms: 'nowhere' }, ...odd, long, ...many]
    const text = batch.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    const said = desk('verify-signature', '--batch', file('batch.jsonl', `${text}\n`))
    t.equal(said.status, 2, 'some lines could not be asked')
    const answers = said.out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    t.equal(answers.length, batch.length)
    for (const [i, { why, title }] of bad.entries()) {
      // a hash that nobody knows could not be asked for
      const said = /a hash (of no name|named like)/.test(title)
        ? { error: /hash must be/ }
        : { refusal: `card.refused.${why}` }
      t.match(answers[i], { ok: false, ...said }, `${why}: ${title}`)
    }
    t.match(answers[bad.length], {
      ok: false,
      error: '批次檔有一行不是 JSON 物件。\nA line of the batch is not a JSON object.',
    })
    t.match(answers[bad.length + 1], { ok: false, error: /nowhere cannot be read/ })
    for (const [i, shape] of shapes.entries()) {
      t.match(answers[bad.length + 2 + i], { ok: false, error: /lastCrlNumber must name/ }, JSON.stringify(shape))
    }
    t.match(answers[bad.length + 2 + shapes.length], { ok: false, refusal: 'card.refused.no-list' })
    t.ok(answers.slice(-1000).every(({ ok }) => ok === true))
    t.equal(desk('verify-signature', '--batch', file('fine.jsonl', JSON.stringify(fine))).status, 0)
  })

  t.test('stops reading when there is enough, without a word of complaint', async t => {
    const line = `${JSON.stringify({ ...good, crl: undefined, crls })}\n`
    const batch = file('many.jsonl', line.repeat(2000))
    const cli = path.join(root, 'dist/server/cli.js')
    const shell = `'${process.execPath}' '${cli}' verify-signature --batch '${batch}' | head -1`
    const said = spawnSync('sh', ['-c', shell], { encoding: 'utf8' })
    t.match(said.stdout, /^\{"ok":true.*\}\n$/)
    t.equal(said.stderr, '')
  })

  t.test('names files from where it stands, also when npm runs the command', async t => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        path.join(root, 'dist/server/cli.js'),
        'verify-signature',
        ...options({ cms: 'good.p7', content: 'content.bin', trust: 'trust', crl: 'lists/moica3.crl', at }),
        '--json',
      ],
      { cwd: root, encoding: 'utf8', env: { ...process.env, npm_lifecycle_event: 'desk', INIT_CWD: folder } },
    )
    t.equal(status, 0)
    t.match(JSON.parse(stdout), { ok: true })
  })

  t.test('asks whether a list may be relied on, and who is on it', async t => {
    const serial = serialOf(card.signing.certificate)
    const crl = file('revoked.crl', await ca.list('moica3', { revoked: [{ serial, at: now }] }))
    const issuer = path.join(folder, 'trust/citizen/moica3.cer')
    const read = (said: object) => desk('read-crl', ...options({ crl, issuer, at, ...said }), '--json')
    t.match(read({ serial: serial.toString('hex') }).json(), { ok: true, listed: true, entries: 1 })
    t.match(read({ serial: `00:${serial.toString('hex')}` }).json(), { ok: true, listed: true })
    t.match(read({ serial: '0abc' }).json(), { ok: true, listed: false })
    t.match(desk('read-crl', ...options({ crl, issuer, at, serial: '1' })).out, /不在清冊上/)
    const uri = 'http://crl.moica.test/complete.crl'
    const point = der.element(0xa0, der.element(0xa0, der.element(0x86, Buffer.from(uri))))
    const scope = extension('2.5.29.28', der.sequence(point), true)
    const own = {
      crl: file('own.crl', await ca.list('moica3', {}, { extensions: it => [...Object.values(it), scope] })),
    }
    t.match(read({ ...own, uri }).json(), { ok: true })
    t.match(read(own).json(), { refusal: 'trust.refused.list-scope' })
    t.match(read({ ...own, uri: `${uri}x` }).json(), { refusal: 'trust.refused.list-scope' })
    const week = new Date(now.getTime() + 8 * 86_400_000).toISOString()
    const refusals: [object, string][] = [
      [{ at: week }, 'list-expired'],
      [{ at: new Date(now.getTime() - 86_400_000).toISOString() }, 'list-early'],
      [{ 'last-crl-number': `${keyId}=77` }, 'list-number'],
      [{ crl: path.join(folder, 'lists/moica2.crl') }, 'list-issuer'],
      [{ crl: path.join(folder, 'page.crl') }, 'unreadable'],
      [{ crl: path.join(folder, 'content.bin') }, 'unreadable'],
      [
        {
          crl: file(
            'delta.crl',
            await ca.list(
              'moica3',
              {},
              { extensions: own => [...Object.values(own), extension('2.5.29.27', der.integer(1), true)] },
            ),
          ),
        },
        'list-scope',
      ],
      [{ issuer: path.join(folder, 'content.bin') }, 'unreadable'],
      [{ issuer: ended }, 'dates'],
    ]
    for (const [said, why] of refusals) {
      const answer = read(said)
      t.equal(answer.status, 1)
      t.match(answer.json(), { ok: false, refusal: `trust.refused.${why}` })
    }
  })

  t.test('asks what an answer about revocation is worth', async t => {
    const moica3 = await ca.issuer('moica3')
    const parts = {
      serial: serialOf(card.signing.certificate),
      issuer: moica3,
      status: 'good' as const,
      from: now,
      responder: moica3,
    }
    const response = file('good.ocsp', ocspAnswer(parts))
    const revoked = file('revoked.ocsp', ocspAnswer({ ...parts, status: 'revoked' }))
    const certificate = file('lin.cer', card.signing.certificate)
    const issuer = path.join(folder, 'trust/citizen/moica3.cer')
    const said = desk('verify-ocsp', ...options({ response, certificate, issuer, at }), '--json')
    t.equal(said.status, 0)
    t.match(said.json(), { ok: true, status: 'good' })
    const over = desk('verify-ocsp', ...options({ response, certificate, issuer: ended, at }), '--json')
    t.match(over.json(), { ok: false, refusal: 'trust.refused.dates' })
    const lines = [response, revoked].map(one => JSON.stringify({ response: one, certificate: 'lin.cer', issuer, at }))
    const batch = desk('verify-ocsp', '--batch', file('ocsp.jsonl', lines.join('\n')))
    t.equal(batch.status, 0)
    t.match(batch.out, /^\{"ok":true,"status":"good".*\n\{"ok":false,"refusal":"ocsp\.refused\.revoked"\}\n$/)
    t.match(desk('verify-ocsp', ...options({ response: revoked, certificate, issuer, at })).out, /停用或廢止/)

    const nonce = 'ab:CD:01'
    const answered = file('nonce.ocsp', ocspAnswer({ ...parts, nonce: Buffer.from('abcd01', 'hex') }))
    const withNonce = (said: object) =>
      desk('verify-ocsp', ...options({ response: answered, certificate, issuer, at, ...said }), '--json')
    t.match(withNonce({ nonce }).json(), { ok: true })
    t.match(withNonce({}).json(), { ok: true }, 'who sent none asks for none')
    t.match(withNonce({ nonce: 'abcd02' }).json(), { refusal: 'ocsp.refused.nonce' })
    t.match(withNonce({ nonce, response }).json(), { refusal: 'ocsp.refused.nonce' })
    t.equal(withNonce({ nonce: 'hello' }).status, 2)
    const asked = JSON.stringify({ response: answered, certificate, issuer, at, nonce: 'abcd02' })
    t.match(desk('verify-ocsp', '--batch', file('nonce.jsonl', asked)).json(), { refusal: 'ocsp.refused.nonce' })
  })

  t.test('fetches an answer with OpenSSL as VERIFYING says', { skip: !hasOpenssl }, async t => {
    const moica3 = await ca.issuer('moica3')
    const place = path.join(folder, 'ocsp')
    file('ocsp/issuer.pem', pem(moica3.certificate, 'CERTIFICATE'))
    file('ocsp/card.pem', pem(card.signing.certificate, 'CERTIFICATE'))
    file('ocsp/key.pem', moica3.key.export({ type: 'pkcs8', format: 'pem' }))
    file(
      'ocsp/index.txt',
      `V\t491231235959Z\t\t${serialOf(card.signing.certificate).toString('hex').toUpperCase()}\tunknown\t/CN=x\n`,
    )
    const authority = ['-index', 'index.txt', '-CA', 'issuer.pem', '-rsigner', 'issuer.pem', '-rkey', 'key.pem']
    const server = createServer(async (request, response) => {
      file('ocsp/heard.der', await buffer(request))
      await run('openssl', ['ocsp', ...authority, '-reqin', 'heard.der', '-respout', 'said.der'], { cwd: place })
      response.setHeader('content-type', 'application/ocsp-response').end(readFileSync(path.join(place, 'said.der')))
    }).listen(0, '127.0.0.1')
    t.teardown(() => server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo

    const told = readFileSync(path.join(root, 'VERIFYING.md'), 'utf8')
    const [lines = ''] = /(?: {4}.+\n)*(?: {4}.*verify-ocsp.+\n)(?: {4}.*"\$nonce"\n)/.exec(told) ?? []
    const program = `'${process.execPath}' '${path.join(root, 'dist/server/cli.js')}'`
    const script = lines.replace('ADDRESS', `http://127.0.0.1:${port}/ocsp`).replace('npm run -s desk --', program)
    const { stdout } = await run('sh', ['-ec', script], { cwd: place })
    t.match(stdout, /^憑證有效/m)
    const withHeader = script.replace('0410//', '04/04/')
    await t.rejects(run('sh', ['-ec', withHeader], { cwd: place }), { code: 1, stdout: /ocsp\.refused\.nonce/ })
  })
})
