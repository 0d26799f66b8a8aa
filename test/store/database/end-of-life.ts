import t from 'tap'
import { randomUUID } from 'node:crypto'
import * as activations from '../../../server/store/account/activations.ts'
import * as savedForms from '../../../server/store/account/saved-forms.ts'
import { placeOf } from '../../../server/domain/account/sign-in-delay.ts'
import * as delays from '../../../server/store/account/sign-in-delays.ts'
import type { Db } from '../../../server/store/database/database.ts'
import type { KeyRing } from '../../../server/store/database/sealing.ts'
import * as recoveries from '../../../server/store/person/recoveries.ts'
import * as accessLog from '../../../server/store/record/access-log.ts'
import * as cardRenewals from '../../../server/store/ways/card-renewals.ts'
import type { NewCredential } from '../../../server/store/ways/credentials.ts'
import * as phoneRequests from '../../../server/store/ways/phone-requests.ts'
import * as secondFactors from '../../../server/store/ways/second-factors.ts'
import { testRing } from '../../support/app/app.ts'
import { testDatabase } from '../../support/database/database.ts'
import { addAgency, addPerson, type TestPerson } from '../../support/person/people.ts'

const made = new Date('2026-11-23T06:00:00Z')
const later = (minutes: number) => new Date(made.getTime() + minutes * 60_000)

type Around = { db: Db; ring: KeyRing; person: TestPerson }
/** Makes it at `made`, and gives how to find out whether it counts. */
type Kind = (around: Around) => Promise<(now: Date) => Promise<boolean>>

const kinds: Record<string, Kind> = {
  'a code of activation': async ({ db, ring, person: { accountId } }) => {
    const { code } = await activations.issue(db, ring, { accountId, by: null }, made)
    return async now => (await activations.find(db, ring, code, now)).ok && activations.isOpen(db, accountId, now)
  },
  'a link to a new password': async ({ db, ring, person: { accountId } }) => {
    const { token } = await recoveries.byLink(db, ring, { accountId, kind: 'mail' }, made)
    return async now => (await recoveries.bySecret(db, ring, 'mail', token, now)) !== undefined
  },
  'a form that came too late': async ({ db, ring, person: { accountId } }) => {
    const id = await savedForms.keep(db, ring, accountId, { path: '/record', fields: {} }, made)
    return async now => (await savedForms.find(db, ring, accountId, id, now)) !== undefined
  },
  'a card that waits for its holder': async ({ db, ring, person: { accountId } }) => {
    const card = { certificate: Buffer.from('a certificate'), notAfter: later(60) } as NewCredential
    const id = await cardRenewals.keep(db, ring, accountId, card, made)
    return async now => (await cardRenewals.find(db, ring, id, now)) !== undefined
  },
  'a question to a phone': async ({ db, ring }) => {
    const transactionId = randomUUID()
    await phoneRequests.add(db, ring, { transactionId } as Parameters<typeof phoneRequests.add>[2], made)
    return async now => (await phoneRequests.find(db, ring, transactionId, now)) !== undefined
  },
  'the purpose under which a record is open': async ({ db, person: { accountId, personId } }) => {
    await accessLog.open(db, { accountId, personId, purpose: '核對學歷證件' }, made)
    return async now => (await accessLog.openPurpose(db, accountId, personId, now)) !== undefined
  },
}

for (const [what, make] of Object.entries(kinds)) {
  t.test(`${what} does not count while the clock says that it was made in the future`, async t => {
    const { db } = await testDatabase(t)
    const ring = testRing()
    const deps = { db, ring, clock: () => made }
    const person = await addPerson(deps, await addAgency(deps), { state: 'invited' })
    if (!what.includes('activation')) await db.execute(`update accounts set state = 'active'`)
    const counts = await make({ db, ring, person })
    t.equal(await counts(later(1)), true)
    t.equal(await counts(later(-4)), true, 'clocks differ a little')
    t.equal(await counts(later(-6)), false)
    t.equal(await counts(later(-60 * 24 * 365)), false)
  })
}

t.test('nobody is kept out until a time that was reckoned before the clock was set back', async t => {
  const { db } = await testDatabase(t)
  const ring = testRing()
  const tries = delays.accountAllowances(ring, 'lin.meihua', placeOf('203.0.113.7'))
  const mayTry = async (now: Date) => (await delays.mayTry(db, tries, now)).ok
  for (let i = 0; i < 5; i += 1) t.equal(await mayTry(made), true)
  t.equal(await mayTry(later(14)), false)
  t.equal(await mayTry(later(-60 * 24)), true, 'a day back')
  t.equal(await mayTry(later(-60 * 24)), false, 'but what was tried is not forgotten')
})

t.test('a code of an app that was used before the clock was set back keeps nobody out, and counts once', async t => {
  const { db } = await testDatabase(t)
  const ring = testRing()
  const deps = { db, ring, clock: () => made }
  const { accountId } = await addPerson(deps, await addAgency(deps))
  await secondFactors.begin(db, ring, accountId, 'JBSWY3DPEHPK3PXP', made)
  const id = (await secondFactors.totpOf(db, ring, accountId))?.id ?? ''
  t.equal(await secondFactors.use(db, id, 1_000_000, made), true)
  t.equal(await secondFactors.use(db, id, 999_990, made), false)
  t.equal(await secondFactors.use(db, id, 900_000, made), true)
  t.equal(await secondFactors.use(db, id, 900_000, made), false)
})
