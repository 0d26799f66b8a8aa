import { eq, sql } from 'drizzle-orm'
import { opens } from '../../../server/domain/account/state.ts'
import { addDays, legalDay } from '../../../server/domain/clock.ts'
import { readId } from '../../../server/domain/national-id.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import type { Card } from '../../../server/simulators/cards/card.ts'
import * as accountStore from '../../../server/store/account/accounts.ts'
import { accounts, agencies, credentials, roleGrants } from '../../../server/store/schema.ts'
import type { Browser } from '../app/app.ts'
import { visitor, type TestApp } from '../app/app.ts'
import { dailyJobs } from '../app/daily-jobs.ts'
import { codeOn, formIn } from '../app/pages.ts'
import { bindCard, signedBy } from '../card/cards.ts'
import { device } from '../ways/authenticator.ts'
import { bindHealthCard } from '../ways/health-card.ts'
import { bindPhone } from '../ways/phone.ts'
import { addAgency, addPerson, goodPassword, type TestPerson } from './people.ts'

const purpose = '核對人事資料'

/** Somebody of the lives below: what they know and have, as only they know it. */
export type Soul = TestPerson & {
  agencyId: string
  password: string | null
  device: ReturnType<typeof device>
  /** The card in their hand. */
  card: Card | null
  browser: Browser | null
}

export const who = ['school chief', 'school officer', 'teacher', 'bureau chief', 'bureau officer'] as const
export type Who = (typeof who)[number]

export const moves = [
  'locks the account',
  'adds a passkey',
  'removes what can be removed',
  'says that it was not them',
  'forgets the password and loses every device',
  'registers the card',
  'has a card that expires',
  'signs in with a renewed card',
  'registers a health card and a phone',
  'suspends them',
  'locks them',
  'reactivates them',
  'blocks all their ways',
  'ends their assignment yesterday',
  'ends their assignment in a week',
  'takes them back',
  'asks for a code and leaves it',
  'sets 90 days for passwords',
  'sees three weeks pass',
  'sees four months pass',
] as const
export type Move = (typeof moves)[number]

/** The n-th of some numbers that end like that of the card; all are valid. */
function numberOf(n: number): string {
  for (let i = n * 20; ; i += 1) {
    const number = `A2${String(i).padStart(4, '0')}6781`
    if (readId(number).ok) return number
  }
}

let made = 0

