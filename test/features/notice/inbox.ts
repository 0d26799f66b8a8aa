import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import type { Notice } from '../../../server/domain/notice/notice.ts'
import * as store from '../../../server/store/notice/notices.ts'
import { notices } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { words } from '../../support/app/pages.ts'
import { enter, startSchool } from '../../support/person/school.ts'

const told = { text: 'notice.agency-card.registered', holes: { agency: '示範國小' }, url: '/agency-card' } as const

async function inbox(t: Test) {
  const school = await startSchool(t, ['lin'])
  const { deps, lin } = school
  await enter(lin)
  const tell = (notice: Notice = told, at = deps.clock()) => store.tellPerson(deps.db, lin.personId, notice, at)
  return { ...school, tell }
}

t.test('an empty inbox says what would be in it', async t => {
  const { lin, app } = await inbox(t)
  const page = await lin.get('/inbox')
  t.match(page.body, '這裡會列出給您的通知')
  t.notMatch(page.body, '全部標為已讀')
  t.equal((await visitor(app).get('/inbox')).headers.location, '/sign-in?next=%2Finbox')
})

t.test('a notice is unread in words until it is opened, and leads where it says', async t => {
  const { lin, tell, deps } = await inbox(t)
  await tell()
  const page = await lin.get('/inbox')
  t.match(page.body, '未讀')
  t.match(page.body, '示範國小登記了一張機關憑證')
  t.match(page.body, '通知（1 則未讀）')
  const [notice] = await deps.db.select().from(notices)
  t.equal((await lin.post(`/inbox/${notice?.id}`)).headers.location, '/agency-card')
  const read = await lin.get('/inbox')
  t.match(read.body, '已讀')
  t.notMatch(read.body, '未讀')
})

t.test('a correction is told with its number and what it is about; what earlier versions told still reads', async t => {
  const { lin, tell } = await inbox(t)
  const url = '/corrections/1' as const
  await tell({
    text: 'notice.correction-returned',
    holes: { number: '115-000001', section: 'skill', day: '2026-12-01' },
    url,
  })
  await tell({ text: 'notice.correction-sent', url: '/review/1' })
  const page = await lin.get('/inbox')
  t.match(page.body, /<span class="soft">民國[^<]*，專長證照<\/span>/)
  t.match(words(page.body), '校正申請 115-000001 退回補正')
  t.match(page.body, '有一件校正申請送到人事室。')
})

t.test('all are marked as read at once, for this person only', async t => {
  const { lin, tell, deps, add } = await inbox(t)
  const other = await add('wang')
  await tell()
  await tell()
  await store.tellAccount(deps.db, other.accountId, told, deps.clock())
  await lin.get('/inbox')
  t.equal((await lin.post('/inbox/all-read')).headers.location, '/inbox')
  t.notMatch((await lin.get('/inbox')).body, '未讀')
  const { rows } = await store.ofAccount(deps.db, other.accountId, { limit: 9, offset: 0 })
  t.equal(rows.filter(({ readAt }) => readAt === null).length, 1)
})

t.test('the notice of somebody else is not there, and stays unread', async t => {
  const { tell, deps, add } = await inbox(t)
  await tell()
  const wang = await enter(await add('wang'))
  await wang.get('/inbox')
  const [notice] = await deps.db.select().from(notices)
  t.equal((await wang.post(`/inbox/${notice?.id}`)).statusCode, 404)
  t.match(await deps.db.select().from(notices), [{ readAt: null }])
})

t.test('days and sections in a notice are put into words, and a sentence no longer in use fails no page', async t => {
  const { lin, tell, deps } = await inbox(t)
  await tell({ ...told, holes: { agency: '2026-12-03' } })
  t.match((await lin.get('/inbox')).body, '民國 115 年 12 月 3 日')
  await deps.db.update(notices).set({ text: 'inbox.of-an-older-version' })
  const page = await lin.get('/inbox')
  t.equal(page.statusCode, 200)
  t.match(page.body, '這則通知的內容已經不再使用')
})

t.test('a full inbox has pages, the newest first', async t => {
  const { lin, tell, deps } = await inbox(t)
  for (let i = 1; i <= 21; i += 1) {
    await tell({ ...told, holes: { agency: `第 ${i} 校` } }, new Date(deps.clock().getTime() + i * 1000))
  }
  const first = await lin.get('/inbox')
  t.match(first.body, '第 21 校')
  t.notMatch(first.body, '第 1 校')
  t.match(first.body, '第 1 頁，共 2 頁，21 筆')
  t.match((await lin.get('/inbox?page=2')).body, '第 1 校')
  t.equal((await lin.get('/inbox?page=3')).headers.location, '/inbox')
  await deps.db.delete(notices).where(eq(notices.accountId, lin.accountId))
  t.equal((await lin.get('/inbox?page=x')).statusCode, 200)
})

t.test('everybody reads how long what piles up is kept and why, and each list how far back it reaches', async t => {
  const { lin, tell, deps, app } = await inbox(t)
  await tell()
  deps.config.keepYears = { ...deps.config.keepYears, access_log: 7, sign_ins: 8, notices: 9 }
  const { body } = await visitor(app).get('/personal-data')
  for (const words of ['永久', '7 年', '8 年', '10 年', '9 年', '1 年', '施行細則第 12 條']) t.match(body, words)
  t.match((await lin.get('/access-log')).body, '至少保留 7 年')
  t.match((await lin.get('/account/sign-ins')).body, '至少保留 8 年')
  t.match((await lin.get('/inbox')).body, '從閱讀之日起保留 9 年')
})
