import { eq } from 'drizzle-orm'
import t from 'tap'
import * as findings from '../../server/store/record/findings/reckoning.ts'
import { rulesVersion } from '../../server/store/record/rules-version.ts'
import { reckonFindings } from '../../server/jobs/findings.ts'
import * as assignments from '../../server/store/person/assignments.ts'
import * as shownNames from '../../server/store/person/shown-names.ts'
import { findingsReckoned, recordFindings, recordRows } from '../../server/store/schema.ts'
import { startSchool } from '../support/person/school.ts'

t.test('findings follow new rules and the calendar, and one broken record keeps back no other', async t => {
  const { deps, setClock, lin, chen, agencyId } = await startSchool(t, ['lin', 'chen'])
  const { db } = deps
  const now = deps.clock()
  const ofLin = eq(findingsReckoned.personId, lin.personId)
  const reckoned = async () => (await db.select().from(findingsReckoned).where(ofLin))[0]
  const rules = async () =>
    (await db.select().from(recordFindings).where(eq(recordFindings.personId, lin.personId))).map(({ rule }) => rule)
  t.same(
    (await rules()).filter(rule => rule.endsWith('.missing')),
    [],
    'whoever was not assigned yet lacks nothing',
  )
  await findings.reckonSoon(db, lin.personId, now)
  await reckonFindings(deps)
  t.match(await reckoned(), { rules: rulesVersion(), changesOn: '2027-11-24' }, 'contact details age')
  const missing = ['education.missing', 'post.missing']
  t.same((await rules()).filter(rule => rule.endsWith('.missing')).toSorted(), missing, 'asked of whoever works here')
  t.notOk((await rules()).includes('basic.contact-age'))

  await db.delete(recordFindings)
  await reckonFindings(deps)
  t.same(await rules(), [], 'nothing is reckoned that is up to date')
  await db.update(findingsReckoned).set({ rules: 'of another version' })
  await reckonFindings(deps)
  t.ok((await rules()).includes('field.required'))
  t.match(await reckoned(), { rules: rulesVersion() })

  const by = { accountId: chen.accountId, role: 'hr_officer' as const, agencyId, requestId: null }
  await shownNames.keep(db, lin.personId, '林美花', by, now)
  await reckonFindings(deps)
  t.ok((await rules()).includes('basic.certificate-name'))
  const [shown] = await shownNames.ofPerson(db, lin.personId)
  await db.transaction(tx => shownNames.confirm(tx, lin.personId, { id: shown?.id ?? '', reason: '同一人' }, by, now))
  const [place] = await assignments.ofPerson(db, lin.personId)
  if (place) await db.transaction(tx => assignments.end(tx, lin.personId, place, '2026-11-22', by, now))
  await reckonFindings(deps)
  t.same(
    (await rules()).filter(rule => /missing$|certificate-name/.test(rule)),
    [],
    'nothing is asked of somebody who left, nor of a name that HR knows',
  )

  setClock(new Date('2036-11-24T06:00:00Z'))
  await reckonFindings(deps)
  t.ok((await rules()).includes('basic.contact-age'))
  setClock(new Date('2026-11-24T06:00:00Z'))
  await reckonFindings(deps)
  t.notOk((await rules()).includes('basic.contact-age'), 'a clock that was ahead for a night leaves nothing behind')

  setClock(new Date('2027-11-24T06:00:00Z'))
  const data = { id_no: 'sealed:by-nobody' }
  await db.update(recordRows).set({ data }).where(eq(recordRows.personId, chen.personId))
  await t.rejects(reckonFindings(deps), 'what cannot be opened is told')
  t.ok((await rules()).includes('basic.contact-age'))
  t.match(await reckoned(), { changesOn: null })
})
