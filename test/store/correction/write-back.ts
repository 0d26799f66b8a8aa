import { randomUUID } from 'node:crypto'
import { DatabaseError } from 'pg'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Actor } from '../../../server/domain/agency/actor.ts'
import { addDays, legalDay } from '../../../server/domain/clock.ts'
import { decide } from '../../../server/domain/correction/correction.ts'
import { endLocks } from '../../../server/jobs/expiry.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import { factsOf } from '../../../server/store/correction/facts.ts'
import { queue } from '../../../server/store/correction/queue.ts'
import { endLock, endOverdue, writeBack } from '../../../server/store/correction/write-back.ts'
import { allOrNothing } from '../../../server/store/database/all-or-nothing.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import {
  accessLog,
  correctionEvents,
  corrections as correctionRows,
  deputies,
  events,
  locks as lockRows,
  notices,
  people as peopleTable,
  recordVersions,
  roleGrants,
  signatures,
} from '../../../server/store/schema.ts'
import {
  addRow,
  draftCorrection,
  correctionOf,
  sendCorrection,
  skill,
  type Asked,
} from '../../support/correction/corrections.ts'
import { addPerson } from '../../support/person/people.ts'
import { startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

type School = Awaited<ReturnType<typeof begin>>

/** Lin, and the chief as whoever locks and decides. */
async function begin(t: Test) {
  const school = await startSchool(t, ['lin', 'huang'], { lin: { password: null }, huang: { password: null } })
  const { agencyId, huang } = school
  return { ...school, chief: { accountId: huang.accountId, role: 'hr_chief', agencyId, requestId: null } }
}

async function setLock({ deps, agencyId, chief }: School, personId: string, section: string | null, days = 30) {
  const lock = { personId, kind: 'case' as const, section, reason: '調查中', docNumber: null, agencyId }
  const until = addDays(legalDay(deps.clock()), days)
  return deps.db.transaction(async tx => {
    await endOverdue(tx, deps.ring, personId, deps.clock())
    return locks.set(tx, { ...lock, until }, chief, deps.clock())
  })
}

const end = ({ deps, chief }: School, lock: Pick<locks.Lock, 'id' | 'personId' | 'kind'>) =>
  endLock(deps.db, deps.ring, lock, { reason: '查證完畢', by: chief }, deps.clock())

/** Accepts all of a correction in one transaction, as the review does; false when it was refused. */
async function accept({ deps, agencyId, chief }: School, id: string): Promise<boolean> {
  const { db, ring, clock } = deps
  const done = await allOrNothing(db, async tx => {
    const correction = await correctionOf({ db: tx, ring }, id)
    await locks.holdPerson(tx, correction.personId)
    const row = await records.row(tx, ring, correction.personId, correction.rowId)
    const set = { agencyId, decidedBy: chief.accountId, decidedAt: clock() }
    const step = { action: 'accept' as const, to: 'accepted' as const, by: chief, at: clock(), set }
    if (!(await corrections.move(tx, ring, correction, step))) return { ok: false }
    return writeBack(tx, ring, await correctionOf({ db: tx, ring }, id), row?.version ?? null, chief, clock())
  })
  return done.ok
}

const activeLocks = ({ deps }: School, personId: string) => locks.active(deps.db, personId, '0001-01-01')

t.test('what was accepted under a lock is written when it ends, in the name of who decided', async t => {
  const school = await begin(t)
  const { deps, lin, chief, agencyId } = school
  const { db, ring } = deps
  const rowId = await addRow(deps, lin.personId, 'skill', skill)
  await setLock(school, lin.personId, null)
  const id = await sendCorrection(deps, lin, agencyId, {
    section: 'skill',
    rowId,
    to: { licence: '高級急救員證書' },
  })
  t.ok(await accept(school, id))
  t.match(await correctionOf(deps, id), { state: 'accepted', waitsForLock: true, baseVersion: 1 })
  t.match(await records.row(db, ring, lin.personId, rowId), { version: 1, data: skill })

  const [lock] = await activeLocks(school, lin.personId)
  t.equal(await end(school, lock as locks.Lock), true)
  t.match(await correctionOf(deps, id), { state: 'applied', waitsForLock: false, appliedVersion: 2 })
  const [newest] = await records.history(db, ring, lin.personId, rowId)
  t.match(newest, { byName: '黃主任', agencyName: '示範國小', version: { correctionId: id, source: 'request' } })
  t.equal(newest?.version.byAccountId, chief.accountId)
  t.equal(await end(school, lock as locks.Lock), false, 'it ends once')
})

t.test(
  'of two locks that cover it, the last one that ends lets it go; the older decision is written first',
  async t => {
    const school = await begin(t)
    const { deps, lin, agencyId, setClock } = school
    const { personId } = lin
    await setLock(school, personId, null)
    await setLock(school, personId, 'skill')
    const ask = (licence: string) =>
      sendCorrection(deps, lin, agencyId, { section: 'skill', to: { ...skill, licence } })
    const [first, second] = [await ask('甲'), await ask('乙')]
    t.ok(await accept(school, second))
    setClock(new Date('2026-11-23T07:00:00Z'))
    t.ok(await accept(school, first))
    const elsewhere = await sendCorrection(deps, lin, agencyId, {
      section: 'autobiography',
      to: { text: '喜歡登山' },
    })
    t.ok(await accept(school, elsewhere))

    const [whole, part] = (await activeLocks(school, personId)) as [locks.Lock, locks.Lock]
    await end(school, whole)
    for (const id of [first, second]) t.match(await correctionOf(deps, id), { state: 'accepted', waitsForLock: true })
    t.equal((await correctionOf(deps, elsewhere)).state, 'applied', 'the part lock does not cover this section')
    await end(school, part)
    const written = await deps.db
      .select({ id: recordVersions.correctionId })
      .from(recordVersions)
      .innerJoin(events, and(eq(events.about, sql`${recordVersions.rowId}::text`), eq(events.what, 'record.written')))
      .where(inArray(recordVersions.correctionId, [first, second]))
      .orderBy(asc(events.id))
    t.same(written, [{ id: second }, { id: first }])
  },
)

t.test('what can no longer be written goes back to review, and person and HR are told', async t => {
  const school = await begin(t)
  const { deps, lin, agencyId, setClock } = school
  await setLock(school, lin.personId, null)
  const to = { has: true, category: '1', degree: '1' }
  const ask = () => sendCorrection(deps, lin, agencyId, { section: 'disability', to })
  const [first, second] = [await ask(), await ask()]
  t.ok(await accept(school, first))
  setClock(new Date('2026-11-23T07:00:00Z'))
  t.ok(await accept(school, second))
  const [lock] = await activeLocks(school, lin.personId)
  t.ok(await end(school, lock as locks.Lock))
  t.match(await correctionOf(deps, first), { state: 'applied' })
  const back = await correctionOf(deps, second)
  t.match(back, { state: 'in_review', waitsForLock: false, decidedBy: null, decidedAt: null })
  t.match(
    (await corrections.eventsOf(deps.db, second)).map(({ event }) => event.action),
    ['submit', 'accept', 'apply', 'reconsider'],
  )
  const told = await deps.db.select().from(notices).orderBy(notices.url)
  t.match(told.filter(({ url }) => url.endsWith(second) && !url.startsWith('/record')).slice(-2), [
    { url: `/corrections/${second}`, text: 'notice.correction-reconsidered' },
    { url: `/review/${second}`, text: 'notice.correction-review-again' },
  ])
})

t.test('a change that slipped in between the last day of a lock and its end is not written over', async t => {
  const school = await begin(t)
  const { deps, lin, agencyId, setClock } = school
  const { db, ring } = deps
  const { personId } = lin
  const rowId = await addRow(deps, personId, 'skill', skill)
  await setLock(school, personId, null, 0)
  const id = await sendCorrection(deps, lin, agencyId, {
    section: 'skill',
    rowId,
    to: { licence: '高級急救員證書' },
  })
  t.ok(await accept(school, id))
  setClock(new Date('2026-11-24T00:00:00+08:00'))
  const change = { personId, section: 'skill', rowId, operation: 'change' as const, baseVersion: 1 }
  const data = { ...skill, licence: '中級急救員證書' }
  const written = await db.transaction(tx =>
    records.write(
      tx,
      ring,
      { ...change, data, source: 'hr_entry', writer: 'program', reason: '正本' },
      bySystem,
      deps.clock(),
    ),
  )
  t.ok(written.ok, 'by its date the lock holds no longer')
  await endLocks(deps)
  t.match(await records.row(db, ring, personId, rowId), { version: 2, data })
  t.match(await correctionOf(deps, id), { state: 'in_review' })
})

t.test('a new lock may follow one whose last day is over, before the job has come by', async t => {
  const school = await begin(t)
  const { personId } = school.lin
  t.equal(await setLock(school, personId, 'skill', 0), true)
  t.equal(await setLock(school, personId, 'skill', 0), false, 'it holds')
  school.setClock(new Date('2026-11-24T00:00:00+08:00'))
  t.equal(await setLock(school, personId, 'skill', 0), true)
  t.match(
    (await locks.ofPerson(school.deps.db, personId)).map(({ lock }) => lock.endReason),
    [null, null],
  )
})

t.test('one record that cannot be read does not keep the locks of others', async t => {
  const school = await begin(t)
  const { deps, lin, agencyId, setClock, add } = school
  const wang = await add('wang', { password: null })
  for (const { personId } of [lin, wang]) await setLock(school, personId, null, 0)
  const id = await sendCorrection(deps, lin, agencyId, { section: 'skill', to: skill })
  t.ok(await accept(school, id))
  const broken = [{ field: 'skill', old: null, new: 'sealed:lost:AAAA' }]
  await deps.db.update(correctionRows).set({ items: broken }).where(eq(correctionRows.id, id))
  setClock(new Date('2026-11-24T00:00:00+08:00'))
  await t.rejects(endLocks(deps), { message: 'locks could not be ended' })
  t.equal((await activeLocks(school, wang.personId)).length, 0)
  t.equal((await activeLocks(school, lin.personId)).length, 1, 'and what waits is not lost')
})

t.test('history, events, readings and signatures can be added to and never rewritten', async t => {
  const { deps, lin, agencyId } = await begin(t)
  const { db, clock } = deps
  await sendCorrection(deps, lin, agencyId, { section: 'skill', to: skill })
  await db.insert(accessLog).values({
    personId: lin.personId,
    accountId: lin.accountId,
    viewerName: '陳文彬',
    viewerRole: 'hr_officer',
    action: 'read',
    purpose: '核對人事資料',
    address: '203.0.113.7',
    requestId: 'r',
    at: clock(),
  })
  for (const table of [recordVersions, events, correctionEvents, accessLog, signatures]) {
    t.ok((await db.select().from(table)).length > 0)
    for (const attempt of [() => db.delete(table), () => db.update(table).set({ at: clock() })]) {
      const refused = await attempt().then(
        () => undefined,
        (error: Error) => error.cause,
      )
      t.ok(refused instanceof DatabaseError)
      t.match(refused, { code: '23001', message: /append-only/ })
    }
  }
})

type Step =
  | { do: 'lock'; section: string | null; days: number }
  | { do: 'end'; nth: number }
  | { do: 'add'; section: 'skill' | 'training' }
  | { do: 'change'; nth: number }
  | { do: 'delete'; nth: number }
  | { do: 'enter'; nth: number }
  | { do: 'day' }

const nth = fc.nat({ max: 5 })
const section = fc.constantFrom('skill' as const, 'training' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('lock' as const), section: fc.option(section), days: fc.nat({ max: 2 }) }),
  fc.record({ do: fc.constant('end' as const), nth }),
  fc.record({ do: fc.constant('add' as const), section }),
  fc.record({ do: fc.constant('change' as const), nth }),
  fc.record({ do: fc.constant('delete' as const), nth }),
  fc.record({ do: fc.constant('enter' as const), nth }),
  fc.record({ do: fc.constant('day' as const) }),
)

