import { eq } from 'drizzle-orm'
import { array, assert, asyncProperty, boolean, constantFrom } from 'fast-check'
import t from 'tap'
import { ways as allWays } from '../../server/domain/actor.ts'
import type { StateChange } from '../../server/domain/account-state.ts'
import { addDays, legalDay } from '../../server/domain/clock.ts'
import { mayRemove, mayRemoveAll } from '../../server/domain/ways-in.ts'
import * as accounts from '../../server/store/accounts.ts'
import * as activations from '../../server/store/activations.ts'
import * as credentials from '../../server/store/credentials.ts'
import { bySystem } from '../../server/store/events.ts'
import * as passkeys from '../../server/store/passkeys.ts'
import { hashOf } from '../../server/store/password-hashes.ts'
import * as people from '../../server/store/people.ts'
import * as recoveries from '../../server/store/recoveries.ts'
import { accounts as accountTable, assignments } from '../../server/store/schema.ts'
import * as secondFactors from '../../server/store/second-factors.ts'
import * as waysIn from '../../server/store/ways-in.ts'
import type { Deps } from '../../server/web/deps.ts'
import { startApp, visitor } from '../support/app.ts'
import { addAgency, addPerson, goodPassword, type TestPerson } from '../support/people.ts'

t.setTimeout(280_000)

const newPassword = 'a blue heron stands'

type Move =
  | 'lock'
  | 'suspend'
  | 'reactivate'
  | 'leave'
  | 'return'
  | 'add-card'
  | 'remove-card'
  | 'block-cards'
  | 'not-me'
  | 'second-factor'
  | 'add-passkey'
  | 'remove-passkey'
const moves: Move[] = [
  'lock',
  'suspend',
  'reactivate',
  'leave',
  'return',
  'add-card',
  'remove-card',
  'block-cards',
  'not-me',
  'second-factor',
  'add-passkey',
  'remove-passkey',
]

/** What can happen to an account, done as the pages do it; what is refused changes nothing. */
async function make(
  deps: Deps,
  { accountId, personId, name, idNumber }: TestPerson,
  agencyId: string,
  move: Move,
  n: number,
) {
  const { db, ring } = deps
  const now = deps.clock()
  const today = legalDay(now)
  const change = (what: StateChange) =>
    db.transaction(tx => accounts.changeState(tx, accountId, { change: what, reason: null }, bySystem, now))
  const cards = await credentials.ofAccount(db, accountId)
  const keys = await passkeys.ofAccount(db, accountId)
  const ways = await waysIn.ofAccount(db, accountId, allWays)
  if (move === 'lock' || move === 'suspend' || move === 'reactivate') return change(move)
  if (move === 'leave') {
    await db
      .update(assignments)
      .set({ until: addDays(today, -1) })
      .where(eq(assignments.personId, personId))
    return change('close')
  }
  if (move === 'return') {
    const assignment = { agencyId, staffKind: 'teacher', title: '', from: today }
    return db.transaction(tx => people.comeBack(tx, ring, { name, idNumber, assignment }, bySystem, now))
  }
  if (move === 'add-card') return credentials.bind(db, accountId, cardOf(`${personId}/${n}`, now), now)
  if (move === 'remove-card') {
    const [card] = cards
    return card && mayRemove(ways, card.id, now) && credentials.retire(db, accountId, card.id, 'removed', now)
  }
  if (move === 'block-cards') {
    for (const { id } of cards) await credentials.retire(db, accountId, id, 'blocked-by-hr', now)
    return undefined
  }
  if (move === 'not-me') {
    const ids = keys.map(({ id }) => id)
    if (mayRemoveAll(ways, ids, now)) await passkeys.retireAll(db, accountId, 'not-me', now)
    await secondFactors.endApp(db, accountId)
    const account = await accounts.find(db, accountId)
    return account?.passwordHash && accounts.setPassword(db, accountId, await hashOf(`${personId} ${n}`), now)
  }
  if (move === 'add-passkey') return passkeys.add(db, accountId, passkeyOf(`${personId}/${n}`), now)
  if (move === 'remove-passkey') {
    const [key] = keys
    return key && mayRemove(ways, key.id, now) && passkeys.retire(db, accountId, key.id, 'removed', now)
  }
  await secondFactors.begin(db, ring, accountId, 'JBSWY3DPEHPK3PXP', now)
  const totp = await secondFactors.totpOf(db, ring, accountId)
  return totp && secondFactors.use(db, totp.id, n + 1, now)
}

