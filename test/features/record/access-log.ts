import t, { type Test } from 'tap'
import * as records from '../../../server/store/record/records.ts'
import * as accessLog from '../../../server/store/record/access-log.ts'
import { accessLog as accessLogTable } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { words } from '../../support/app/pages.ts'
import { enter, startSchool } from '../../support/person/school.ts'

async function withReaders(t: Test) {
  const school = await startSchool(t, ['lin', 'chen'])
  const { deps, agencyId, lin, chen } = school
  await enter(lin)
  const look = (more: Partial<accessLog.Reading> = {}) =>
    accessLog.add(deps.db, {
      personId: lin.personId,
      accountId: chen.accountId,
      viewerName: chen.name,
      viewerRole: 'hr_officer',
      agencyId,
      action: 'read',
      section: null,
      purpose: '辦理敘薪',
      address: '203.0.113.20',
      requestId: 'r',
      at: deps.clock(),
      ...more,
    })
  return { ...school, look }
}

const stepIn = (body: string, rel: 'next' | 'prev') =>
  new RegExp(`rel="${rel}" href="([^"]+)"`).exec(body)?.[1]?.replaceAll('&amp;', '&')

t.test('before anybody has looked, the page says what it would list', async t => {
  const { lin, app } = await withReaders(t)
  t.match((await lin.get('/access-log')).body, '到現在還沒有別人看過')
  t.equal((await visitor(app).get('/access-log')).headers.location, '/sign-in?next=%2Faccess-log')
})

t.test('a person reads who looked, as what, from which agency, at which part and why', async t => {
  const { lin, look } = await withReaders(t)
  await look({ section: 'family' })
  await look({ action: 'open', purpose: '核對學歷證件' })
  const { body } = await lin.get('/access-log')
  for (const word of ['陳文彬', '示範國小 人事人員', '家屬', '辦理敘薪', '開啟人事資料', '整份資料', '核對學歷證件']) {
    t.match(body, word)
  }
  t.match(body, /民國 115 年 11 月 23 日.*14:00 查看：家屬/s)
  t.notMatch(body, '203.0.113.20', 'the address is no business of the person looked at')
})

t.test('what one person looked at on one day for one purpose is one line with its times', async t => {
  const { deps, lin, look } = await withReaders(t)
  const at = (time: string) => new Date(`2026-11-20T${time}:00+08:00`)
  await look({ at: at('09:00'), action: 'open' })
  await look({ at: at('09:01'), section: 'family' })
  await look({ at: at('09:04'), section: 'basic' })
  await look({ at: at('09:30'), section: 'family' })
  await look({ at: at('09:02'), purpose: '核對學歷' })
  await look({ at: at('09:03'), viewerName: '陳文彬', accountId: records.newRowId() })
  await look({ at: deps.clock() })
  const { body } = await lin.get('/access-log')
  const lines = [...body.matchAll(/<th scope="row".*?<\/tr>/gs)].map(([line]) => words(line).replace(/\s+/g, ' '))
  t.equal(lines.length, 4, lines.join('\n'))
  t.match(lines[0], '11 月 23 日')
  t.match(
    lines[1],
    /辦理敘薪 09:00 開啟人事資料：整份資料 09:04 查看：基本資料 09:01、09:30 查看：家屬|09:00 .*09:01、09:30 查看：家屬.*09:04/,
  )
  t.match(lines[2], '09:03')
  t.match(lines[3], '核對學歷')
  t.match(body, '查看 7 次')

  const file = (await lin.get('/access-log/file')).body.replace('\uFEFF', '').trim().split('\r\n')
  t.equal(file[0], '"日期","時間","誰","為了什麼","查看的內容"')
  t.equal(file.length, 8, 'each look is a line')
  t.ok(file.includes('"2026-11-20","09:01:00","陳文彬、人事人員、示範國小","辦理敘薪","查看：家屬"'), file.join('\n'))
})

t.test('what runs over the end of a page stands whole on one page', async t => {
  const { lin, look } = await withReaders(t)
  const at = (minute: number) => new Date(Date.parse('2026-11-20T09:00:00+08:00') + minute * 60_000)
  for (let i = 0; i < 24; i += 1) await look({ at: at(100 + i), purpose: `核對 ${i} 號證件` })
  await look({ at: at(0), section: 'family' })
  await look({ at: at(1), section: 'basic' })
  await look({ at: at(-1), purpose: '最早的一次' })
  const casesOn = (body: string) => {
    return [...body.matchAll(/<th scope="row".*?<\/tr>/gs)].map(([line]) => words(line).replace(/\s+/g, ' '))
  }
  const page = (await lin.get('/access-log')).body
  const next = (await lin.get(stepIn(page, 'next') ?? '')).body
  const [first, second] = [casesOn(page), casesOn(next)]
  t.same(casesOn((await lin.get(stepIn(next, 'prev') ?? '')).body), first, 'and back')
  t.equal(first.length, 25)
  t.match(first.at(-1), /辦理敘薪 .*09:00 查看：家屬 09:01 查看：基本資料/)
  t.equal(second.length, 1, second.join('\n'))
  t.match(second[0], '最早的一次')
})

t.test('own readings are not listed', async t => {
  const { lin, look } = await withReaders(t)
  await look({ accountId: lin.accountId, viewerName: lin.name, viewerRole: 'employee', purpose: '自行查閱' })
  const { body } = await lin.get('/access-log')
  t.match(body, '到現在還沒有別人看過')
  t.notMatch(body, '自行查閱')
})

t.test('what was looked at of somebody else is shown to that person only', async t => {
  const { look, chen } = await withReaders(t)
  await look()
  await enter(chen)
  const { body } = await chen.get('/access-log')
  t.match(body, '到現在還沒有別人看過')
  t.notMatch(body, '辦理敘薪')
})

t.test('of a very long list a thousand are counted, and its pages go on to the last one', async t => {
  const { deps, lin, chen } = await withReaders(t)
  const reading = { viewerName: chen.name, viewerRole: 'hr_officer', action: 'read' as const, purpose: '辦理敘薪' }
  const where = { personId: lin.personId, accountId: chen.accountId, address: '203.0.113.20', requestId: 'r' }
  const rows = Array.from({ length: 1005 }, (_, i) => ({
    ...reading,
    ...where,
    at: new Date(deps.clock().getTime() - i),
  }))
  await deps.db.insert(accessLogTable).values(rows)
  const now = deps.clock().getTime()
  const ids = (await deps.db.select().from(accessLogTable)).toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const after = async (place: number) => (await lin.get(`/access-log?after=${now - place}-${ids[place]?.id}`)).body
  t.match((await lin.get('/access-log')).body, '查看超過 1000 次')
  t.match(await after(974), 'rel="next"')
  const last = await after(999)
  t.notMatch(last, 'rel="next"')
  t.match(last, '查看超過 1000 次')
  t.equal((await lin.get(`/access-log?after=${now - 1004}-${ids[1004]?.id}`)).headers.location, '/access-log')
  t.equal((await lin.get('/access-log?after=1-x')).statusCode, 200)
})

t.test('a long list has pages, and words that are not in the dictionary any more fail no page', async t => {
  const { lin, look } = await withReaders(t)
  await look({ section: 'no_such_section', viewerRole: 'inspector', purpose: '最早的一次', at: new Date('2026-01-01') })
  for (let i = 0; i < 25; i += 1) await look()
  const first = await lin.get('/access-log')
  t.match(first.body, '共查看 26 次', 'looks, of which one line holds many')
  t.notMatch(first.body, '最早的一次')
  t.match((await lin.get(stepIn(first.body, 'next') ?? '')).body, '最早的一次')
})