/** A school of three below a bureau of two, which has nobody above it but the administrators. */
export async function world({ app, deps, setClock }: TestApp, [card, renewed]: readonly [Card, Card]) {
  const { db, clock } = deps
  const begun = clock()
  made += 1
  let count = 0
  const next = () => `${made}.${(count += 1)}`
  const bureau = await addAgency(deps, `9990${String(made).padStart(5, '0')}B`, '示範教育局')
  const school = await addAgency(deps, `9990${String(made).padStart(5, '0')}A`)
  await db.update(agencies).set({ hrParentId: bureau }).where(eq(agencies.id, school))
  await db.delete(credentials)

  async function soul(agencyId: string, name: string, roles: Parameters<typeof addPerson>[2] = {}): Promise<Soul> {
    const asked = { name, idNumber: numberOf(made * 10 + count), loginName: `soul.${next()}`, ...roles }
    const person = await addPerson(deps, agencyId, asked)
    return { ...person, agencyId, password: goodPassword, device: device(), card: null, browser: null }
  }
  const souls: Record<Who, Soul> = {
    'school chief': await soul(school, '周主任', { roles: ['hr_chief'] }),
    'school officer': await soul(school, '陳人事', { roles: ['hr_officer'] }),
    teacher: await soul(school, '林美華'),
    'bureau chief': await soul(bureau, '吳科長', { roles: ['hr_chief'] }),
    'bureau officer': await soul(bureau, '李科員', { roles: ['hr_officer'] }),
  }
  const administrators = [await soul(bureau, '林管理'), await soul(bureau, '王管理')]
  for (const { accountId } of administrators) {
    await db.insert(roleGrants).values({ accountId, role: 'sysadmin', from: '2020-01-01' })
  }

  const stateOf = async ({ accountId }: Soul) => (await accountStore.find(db, accountId))?.state ?? 'closed'

  /** A browser in which they are signed in and nothing is asked first; null where nothing they have lets them in. */
  async function enter(one: Soul): Promise<Browser | null> {
    if (one.browser && (await one.browser.get('/account')).statusCode === 200) return one.browser
    const browser = visitor(app, `198.51.${made % 250}.${(count += 1) % 250}`)
    if (!(await passesTheDoor(one, browser))) return null
    if ((await browser.get('/account')).headers.location === '/password') {
      const password = `a blue heron ${next()} stands`
      await browser.get('/password')
      await browser.post('/password', { current: one.password ?? '', new_password: password, again: password })
      one.password = password
    }
    if ((await browser.get('/account')).statusCode !== 200) return null
    return (one.browser = browser)
  }

  async function passesTheDoor(one: Soul, browser: Browser): Promise<boolean> {
    const isIn = async () =>
      /^\/(account|password)$/.test(String((await browser.get('/sign-in?next=/account')).headers.location))
    if (one.device.keys.length > 0) {
      await browser.post('/sign-in/passkey', one.device.use((await browser.get('/sign-in')).body))
      if (await isIn()) return true
    }
    if (one.card) {
      await browser.post('/sign-in/card', signedBy(one.card, (await browser.get('/sign-in')).body))
      if (await isIn()) return true
    }
    if (one.password === null) return false
    await browser.get('/sign-in')
    const { loginName: login_name, password } = one
    await browser.post('/sign-in/password', { login_name, password })
    if (one.device.keys.length > 0) {
      const { body } = await browser.get('/sign-in/second-factor')
      if (body.includes('data-passkey')) await browser.post('/sign-in/second-factor/passkey', one.device.use(body))
    }
    return isIn()
  }

  /** Presses every button of the page that posts to an address like this. */
  async function pressAll(browser: Browser, page: string, pattern: RegExp) {
    for (const [, path = ''] of (await browser.get(page)).body.matchAll(pattern)) await browser.post(path)
  }

  async function pass(days: number) {
    const at = new Date(clock().getTime() + days * 86_400_000)
    setClock(at)
    await dailyJobs(deps)
  }

  /** One thing that somebody does, to themselves or to somebody else. What is refused changes nothing. */
  async function play(by: Who, move: Move, on: Who): Promise<void> {
    const [self, other] = [souls[by], souls[on]]
    if (move === 'forgets the password and loses every device') {
      return void Object.assign(self, { password: null, device: device(), card: null, browser: null })
    }
    if (move === 'sees three weeks pass') return pass(21)
    if (move === 'sees four months pass') return pass(121)
    if (move === 'has a card that expires') {
      await db.update(credentials).set({ notAfter: clock() }).where(eq(credentials.accountId, self.accountId))
      self.card = null
      return
    }
    const isTheirs = self.name === card.holder.name
    if (move === 'signs in with a renewed card') {
      if (!isTheirs) return
      const browser = visitor(app)
      await browser.post('/sign-in/card', signedBy(renewed, (await browser.get('/sign-in')).body))
      if ((await browser.get('/sign-in/renewal')).statusCode !== 200) return
      const typed = { login_name: self.loginName, password: self.password ?? '' }
      if ((await browser.post('/sign-in/renewal/password', typed)).statusCode === 303) self.card = renewed
      return
    }
    const browser = await enter(self)
    if (!browser) return
    if (move === 'locks the account') return lock(browser)
    if (move === 'adds a passkey') {
      const { body } = await browser.get('/account/passkeys/new')
      await browser.post('/account/passkeys/new', { ...self.device.make(body), label: '' })
      return
    }
    if (move === 'removes what can be removed') {
      const { body } = await browser.get('/account')
      for (const [, path] of body.matchAll(/href="(\/account\/(?:cards|health-cards|passkeys)\/[0-9a-f-]{36})"/g)) {
        await browser.post(`${path}/removal`)
      }
      return
    }
    if (move === 'says that it was not them') {
      const { body } = await browser.get('/account/not-me')
      const password = `a grey heron ${next()} stands`
      const isDone =
        (await browser.post('/account/not-me', { new_password: password, again: password })).statusCode === 200
      if (isDone && body.includes('name="new_password"')) self.password = password
      return
    }
    if (move === 'registers the card') {
      if (!isTheirs || self.card) return
      await bindCard(deps, self.accountId, card).catch(() => {})
      self.card = card
      return
    }
    if (move === 'registers a health card and a phone') {
      const n = next()
      await bindHealthCard(deps, self.accountId, { cardNumber: n })
      await bindPhone(deps, self.accountId, { id: 'x', name: self.name, idNumber: '', subjectSerial: n })
      return
    }
    if (move === 'sets 90 days for passwords') {
      await browser.post(`/agencies/${self.agencyId}/passwords`, { days: '90' })
      return
    }
    const path = `/people/${other.personId}`
    await browser.post(`${path}/opening`, { purpose })
    if (move === 'blocks all their ways') {
      return pressAll(browser, `${path}/account`, /action="(\/people\/[^"]+\/account\/[^"]+\/removal)"/g)
    }
    if (move === 'takes them back') return void (await takeBack(browser, other))
    if (move === 'asks for a code and leaves it') {
      await browser.post(`${path}/recovery`, { seen: 'yes' })
      return
    }
    const change = { 'suspends them': 'suspend', 'locks them': 'lock', 'reactivates them': 'reactivate' }
    if (move in change) {
      await browser.post(`${path}/account`, { change: change[move as keyof typeof change], reason: '試一試' })
      return
    }
    const day = addDays(legalDay(clock()), move === 'ends their assignment in a week' ? 7 : -1)
    const form = formIn(await browser.get(`${path}/assignments`), `${path}/assignments`)
    await browser.post(`${path}/assignments`, { ...form, last_day: shortDate(day) })
    await dailyJobs(deps)
  }

  /** Whoever locks themselves leaves somebody in HR whose account opens, or the application is wrong at once. */
  async function lock(browser: Browser) {
    await browser.get('/account/lock')
    if ((await browser.post('/account/lock')).statusCode !== 303) return
    const { rows } = await db.execute<{ agency: string; open: boolean }>(sql`
      select held.agency_id as agency, bool_or(holder.state in ('active', 'must_change')) as open
      from role_grants held join accounts holder on holder.id = held.account_id
      where held.agency_id in (${school}, ${bureau}) and (held.until_day is null or held.until_day >= ${legalDay(clock())})
        and holder.state <> 'closed'
      group by held.agency_id`)
    if (rows.some(({ open }) => !open)) throw new Error('somebody locked the door of an office behind themselves')
  }

  async function takeBack(browser: Browser, { name, idNumber }: Soul) {
    const typed = { name, id_kind: 'national', id_number: idNumber, staff_kind: 'teacher', title: '' }
    return browser.post('/people/new', typed)
  }

  async function activate(one: Soul, code: string) {
    const browser = visitor(app)
    await browser.get('/activation')
    await browser.post('/activation', { code, name: one.name, last_four: '6781' })
    await browser.get('/activation/way')
    const password = `a blue heron ${next()} stands`
    const loginName = `soul.${next()}`
    await browser.post('/activation/password', { login_name: loginName, password, again: password })
    const login = (await accountStore.find(db, one.accountId))?.loginName ?? loginName
    Object.assign(one, { password, loginName: login, device: device() })
  }

  /** Two who are in and one who is not: the first asks, the second confirms, and the code sets a new password. */
  async function withCode(one: Soul, first: Browser, seconds: Browser[]): Promise<boolean> {
    const path = `/people/${one.personId}/recovery`
    await first.post(`/people/${one.personId}/opening`, { purpose })
    const asked = (await first.post(path, { seen: 'yes' })).headers.location ?? ''
    if (!asked.startsWith('/recoveries/')) return false
    for (const second of seconds) {
      if ((await second.post(`${asked}/confirmation`)).statusCode === 303) break
    }
    const code = codeOn(await first.post(`${asked}/code`))
    if (code === '') return false
    const browser = visitor(app)
    await browser.get('/recovery/code')
    await browser.post('/recovery/code', { code, name: one.name, last_four: '6781' })
    await browser.get('/recovery/new-password')
    const password = `a blue heron ${next()} stands`
    await browser.post('/recovery/new-password', { login_name: `soul.${next()}`, password, again: password })
    Object.assign(one, { password, device: device(), card: null })
    one.loginName = (await accountStore.find(db, one.accountId))?.loginName ?? ''
    return (await enter(one)) !== null
  }

  /** What those who are in may do for somebody who is not. */
  async function bringIn(one: Soul, inside: Soul[]): Promise<boolean> {
    const browsers = (await Promise.all(inside.map(enter))).filter(browser => browser !== null)
    const path = `/people/${one.personId}`
    for (const browser of browsers) {
      const state = await stateOf(one)
      await browser.post(`${path}/opening`, { purpose })
      if (state === 'invited') {
        const code = codeOn(await browser.post(`${path}/activation-code`, { way: 'letter' }))
        if (code !== '') await activate(one, code)
      } else if (!opens(state)) {
        await browser.post(`${path}/account`, { change: 'reactivate', reason: '試一試' })
        if (!opens(await stateOf(one))) await browser.post(`${path}/reopening`, { reason: '試一試' })
      }
      if (await enter(one)) return true
    }
    for (const browser of browsers) {
      const others = browsers.filter(other => other !== browser)
      if (await withCode(one, browser, others)) return true
    }
    return false
  }

  /** An office that nobody is left in gets somebody new, as on the first day. */
  async function nameSomebody(agencyId: string): Promise<Soul[]> {
    const { rows } =
      await db.execute(sql`select 1 from role_grants held join accounts holder on holder.id = held.account_id
      where held.agency_id = ${agencyId} and holder.state <> 'closed' and (held.until_day is null or held.until_day >= ${legalDay(clock())})`)
    const [administrator] = administrators
    const browser = rows.length === 0 && administrator ? await enter(administrator) : null
    if (!browser) return []
    const idNumber = numberOf(made * 10 + 9 + (agencyId === school ? 0 : 5000))
    const typed = {
      name: '新同仁',
      id_kind: 'national',
      id_number: idNumber,
      staff_kind: 'civil',
      title: '',
      hr_chief: 'yes',
    }
    const path = `/agencies/${agencyId}/first-person`
    await browser.get(path)
    const code = codeOn(await browser.post(path, typed))
    const [account] = await db
      .select()
      .from(accounts)
      .orderBy(sql`created_at desc, id`)
      .limit(1)
    const person = {
      personId: account?.personId ?? '',
      accountId: account?.id ?? '',
      loginName: '',
      name: '新同仁',
      idNumber,
    }
    const one: Soul = { ...person, agencyId, password: null, device: device(), card: null, browser: null }
    await activate(one, code)
    return [one]
  }

  /** The names of those who cannot come in and whom nobody who can may bring in. */
  async function leftOutside(): Promise<string[]> {
    const all = [...Object.values(souls), ...(await nameSomebody(school)), ...(await nameSomebody(bureau))]
    const inside: Soul[] = [...administrators]
    let outside: Soul[] = []
    for (const one of all) {
      if ((await stateOf(one)) === 'closed') continue
      if (await enter(one)) inside.push(one)
      else outside.push(one)
    }
    for (let before = -1; before !== outside.length;) {
      before = outside.length
      const still: Soul[] = []
      for (const one of outside) {
        if (await bringIn(one, inside)) inside.push(one)
        else still.push(one)
      }
      outside = still
    }
    setClock(begun)
    return outside.map(({ name }) => name)
  }

  return { souls, play, leftOutside }
}
