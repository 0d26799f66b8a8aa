import { and, eq } from 'drizzle-orm'
import t from 'tap'
import type { BatchVerb } from '../../../server/domain/record/batch.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { typedOf } from '../../../server/domain/record/value.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as records from '../../../server/store/record/records.ts'
import { assignments, batchRows, recordRows } from '../../../server/store/schema.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { addPerson } from '../../support/person/people.ts'
import { award, decision, office, purpose, tick } from '../../support/record/batches.ts'

/** Each of the people is named after what is to come of them. */
const cast = [
  'clean',
  'warning',
  'error',
  'locked',
  'duplicate',
  'unchanged',
  'none',
  'unread',
  // the rest is clean in the dry run; what comes between is told by the name
  'changed-between',
  'locked-between',
  'left-between',
  'moved-on-after',
  'locked-after',
] as const
type Role = (typeof cast)[number]

const appraisal = {
  year: 112,
  regime: 'teacher',
  kind: '1',
  clause: '4-1-1',
  decide_date: '2025-09-30',
  decide_no: '晨教核字第1140000001號',
}
const good = '晨教人字第1150000009號'
const numbers: Partial<Record<Role, string>> = {
  warning: '無文號',
  error: '\u{E000}字第1號',
  unchanged: award['decide_no'] as string,
}

type Case = {
  section: 'reward' | 'appraisal'
  /** The rows that somebody has before. */
  has: (role: Role) => Row[]
  /** What is typed for everybody; the number is typed for each of them. */
  typed: Record<string, string>
  /** Without what cannot come of this verb. */
  never: readonly Role[]
}

const earlier = { ...award, decide_date: '2025-07-31' }
const typedAs = (section: string, row: Row) =>
  Object.fromEntries(
    sectionOf(section)
      .fields.flatMap(field => Object.entries(typedOf(field, row[field.id] ?? null)))
      .map(([input, text]) => [`row_${input}`, text]),
  )

const cases: Record<BatchVerb, Case> = {
  add: {
    section: 'reward',
    has: role => (role === 'duplicate' ? [{ ...award, decide_no: good }] : []),
    typed: typedAs('reward', award),
    never: ['unchanged', 'none', 'changed-between'],
  },
  change: {
    section: 'reward',
    has: role =>
      role === 'none' ? [] : role === 'duplicate' ? [award, { ...award, decide_no: good }].toReversed() : [award],
    typed: { which: 'newest' },
    never: ['duplicate'],
  },
  delete: {
    section: 'reward',
    has: role => (role === 'none' ? [] : [award]),
    typed: { which: 'newest' },
    never: ['warning', 'error', 'duplicate', 'unchanged'],
  },
  copy: {
    section: 'reward',
    has: role => (role === 'none' ? [] : role === 'duplicate' ? [earlier, { ...award, decide_no: good }] : [earlier]),
    typed: { which: 'matching', match_field: 'decide_date', match_value: '114/7/31', row_decide_date: '115/7/31' },
    never: ['unchanged', 'changed-between'],
  },
  generate: {
    section: 'appraisal',
    has: role => (role === 'none' ? [] : role === 'duplicate' ? [appraisal, { ...appraisal, year: 113 }] : [appraisal]),
    typed: {
      which: 'matching',
      match_field: 'year',
      match_value: '112',
      row_clause: '4-1-1',
      row_decide_date: '115/7/31',
    },
    never: ['unchanged', 'changed-between'],
  },
}

