import t, { type Test } from 'tap'
import { forget } from '../../../server/store/installation/expired.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'

const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0' }

async function withAdmin(t: Test) {
  const school = await startSchool(t, ['admin'])
  await enter(school.admin)
  return { ...school, stranger: school.browser }
}

t.test('a failed sign-in is counted without the person', async t => {
  const { admin, stranger, deps } = await withAdmin(t)
  t.match((await admin.get('/administration/failures')).body, '這段期間沒有失敗')
  await stranger.get('/sign-in')
  const answer = { ret_code: '1980760070', last_error: '160', component_version: '1.3.8', card_number: 'TP9900' }
  for (const _ of [1, 2, 3]) await stranger.post('/sign-in/card', answer, firefox)
  await stranger.post('/sign-in/password', { login_name: 'wang', password: 'wrong words here' }, firefox)

  const { body } = await admin.get('/administration/failures')
  t.match(body, /href="\/codes\/0xA0">0xA0<\/a><\/th>\s*<td[^>]*>3</)
  t.match(body, /href="\/codes\/sign-in.password"/)
  t.match(body, 'Firefox')
  t.match(body, '共 4 次')
  const [whole = '', ...ofCauses] = body.split('data-cause=')
  t.equal(whole.match(/<rect[^>]*fill="currentColor"/g)?.length, 1)
  t.equal(ofCauses.length, 2, 'each cause has a chart')
  t.match(ofCauses[0], /^"0xA0"[\s\S]*aria-label="0xA0：最近 30 天共 3 次/)
  const { rows } = await deps.db.execute('select * from failures')
  t.notMatch(JSON.stringify(rows), /TP9900|wang|203\.0\.113/)
})

t.test('a measured fault is counted, a guessed version is not kept', async t => {
  const { admin, stranger } = await withAdmin(t)
  await stranger.get('/diagnosis')
  await stranger.post(
    '/diagnosis',
    { popup: 'opened', window: 'answered', reader: 'none', component: '林美華' },
    firefox,
  )
  const { body } = await admin.get('/administration/failures')
  t.match(body, 'diagnosis.no-reader')
  t.notMatch(body, '林美華')
})

t.test('a report goes to the administrators under a number and is forgotten after ninety days', async t => {
  const { admin, stranger, deps, setClock } = await withAdmin(t)
  await stranger.get('/diagnosis/result?source=said&reader=empty')
  const sent = await stranger.post('/diagnosis/reports', { source: 'said', reader: 'empty', name: '林美華' })
  t.equal(sent.statusCode, 303)
  const ticket = /\/diagnosis\/reports\/(\w{4}-\w{4})$/.exec(String(sent.headers.location))?.[1] ?? ''
  t.match((await stranger.get(String(sent.headers.location))).body, ticket)

  const { body } = await admin.get(`/administration/reports?q=${ticket.toLowerCase()}`)
  for (const typed of [
    ticket.replace('-', ' '),
    ticket.replace('-', ''),
    `\u200B${ticket} `,
    ticket.replace('-', '－'),
  ]) {
    t.match((await admin.get(`/administration/reports?q=${encodeURIComponent(typed)}`)).body, 'reader=empty', typed)
  }
  t.match((await stranger.get(`${sent.headers.location}%E2%80%8B`)).body, ticket, 'also with what came along')
  t.match(body, ticket)
  t.match(body, 'diagnosis.no-card')
  t.match(body, /href="\/diagnosis\/result\?[^"]*reader=empty/)
  const { rows } = await deps.db.execute('select * from check_reports')
  t.notMatch(JSON.stringify(rows), '林美華')

  setClock(new Date('2027-02-22T06:00:00Z'))
  await forget(deps.db, deps.clock())
  t.equal((await stranger.get(String(sent.headers.location))).statusCode, 404)
})

t.test('more reports than anybody needs are turned away', async t => {
  const { stranger, deps } = await withAdmin(t)
  await deps.db.execute(
    `insert into check_reports select 'x' || n, '{}', '[]', '2026-11-23T05:00:00Z', '2027-11-23T05:00:00Z' from generate_series(1, 500) n`,
  )
  await stranger.get('/diagnosis')
  const answer = await stranger.post('/diagnosis/reports', { source: 'said', reader: 'empty' })
  t.equal(answer.statusCode, 429)
  t.match(answer.body, '今天送來的報告太多了')
})

t.test('an outage is told beside its way to sign in until it is cleared', async t => {
  const { admin, stranger } = await withAdmin(t)
  await admin.get('/administration/outages')
  const text = '密碼登入維護到 15:00 <b>'
  t.equal((await admin.post('/administration/outages', { password: text })).statusCode, 303)
  // what all visitors are told alike is asked once a second
  const page = async () => (await stranger.get('/sign-in')).body
  t.match(await eventually(page, body => body.includes('維護到')), '密碼登入維護到 15:00 &lt;b&gt;')
  await admin.post('/administration/outages', { password: ' ' })
  t.notMatch(await eventually(page, body => !body.includes('維護到')), '維護到')
})

t.test('the administrator reads which ways nobody can use yet and what to set', async t => {
  const { admin, stranger, deps } = await withAdmin(t)
  t.notMatch((await stranger.get('/sign-in')).body, 'action="/sign-in/card"')
  const { body } = await admin.get('/administration/ways')
  for (const setting of ['NHI_VERIFIER_URL', 'FIDO_URL', 'SMTP_URL']) t.match(body, setting)
  t.match(body, '沒有信任任何有效的自然人憑證機構')
  t.notMatch(body, 'BASE_URL', 'on this machine passkeys need no https')

  await trustCa(deps, await testCa(t))
  t.notMatch((await admin.get('/administration/ways')).body, '所有卡片都無法使用')
  const page = async () => (await stranger.get('/sign-in')).body
  t.match(await eventually(page, body => body.includes('/sign-in/card')), 'action="/sign-in/card"')
})

t.test('the minimum version is the administrator’s', async t => {
  const { admin, stranger } = await withAdmin(t)
  const result = '/diagnosis/result?source=measured&system=linux&component=1.3.4.3'
  t.notMatch((await stranger.get(result)).body, 'diagnosis.old-version')
  await admin.get('/administration/component')
  const settings = { minimum_windows: '1.3.4.103328', minimum_macos: '1.3.4.13', minimum_linux: '1.3.8' }
  t.equal((await admin.post('/administration/component', settings)).statusCode, 303)
  t.match((await stranger.get(result)).body, 'diagnosis.old-version')
  const except = { ...settings, exceptions_linux: '1.3.4.3, 1.3.1' }
  t.equal((await admin.post('/administration/component', except)).statusCode, 303)
  t.notMatch((await stranger.get(result)).body, 'diagnosis.old-version')
  t.match((await admin.get('/administration/component')).body, 'value="1.3.4.3 1.3.1"')
  const odd = await admin.post('/administration/component', { ...settings, exceptions_linux: '1.3.4.3 new' })
  t.equal(odd.statusCode, 422)
  t.match(odd.body, '這裡只能放版本')
  const wrong = { ...settings, download_linux: 'javascript:alert(1)', sha256_linux: 'abc', minimum_macos: 'x' }
  t.equal((await admin.post('/administration/component', wrong)).statusCode, 422)
})

t.test('for others these pages do not exist', async t => {
  const { lin } = await startSchool(t, ['lin'])
  await enter(lin)
  for (const page of ['failures', 'reports', 'outages', 'component']) {
    t.equal((await lin.get(`/administration/${page}`)).statusCode, 404)
  }
})
