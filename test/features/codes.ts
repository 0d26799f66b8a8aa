import t from 'tap'
import { majorCodes, minorCodes } from '../../server/domain/card/component-codes.ts'
import { all } from '../../server/text/speak.ts'
import { codeEntries, codeHref, searchCodes } from '../../server/web/codes.ts'
import { startApp, visitor } from '../support/app.ts'

const site = { baseUrl: 'https://hr.example.edu.tw', componentOrigin: 'http://localhost:61161' }

t.test('every number of the component and every refusal has one entry, in both languages', async t => {
  const refusals = Object.keys(all).filter(key => key.includes('.refused.') && !key.startsWith('trust.'))
  for (const language of ['zh-TW', 'en'] as const) {
    const entries = codeEntries(language, site)
    t.equal(entries.length, majorCodes.size + minorCodes.size + refusals.length)
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

  const english = await reader.get('/codes/0x76000006', { 'accept-language': 'en' })
  t.match(english.body, 'There is no card in the reader')
  const part = await reader.get('/codes?q=PIN', { 'hx-request': 'true', 'hx-request-type': 'partial' })
  t.match(part.body.trim(), /^<div id="codes">/)
  t.match((await reader.get('/codes?area=card')).body, '0x7610000D')
  t.match((await reader.get('/codes?q=nothing-like-that')).body, '查不到')
  t.equal((await reader.get('/codes/0x99')).statusCode, 404)
})

t.test('a failed sign-in leads straight to its entry', async t => {
  const { app } = await startApp(t)
  const reader = visitor(app)
  await reader.get('/sign-in')
  const byCard = await reader.post('/sign-in/card', { ret_code: '1980760070', last_error: '160' })
  t.match(byCard.body, 'href="/codes/0xA0"')
  const byPassword = await reader.post('/sign-in/password', { login_name: 'nobody', password: 'wrong words here' })
  t.match(byPassword.body, 'href="/codes/sign-in.password"')
})