for (const verb of ['add', 'change', 'delete', 'generate', 'copy'] as const) {
  t.test(`${verb}: every result it can have, what is clean applied, and taken back`, async t => {
    const { section, has, typed, never } = cases[verb]
    const { deps, agencyId, chen, lock } = await office(t)
    const roles = cast.filter(role => !never.includes(role))
    const people = new Map<Role, Awaited<ReturnType<typeof addPerson>>>()
    const rowsOf = new Map<Role, string[]>()
    for (const [i, role] of roles.entries()) {
      const number = `X${String(i).padStart(9, '0')}`
      const one = await addPerson(deps, agencyId, { name: `教師${i}`, idNumber: number, loginName: `t${i}` })
      people.set(role, one)
      rowsOf.set(role, [])
      for (const row of has(role)) rowsOf.get(role)?.push(await addRow(deps, one.personId, section, row))
    }
    const of = (role: Role) => people.get(role) as Awaited<ReturnType<typeof addPerson>>
    const broken = { data: { id_no: 'sealed:k1:broken', name_zh: '教師' } }
    const basicOf = and(eq(recordRows.section, 'basic'), eq(recordRows.personId, of('unread').personId))
    await deps.db.update(recordRows).set(broken).where(basicOf)
    await lock(of('locked'))
    const record = async () =>
      deps.db
        .select({ id: recordRows.id, personId: recordRows.personId, data: recordRows.data })
        .from(recordRows)
        .where(and(eq(recordRows.section, section), eq(recordRows.deleted, false)))
        .orderBy(recordRows.id)
    const before = await record()

    const chosen = Object.fromEntries([...people.values()].map(one => [tick(one), 'yes']))
    const differs = verb === 'delete' ? {} : { differs_decide_no: 'yes' }
    const begun = await chen.post('/batches/new', { verb, section, purpose, ...chosen, ...differs })
    const url = String(begun.headers.location).replace('/values', '')
    const each = roles.map(role => [`each_${of(role).personId}_decide_no`, numbers[role] ?? good])
    const form = formIn(await chen.get(`${url}/values`), `${url}/values`)
    const sent = { ...form, ...decision, ...typed, ...(verb === 'delete' ? {} : Object.fromEntries(each)) }
    const checked = await chen.post(`${url}/values`, { ...sent, reason: '依令' })
    t.equal(checked.statusCode, 303)
    const results = async () => {
      const rows = await deps.db
        .select()
        .from(batchRows)
        .where(eq(batchRows.batchId, url.slice(9)))
      return Object.fromEntries(roles.map(role => [role, rows.find(row => row.personId === of(role).personId)?.result]))
    }
    const dry = Object.fromEntries(roles.map(role => [role, /-(between|after)$/.test(role) ? 'clean' : role]))
    t.same(await results(), dry)
    t.same(await record(), before, 'nothing is written by a dry run')

    await lock(of('locked-between'))
    const left = eq(assignments.personId, of('left-between').personId)
    await deps.db.update(assignments).set({ until: '2020-12-31' }).where(left)
    const write = (role: Role, rowId: string, data: Row) =>
      deps.db.transaction(async tx => {
        const baseVersion = (await records.newestVersion(tx, rowId)) ?? null
        const change = { personId: of(role).personId, section, rowId, operation: 'change' as const, baseVersion, data }
        return records.write(
          tx,
          deps.ring,
          { ...change, source: 'hr_entry', writer: 'program', reason: '更正' },
          bySystem,
          deps.clock(),
        )
      })
    if (roles.includes('changed-between')) {
      await write('changed-between', rowsOf.get('changed-between')?.[0] ?? '', { ...award, result: '嘉獎二次' })
    }
    const offered = formIn(await chen.get(url), `${url}/application`)
    await chen.post(`${url}/application`, { ...offered, warnings: 'yes' })
    t.same(await results(), {
      ...dry,
      clean: 'applied',
      ...('warning' in dry && { warning: 'applied' }),
      ...('changed-between' in dry && { 'changed-between': 'changed' }),
      'locked-between': 'locked',
      'left-between': 'not-here',
      'moved-on-after': 'applied',
      'locked-after': 'applied',
    })
    const file = (await chen.get(`${url}/file`)).body
    for (const told of ['已寫入', '鎖定', '不在本機關']) t.match(file, told)

    const [{ rowId = '' } = {}] = await deps.db
      .select()
      .from(batchRows)
      .where(and(eq(batchRows.batchId, url.slice(9)), eq(batchRows.personId, of('moved-on-after').personId)))
    if (verb !== 'delete') {
      const [row] = await deps.db.select().from(recordRows).where(eq(recordRows.id, rowId))
      await write('moved-on-after', rowId, { ...(row?.data as Row), decide_no: '晨教人字第1150000077號' })
    }
    await lock(of('locked-after'))
    await chen.post(`${url}/reversal`, { reason: '獎懲令撤銷' })
    const after = await results()
    t.match(after, {
      clean: 'reversed',
      ...(verb !== 'delete' && { 'moved-on-after': 'moved-on' }),
      'locked-after': 'held',
      'locked-between': 'locked',
      'left-between': 'not-here',
    })
    const touched = ['changed-between', 'moved-on-after', 'locked-after'].map(
      role => people.get(role as Role)?.personId,
    )
    const ofOthers = (rows: Awaited<ReturnType<typeof record>>) =>
      rows.filter(({ personId }) => !touched.includes(personId))
    t.same(ofOthers(await record()), ofOthers(before))
    t.match(words((await chen.get(url)).body), /已復原 \d/)
  })
}
