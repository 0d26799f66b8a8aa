import { inArray } from 'drizzle-orm'
import type { Test } from 'tap'
import * as records from '../../../server/store/record/records.ts'
import { assignments } from '../../../server/store/schema.ts'
import { speak, type TextKey } from '../../../server/text/speak.ts'
import type { Deps } from '../../../server/web/deps.ts'
import type { Effort } from '../app/hand.ts'
import { addRow } from '../correction/corrections.ts'
import { changeBasic } from './basic.ts'
import { addAgency, addPerson } from '../person/people.ts'
import { addEducation } from '../person/school.ts'
import { world } from '../person/world.ts'

/** Somebody at the pages of HR, with or without script. */
export type Player = {
  begin: (url: string) => Promise<void>
  beginHere: () => void
  follow: (text: string) => Promise<void>
  type: (label: string, text: string) => Promise<void> | void
  /** One of a menu, by the words of it. */
  choose: (label: string, option: string) => Promise<void> | void
  tick: (label: string) => Promise<void> | void
  unfold: (text: string) => Promise<void> | void
  press: (text: string) => Promise<void>
  /** A file into its field, and then the button: a text browser does both at once. */
  send: (label: string, file: { name: string; bytes: Buffer }, button: string) => Promise<void>
  /** A link that leads to a file. */
  fetch: (text: string) => Promise<void>
  says: (text: string) => Promise<boolean> | boolean
  effort: () => Effort
}

const say = speak('zh-TW')
const [teachers, contracts] = [30, 12]
const rare = '𡍼生明'
/** Names, and how a list that was typed elsewhere writes them. */
export const variants = [
  ['林羣妍', '林群妍'],
  ['王啟明', '王啓明'],
  ['陳峯生', '陳峰生'],
] as const

/** A school with thirty teachers, twelve whose contracts end this year, and somebody with a rare character. */
export async function addStaff(deps: Deps) {
  const agencyId = await addAgency(deps)
  const chen = await addPerson(deps, agencyId, world.chen)
  const huang = await addPerson(deps, agencyId, world.huang)
  const lin = await addPerson(deps, agencyId, world.lin)
  await addEducation(deps, lin)
  const { personId } = await addPerson(deps, agencyId, { ...world.wang, name: rare })
  await addRow(deps, personId, 'post', {
    agency: '示範國小',
    title: '教師',
    staff_kind: 'teacher',
    start: '2020-08-01',
  })
  const add = async (name: string, nth: number) => {
    const idNumber = `X${String(nth).padStart(9, '0')}`
    return (await addPerson(deps, agencyId, { name, idNumber, password: null })).personId
  }
  const awarded: string[] = []
  for (let i = 0; i < teachers; i += 1) awarded.push(await add(`教師${i}`, i))
  const hired: string[] = []
  for (let i = 0; i < contracts; i += 1) hired.push(await add(`約聘${i}`, teachers + i))
  for (const [i, [name]] of variants.entries()) awarded.push(await add(name, teachers + contracts + i))
  const certified = awarded[teachers] ?? ''
  const post = { agency: '示範國小', title: '教師', staff_kind: 'teacher', start: '2012-08-01' }
  await addRow(deps, certified, 'post', post)
  // a certificate says when one was born
  await changeBasic(deps, certified, { birth_date: '1985-03-05' })
  const set = (ids: string[], fields: Partial<typeof assignments.$inferInsert>) =>
    deps.db.update(assignments).set(fields).where(inArray(assignments.personId, ids))
  await set(awarded.slice(0, teachers), { title: '專任教師' })
  await set(hired, { title: '約聘人員', staffKind: 'contract' })
  for (const personId of hired) await addRow(deps, personId, 'post', contract)
  const rowsOf = (ids: readonly string[], section: string) =>
    Promise.all(
      ids.map(async id => (await records.ofPerson(deps.db, deps.ring, id)).filter(row => row.section === section)),
    )
  return {
    agencyId,
    chen,
    huang,
    lin,
    certified,
    awards: () => rowsOf(awarded, 'reward'),
    posts: () => rowsOf(hired, 'post'),
  }
}

const contract = {
  agency: '示範國小',
  title: '約聘人員',
  staff_kind: 'contract',
  start: '2025-08-01',
  cont_from: '2026-01-01',
  cont_to: '2026-12-31',
  order_date: '2025-12-15',
  order_no: '示小人字第1140000100號',
}

