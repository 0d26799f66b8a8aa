import { hash } from '@node-rs/argon2'
import { randomUUID } from 'node:crypto'
import { noticeVersion } from '../../../server/domain/account/required-step.ts'
import { legalDay } from '../../../server/domain/clock.ts'
import { hashOf } from '../../../server/store/account/password-hashes.ts'
import * as agencies from '../../../server/store/agency/agencies.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as accessLog from '../../../server/store/record/access-log.ts'
import { idIndex, ofPerson, write } from '../../../server/store/record/records.ts'
import { accounts, assignments, people, roleGrants } from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import type { Browser } from '../app/app.ts'
import { world, type Invented } from './world.ts'

export const goodPassword = 'correct horse battery'

let known: Promise<string> | undefined
/** Of the password most people of the tests have, made in the cheapest way: every sign-in pays for it again. */
export const goodHash = () => (known ??= hash(goodPassword, { memoryCost: 8, timeCost: 1, parallelism: 1 }))

export type TestPerson = { personId: string; accountId: string; loginName: string; name: string; idNumber: string }

/** An agency of the 999 series. */
export async function addAgency(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  code = '999000001A',
  name = '示範國小',
): Promise<string> {
  const agency = { code, name, kind: 'school' as const, adminParentId: null, hrParentId: null }
  const added = await agencies.add(db, agency, clock())
  if (!added.ok) throw new Error(added.why)
  return added.id
}

/** So many more at an agency, whose accounts are in use. */
export async function addColleagues({ db }: Pick<Deps, 'db'>, agencyId: string, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => {
    const id = randomUUID()
    return { id, name: `同仁 ${i}`, idNumberIndex: id }
  })
  const theirs = all.map(({ id, name }) => ({ personId: id, name, agencyId, staffKind: 'teacher', from: '2020-08-01' }))
  await db.insert(people).values(all)
  await db.insert(assignments).values(theirs)
  await db.insert(accounts).values(all.map(({ id }) => ({ personId: id, state: 'active' as const })))
}

/** Lin, or whoever is asked for, with basic data, an assignment and an account. A password that is named is hashed at its full cost. */
export async function addPerson(
  { db, ring, clock }: Pick<Deps, 'db' | 'ring' | 'clock'>,
  agencyId: string,
  asked: Partial<Invented> = {},
): Promise<TestPerson> {
  const now = clock()
  const personId = randomUUID()
  const { name, idNumber, loginName } = { ...world.lin, ...asked }
  const passwordHash =
    asked.password === null ? null : await (asked.password ? hashOf(asked.password, loginName) : goodHash())
  return db.transaction(async tx => {
    await tx.insert(people).values({ id: personId, name, idNumberIndex: idIndex(ring, idNumber) })
    await write(
      tx,
      ring,
      {
        personId,
        section: 'basic',
        rowId: randomUUID(),
        operation: 'add',
        baseVersion: null,
        data: { id_type: 'national', id_no: idNumber, name_zh: name },
        source: 'hr_entry',
        writer: 'program',
        reason: '新進人員',
      },
      { accountId: null, role: 'service', agencyId: null, requestId: null },
      now,
    )
    await tx.insert(assignments).values({ personId, name, agencyId, staffKind: 'teacher', from: '2020-08-01' })
    const [account] = await tx
      .insert(accounts)
      .values({
        personId,
        loginName: passwordHash ? loginName : null,
        passwordHash,
        state: asked.state ?? 'active',
        noticeVersion,
      })
      .returning({ id: accounts.id })
    if (!account) throw new Error('no account')
    const grants = (asked.roles ?? []).map(role => ({
      accountId: account.id,
      role,
      agencyId: role === 'sysadmin' ? null : agencyId,
      from: legalDay(now),
    }))
    if (grants.length > 0) await tx.insert(roleGrants).values(grants)
    return { personId, accountId: account.id, loginName, name, idNumber }
  })
}

/** Gives somebody a work e-mail, as HR enters it. */
export const setEmail = (deps: Kept, personId: string, to: string) =>
  writeEmail(deps, personId, to, { source: 'hr_entry', reason: '到校' })

/** Somebody changes their work e-mail alone. */
export const changeOwnEmail = (deps: Kept, personId: string, to: string) =>
  writeEmail(deps, personId, to, { source: 'self', reason: '本人更新' })

type Kept = Pick<Deps, 'db' | 'ring' | 'clock'>

async function writeEmail(
  { db, ring, clock }: Kept,
  personId: string,
  to: string,
  why: { source: 'hr_entry' | 'self'; reason: string },
) {
  const basic = (await ofPerson(db, ring, personId)).find(({ section }) => section === 'basic')
  if (!basic) throw new Error('no basic data')
  const change = {
    personId,
    section: 'basic',
    rowId: basic.id,
    operation: 'change',
    baseVersion: basic.version,
  } as const
  const data = { ...basic.data, email_work: to }
  const written = await db.transaction(tx =>
    write(tx, ring, { ...change, data, ...why, writer: 'program' }, bySystem, clock()),
  )
  if (!written.ok) throw new Error(written.why)
}

/** Signs in by password, as a visitor without script does. */
export async function signIn(browser: Browser, person: TestPerson, password = goodPassword) {
  await browser.get('/sign-in')
  return browser.post('/sign-in/password', { login_name: person.loginName, password, next: '/sign-out' })
}

/** Opens the data of somebody to an officer for a purpose, as the page does, for a quarter of an hour. */
export const openTo = (
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { accountId }: { accountId: string },
  personId: string,
) => accessLog.open(db, { accountId, personId, purpose: '核對人事資料' }, clock())
