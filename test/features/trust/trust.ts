import { eq } from 'drizzle-orm'
import t from 'tap'
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { maxCertificateFile } from '../../../server/domain/card/profile.ts'
import { refreshAskedLists } from '../../../server/jobs/revocation-refresh.ts'
import { events, roleGrants } from '../../../server/store/schema.ts'
import * as authorities from '../../../server/store/trust/authorities.ts'
import { importTrust, trustOf } from '../../../server/store/trust/trust.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { testCa } from '../../support/card/cards.ts'
import { addAgency, addPerson, signIn } from '../../support/person/people.ts'

async function house(t: Parameters<typeof startApp>[0], settings: Parameters<typeof startApp>[1] = {}) {
  const started = await startApp(t, settings)
  const { deps, app } = started
  const agency = await addAgency(deps)
  const admin = await addPerson(deps, agency, { name: '周志明', idNumber: 'A123456789', loginName: 'admin' })
  await deps.db.insert(roleGrants).values({ accountId: admin.accountId, role: 'sysadmin', from: '2020-01-01' })
  const browser = visitor(app)
  await signIn(browser, admin)
  return { ...started, agency, admin, browser }
}

t.test('an administrator and the authorities', async t => {
  const ca = await testCa(t)
  const cer = (name: string) => readFile(path.join(ca.trust, name))
  const file = async (name: string) => ({ name: 'a.cer', type: 'application/x-x509-ca-cert', bytes: await cer(name) })
  const hidden = (html: string) => /name="certificate" value="([^"]+)"/.exec(html)?.[1] ?? ''

  t.test('an anchor is added after its fingerprint was compared, and then one that issues cards', async t => {
    const { browser, deps } = await house(t)
    t.match((await browser.get('/trust')).body, '現在一個也沒有')
    t.match((await browser.get('/trust/new')).body, '57df 6f20')
    const check = await browser.upload('/trust/new', 'file', await file('anchors/grca3.cer'))
    t.equal(check.statusCode, 200)
    const [fingerprint] = (await authorities.all(deps.db)).map(one => one.fingerprint)
    t.equal(fingerprint, undefined, 'nothing is kept yet')
    t.match(check.body, /SHA-256 指紋[^]*([0-9a-f]{4} ){15}[0-9a-f]{4}/)
    t.match(check.body, '不在本站所知的公開指紋裡')

    const certificate = hidden(check.body)
    const hasty = await browser.post('/trust', { certificate, role: 'root' })
    t.equal(hasty.statusCode, 422)
    t.match(hasty.body, '請先核對指紋')
    t.match(hasty.body, 'value="root" checked')
    const wrong = await browser.post('/trust', { certificate, role: 'citizen', compared: 'yes' })
    t.match(wrong.body, '請先匯入它的根憑證')
    t.equal((await browser.post('/trust', { certificate, role: 'root', compared: 'yes' })).statusCode, 303)

    const issuer = await browser.upload('/trust/new', 'file', await file('citizen/moica3.cer'))
    const form = { certificate: hidden(issuer.body), role: 'citizen', compared: 'yes' }
    t.equal((await browser.post('/trust', form)).headers.location, '/trust')
    const page = (await browser.get('/trust')).body
    t.match(page, /內政部憑證管理中心[^]*發自然人憑證[^]*沒有/)
    t.equal((await trustOf(deps.db)).issuers.length, 1)
    const kept = await deps.db.select().from(events).where(eq(events.what, 'trust.authority-added'))
    t.match(kept, [{ byRole: 'sysadmin', details: { role: 'root' } }, { details: { role: 'citizen' } }])
  })

  t.test(
    'the lists are fetched when an authority is added or an administrator asks, and then it is told when',
    async t => {
      const { browser, deps, admin } = await house(t)
      const asked = async () => deps.db.select().from(events).where(eq(events.what, 'trust.lists-asked'))
      t.match((await browser.get('/trust')).body, /還沒有嘗試取得名單[^]*現在取得名單/)
      t.equal((await browser.post('/trust/lists')).headers.location, '/trust')
      const waiting = (await browser.get('/trust')).body
      t.match(waiting, '已經要求取得名單')
      t.notMatch(waiting, '現在取得名單')
      await browser.post('/trust/lists')
      t.match(await asked(), [{ byRole: 'sysadmin', byAccountId: admin.accountId }], 'asking twice is asking once')
      await refreshAskedLists({ ...deps, sources: { crlUrls: [] } })
      t.match((await browser.get('/trust')).body, /上次嘗試取得名單：[^]+14:00[^]*現在取得名單/)
      t.equal((await asked()).length, 1)
      await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
      t.match((await browser.get('/trust')).body, '已經要求取得名單')
    },
  )

  t.test('what is no certificate of an authority is refused', async t => {
    const { browser } = await house(t)
    await browser.get('/trust/new')
    const page = { name: 'a.cer', type: 'text/html', bytes: Buffer.from('<html>') }
    const refused = await browser.upload('/trust/new', 'file', page)
    t.equal(refused.statusCode, 422)
    t.match(refused.body, '這不是憑證或廢止名單')
    t.match((await browser.upload('/trust/new', 'file', { ...page, bytes: Buffer.alloc(0) })).body, '請選一個憑證檔案')
    const large = await browser.upload('/trust/new', 'file', { ...page, bytes: Buffer.alloc(maxCertificateFile + 1) })
    t.match(large.body, '最大 64 KB')
    const pem = new X509Certificate(await cer('anchors/grca3.cer')).toString()
    const padded = Buffer.concat([
      Buffer.alloc(40 * 1024, 'Subject: a long text of OpenSSL\n'),
      Buffer.from(`\n${pem}`),
    ])
    t.match((await browser.upload('/trust/new', 'file', { ...page, bytes: padded })).body, '核對指紋')
    t.match((await browser.get('/trust/new')).body, 'PEM 都可以，最大 64 KB')
    const forged = await browser.post('/trust', { certificate: 'AAAA', role: 'root', compared: 'yes' })
    t.equal(forged.statusCode, 409)
  })

  t.test('a test authority is refused in a real installation', async t => {
    const { deps } = await startApp(t)
    const { refused } = await importTrust(deps.db, ca.trust, { test: false, at: deps.clock() })
    t.equal(refused[0]?.why, 'trust.refused.test-authority')
  })

  t.test('an authority that is removed is out of use at once, with those below it', async t => {
    const { browser, deps } = await house(t)
    await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
    const anchor = (await authorities.all(deps.db)).find(one => one.title.includes('G3'))
    const address = `/trust/${anchor?.fingerprint}/removal`
    t.match((await browser.get(address)).body, '馬上不能登入')
    t.equal((await browser.post(address)).headers.location, '/trust')
    t.same(
      await trustOf(deps.db).then(({ issuers }) => issuers.filter(({ anchorKeyId }) => anchorKeyId === anchor?.keyId)),
      [],
    )
    t.match((await browser.get('/trust')).body, '沒有根憑證，不使用')
    t.equal((await browser.get(address)).statusCode, 404)
    t.match(await deps.db.select().from(events).where(eq(events.what, 'trust.authority-removed')), [
      { about: anchor?.fingerprint },
    ])
  })

  t.test('lists that end soon or have ended are said to', async t => {
    const { browser, deps, setClock, app, admin } = await house(t)
    await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
    t.match((await browser.get('/trust')).body, /state ok">有效/)
    t.notMatch((await browser.get('/trust')).body, '過期')
    const from = deps.clock().getTime()
    for (const [days, told] of [
      [6.5, '一天內到期'],
      [8, '過期，卡片都不能用'],
    ] as const) {
      setClock(new Date(from + days * 86_400_000))
      const later = visitor(app)
      await signIn(later, admin)
      t.match((await later.get('/trust')).body, told)
    }
  })

  t.test('the hours of grace are said, and what a list may still do within them', async t => {
    const { browser, deps, setClock, app, admin } = await house(t, { revocationGraceHours: 48 })
    await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
    t.match((await browser.get('/trust')).body, '過期後 48 小時內')
    const [{ list } = {}] = await authorities.all(deps.db)
    setClock(new Date((list?.until.getTime() ?? 0) + 47 * 3_600_000))
    const later = visitor(app)
    await signIn(later, admin)
    t.match((await later.get('/trust')).body, '過期，寬限中：只能登入')
  })

  t.test('others do not find the page, and the deed needs a fresh proof', async t => {
    const { app, deps, agency, browser, setClock } = await house(t)
    const chief = await addPerson(deps, agency, { roles: ['hr_chief'] })
    const other = visitor(app)
    await signIn(other, chief)
    t.equal((await other.get('/trust')).statusCode, 404)
    t.equal((await other.post('/trust', { role: 'root' })).statusCode, 404)
    t.equal((await other.post('/trust/lists')).statusCode, 404)
    setClock(new Date(deps.clock().getTime() + 11 * 60_000))
    t.match((await browser.get('/trust/new')).headers.location, /^\/proof/)
  })
})
