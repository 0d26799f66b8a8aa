import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import t from 'tap'
import { standsAbove } from '../../../server/domain/account/recovery.ts'
import type { Actor, Role } from '../../../server/domain/agency/actor.ts'
import { foldName } from '../../../server/domain/name-text.ts'
import { listOrders, type ListOrder } from '../../../server/domain/person/list-order.ts'
import * as accountStore from '../../../server/store/account/accounts.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as installation from '../../../server/store/installation/installation.ts'
import * as hrOffices from '../../../server/store/person/hr-offices.ts'
import { assign } from '../../../server/store/person/assignments.ts'
import { ofAgency, type Stretch } from '../../../server/store/person/agency-list.ts'
import * as people from '../../../server/store/person/people.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import {
  accounts,
  agencies,
  assignments,
  events,
  people as peopleTable,
  roleGrants,
} from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp } from '../../support/app/app.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'

const chen = { name: '陳文彬', idKind: 'national', idNumber: 'A123456789', reason: '建立人員' } as const

t.test('a new person has a number, a name, a post, roles and an account that waits for its owner', async t => {
  const { deps } = await startApp(t)
  const agencyId = await addAgency(deps)
  const assignment = { agencyId, staffKind: 'civil', title: '人事主任', from: '2026-11-23' }
  const added = await deps.db.transaction(tx =>
    people.add(
      tx,
      deps.ring,
      { ...chen, assignment, grants: [{ role: 'hr_chief', agencyId }] },
      bySystem,
      deps.clock(),
    ),
  )
  if (!added.ok) throw new Error(added.why)
  t.match(await deps.db.select().from(accounts), [{ state: 'invited', loginName: null, passwordHash: null }])
  t.match(await deps.db.select().from(assignments), [{ ...assignment, kind: 'main' }])
  t.match(await deps.db.select().from(roleGrants), [{ role: 'hr_chief', agencyId, from: '2026-11-23' }])
  const [row, ...others] = await records.ofPerson(deps.db, deps.ring, added.personId)
  t.same(row?.data, { id_type: 'national', id_no: 'A123456789', name_zh: '陳文彬' })
  t.same(others, [])
  const kept = (await deps.db.select().from(events)).map(event => event.what)
  t.same(kept.sort(), ['person.assigned', 'person.invited', 'record.written', 'role.given'])
  t.notMatch(JSON.stringify(await deps.db.select().from(events)), /A123456789|陳文彬/)
})

t.test('a number that somebody has already is refused and nothing is written', async t => {
  const { deps } = await startApp(t)
  const addChen = () =>
    deps.db.transaction(tx =>
      people.add(tx, deps.ring, { ...chen, assignment: null, grants: [] }, bySystem, deps.clock()),
    )
  t.equal((await addChen()).ok, true)
  t.same(await addChen(), { ok: false, why: 'person.refused.number-taken' })
  t.equal((await deps.db.select().from(accounts)).length, 1)
})

t.test('a second agency is a concurrent one, and the same agency is not kept twice', async t => {
  const { deps } = await startApp(t)
  const { db, clock } = deps
  const first = { agencyId: await addAgency(deps), staffKind: 'civil', title: '主任', from: '2026-11-23' }
  const second = { ...first, agencyId: await addAgency(deps, '999000002B', '別的國小') }
  const added = await db.transaction(tx =>
    people.add(tx, deps.ring, { ...chen, assignment: first, grants: [] }, bySystem, clock()),
  )
  if (!added.ok) throw new Error(added.why)
  await assign(db, added.personId, second, bySystem, clock())
  await assign(db, added.personId, second, bySystem, clock())
  t.match(await db.select().from(assignments).orderBy(assignments.kind), [{ kind: 'concurrent' }, { kind: 'main' }])
  t.equal((await db.select().from(assignments)).length, 2)
})