const cardOf = (serial: string, now: Date): credentials.Card => ({
  kind: 'citizen_card',
  issuerFamily: '(測試用)內政部憑證管理中心',
  issuerKeyId: 'key',
  subjectSerial: serial,
  subjectName: '林美華',
  certificate: Buffer.from(serial),
  cardNumber: null,
  notAfter: new Date(now.getTime() + 86_400_000),
})

const passkeyOf = (credentialId: string): passkeys.NewPasskey => ({
  credentialId,
  publicKey: Buffer.from(credentialId),
  counter: 0,
  transports: [],
  isBackedUp: false,
  label: '',
})

t.test('no sequence of events leaves a person with no way in and no way back', async t => {
  const { app, deps } = await startApp(t)
  const { db, ring, clock } = deps
  const agencyId = await addAgency(deps)
  const hr = await addPerson(deps, agencyId, { name: '陳人事', idNumber: 'A123456789', loginName: 'chen.hr' })
  let count = 0

  /** What HR does for somebody who stands before them with an ID document, and then what the person does. */
  async function comesBack(person: TestPerson): Promise<boolean> {
    const now = clock()
    const state = async () => (await accounts.find(db, person.accountId))?.state
    if ((await state()) === 'closed') await make(deps, person, agencyId, 'return', 0)
    if (['locked', 'suspended'].includes((await state()) ?? '')) await make(deps, person, agencyId, 'reactivate', 0)
    const browser = visitor(app, `198.51.100.${count % 250}`)
    const typed = { name: person.name, last_four: person.idNumber.slice(-4) }
    if ((await state()) === 'invited') {
      const { code } = await activations.issue(db, ring, { accountId: person.accountId, by: hr.accountId }, now)
      await browser.get('/activation')
      await browser.post('/activation', { code, ...typed })
      await browser.get('/activation/way')
      const login = { login_name: `back.${count}`, password: newPassword, again: newPassword }
      return (await browser.post('/activation/password', login)).statusCode === 303
    }
    const id = await recoveries.ask(db, { accountId: person.accountId, agencyId, askedBy: hr.accountId }, now)
    await recoveries.confirm(db, id, hr, now)
    const made = await recoveries.issueCode(db, ring, id, now)
    await browser.get('/recovery/code')
    await browser.post('/recovery/code', { code: made?.code ?? '', ...typed })
    const page = await browser.get('/recovery/new-password')
    if (page.statusCode !== 200) return false
    const password = { login_name: `back.${count}`, password: newPassword, again: newPassword }
    await browser.post('/recovery/new-password', password)
    const loginName = (await accounts.find(db, person.accountId))?.loginName ?? ''
    await browser.get('/sign-in')
    const login = { login_name: loginName, password: newPassword, next: '/account' }
    const signedIn = await browser.post('/sign-in/password', login)
    return signedIn.headers.location === '/account' && (await browser.get('/account')).statusCode === 200
  }

  const life = array(constantFrom(...moves), { minLength: 1, maxLength: 12 })
  await assert(
    asyncProperty(life, boolean(), async (sequence, hasPassword) => {
      count += 1
      const idNumber = `B2${String(10_000_000 + count)}`
      const person = await addPerson(deps, agencyId, {
        idNumber,
        loginName: `person.${count}`,
        password: hasPassword ? goodPassword : null,
      })
      for (const [n, move] of sequence.entries()) await make(deps, person, agencyId, move, n)
      const [kept] = await db.select().from(accountTable).where(eq(accountTable.id, person.accountId))
      return kept !== undefined && comesBack(person)
    }),
    { numRuns: 60 },
  )
  t.pass(`${count} lives`)
})
