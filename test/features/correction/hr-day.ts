import t from 'tap'
import type { Row } from '../../../server/domain/record/field.ts'
import { speak } from '../../../server/text/speak.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { handOf, type Effort } from '../../support/app/hand.ts'
import { addRow, correctionOf, sendCorrection } from '../../support/correction/corrections.ts'
import { addPerson, signIn, type TestPerson } from '../../support/person/people.ts'
import { addSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

const say = speak('zh-TW')

const studies: Row = {
  school: '國立示範大學',
  country: 'TW',
  start_ym: '2008-09',
  end_ym: '2012-06',
  result: 'graduated',
}
const eightOthers: Row = {
  school: '國立新示範大學',
  dept: '數學教育學系',
  start_ym: '2003-09',
  end_ym: '2007-06',
  is_highest: true,
  degree_name: '教育學學士',
  cert_date: '2007-06-30',
  cert_no: '示大教字第9號',
}
const reason = '與證書不符，可於三十日內提起救濟。'
const file = '畢業證書.pdf'

/** A school where corrections of eight fields are sent, and somebody of HR at its desk. */
async function deskOf(t: Parameters<typeof startApp>[0]) {
  const { app, deps, setClock } = await startApp(t)
  const { agencyId, teacher, officer, chief } = await addSchool(deps)
  const wang = await addPerson(deps, agencyId, world.wang)
  async function sit(person: TestPerson) {
    const browser = visitor(app)
    await signIn(browser, person)
    return { ...handOf(browser), browser }
  }
  async function send() {
    setClock(new Date(deps.clock().getTime() + 1000))
    const rowId = await addRow(deps, teacher.personId, 'education', studies)
    const to = { ...studies, ...eightOthers }
    const id = await sendCorrection(deps, teacher, agencyId, { section: 'education', rowId, to, files: [file] })
    const { number, items } = await correctionOf(deps, id)
    return { id, number: String(number), count: items.length, state: async () => (await correctionOf(deps, id)).state }
  }
  return { deps, wang, send, chen: await sit(officer), huang: await sit(chief) }
}

const bounds: Record<string, Effort> = {
  'accept all of eight fields': { clicks: 3, texts: 0, pages: 3 },
  'accept the next one': { clicks: 3, texts: 0, pages: 3 },
  'reject all of eight fields': { clicks: 2, texts: 1, pages: 2 },
  'reject one of eight fields': { clicks: 4, texts: 1, pages: 3 },
  'take one and have it open': { clicks: 1, texts: 0, pages: 1 },
  'return one for a supplement': { clicks: 3, texts: 1, pages: 2 },
  'confirm a rejection': { clicks: 2, texts: 0, pages: 2 },
  'give one more time': { clicks: 4, texts: 2, pages: 3 },
  'open the record of somebody': { clicks: 3, texts: 1, pages: 3 },
  'issue a code for somebody new': { clicks: 2, texts: 3, pages: 2 },
}

t.test('what HR does all day takes no more clicks, texts and pages than this', async t => {
  const { wang, send, chen, huang } = await deskOf(t)
  const measured: Record<string, Effort> = {}
  const done = (name: string, { effort }: typeof chen) => (measured[name] = effort())
  const take = async (hand: typeof chen, number: string) => {
    await hand.begin('/')
    await hand.press(say('home.take-first', { number }))
  }

  const [first, second] = [await send(), await send()]
  t.equal(first.count, 8)
  await take(chen, first.number)
  await chen.follow(file)
  await chen.press(say('review.accept-all'))
  done('accept all of eight fields', chen)
  t.equal(await first.state(), 'applied')

  chen.beginHere()
  await chen.press(say('review.take-next'))
  await chen.follow(file)
  await chen.press(say('review.accept-all'))
  done('accept the next one', chen)
  t.equal(await second.state(), 'applied')

  const third = await send()
  await take(chen, third.number)
  chen.type(say('review.decide-text'), reason)
  await chen.press(say('review.reject-all'))
  done('reject all of eight fields', chen)
  t.equal(await third.state(), 'waiting_chief')

  const fourth = await send()
  await take(chen, fourth.number)
  await chen.follow(file)
  chen.tick(`${say('correction.item.rejected')}：系所`)
  chen.type(`${say('review.line-why')}：系所`, '請附證書正本')
  await chen.press(say('review.decide-lines'))
  done('reject one of eight fields', chen)
  t.equal(await fourth.state(), 'applied')

  const fifth = await send()
  await take(chen, fifth.number)
  done('take one and have it open', chen)
  t.equal(await fifth.state(), 'in_review')
  chen.unfold(say('review.return-title'))
  chen.type(say('review.return-text'), '請附證書影本')
  await chen.press(say('review.return-button'))
  done('return one for a supplement', chen)
  t.equal(await fifth.state(), 'returned')

  await huang.begin('/')
  await huang.follow(say('home.go-on-with', { number: third.number }))
  await huang.press(say('review.chief-button'))
  done('confirm a rejection', huang)
  t.equal(await third.state(), 'rejected')

  const sixth = await send()
  await huang.begin('/')
  await huang.follow(say('home.go.review'))
  await huang.follow(sixth.number)
  huang.unfold(say('review.extend-title'))
  huang.type(say('review.extend-days'), '10')
  huang.type(say('review.extend-text'), '向原校查證中')
  await huang.press(say('review.extend-button'))
  done('give one more time', huang)
  t.ok(huang.says('延長'))

  await chen.begin('/')
  chen.type(say('list.name-or-number'), wang.name)
  await chen.press(say('people.search'))
  await chen.follow(wang.name)
  await chen.press(say('purpose.check'))
  done('open the record of somebody', chen)
  t.ok(chen.says(say('people.opened-for', { purpose: say('purpose.check') })))

  await chen.begin('/')
  await chen.follow(say('people.add'))
  chen.type(say('person.name'), '石以安')
  chen.type(say('person.id-number'), 'A123456752')
  chen.type(say('person.title'), '專任教師')
  await chen.press(say('people.add-button'))
  done('issue a code for somebody new', chen)
  t.ok(chen.says(say('people.code-title', { name: '石以安' })))

  t.same(measured, bounds)
})
