import { eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { Row } from '../../../server/domain/record/field.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { assignments, batchRows, people } from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { formIn } from '../app/pages.ts'
import { addPerson } from '../person/people.ts'
import { enter, startSchool, type Somebody } from '../person/school.ts'

export const award: Row = {
  approve_agency: '晨光市政府教育局',
  decide_date: '2026-07-31',
  decide_no: '晨教人字第1150000001號',
  reason: '辦理教學觀摩',
  result: '嘉獎一次',
  category: '工作績優',
  law_code: 'CA',
  law_name: '公立高級中等以下學校教師成績考核辦法',
  remedy: '1',
}
export const purpose = '登錄獎懲令'

/** A school with its HR and as many other teachers as asked. */
export async function office(t: Test, teachers = 0, wishes: Partial<Deps> = {}) {
  const school = await startSchool(t, ['lin', 'wang', 'chen', 'huang'], { deps: wishes })
  const { deps, agencyId, chen, huang } = school
  for (let i = 0; i < teachers; i++) {
    const number = `X${String(i).padStart(9, '0')}`
    await addPerson(deps, agencyId, { name: `教師${i}`, idNumber: number, loginName: `t${i}`, state: 'invited' })
  }
  for (const one of [chen, huang]) await enter(one)
  const awards = async (personId: string) =>
    (await records.ofPerson(deps.db, deps.ring, personId)).filter(({ section }) => section === 'reward')

  async function begin(verb: string, people: readonly Somebody[] | 'all', more: Record<string, string> = {}) {
    const chosen = people === 'all' ? { all: 'yes' } : Object.fromEntries(people.map(one => [tick(one), 'yes']))
    const begun = await chen.post('/batches/new', { verb, section: 'reward', purpose, ...chosen, ...more })
    return String(begun.headers.location).replace('/values', '')
  }
  /** A colleague goes on with a batch that another one began. */
  const open = (one: Pick<Somebody, 'post'>, url: string) => one.post(`${url}/opening`, { purpose })
  /** With the values typed, and tried. */
  async function tried(
    verb: string,
    people: readonly Somebody[] | 'all',
    values: Record<string, string>,
    more: Record<string, string> = {},
  ) {
    const url = await begin(verb, people, more)
    const form = formIn(await chen.get(`${url}/values`), `${url}/values`)
    await chen.post(`${url}/values`, { ...form, ...decision, reason: '依獎懲令', ...values })
    return url
  }
  /** As the page of the dry run offers it. */
  async function apply(url: string, who: Pick<Somebody, 'get' | 'post'> = chen) {
    if (who !== chen) await open(who, url)
    return who.post(`${url}/application`, formIn(await who.get(url), `${url}/application`) ?? {})
  }
  const all = async () => (await deps.db.select().from(batchRows)).map(({ result }) => result).sort()
  const resultOf = async ({ personId }: Somebody) =>
    (await deps.db.select().from(batchRows).where(eq(batchRows.personId, personId))).map(({ result }) => result)
  async function lock({ personId }: Pick<Somebody, 'personId'>) {
    const facts = { personId, kind: 'case' as const, section: null, agencyId, docNumber: null, until: '2026-12-31' }
    const by = { accountId: huang.accountId, role: 'hr_chief', agencyId, requestId: null }
    await deps.db.transaction(tx => locks.set(tx, { ...facts, reason: '申訴審議中' }, by, deps.clock()))
  }
  return { ...school, lock, open, awards, begin, tried, apply, all, resultOf }
}

/** So many more who work there, of whom nothing is known but their names. */
export async function addColleagues({ deps, agencyId }: { deps: Deps; agencyId: string }, count: number) {
  const names = Array.from({ length: count }, (_, i) => `同仁甲${i}`)
  const all = names.map(name => ({ id: randomUUID(), name, idNumberIndex: randomUUID() }))
  const theirs = all.map(({ id, name }) => ({ personId: id, name, agencyId, staffKind: 'teacher', from: '2020-08-01' }))
  await deps.db.insert(people).values(all)
  await deps.db.insert(assignments).values(theirs)
  return all
}

export const tick = ({ personId }: Pick<Somebody, 'personId'>) => `person_${personId}`
export const common = {
  row_approve_agency: '晨光市政府教育局',
  row_decide_date: '115/7/31',
  row_decide_no: '晨教人字第1150000001號',
  row_reason: '辦理教學觀摩',
  row_category: '工作績優',
  row_law_code: 'CA',
  row_law_name: '公立高級中等以下學校教師成績考核辦法',
  row_remedy: '1',
}
export const decision = {
  authority_name: '教育局',
  authority_day: '115/7/31',
  authority_number: '晨教人字第1150000001號',
}
