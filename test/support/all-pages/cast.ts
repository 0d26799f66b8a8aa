import type { FastifyInstance } from 'fastify'
import { eq } from 'drizzle-orm'
import type { Ca } from '../../../server/simulators/cards/ca.ts'
import * as activations from '../../../server/store/account/activations.ts'
import { accounts } from '../../../server/store/schema.ts'
import * as boundWays from '../../../server/store/ways/bound-ways.ts'
import * as secondFactors from '../../../server/store/ways/second-factors.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { visitor } from '../app/app.ts'
import { bindCard, linHolder, signedBy } from '../card/cards.ts'
import { addPerson, setEmail, signIn, type TestPerson } from '../person/people.ts'
import { activationCode } from '../person/school.ts'
import { world } from '../person/world.ts'
import { must, type Browser } from './page.ts'
import { addPasskey, cardShown } from './things.ts'

export async function signedIn(app: FastifyInstance, person: TestPerson): Promise<Browser> {
  const browser = visitor(app)
  const answer = await signIn(browser, person)
  if (answer.statusCode !== 303) throw new Error(`${person.loginName} cannot sign in: ${answer.statusCode}`)
  await browser.get('/')
  return browser
}

/** Somebody with a card alone, registered today, who says that it was not them. */
export async function robbed(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '邱宇翔', idNumber: 'A123456725', loginName: 'chiu.yuxiang' }
  const person = await addPerson(deps, agencyId, who)
  const browser = await signedIn(app, person)
  await deps.db.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, person.accountId))
  const holder = { ...linHolder, name: who.name, serialNumber: '0000000099900088' }
  await bindCard(deps, person.accountId, { holder, signing: { certificate: Buffer.from('another certificate') } })
  await cardShown(deps, person.accountId)
  return browser
}

/** Somebody who came by password alone and has a card and an app. */
export async function hurried(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '簡志豪', idNumber: 'A123456850', loginName: 'chien.zhihao' }
  const person = await addPerson(deps, agencyId, who)
  const browser = await signedIn(app, person)
  const holder = { ...linHolder, name: who.name, serialNumber: '0000000099900089' }
  await bindCard(deps, person.accountId, { holder, signing: { certificate: Buffer.from('a third certificate') } })
  await secondFactors.begin(deps.db, deps.ring, person.accountId, 'JBSWY3DPEHPK3PXP', deps.clock())
  const totp = await secondFactors.totpOf(deps.db, deps.ring, person.accountId)
  await secondFactors.use(deps.db, totp?.id ?? '', 1, deps.clock())
  return browser
}

/** Somebody who came by password alone and took their only passkey away. */
export async function parted(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const person = await addPerson(deps, agencyId, {
    name: '柯雅婷',
    idNumber: 'A223456870',
    loginName: 'ke.yating',
  })
  const browser = await signedIn(app, person)
  const passkey = await addPasskey(deps, person.accountId, '')
  await boundWays.retire(deps.db, 'passkey', person.accountId, passkey, 'removed', deps.clock())
  return browser
}

/** Somebody who has typed the code from HR and now chooses how to sign in. */
export async function invited(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const person = await addPerson(deps, agencyId, world.ye)
  const browser = visitor(app)
  await browser.get('/activation')
  const claim = { code: await activationCode(deps, person), name: person.name, last_four: '6790' }
  await must(browser.post('/activation', claim))
  await browser.get('/activation/way')
  return browser
}

/** Somebody who has opened the link of an invitation by mail. */
export async function linked(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '方以晴', idNumber: 'A223456816', loginName: 'fang.yiqing' }
  const { accountId } = await addPerson(deps, agencyId, { ...who, state: 'invited', password: null })
  const token = await activations.issueLink(deps.db, deps.ring, { accountId, by: null }, deps.clock())
  const browser = visitor(app)
  await must(browser.get(`/activation/mail/link?token=${token}`))
  await browser.get('/activation/mail')
  return browser
}

/** Somebody with a record and a work e-mail whom HR has not invited yet; gives the id. */
export async function withoutCode(
  deps: Deps,
  agencyId: string,
  who: { name: string; idNumber: string },
): Promise<string> {
  const { personId } = await addPerson(deps, agencyId, { ...who, state: 'invited', password: null })
  await setEmail(deps, personId, 'staff@demo.edu.example')
  return personId
}

/** Somebody of HR whose account is suspended; gives the id. */
export async function heldOfficer(deps: Deps, agencyId: string): Promise<string> {
  const who = { name: '鄧宜蓁', idNumber: 'A223456825', loginName: 'deng.yizhen' }
  const { personId } = await addPerson(deps, agencyId, { ...who, roles: ['hr_officer'], state: 'suspended' })
  await deps.db.update(accounts).set({ stateReason: '留職停薪' }).where(eq(accounts.personId, personId))
  return personId
}

/** Somebody with an app and a passkey who has typed the password. */
export async function half(
  app: FastifyInstance,
  { db, ring, clock, ...deps }: Deps,
  agencyId: string,
): Promise<Browser> {
  const who = { name: '潘欣怡', idNumber: 'A223456807', loginName: 'pan.xinyi' }
  const person = await addPerson({ db, ring, clock, ...deps }, agencyId, who)
  await secondFactors.begin(db, ring, person.accountId, 'JBSWY3DPEHPK3PXP', clock())
  const totp = await secondFactors.totpOf(db, ring, person.accountId)
  await secondFactors.use(db, totp?.id ?? '', 1, clock())
  await addPasskey({ db, ring, clock, ...deps }, person.accountId, '')
  const browser = visitor(app)
  await signIn(browser, person)
  await browser.get('/sign-in/second-factor')
  return browser
}

export const successors = {
  shi: { ...linHolder, name: '石志明', lastFour: '6743', serialNumber: '0000000099900089' },
  du: { ...linHolder, name: '杜雨青', lastFour: '6805', serialNumber: '0000000099900091' },
}

/** Somebody who has come with the successor of their card. */
export async function renewing(
  app: FastifyInstance,
  deps: Deps,
  agencyId: string,
  successor: Awaited<ReturnType<Ca['card']>>,
) {
  const { name, lastFour, serialNumber } = successor.holder
  const who = { name, idNumber: `A12345${lastFour}`, loginName: `renewing.${lastFour}` }
  const person = await addPerson(deps, agencyId, who)
  const holder = { ...successor.holder, serialNumber: `${serialNumber.slice(0, -1)}0` }
  await bindCard(deps, person.accountId, { holder, signing: { certificate: Buffer.from('an older certificate') } })
  const browser = visitor(app)
  await must(browser.post('/sign-in/card', signedBy(successor, (await browser.get('/sign-in')).body)))
  await browser.get('/sign-in/renewal')
  return { browser, person }
}

/** The same, who then typed the password on the page of all ways. */
export async function returning(...asked: Parameters<typeof renewing>): Promise<Browser> {
  const { browser, person } = await renewing(...asked)
  await must(signIn(browser, person))
  await browser.get('/card-renewal')
  return browser
}