t.test('the list of an agency knows somebody by the name of today, wherever they are', async t => {
  const { deps } = await startApp(t)
  const { db, ring, clock } = deps
  const [first, second] = [await addAgency(deps), await addAgency(deps, '999000002B', '別的國小')]
  const { personId } = await addPerson(deps, first)
  await assign(db, personId, { agencyId: second, staffKind: 'civil', title: '', from: '2026-11-23' }, bySystem, clock())
  const [row] = await records.ofPerson(db, ring, personId)
  if (!row) throw new Error('no row')
  const renamed = { ...row.data, name_zh: '林曉青' }
  const change = { personId, section: 'basic', rowId: row.id, operation: 'change', baseVersion: row.version } as const
  const written = await db.transaction(tx =>
    records.write(
      tx,
      ring,
      { ...change, data: renamed, source: 'hr_entry', writer: 'program', reason: '更名' },
      bySystem,
      clock(),
    ),
  )
  t.equal(written.ok, true)
  for (const agencyId of [first, second]) {
    const named = async (search: string) =>
      (await ofAgency(db, agencyId, '2026-11-23', { search }, 'strokes', { limit: 50 })).rows.map(({ name }) => name)
    t.same(await named(''), ['林曉青'])
    t.same(await named('曉青'), ['林曉青'])
    t.same(await named('美華'), [])
  }
})

const familyNames = ['王', '丁', '陳', '林', '于', '葉', '𡍼', '龔', '黃', '一', '卜', '歐陽', 'Smith']

/** An agency of people of these names, each twice, with titles that go round. */
async function manyNamed(deps: Deps) {
  const agencyId = await addAgency(deps)
  for (const [i, name] of [...familyNames, ...familyNames].entries()) {
    const [row] = await deps.db
      .insert(peopleTable)
      .values({ name: `${name}一`, idNumberIndex: `named ${i}` })
      .returning()
    const titles = ['教師', '主任', '組長']
    await deps.db.insert(assignments).values({
      agencyId,
      personId: row?.id ?? '',
      name: `${name}一`,
      staffKind: i % 2 ? 'civil' : 'teacher',
      title: titles[i % 3] ?? '',
      from: '2020-08-01',
    })
  }
  return agencyId
}

t.test('the state of an account stands beside each assignment, whichever of them came first', async t => {
  const { deps } = await startApp(t)
  const { db } = deps
  const [first, second] = [await addAgency(deps), await addAgency(deps, '999000002B', '第二示範國小')]
  const [person] = await db.insert(peopleTable).values({ name: '丁一', idNumberIndex: 'one' }).returning()
  const theirs = { personId: person?.id ?? '', name: '丁一', staffKind: 'teacher', from: '2020-08-01' }
  const states = async () => (await db.select().from(assignments)).map(({ accountState }) => accountState)
  await db.insert(assignments).values({ ...theirs, agencyId: first })
  t.same(await states(), [null])
  await db.insert(accounts).values({ personId: theirs.personId, state: 'invited' })
  t.same(await states(), ['invited'])
  await db.insert(assignments).values({ ...theirs, agencyId: second })
  await db.update(accounts).set({ state: 'active' })
  t.same(await states(), ['active', 'active'])
})

t.test('who is taken on anew while their departure is taken back holds nothing that this waits for', async t => {
  const { deps } = await startApp(t)
  const { db, ring, clock } = deps
  const agencyId = await addAgency(deps)
  const lin = await addPerson(deps, agencyId, { state: 'closed' })
  await db.update(assignments).set({ until: '2026-10-31' })
  const assignment = { agencyId, staffKind: 'teacher', title: '', from: '2026-11-23' }
  const isHeld = async () => (await db.execute('select 1 from pg_locks where not granted')).rows.length > 0
  const back = await db.transaction(async tx => {
    await locks.holdPerson(tx, lin.personId)
    const coming = db.transaction(inner => people.comeBack(inner, ring, { ...lin, assignment }, bySystem, clock()))
    while (!(await isHeld())) await setTimeout(5)
    t.match(await accountStore.hold(tx, lin.accountId), { state: 'closed' })
    return { coming }
  })
  t.match(await back.coming, { personId: lin.personId })
})

