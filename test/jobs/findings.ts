import { eq } from 'drizzle-orm'
import t from 'tap'
import { rulesVersion } from '../../server/store/record/rules-version.ts'
import { reckonFindings } from '../../server/jobs/findings.ts'
import { findingsReckoned, recordFindings, recordRows } from '../../server/store/schema.ts'
import { startSchool } from '../support/person/school.ts'

t.test('findings follow new rules and the calendar, and one broken record keeps back no other', async t => {
  const { deps, setClock, lin, chen } = await startSchool(t, ['lin', 'chen'])
  const { db } = deps
  const ofLin = eq(findingsReckoned.personId, lin.personId)
  const reckoned = async () => (await db.select().from(findingsReckoned).where(ofLin))[0]
  const rules = async () =>
    (await db.select().from(recordFindings).where(eq(recordFindings.personId, lin.personId))).map(({ rule }) => rule)
  t.match(await reckoned(), { rules: rulesVersion(), changesOn: '2027-11-24' }, 'contact details age')
  t.notOk((await rules()).includes('basic.contact-age'))

  await db.delete(recordFindings)
  await reckonFindings(deps)
  t.same(await rules(), [], 'nothing is reckoned that is up to date')
  await db.update(findingsReckoned).set({ rules: 'of another version' })
  await reckonFindings(deps)
  t.ok((await rules()).includes('field.required'))
  t.match(await reckoned(), { rules: rulesVersion() })

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
