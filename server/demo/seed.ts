import { randomUUID } from 'node:crypto'
import { noticeVersion } from '../domain/account/required-step.ts'
import { addDays, legalDay } from '../domain/clock.ts'
import { hashOf } from '../store/account/password-hashes.ts'
import * as roleGrants from '../store/agency/role-grants.ts'
import type { Db } from '../store/database/database.ts'
import { bySystem } from '../store/database/events.ts'
import type { KeyRing } from '../store/database/sealing.ts'
import * as deputies from '../store/person/deputies.ts'
import * as accessLog from '../store/record/access-log.ts'
import * as findings from '../store/record/findings/reckoning.ts'
import * as records from '../store/record/records.ts'
import { accounts, assignments, people } from '../store/schema.ts'
import { addCorrections } from './corrections.ts'
import { crowdOf, type Soul } from './district/crowd.ts'
import { addDistrict, type AgencyKey } from './district/district.ts'
import { rowsOf } from './district/rows.ts'
import { demoPassword } from './secrets.ts'
import { addWorkingLives } from './working-lives.ts'

type Agencies = Record<AgencyKey, string>

/** When the district began to use this: before anybody asked for a correction or looked at a record. */
export const beginningOf = (now: Date): Date => new Date(now.getTime() - 90 * 86_400_000)

/** Fills an empty database with the district, in the caller's transaction: wholly or not at all. Gives the ids. */
export async function seed(tx: Db, ring: KeyRing, now: Date): Promise<Agencies> {
  const begun = beginningOf(now)
  const agencies = await addDistrict(tx, begun)
  const crowd = crowdOf(legalDay(now))
  const passwordHash = await hashOf(demoPassword, 'demo')
  await tx.insert(people).values(
    crowd.map(({ personId: id, name, idNumber }) => ({
      id,
      name: name.zh,
      idNumberIndex: records.idIndex(ring, idNumber),
      createdAt: begun,
    })),
  )
  await tx.insert(accounts).values(crowd.map(soul => accountOf(soul, passwordHash, { begun, now })))
  await tx.insert(assignments).values(crowd.flatMap(soul => assignmentsOf(soul, agencies)))
  for (const { accountId, part } of crowd) {
    const grants = (part?.roles ?? []).map(({ role, agency }) => ({ role, agencyId: agency && agencies[agency] }))
    if (grants.length > 0) await roleGrants.give(tx, accountId, grants, bySystem, begun)
  }
  for (const soul of crowd) await writeRecord(tx, ring, soul, agencies[soul.agency], begun)
  await addReadings(tx, crowd, agencies, now)
  await addCorrections(tx, ring, crowd, agencies, now)
  await addDeputy(tx, crowd, agencies, now)
  await addWorkingLives(tx, ring, crowd, now)
  return agencies
}

function assignmentsOf({ personId, name: { zh: name }, agency, job, since, part }: Soul, agencies: Agencies) {
  const main = {
    personId,
    name,
    agencyId: agencies[agency],
    staffKind: job.staffKind,
    title: job.title,
    unit: job.unit,
    from: since,
  }
  return part?.serves
    ? [main, { ...main, agencyId: agencies[part.serves], kind: 'concurrent' as const, title: '兼辦人事', unit: '' }]
    : [main]
}

// a password of today, because a rule that a visitor sets counts from there
function accountOf({ accountId, personId, loginName }: Soul, passwordHash: string, when: { begun: Date; now: Date }) {
  const base = { id: accountId, personId, loginName, createdAt: when.begun }
  const active = { state: 'active' as const, activatedAt: when.begun, passwordChangedAt: when.now, noticeVersion }
  return loginName ? { ...base, ...active, passwordHash } : { ...base, state: 'invited' as const }
}

async function writeRecord(tx: Db, ring: KeyRing, soul: Soul, agencyId: string, at: Date) {
  const by = { ...bySystem, agencyId }
  for (const { section, data } of rowsOf(soul, legalDay(at))) {
    const change = {
      personId: soul.personId,
      section,
      rowId: randomUUID(),
      operation: 'add' as const,
      baseVersion: null,
      isOneOfMany: true as const,
    }
    const written = await records.write(tx, ring, { ...change, data, source: 'set_up', reason: '建立示範資料' }, by, at)
    if (!written.ok) throw new Error(`${soul.name.zh} ${section}: ${written.why}`)
  }
  await findings.reckon(tx, ring, soul.personId, at)
}

/** The chief of a school is away from today, and named the officer to stand in. */
async function addDeputy(tx: Db, crowd: Soul[], agencies: Agencies, now: Date) {
  const [chief, officer] = ['senior-chief', 'senior-officer'].map(id => crowd.find(({ part }) => part?.id === id))
  if (!chief || !officer) throw new Error('nobody to represent')
  const today = legalDay(now)
  const agencyId = agencies[chief.agency]
  const wish = { agencyId, representedId: chief.accountId, deputyId: officer.accountId }
  const by = { accountId: chief.accountId, role: 'hr_chief', agencyId, requestId: null }
  await deputies.name(tx, { ...wish, from: today, until: addDays(today, 13), reason: '出國研習' }, true, by, now)
}

/** Someone has looked at the records of the cast before, so that the list of readings is not empty. */
async function addReadings(tx: Db, crowd: Soul[], agencies: Agencies, now: Date) {
  const reader = crowd.find(({ part }) => part?.id === 'officer')
  if (!reader) return
  const purposes = ['核對學歷證件', '辦理敘薪', '教師成績考核']
  for (const { personId, part } of crowd) {
    if (part?.agency !== reader.agency || part === reader.part) continue
    for (const [i, purpose] of purposes.entries()) {
      await accessLog.add(tx, {
        personId,
        accountId: reader.accountId,
        viewerName: reader.name.zh,
        viewerRole: 'hr_officer',
        agencyId: agencies[reader.agency],
        action: 'open',
        purpose,
        address: '192.0.2.10',
        requestId: 'demo',
        at: new Date(now.getTime() - (i + 1) * 9 * 86_400_000),
      })
    }
  }
}