t.test(
  'however locks, decisions and ends meet, what was accepted is written exactly once or reviewed again',
  async t => {
    const school = await begin(t)
    const { deps, setClock } = school
    const { db, ring } = deps
    let people = 0
    let now = new Date('2026-11-23T06:00:00Z')
    let asked = 0
    let waited = 0

    async function act(personId: string, accepted: Set<string>, one: Step) {
      const rows = (await records.ofPerson(db, ring, personId)).filter(({ section }) => section !== 'basic')
      if (one.do === 'lock') return setLock(school, personId, one.section, one.days)
      if (one.do === 'end') {
        const held = await activeLocks(school, personId)
        const lock = held[one.nth % held.length]
        return lock && end(school, lock)
      }
      if (one.do === 'day') {
        now = new Date(now.getTime() + 86_400_000)
        setClock(now)
        return endLocks(deps)
      }
      const nth = 'nth' in one ? one.nth : 0
      const row = rows[nth % Math.max(1, rows.length)]
      asked += 1
      if (one.do === 'enter') {
        if (!row) return undefined
        const change = { personId, section: row.section, rowId: row.id, operation: 'change' as const }
        const data = { ...row.data, doc_no: `第${asked}號` }
        const entry = {
          ...change,
          baseVersion: row.version,
          data,
          source: 'hr_entry' as const,
          writer: 'program' as const,
          reason: '正本',
        }
        return db.transaction(tx => records.write(tx, ring, entry, bySystem, deps.clock()))
      }
      if (one.do !== 'add' && !row) return undefined
      const request: Asked =
        one.do === 'add'
          ? { section: one.section, to: { doc_no: `第${asked}號` } }
          : {
              section: row?.section ?? '',
              rowId: row?.id ?? '',
              to: one.do === 'delete' ? null : { doc_no: `第${asked}號` },
            }
      const id = await draftCorrection(deps, personId, request)
      if (id && (await accept(school, id))) accepted.add(id)
      return id
    }

    async function waitedOnce(ids: string[]): Promise<number> {
      const held = await db
        .select({ id: correctionEvents.correctionId })
        .from(correctionEvents)
        .where(and(inArray(correctionEvents.correctionId, ids), eq(correctionEvents.toState, 'accepted')))
        .groupBy(correctionEvents.correctionId)
        .having(sql`count(*) > 1`)
      return held.length
    }

    /** No version may have been written while a lock covered its section; events stand in the order of the gate. */
    async function breaches(personId: string): Promise<string[]> {
      const mine = await db.select({ id: lockRows.id }).from(lockRows).where(eq(lockRows.personId, personId))
      const rows = await db
        .select({ id: recordVersions.rowId })
        .from(recordVersions)
        .where(sql`${recordVersions.rowId} in (select id from record_rows where person_id = ${personId})`)
      const about = [...mine, ...rows].map(({ id }) => id)
      const told = await db.select().from(events).where(inArray(events.about, about)).orderBy(asc(events.id))
      const held = new Map<string, { section: unknown; until: string }>()
      return told.flatMap(({ what, about, details, at }) => {
        if (what === 'lock.set') held.set(about, { section: details['section'], until: String(details['until']) })
        if (what === 'lock.ended') held.delete(about)
        const covers = [...held.values()].some(
          lock => (lock.section === null || lock.section === details['section']) && lock.until >= legalDay(at),
        )
        return what === 'record.written' && covers ? [`${about} was written under a lock`] : []
      })
    }

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 12, size: 'max' }),
        async rounds => {
          people += 1
          const personId = randomUUID()
          await db.insert(peopleTable).values({ id: personId, name: '林美華', idNumberIndex: `person ${people}` })
          const accepted = new Set<string>()
          for (const round of rounds) await Promise.all(round.map(one => act(personId, accepted, one)))
          for (const lock of await activeLocks(school, personId)) await end(school, lock)

          const kept = await db.select().from(correctionRows).where(eq(correctionRows.personId, personId))
          const ofAccepted = inArray(recordVersions.correctionId, [...accepted])
          const versions = await db.select().from(recordVersions).where(ofAccepted)
          const wrong = [...accepted].filter(id => {
            const state = kept.find(one => one.id === id)?.state
            const count = versions.filter(({ correctionId }) => correctionId === id).length
            return !(state === 'applied' && count === 1) && !(state === 'in_review' && count === 0)
          })
          waited += await waitedOnce([...accepted])
          const breached = await breaches(personId)
          if (wrong.length + breached.length > 0) throw new Error(JSON.stringify({ wrong, breached }))
        },
      ),
      { numRuns: 30 },
    )
    // about 35 of them; chance alone gives 20 now and then
    t.ok(waited > 10, `${waited} of them had to wait for a lock`)
  },
)