/** What each task takes without script, from the desk or the list on. */
export const dayOf: Record<string, Effort> = {
  'find a person by a rare character': { clicks: 2, texts: 1, pages: 2 },
  'enter an award for thirty': { clicks: 8, texts: 14, pages: 6 },
  'renew twelve contracts': { clicks: 8, texts: 10, pages: 6 },
  'answer what was known on a day': { clicks: 5, texts: 2, pages: 5 },
  'correct a diploma': { clicks: 5, texts: 3, pages: 5 },
  'enter a leave': { clicks: 6, texts: 7, pages: 6 },
  'enter the return from it': { clicks: 2, texts: 4, pages: 2 },
}

/** What an officer does with records, and what each of it took. */
export async function playDay(t: Test, player: Player, staff: Awaited<ReturnType<typeof addStaff>>) {
  const measured: Record<string, Effort> = {}
  const done = (name: string) => (measured[name] = player.effort())
  const write = async (fields: Record<string, string>) => {
    for (const [label, text] of Object.entries(fields)) await player.type(label, text)
  }
  const choose = async (title: string, count: number, verb: TextKey, section: string) => {
    await player.begin('/people')
    await player.unfold(say('list.more'))
    await player.type(say('person.title'), title)
    await player.press(say('people.search'))
    await player.tick(say('list.choose-page', { count }))
    await player.press(say('list.choose-button'))
    await player.choose(say('batch.verb'), say(verb))
    await player.choose(say('batch.section'), section)
    await player.press(say('batch.new'))
    await player.type(say('people.purpose'), '登錄核定結果')
    await player.press(say('batch.next'))
  }

  const find = async (typed: string) => {
    await player.begin('/')
    await player.type(say('list.name-or-number'), typed)
    await player.press(say('people.search'))
  }

  await find('塗')
  t.ok(await player.says(rare))
  await player.follow(rare)
  done('find a person by a rare character')

  await choose('專任教師', teachers, 'batch.verb.add', '獎懲')
  await write({
    核定機關: '晨光市政府教育局',
    核定日期: '115/7/31',
    核定文號: '晨教人字第1150000001號',
    獎懲事由: '辦理教學觀摩',
    獎懲結果: '嘉獎一次',
    獎懲類別: '工作績優',
    適用法規代碼: 'CA',
    適用法規: '公立高級中等以下學校教師成績考核辦法',
    [say('correction.reason')]: '依獎懲令',
  })
  await player.choose('教示條款', '公務人員')
  await player.press(say('batch.try'))
  await player.press(say('batch.apply'))
  done('enter an award for thirty')
  t.ok((await staff.awards()).slice(0, teachers).every(rows => rows.length === 1))

  await choose('約聘人員', contracts, 'batch.verb.change', '經歷')
  await write({
    聘期起日: '116/1/1',
    聘期迄日: '116/12/31',
    [say('correction.reason')]: '續聘',
    [say('people.authority-name')]: '示範國小',
    [say('review.authority-day')]: '115/11/20',
    [say('review.authority-number')]: '示小人字第1150000200號',
  })
  await player.press(say('batch.try'))
  await player.press(say('batch.apply'))
  done('renew twelve contracts')
  const renewed = (await staff.posts()).flat().map(({ data }) => data['cont_to'])
  t.same(new Set(renewed), new Set(['2027-12-31']))

  await find(world.lin.name)
  await player.follow(world.lin.name)
  await player.press(say('purpose.check'))
  await player.follow(say('past.label'))
  await player.type(say('past.day'), '115/8/1')
  await player.press(say('past.show'))
  done('answer what was known on a day')

  await find(world.lin.name)
  await player.follow(world.lin.name)
  await player.follow('國立示範大學')
  await player.follow(say('people.change'))
  await write({ 系所: '數理教育學系', [say('correction.reason')]: '依畢業證書正本' })
  await player.press(say('people.entry-button'))
  done('correct a diploma')
  t.ok(await player.says(say('said.row-saved')))

  const decision = {
    [say('people.authority-name')]: '教育局',
    [say('review.authority-day')]: '115/11/20',
    [say('review.authority-number')]: '晨教人字第1150000009號',
  }
  await find(rare)
  await player.follow(rare)
  await player.press(say('purpose.check'))
  await player.follow(say('working-life.title'))
  await player.follow(say('working-life.leave'))
  await write({ 事由: '育嬰', 起日: '115/11/1', 迄日: '116/7/31', ...decision })
  await player.press(say('working-life.leave-button'))
  done('enter a leave')
  t.ok(await player.says(say('person.status.on-leave')))

  player.beginHere()
  await player.follow(say('working-life.return'))
  await write({ [say('working-life.return-day')]: '115/11/23', ...decision })
  await player.press(say('working-life.return-button'))
  done('enter the return from it')
  t.ok(await player.says(say('person.status.serving')))
  return measured
}
