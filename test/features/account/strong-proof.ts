import { eq, sql } from 'drizzle-orm'
import path from 'node:path'
import t, { type Test } from 'tap'
import type { StrongProofRule } from '../../../server/domain/agency/strong-proof-rule.ts'
import * as recoveryCodes from '../../../server/store/person/recovery-codes.ts'
import {
  accounts,
  agencies,
  assignments,
  events,
  passkeys,
  savedForms,
  sessions,
  roleGrants,
} from '../../../server/store/schema.ts'
import { allPages, withMail, type Page, type Who } from '../../support/all-pages/all-pages.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { formIn, inputsIn } from '../../support/app/pages.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { takeCorrection } from '../../support/correction/by-pages.ts'
import { correctionOf, sendCorrection, skill } from '../../support/correction/corrections.ts'
import { addAgency, goodPassword, openTo, signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked } from '../../support/person/school.ts'
import { digits, setUpApp } from '../../support/ways/app-factor.ts'
import { device } from '../../support/ways/authenticator.ts'

const ca = await testCa(t)
const holders = {
  lin: linHolder,
  chen: { ...linHolder, name: '陳文彬', serialNumber: '0000000099900011', cardNumber: 'TP99000000000011' },
  huang: { ...linHolder, name: '黃主任', serialNumber: '0000000099900012', cardNumber: 'TP99000000000012' },
}
const [linCard, chenCard, huangCard] = [
  await ca.card(holders.lin),
  await ca.card(holders.chen),
  await ca.card(holders.huang),
]
const successor = await ca.card({ ...linHolder, serialNumber: '0000000099900077', cardNumber: 'TP99000000000077' })

/** A school whose people signed in by password alone, though they have cards. */
async function withCards(t: Test, lin: Asked = {}) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'], { ca, lin })
  const { deps, chen, huang, agencyId } = school
  await bindCard(deps, school.lin.accountId, linCard)
  await bindCard(deps, chen.accountId, chenCard)
  await bindCard(deps, huang.accountId, huangCard)
  for (const one of [school.lin, chen, huang]) await enter(one)
  const setRule = (strongProof: StrongProofRule, id = agencyId) =>
    deps.db.update(agencies).set({ strongProof }).where(eq(agencies.id, id))
  return { ...school, setRule }
}

const proves = async (one: Browser, card: typeof linCard, next = '/') =>
  one.post('/proof/card', { ...signedBy(card, (await one.get(`/proof?next=${encodeURIComponent(next)}`)).body), next })

const isSentToProof = ({ headers }: { headers: { location?: unknown } }) =>
  String(headers.location).startsWith('/proof')

/** Where the first link of a page leads that begins so. */
const linkIn = ({ body }: { body: string }, start: string) =>
  new RegExp(`"(${start}[0-9a-f-]{36})"`).exec(body)?.[1] ?? start

