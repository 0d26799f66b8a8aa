import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { maxCertificateFile } from '../../../server/domain/card/profile.ts'
import { refreshAskedLists } from '../../../server/jobs/revocation-refresh.ts'
import { events } from '../../../server/store/schema.ts'
import * as authorities from '../../../server/store/trust/authorities.ts'
import { importTrust, trustOf } from '../../../server/store/trust/trust.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { testCa } from '../../support/card/cards.ts'
import { signIn } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'

async function withAdmin(t: Test, settings: Partial<Deps['config']> = {}) {
  const school = await startSchool(t, ['admin'], { settings })
  await enter(school.admin)
  return school
}

t.test('an administrator and the authorities', async t => {
  const ca = await testCa(t)
  const cer = (name: string) => readFile(path.join(ca.trust, name))
  const file = async (name: string) => ({ name: 'a.cer', type: 'application/x-x509-ca-cert', bytes: await cer(name) })
  const hidden = (html: string) => /name="certificate" value="([^"]+)"/.exec(html)?.[1] ?? ''

  t.test('an anchor is added after its fingerprint was compared, and then one that issues cards', async t => {
    const { admin, deps } = await withAdmin(t)
    t.match((await admin.get('/trust')).body, '目前無法以卡片登入')
    t.match((await admin.get('/trust/new')).body, '57df 6f20')
    const check = await admin.upload('/trust/new', 'file', await file('anchors/grca3.cer'))
    t.equal(check.statusCode, 200)
    const [fingerprint] = (await authorities.all(deps.db)).map(one => one.fingerprint)
    t.equal(fingerprint, undefined, 'nothing is kept yet')
    t.match(check.body, /SHA-256 指紋[^]*([0-9a-f]{4} ){15}[0-9a-f]{4}/)
    t.match(check.body, '不在本站所知的公開指紋裡')

    const certificate = hidden(check.body)
    const hasty = await admin.post('/trust', { certificate, role: 'root' })
    t.equal(hasty.statusCode, 422)
    t.match(hasty.body, '請先核對指紋')
    t.match(hasty.body, 'value="root" checked')
    const wrong = await admin.post('/trust', { certificate, role: 'citizen', compared: 'yes' })
    t.match(wrong.body, '請先匯入它的根憑證')
    t.equal((await admin.post('/trust', { certificate, role: 'root', compared: 'yes' })).statusCode, 303)

    const issuer = await admin.upload('/trust/new', 'file', await file('citizen/moica3.cer'))
    const form = { certificate: hidden(issuer.body), role: 'citizen', compared: 'yes' }
    t.equal((await admin.post('/trust', form)).headers.location, '/trust')
    const page = (await admin.get('/trust')).body
    t.match(page, /內政部憑證管理中心[^]*發自然人憑證[^]*沒有/)
    t.equal((await trustOf(deps.db)).issuers.length, 1)
    const kept = await deps.db.select().from(events).where(eq(events.what, 'trust.authority-added'))
    t.match(kept, [{ byRole: 'sysadmin', details: { role: 'root' } }, { details: { role: 'citizen' } }])
  })

  t.test(
    'the lists are fetched when an authority is added or an administrator asks, and then it is told when',
    async t => {
      const { admin, deps } = await withAdmin(t)
      const asked = async () => deps.db.select().from(events).where(eq(events.what, 'trust.lists-asked'))
      t.match((await admin.get('/trust')).body, /還沒有嘗試取得清冊[^]*現在取得清冊/)
      t.equal((await admin.post('/trust/lists')).headers.location, '/trust')
      const waiting = (await admin.get('/trust')).body
      t.match(waiting, '已經要求取得清冊')
      t.notMatch(waiting, '現在取得清冊')
      await admin.post('/trust/lists')
      t.match(await asked(), [{ byRole: 'sysadmin', byAccountId: admin.accountId }], 'asking twice is asking once')
      await refreshAskedLists({ ...deps, sources: { crlUrls: [] } })
      t.match((await admin.get('/trust')).body, /上次嘗試取得清冊：[^]+14:00[^]*現在取得清冊/)
      t.equal((await asked()).length, 1)
      await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
      t.match((await admin.get('/trust')).body, '已經要求取得清冊')
    },
  )

  t.test('what is no certificate of an authority is refused', async t => {
    const { admin } = await withAdmin(t)
    await admin.get('/trust/new')
    const page = { name: 'a.cer', type: 'text/html', bytes: Buffer.from('<html>') }
    const refused = await admin.upload('/trust/new', 'file', page)
    t.equal(refused.statusCode, 422)
    t.match(refused.body, '這不是憑證或廢止清冊')
    t.match((await admin.upload('/trust/new', 'file', { ...page, bytes: Buffer.alloc(0) })).body, '請選一個憑證檔案')
    const large = await admin.upload('/trust/new', 'file', { ...page, bytes: Buffer.alloc(maxCertificateFile + 1) })
    t.match(large.body, '最大 64 KB')
    const pem = new X509Certificate(await cer('anchors/grca3.cer')).toString()
    const padded = Buffer.concat([
      Buffer.alloc(40 * 1024, 'Subject: a long text of OpenSSL\n'),
      Buffer.from(`\n${pem}`),
    ])
    t.match((await admin.upload('/trust/new', 'file', { ...page, bytes: padded })).body, '核對指紋')
    t.match((await admin.get('/trust/new')).body, 'PEM 都可以，最大 64 KB')
    const forged = await admin.post('/trust', { certificate: 'AAAA', role: 'root', compared: 'yes' })
    t.equal(forged.statusCode, 409)
  })

  t.test('a test authority is refused in a real installation', async t => {
    const { deps } = await startApp(t)
    const { refused } = await importTrust(deps.db, ca.trust, { test: false, at: deps.clock() })
    t.equal(refused[0]?.why, 'trust.refused.test-authority')
  })

  t.test('an authority that is removed is out of use at once, with those below it', async t => {
    const { admin, deps } = await withAdmin(t)
    await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
    const anchor = (await authorities.all(deps.db)).find(one => one.title.includes('G3'))
    const address = `/trust/${anchor?.fingerprint}/removal`
    t.match((await admin.get(address)).body, '即無法登入')
    t.equal((await admin.post(address)).headers.location, '/trust')
    t.same(
      await trustOf(deps.db).then(({ issuers }) => issuers.filter(({ anchorKeyId }) => anchorKeyId === anchor?.keyId)),
      [],
    )
    t.match((await admin.get('/trust')).body, '沒有根憑證，不使用')
    t.equal((await admin.get(address)).statusCode, 404)
    t.match(await deps.db.select().from(events).where(eq(events.what, 'trust.authority-removed')), [
      { about: anchor?.fingerprint },
    ])
  })

  t.test('lists that end soon or have ended are said to', async t => {
    const { admin, deps, setClock, app } = await withAdmin(t)
    await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
    t.match((await admin.get('/trust')).body, /state ok">有效/)
    t.notMatch((await admin.get('/trust')).body, '過期')
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
    const { admin, deps, setClock, app } = await withAdmin(t, { revocationGraceHours: 48 })
    await importTrust(deps.db, ca.trust, { test: true, at: deps.clock() })
    t.match((await admin.get('/trust')).body, '過期後 48 小時內')
    const [{ list } = {}] = await authorities.all(deps.db)
    setClock(new Date((list?.until.getTime() ?? 0) + 47 * 3_600_000))
    const later = visitor(app)
    await signIn(later, admin)
    t.match((await later.get('/trust')).body, '過期，寬限中：只能登入')
  })

  t.test('others do not find the page, and the deed needs a fresh proof', async t => {
    const { deps, admin, setClock, add } = await withAdmin(t)
    const huang = await enter(await add('huang'))
    t.equal((await huang.get('/trust')).statusCode, 404)
    t.equal((await huang.post('/trust', { role: 'root' })).statusCode, 404)
    t.equal((await huang.post('/trust/lists')).statusCode, 404)
    setClock(new Date(deps.clock().getTime() + 11 * 60_000))
    t.match((await admin.get('/trust/new')).headers.location, /^\/proof/)
  })
})
