import t from 'tap'
import { majorCodes, minorCodes } from '../../../server/domain/ways/component-codes.ts'
import { healthCardCodeKey, healthCardCodes } from '../../../server/domain/ways/health-card-codes.ts'
import { all } from '../../../server/text/speak.ts'
import { codeEntries, codeHref, searchCodes } from '../../../server/web/show/codes.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'

const site = { baseUrl: 'https://hr.example.edu.tw', componentOrigin: 'http://localhost:61161' }

t.test('every number of the component and every refusal has one entry, in both languages', async t => {
  const refusals = Object.keys(all).filter(key => key.includes('.refused.') && !key.startsWith('trust.'))
  for (const language of ['zh-TW', 'en'] as const) {
    const entries = codeEntries(language, site)
    t.equal(entries.length, majorCodes.size + minorCodes.size + healthCardCodes.length + 1 + refusals.length)
    t.equal(new Set(entries.map(({ address }) => address)).size, entries.length)
    for (const { address, meaning, remedy } of entries) {
      if (!meaning || /[{}]|undefined/.test(meaning + remedy)) t.fail(address)
    }
  }
})

const asked: [string, string[]][] = [
  ['0x76100006', ['0x76100006']],
  ['1980760070', ['0x76100006']],
  ['-2147483647', ['0x80000001']],
  ['0x76100006/0xa0', ['0x76100006', '0xA0']],
  ['０ｘ７６０００００６', ['0x76000006']],
  ['challenge.replay', ['challenge.replay']],
  ['4206', ['health-card.4206']],
  ['ａ００１', ['health-card.A001']],
  ['9015', ['mobile-id.cancelled']],
  ['9002', ['health-card.9002', 'mobile-id.set-up']],
  ['8013 7004', ['health-card.7004', 'health-card.8013']],
]
for (const [typed, found] of asked) {
  t.test(`${typed} finds ${found.join(' and ')}`, async t =>
    t.same(
      searchCodes(codeEntries('zh-TW', site), typed).map(({ address }) => address),
      found,
    ),
  )
}

t.test('a refusal leads to the number that says why', async t => {
  const href = (name: string, code: string) =>
    codeHref({ text: `component.refused.${name}` as keyof typeof all, holes: { code } })
  t.equal(href('pin-wrong', '0x76100006/0xA0'), '/codes/0xA0')
  t.equal(href('no-card', '0x76000006'), '/codes/0x76000006')
  t.equal(href('unknown', '0x4D2'), '/codes/component.unknown')
  t.equal(href('popup-blocked', 'popup-blocked'), '/codes/component.popup-blocked')
  t.equal(codeHref({ text: 'home.title' as keyof typeof all }), undefined)
})

t.test('a health card that failed leads to the entry of its code, which says both halves of the sentence', async t => {
  for (const code of healthCardCodes) {
    const text = healthCardCodeKey(code)
    t.equal(codeHref({ text }), `/codes/health-card.${code}`)
    const entry = codeEntries('zh-TW', site).find(({ address }) => address === `health-card.${code}`)
    t.equal(all[text].zh, `${entry?.meaning.replace(/。$/, `（代碼 ${code}）。`)}${entry?.remedy}`)
  }
  t.equal(codeHref({ text: healthCardCodeKey('1234') }), '/codes/health-card.unknown')
})

t.test('the codes of the health card say what the document of the schools says', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  const installation = (await reader.get('/codes/4206')).body
  for (const words of ['元件的安裝有問題', '0011 或 1001', '工作管理員結束 mNHIIC Service'])
    t.match(installation, words)
  t.match((await reader.get('/codes/a001')).body, '沒有安裝好')
  t.match((await reader.get('/codes/health-card.4061')).body, '連不到健保署的服務')
  t.match((await reader.get('/codes/8013')).body, '請安裝一般型讀卡機並接好，或把健保卡插到底')
  t.match((await reader.get('/codes/7004')).body, '請插入健保卡')
  t.match((await reader.get('/codes?area=health-card')).body, 'href="/codes/health-card.9103"')
  t.match((await reader.get('/codes/4206', { 'accept-language': 'en' })).body, 'end mNHIIC Service in the task manager')
})

t.test('anybody looks codes up before signing in', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  const page = await reader.get('/codes?q=0x76000006')
  t.equal(page.statusCode, 200)
  t.match(page.body, 'href="/codes/0x76000006"')
  const entry = await reader.get('/codes/0X76000006')
  t.match(entry.body, '讀卡機裡沒有 IC 卡')
  t.match(entry.body, '請把卡片插到底')
  t.match(entry.body, '1979711494')

  t.notMatch(entry.body, 'moica.nat.gov.tw')
  for (const locked of ['0xA4', 'component.pin-locked'])
    t.match(
      (await reader.get(`/codes/${locked}`)).body,
      'href="https://moica.nat.gov.tw"',
      'who sends to the issuer links there',
    )

  const english = await reader.get('/codes/0x76000006', { 'accept-language': 'en' })
  t.match(english.body, 'There is no card in the reader')
  const part = await reader.get('/codes?q=PIN', { 'hx-request': 'true', 'hx-request-type': 'partial' })
  t.match(part.body.trim(), /^<div id="codes">/)
  t.match((await reader.get('/codes?area=card')).body, '0x7610000D')
  t.match((await reader.get('/codes?q=nothing-like-that')).body, '沒有找到')
  t.equal((await reader.get('/codes/0x99')).statusCode, 404)
})

t.test('a failed sign-in leads straight to its entry', async t => {
  const { app, deps } = await startApp(t)
  await trustCa(deps, await testCa(t))
  const reader = visitor(app)
  await reader.get('/sign-in')
  const byCard = await reader.post('/sign-in/card', { ret_code: '1980760070', last_error: '160' })
  t.match(byCard.body, 'href="/codes/0xA0"')
  const byPassword = await reader.post('/sign-in/password', { login_name: 'nobody', password: 'wrong words here' })
  t.match(byPassword.body, 'href="/codes/sign-in.password"')
})