t.test(
  'the queue of an officer holds what the rule lets them go on with, but for what a colleague has taken',
  async t => {
    const school = await begin(t)
    const { deps, lin, agencyId, chief } = school
    const { db, ring, clock } = deps
    const today = legalDay(clock())
    const officer = world.chen
    const { accountId, personId } = await addPerson(deps, agencyId, officer)
    const id = await sendCorrection(deps, lin, agencyId, { section: 'skill', to: skill })
    const states = [
      'submitted',
      'in_review',
      'returned',
      'waiting_authority',
      'waiting_chief',
      'accepted',
      'rejected',
    ] as const
    const cases = fc.record({
      state: fc.constantFrom(...states),
      reviewerId: fc.constantFrom(null, accountId, chief.accountId),
      hasChief: fc.boolean(),
      isChief: fc.boolean(),
      decidedBy: fc.constantFrom(null, accountId, chief.accountId),
      isDeputy: fc.boolean(),
      hasDeputy: fc.boolean(),
    })
    const [from, until, at] = [today, addDays(today, 9), clock()]
    const ofOfficer = { agencyId, representedId: accountId, deputyId: chief.accountId, from, until, reason: '出差' }
    await db.insert(deputies).values({ ...ofOfficer, namedBy: accountId, namedAt: at })
    const both = fc.asyncProperty(cases, async ({ state, reviewerId, hasChief, isChief, ...more }) => {
      const { decidedBy, isDeputy, hasDeputy } = more
      await db.update(correctionRows).set({ state, reviewerId, decidedBy }).where(eq(correctionRows.id, id))
      await db.update(deputies).set({ agreedAt: hasDeputy ? at : null })
      await db
        .update(roleGrants)
        .set({ until: hasChief ? null : addDays(today, -1) })
        .where(eq(roleGrants.accountId, chief.accountId))
      const role = isChief ? ('hr_chief' as const) : ('hr_officer' as const)
      await db.update(roleGrants).set({ role }).where(eq(roleGrants.accountId, accountId))
      const actor: Actor = {
        accountId,
        personId,
        name: '',
        agencyId,
        agencyName: '',
        grants: [{ role, agencyId }],
        actingFor: null,
        deputyFor: isDeputy ? [{ accountId: chief.accountId, personId: '', name: '' }] : [],
        agencyCard: null,
        secondReviews: false,
        way: 'card',
      }
      const office = { officeId: accountId, notOf: [personId], agencyId }
      const reviewer = { ...office, secondReviewerId: null, isChief, isClosed: false }
      const { rows } = await queue(db, reviewer, today, { isTheirs: true, limit: 5 })
      const facts = await factsOf(db, ring, await correctionOf(deps, id), actor, today)
      const steps = ['take', 'return', 'confirm_rejection', 'overturn_rejection'] as const
      const goesOn = steps.some(action => decide(facts, action, actor).ok)
      const isColleagues = state === 'in_review' && reviewerId !== accountId
      return rows.length > 0 === (goesOn && !isColleagues)
    })
    await fc.assert(both, { numRuns: 100 })
    t.pass('whatever became of it')
  },
)
