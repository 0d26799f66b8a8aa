import * as fc from 'fast-check'
import t from 'tap'
import { addDays } from '../../../server/domain/clock.ts'
import { openLeaves, whyNoLeave, whyNoReturn } from '../../../server/domain/person/working-life.ts'
import { daysOfLeave, isAway } from '../../../server/domain/record/derived/rows.ts'
import { statusOn } from '../../../server/domain/record/derived/status.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as assigned from '../../../server/store/person/assignments.ts'
import * as departures from '../../../server/store/person/departures.ts'
import * as records from '../../../server/store/record/records.ts'
import { startApp } from '../../support/app/app.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'

const begin = '2026-01-01'
const span = 120
const day = fc.nat(span).map(count => addDays(begin, count))
const at = fc.constantFrom(0, 0, 0, 1)
const act = fc.oneof(
  fc.record({
    what: fc.constant('assign' as const),
    at,
    from: day,
    days: fc.option(fc.nat(90), { nil: null }),
  }),
  fc.record({ what: fc.constant('end' as const), at, day }),
  fc.record({ what: fc.constant('depart' as const), at, day, kind: fc.constantFrom('resigned', 'died') }),
  fc.record({ what: fc.constant('take back' as const), at }),
  fc.record({
    what: fc.constant('leave' as const),
    from: day,
    days: fc.nat(90),
    kind: fc.constantFrom('unpaid_leave', 'suspended'),
  }),
  fc.record({ what: fc.constant('return' as const), day }),
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

t.test('whatever happens in whatever order, nobody is twice at one agency, or twice away, on a day', async t => {
  const { deps } = await startApp(t)
  const { db, ring, clock } = deps
  const [one, other] = [await addAgency(deps), await addAgency(deps, '999000002B', '第二示範國小')]
  const agencyIds = [one, other]
  const now = clock()
  let count = 0
  const rowsOf = (personId: string) => records.ofPerson(db, ring, personId)

  async function play(personId: string, act: Act): Promise<void> {
    const agencyId = agencyIds['at' in act ? act.at : 0] ?? ''
    const all = await assigned.ofPerson(db, personId)
    const change = { personId, source: 'hr_entry' as const, writer: 'program' as const, reason: '試一試' }
    if (act.what === 'assign') {
      const until = act.days === null ? {} : { until: addDays(act.from, act.days) }
      const assignment = { agencyId, staffKind: 'teacher', title: '', from: act.from, ...until }
      await db.transaction(tx => assigned.assign(tx, personId, assignment, bySystem, now))
    } else if (act.what === 'end' || act.what === 'depart') {
      const here = assigned.here(all, agencyId, act.day)
      if (!here || here.from > act.day) return
      if (act.what === 'end') {
        if (await departures.isOf(db, here.id)) return
        await db.transaction(tx => assigned.end(tx, personId, here, act.day, bySystem, now))
        return
      }
      const data = { kind: act.kind, effective: act.day }
      const row = { ...change, section: 'separation', operation: 'add' as const, baseVersion: null, data }
      const departure = {
        personId,
        here,
        lastDay: act.day,
        changes: [{ ...row, rowId: records.newRowId() }] as const,
        hasDied: act.kind === 'died',
      }
      await db.transaction(tx => departures.enter(tx, ring, departure, bySystem, now))
    } else if (act.what === 'take back') {
      const found = await departures.latest(db, personId, agencyId)
      if (!found) return
      const asked = { personId, assignmentId: found.assignmentId, reason: '取消離職', writer: 'program' as const }
      await db.transaction(tx => departures.takeBack(tx, ring, asked, bySystem, now))
    } else if (act.what === 'leave') {
      const data = { kind: act.kind, from: act.from, until: addDays(act.from, act.days) }
      const here = all.find(({ from, until }) => from <= act.from && (until === null || until >= act.from))
      if (!here || whyNoLeave(data, here, await rowsOf(personId))) return
      const row = { ...change, section: 'leave_status', operation: 'add' as const, baseVersion: null, data }
      await db.transaction(tx => records.write(tx, ring, { ...row, rowId: records.newRowId() }, bySystem, now))
    } else {
      const rows = await rowsOf(personId)
      const [open] = openLeaves(rows, act.day)
      if (!open || whyNoReturn(open, act.day)) return
      const row = { ...change, section: 'leave_status', operation: 'change' as const, rowId: open.id }
      const baseVersion = rows.find(({ id }) => id === open.id)?.version ?? 0
      const data = { ...open.data, returned_on: act.day }
      await db.transaction(tx => records.write(tx, ring, { ...row, baseVersion, data }, bySystem, now))
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async acts => {
      count += 1
      const idNumber = `A1${String(count).padStart(8, '0')}`
      const { personId } = await addPerson(deps, one, { name: '林美華', idNumber, loginName: `lin.${count}` })
      for (const act of acts) await play(personId, act)
      const all = await assigned.ofPerson(db, personId)
      const rows = await rowsOf(personId)
      const away = rows.filter(isAway)
      const wrong: string[] = []
      for (let i = 0; i <= span + 100; i += 1) {
        const on = addDays(begin, i)
        const places = all
          .filter(({ from, until }) => from <= on && (until === null || until >= on))
          .map(({ agencyId }) => agencyId)
        const lasting = away.filter(row => daysOfLeave(row, rows, on)?.to === on)
        const status = statusOn(all, rows, on)
        const expected = lasting[0] ? (lasting[0].data['kind'] === 'suspended' ? 'suspended' : 'on-leave') : 'serving'
        const isRight = places.length > 0 ? status === expected : ['left', 'to-come'].includes(status)
        if (new Set(places).size < places.length || lasting.length > 1 || !isRight) wrong.push(`${on} ${status}`)
      }
      t.same(wrong, [])
    }),
    { numRuns: 40 },
  )
})