t.test('people stand in the order of strokes or of Zhuyin, rare characters where the common form stands', async t => {
  const { deps } = await startApp(t)
  const agencyId = await manyNamed(deps)
  const inOrder = async (order: ListOrder) => {
    const { rows } = await ofAgency(deps.db, agencyId, '2026-11-23', {}, order, { limit: 50 })
    return rows.filter((_, i) => i % 2 === 0).map(({ name }) => name.slice(0, -1))
  }
  const han = (names: string[]) => names.filter(name => name !== 'Smith')
  const strokes = ['一', '丁', '卜', '于', '王', '林', '陳', '黃', '𡍼', '葉', '歐陽', '龔']
  t.same(han(await inOrder('strokes')), strokes)
  const zhuyin = ['卜', '丁', '𡍼', '林', '龔', '黃', '陳', '歐陽', '一', '葉', '王', '于']
  t.same(han(await inOrder('zhuyin')), zhuyin)
})

t.test('page by page, forth and back, everybody comes once and in one order, in whichever order', async t => {
  const { deps } = await startApp(t)
  const agencyId = await manyNamed(deps)
  const of = (order: ListOrder, stretch: Stretch) => ofAgency(deps.db, agencyId, '2026-11-23', {}, order, stretch)
  for (const order of listOrders) {
    const whole = (await of(order, { limit: 50 })).rows.map(({ id }) => id)
    t.equal(new Set(whole).size, 26)
    const forth: string[] = []
    let page = await of(order, { limit: 7 })
    t.match(page, { hasPrevious: false, hasNext: true, count: 26 })
    for (;;) {
      forth.push(...page.rows.map(({ id }) => id))
      if (!page.hasNext) break
      page = await of(order, { limit: 7, after: forth.at(-1) ?? '' })
    }
    t.same(forth, whole, order)
    const back: string[] = page.rows.map(({ id }) => id)
    while (page.hasPrevious) {
      page = await of(order, { limit: 7, before: back[0] ?? '' })
      t.equal(page.hasNext, true)
      back.unshift(...page.rows.map(({ id }) => id))
    }
    t.same(back, whole, `${order}, back`)
  }
  const { personId } = await addPerson(deps, await addAgency(deps, '999000002B', '別的國小'))
  const [other] = await deps.db.select().from(assignments).where(eq(assignments.personId, personId))
  t.same((await of('strokes', { limit: 7, after: other?.id ?? '' })).rows, [], 'a row of another agency is no place')
})

t.test('the database keeps every character of a name folded as the rule says', async t => {
  const { db } = await startApp(t).then(({ deps }) => deps)
  for (const [from, to] of [
    [0x1, 0xd7ff],
    [0xe000, 0x1ffff],
    [0x20000, 0x323af],
    [0xe0000, 0xe0fff],
  ]) {
    await db.execute(
      sql`insert into people (name, id_number_index) select chr(n), n from generate_series(${from}::int, ${to}::int) n`,
    )
  }
  const { rows } = await db.execute<{ n: number; folded: string }>(
    sql`select id_number_index::int as n, folded from people`,
  )
  // of letters that are no ideographs the two know different versions of Unicode
  const compared = rows.map(({ n, folded }) => ({ sign: String.fromCodePoint(n), folded }))
  const known = compared.filter(({ sign }) => /\p{Ideographic}|[^\p{L}]/u.test(sign))
  t.ok(known.length > 100_000)
  const other = known.filter(({ sign, folded }) => folded !== foldName(sign))
  t.same(
    other.map(({ sign }) => sign.codePointAt(0)?.toString(16)),
    [],
  )
})