/** Whether an address leads to a route with this pattern. */
function fits(pattern: string, address: string): boolean {
  const [parts, wanted] = [(address.split(/[?#]/)[0] ?? '').split('/'), pattern.split('/')]
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith(':') || part === parts[index])
}

t.test('wherever a password alone is not enough, whoever has a card is asked for it', async t => {
  const { app, deps } = await startApp(t, {}, withMail)
  const { browsers, pages } = await allPages(t, app, deps)
  const own = new Set<Who>(['teacher', 'officer', 'chief', 'deputy', 'administrator'])
  const found: Page[] = pages.filter(({ who }) => own.has(who))
  // what the pages themselves lead to, for the forms that nothing refuses
  for (const { who, url, form } of found.slice()) {
    if (form) continue
    const { body } = await browsers[who].get(url)
    for (const [, method, to = ''] of body.matchAll(/ (href|action)="(\/[^"]*)"/g)) {
      found.push({ who, url: to.replaceAll('&amp;', '&'), ...(method === 'action' && { form: {} }) })
    }
  }
  await deps.db.update(sessions).set({ data: sql`${sessions.data} - 'strong'` })
  const strong = app
    .routeList()
    .filter(({ method, settings: { strong = 'not-asked' } }) => method !== 'HEAD' && strong !== 'not-asked')
  t.ok(strong.length > 45)
  for (const [n, { id }] of (await deps.db.select().from(accounts)).entries()) {
    const serialNumber = `00000000998${String(n).padStart(5, '0')}`
    const signing = { certificate: Buffer.from(`certificate ${n}`) }
    await bindCard(deps, id, { holder: { ...linHolder, serialNumber }, signing })
  }
  const never: string[] = []
  for (const { method, url: pattern } of strong) {
    const [parent, last] = [path.dirname(pattern), path.basename(pattern)]
    const there = [
      ...found.filter(({ url, form }) => (form ? 'POST' : 'GET') === method && fits(pattern, url)),
      // a button that its page does not show now
      ...found.flatMap(({ who, url, form }) =>
        form || !fits(parent, url) ? [] : { who, url: `${url}/${last}`, ...(method === 'POST' && { form: {} }) },
      ),
    ]
    // no more than ten of one person are kept
    await deps.db.delete(savedForms)
    const answers = []
    for (const { who, url, form } of there.slice(0, 6)) {
      const answer = form ? await browsers[who].post(url, { ...form, reason: '核對' }) : await browsers[who].get(url)
      answers.push(answer)
      if (isSentToProof(answer)) {
        const proof = await browsers[who].get(String(answer.headers.location))
        t.same(inputsIn(proof, '/proof/password'), [], `${method} ${pattern} is not done by the password`)
        break
      }
    }
    if (!answers.some(isSentToProof)) never.push(`${method} ${pattern} ${answers.map(one => one.statusCode).join()}`)
  }
  t.same(never, [])
})

t.test(
  'the decision of whoever came by password waits for the card, goes on after it, and the next asks no more',
  async t => {
    const { deps, lin, chen, huang, agencyId } = await withCards(t)
    const send = () => sendCorrection(deps, lin, agencyId, { section: 'skill', to: skill, files: ['證書.pdf'] })
    const [first, second] = [await send(), await send()]
    const stateOf = async (id: string) => (await correctionOf(deps, id)).state
    const path = `/review/${first}/decision`
    const form = { ...formIn(await takeCorrection(chen, first), path), all: 'accepted' }
    const sent = await chen.post(path, form)
    t.match(decodeURIComponent(String(sent.headers.location)), /^\/proof\?next=\/saved-forms\//)
    t.equal(await stateOf(first), 'in_review')

    const proof = await chen.get(String(sent.headers.location))
    t.match(proof.body, '校正申請的決定')
    t.match(proof.body, '不能單憑密碼')
    t.match(proof.body, 'href="/account/cards/new"', 'and what else there is')
    const next = formIn(proof, '/proof/card')?.['next'] ?? ''
    t.equal((await chen.post('/proof/password', { password: goodPassword, next })).headers.location, next)
    t.ok(isSentToProof(await chen.post(path, form)), 'by hand the password does no more')
    t.equal((await chen.post('/proof/card', { ...signedBy(linCard, proof.body), next })).statusCode, 422)
    t.equal((await proves(chen, chenCard, next)).headers.location, next)
    const kept = await chen.get(next)
    t.match(kept.body, 'go-on')
    t.equal((await chen.post(path, formIn(kept, path) ?? {})).headers.location, `/review/${first}`)
    t.not(await stateOf(first), 'in_review')

    const other = `/review/${second}/decision`
    const accepted = { ...formIn(await takeCorrection(chen, second), other), all: 'accepted' }
    t.equal((await chen.post(other, accepted)).headers.location, `/review/${second}`)
    await openTo(deps, huang, lin.personId)
    const lock = { part: '', reason: '學歷查證中', until: '115/12/31' }
    t.ok(isSentToProof(await huang.post(`/people/${lin.personId}/locks`, lock)), 'each shows their own')
  },
)

t.test('who has a password only goes on with it, or sets up something stronger, as the agency says', async t => {
  const { deps, add, setRule, setClock } = await withCards(t)
  const hong = await enter(await add('hong'))
  const list = '/people/invitations'
  t.equal((await hong.get(list)).statusCode, 200)
  const told = await hong.get(`/proof?next=${list}`)
  t.match(told.body, '您的帳號只有密碼')
  t.match(told.body, 'action="/proof/password"')

  await setRule('always')
  const asked = await hong.get(list)
  t.ok(isSentToProof(asked))
  const { body } = await hong.get(String(asked.headers.location))
  t.match(body, '您的機關規定')
  for (const url of ['cards/new', 'passkeys/new', 'second-factor']) t.match(body, `href="/account/${url}"`)
  t.notMatch(body, '/proof/')
  const codes = await hong.post('/people/invitations', { ...formIn(await hong.get(list), list), reason: '到職' })
  const waiting = await hong.get(String(codes.headers.location))
  t.match(waiting.body, '您送出的內容保留 15 分鐘：產生啟用碼')
  const goingOn = /href="(\/proof\?next=[^"]+)"/.exec(waiting.body)?.[1] ?? ''
  const { secret } = await setUpApp(hong, deps.clock())
  t.equal((await hong.get(list)).statusCode, 200, 'the code of the app was shown a moment ago')
  t.match((await hong.get(goingOn)).body, '確認之後就會執行：產生啟用碼')

  const later = new Date('2026-11-23T06:11:00Z')
  setClock(later)
  const next = list
  t.same(inputsIn(await hong.get(`/proof?next=${list}`), '/proof/password').slice(-2), ['password', 'code'])
  await hong.post('/proof/password', { password: goodPassword, next })
  t.ok(isSentToProof(await hong.get(list)))
  await hong.get(`/proof?next=${list}`)
  t.equal((await hong.post('/proof/password', { password: goodPassword, code: '000000', next })).statusCode, 422)
  await hong.post('/proof/password', { password: goodPassword, code: digits(secret, later), next })
  t.equal((await hong.get(list)).statusCode, 200)
})

t.test('where the agency lets a password be enough, nobody is asked for a card', async t => {
  const { deps, lin, chen, add, setRule } = await withCards(t)
  await setRule('never')
  t.equal((await chen.get('/people/invitations')).statusCode, 200)
  t.equal((await lin.get('/account/passkeys/new')).statusCode, 200)
  await deps.db
    .insert(roleGrants)
    .values({ accountId: lin.accountId, role: 'sysadmin', agencyId: null, from: '2020-08-01', grantedAt: deps.clock() })
  t.ok(isSentToProof(await lin.get('/account/passkeys/new')), 'but for whoever serves the whole installation')
  await deps.db.delete(roleGrants).where(eq(roleGrants.role, 'sysadmin'))
  const bureau = await addAgency(deps, '999000002B', '示範教育局')
  await setRule('always', bureau)
  await add('wang', {}, bureau)
  t.equal((await lin.get('/account/passkeys/new')).statusCode, 200, 'other people’s agencies count for nothing')
  await deps.db
    .insert(assignments)
    .values({ personId: lin.personId, name: lin.name, agencyId: bureau, staffKind: 'teacher', from: '2020-08-01' })
  t.ok(isSentToProof(await lin.get('/account/passkeys/new')), 'in one’s own matters the strictest of one’s agencies')
})

t.test('a deputy shows their own card, and the one they stand in for shows nothing', async t => {
  const { deps, chen, huang, add } = await withCards(t)
  const wang = await enter(await add('wang'))
  await proves(huang, huangCard, '/deputies/new')
  await huang.get('/deputies/new')
  const days = { from: '115/11/23', until: '115/11/30', reason: '公假研習' }
  const people = { represented: chen.accountId, deputy: wang.accountId }
  const named = await huang.post('/deputies/new', { ...people, ...days })
  await wang.post('/acting-agency', { agency: String(named.headers.location).replace('/deputies/', '') })
  t.equal((await wang.get('/people/invitations')).statusCode, 200, 'the card is not theirs')
  const wangCard = await ca.card({ ...linHolder, name: wang.name, serialNumber: '0000000099900013' })
  await bindCard(deps, wang.accountId, wangCard)
  t.ok(isSentToProof(await wang.get('/people/invitations')))
  await proves(wang, wangCard, '/people/invitations')
  t.equal((await wang.get('/people/invitations')).statusCode, 200)
})

t.test('a thief of the password gains nothing by taking the card away, and the owner all by a new one', async t => {
  const { app, lin, setClock } = await withCards(t)
  const thief = visitor(app, '203.0.113.66')
  await signIn(thief, lin)
  const toPasskey = '/account/passkeys/new'
  t.ok(isSentToProof(await thief.get(toPasskey)))
  const card = linkIn(await thief.get('/account'), '/account/cards/')
  t.match((await thief.get(card)).body, '移除後 7 天內')
  t.equal((await thief.post(`${card}/removal`)).headers.location, '/account', 'a lost card is gone at once')

  const closed = [toPasskey, '/password']
  for (const url of closed) t.ok(isSentToProof(await thief.get(url)), url)
  const page = await thief.get(`/proof?next=${toPasskey}`)
  t.match(page.body, '您最近移除過一種登入方式')
  t.match(page.body, 'href="/account/cards/new"')
  t.notMatch(page.body, /action="\/proof|href="\/account\/passkeys\/new"/)
  const [basic] = (await lin.get('/record')).body.match(/\/record\/rows\/[0-9a-f-]{36}\/revealed\/id_no/) ?? ['']
  t.ok(isSentToProof(await thief.get(basic)), 'nor does it show a whole number')

  await lin.get('/account/cards/new')
  const added = await lin.post('/account/cards/new', signedBy(successor, (await lin.get('/account/cards/new')).body))
  t.equal(added.headers.location, '/account')
  t.equal((await lin.get(toPasskey)).statusCode, 200, 'the new card was shown a moment ago')
  t.equal((await lin.get('/password')).statusCode, 200)
  t.ok(isSentToProof(await thief.get(toPasskey)), 'in that session alone')

  const again = linkIn(await lin.get('/account'), '/account/cards/')
  await lin.get(again)
  await lin.post(`${again}/removal`)
  setClock(new Date('2026-11-30T06:00:00Z'))
  await signIn(thief, lin)
  t.equal((await thief.get(toPasskey)).statusCode, 200, 'after a week what is gone counts no more')
})

t.test('the secret of an app that is begun is shown to nobody who came by password, before it is in force', async t => {
  const { app, lin } = await withCards(t)
  const thief = visitor(app, '203.0.113.66')
  await signIn(thief, lin)
  const path = '/account/second-factor/app'
  await proves(lin, linCard, '/account/second-factor')
  await lin.get('/account/second-factor')
  t.equal((await lin.post(path)).headers.location, path)
  t.match((await lin.get(path)).body, /([A-Z2-7]{4} ){7}[A-Z2-7]{4}/)
  t.equal((await thief.get(path)).headers.location, '/proof?next=%2Faccount%2Fsecond-factor')
})

t.test('whoever has not their passkey at hand proves it by a spare code', async t => {
  const { lin, setClock } = await startSchool(t, ['lin'])
  await enter(lin)
  const codes = await lin.post('/account/passkeys/new', device().make((await lin.get('/account/passkeys/new')).body))
  const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(codes.body) ?? []
  setClock(new Date('2026-11-23T06:11:00Z'))
  const next = '/access-log/file'
  t.ok(isSentToProof(await lin.get(next)))
  t.same(inputsIn(await lin.get(`/proof?next=${next}`), '/proof/password').slice(-2), ['password', 'code'])
  const proved = await lin.post('/proof/password', { password: goodPassword, code, next })
  t.match((await lin.get(String(proved.headers.location))).body, `href="${next}"`)
  t.equal((await lin.get(next)).statusCode, 200)
})

t.test('what was shown counts until the session ends, or what showed it is taken away', async t => {
  const { app, deps, lin } = await withCards(t)
  const elsewhere = visitor(app, '203.0.113.21')
  await signIn(elsewhere, lin)
  await proves(elsewhere, linCard)
  t.equal((await elsewhere.get('/password')).statusCode, 200)
  await elsewhere.get('/sign-out')
  await elsewhere.post('/sign-out')
  await signIn(elsewhere, lin)
  t.ok(isSentToProof(await elsewhere.get('/password')), 'a new session begins without it')
  await proves(elsewhere, linCard)

  const card = linkIn(await lin.get('/account'), '/account/cards/')
  await lin.get(card)
  await lin.post(`${card}/removal`)
  t.match((await elsewhere.get('/account')).headers.location, /^\/sign-in/, 'whoever has the lost card is out')
  const [removed] = await deps.db.select().from(events).where(eq(events.what, 'account.card-removed'))
  t.match(removed, { details: { ended: 1 } })
})

t.test('whoever HR let in again sets up another way, whatever lies at home', async t => {
  const { deps, lin, chen, huang, agencyId, setClock } = await withCards(t)
  const { db, ring, clock } = deps
  setClock(new Date('2026-11-23T06:01:00Z'))
  const asked = { accountId: lin.accountId, agencyId, askedBy: chen.accountId }
  const id = await recoveryCodes.ask(db, asked, clock())
  await recoveryCodes.confirm(db, id, { accountId: huang.accountId }, clock())
  const made = await recoveryCodes.issueCode(db, ring, id, clock())
  await lin.get('/recovery/code')
  await lin.post('/recovery/code', { code: made?.code ?? '', name: lin.name, last_four: '6781' })
  await lin.get('/recovery/new-password')
  const heron = 'a blue heron stands'
  await lin.post('/recovery/new-password', { password: heron, again: heron })
  await signIn(lin, lin, heron)
  const proof = await lin.get('/proof?next=/access-log/file')
  for (const url of ['cards/new', 'passkeys/new', 'second-factor']) t.match(proof.body, `href="/account/${url}"`)
  const key = device()
  t.equal((await lin.get('/account/second-factor')).statusCode, 200)
  await lin.post('/account/passkeys/new', key.make((await lin.get('/account/passkeys/new')).body))
  t.equal((await db.select().from(passkeys)).length, 1)
})

t.test('what the agency says of itself, and where it stands, waits for more than a password', async t => {
  const { deps, huang, agencyId, add } = await withCards(t)
  const path = `/agencies/${agencyId}/purposes`
  t.ok(isSentToProof(await huang.post(path, { ...formIn(await huang.get(path), path), purposes: '辦理考核作業' })))
  const admin = await enter(await add('admin'))
  await bindCard(deps, admin.accountId, successor)
  const edit = `/agencies/${agencyId}/edit`
  for (const url of [edit, '/agencies/new']) {
    const sent = await admin.post(url, { ...formIn(await admin.get(url), url), hr_parent: agencyId })
    t.ok(isSentToProof(sent), url)
  }
})

t.test('a password that has to be changed is changed, and one that need not waits for the card', async t => {
  const { deps, lin } = await withCards(t)
  const set = { current: goodPassword, new_password: 'a blue heron stands', again: 'a blue heron stands' }
  t.ok(isSentToProof(await lin.get('/password')))
  t.ok(isSentToProof(await lin.post('/password', set)))
  await deps.db.update(accounts).set({ state: 'must_change' }).where(eq(accounts.id, lin.accountId))
  t.equal((await lin.get('/password')).statusCode, 200)
  t.equal((await lin.post('/password', set)).statusCode, 200)
})

t.test('the chief sets what a password may do, by more than a password, and it is written down once', async t => {
  const { deps, chen, huang, agencyId } = await withCards(t)
  const path = `/agencies/${agencyId}/passwords`
  t.equal((await chen.get(path)).statusCode, 404)
  const page = await huang.get(path)
  t.match(page.body, /value="if-possible"\s+checked/)
  const rule = async () => (await deps.db.select().from(agencies).where(eq(agencies.id, agencyId)))[0]?.strongProof
  const set = { ...formIn(page, path), strong: 'never' }
  t.ok(isSentToProof(await huang.post(path, set)), 'or a thief would begin with this')
  t.equal(await rule(), 'if-possible')
  await proves(huang, huangCard, path)
  await huang.get(path)
  await huang.post(path, { ...set, strong: 'sometimes' })
  t.equal(await rule(), 'if-possible')
  await huang.post(path, { ...set, strong: 'always' })
  await huang.post(path, { ...set, strong: 'always' })
  t.equal(await rule(), 'always')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'agency.strong-proof-set')), [
    { about: agencyId, details: { rule: 'always', before: 'if-possible' } },
  ])
})