t.test('an installation does not start with an index key under which nobody in it is found', async t => {
  const { deps } = await startApp(t)
  const { db, ring, clock } = deps
  const others = { ...ring, indexKey: randomBytes(32) }
  t.same(await installation.enter(db, others, 'demo'), { ok: true, isSetUp: false }, 'nobody is there yet')

  const added = await db.transaction(tx =>
    people.add(tx, ring, { ...chen, assignment: null, grants: [] }, bySystem, clock()),
  )
  if (!added.ok) throw new Error(added.why)
  t.match(await installation.enter(db, ring, 'demo'), { ok: true })
  const refused = { ok: false, why: 'installation.index-key-does-not-fit' }
  t.same(await installation.enter(db, others, 'demo'), refused)
  const newer = { ...ring, dataKeys: [{ id: 'newer', key: randomBytes(32) }, ...ring.dataKeys] }
  t.match(await installation.enter(db, newer, 'demo'), { ok: true }, 'another data key is no other index key')

  await db.insert(peopleTable).values({ name: '王大明', idNumberIndex: 'of an index that is lost' })
  t.match(await installation.enter(db, ring, 'demo'), { ok: true }, 'who has no record says nothing')
})

t.test('the list of the HR people below somebody holds what the rule says of each office', async t => {
  const { deps } = await startApp(t)
  const { db } = deps
  const numbers = ['A123456789', 'B123456780', 'A123456798']
  const offices = await Promise.all(
    numbers.map(async (idNumber, i) => {
      const agencyId = await addAgency(deps, `99900000${i}A`, `第 ${i} 國小`)
      const officer = { name: `人事 ${i}`, idNumber, loginName: `hr.${i}`, roles: ['hr_officer' as const] }
      return { agencyId, ...(await addPerson(deps, agencyId, officer)) }
    }),
  )
  const accountIds = offices.map(({ accountId }) => accountId)
  const parents = fc.constantFrom(null, ...offices.map(({ agencyId }) => agencyId))
  const office = fc.record({ hrParentId: parents, secondReviewerId: fc.constantFrom(null, ...accountIds) })
  const roles: Role[] = ['hr_officer', 'hr_chief', 'sysadmin', 'auditor']
  const world = fc.record({
    lines: fc.tuple(office, office, office),
    accountId: fc.constantFrom(...accountIds),
    agencyId: parents,
    roles: fc.subarray(roles),
    isDeputy: fc.boolean(),
  })
  const both = fc.asyncProperty(world, async ({ lines, accountId, agencyId, roles, isDeputy }) => {
    for (const [i, { agencyId: id }] of offices.entries()) {
      const hrParentId = lines[i]?.hrParentId === id ? null : (lines[i]?.hrParentId ?? null)
      lines[i] = { hrParentId, secondReviewerId: lines[i]?.secondReviewerId ?? null }
      await db.update(agencies).set(lines[i]).where(eq(agencies.id, id))
    }
    const actor: Actor = {
      accountId,
      personId: '00000000-0000-0000-0000-000000000000',
      name: '',
      agencyId,
      agencyName: '',
      grants: roles.map(role => ({ role, agencyId: role === 'sysadmin' ? null : agencyId })),
      actingFor: isDeputy ? { accountId: 'somebody', personId: 'somebody', name: '' } : null,
      deputyFor: [],
      agencyCard: null,
      secondReviews: false,
      way: 'card',
    }
    const { rows } = await hrOffices.below(db, actor, '2026-11-23', { limit: 10, offset: 0 })
    const hasAny = await hrOffices.hasBelow(db, actor, '2026-11-23')
    const expected = offices.filter(({ agencyId: id, accountId: own }, i) => {
      const { hrParentId = null, secondReviewerId = null } = lines[i] ?? {}
      return own !== accountId && standsAbove(actor, { agencyId: id, hrParentId, secondReviewerId })
    })
    return (
      hasAny === expected.length > 0 &&
      rows
        .map(({ id }) => id)
        .sort()
        .join() ===
        expected
          .map(({ personId }) => personId)
          .sort()
          .join()
    )
  })
  await fc.assert(both, { numRuns: 60 })
  t.pass('whatever stands above what')
})
