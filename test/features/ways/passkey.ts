import { and, eq, isNull } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { passkeyRefusals } from '../../../server/domain/ways/passkey.ts'
import * as accountStore from '../../../server/store/account/accounts.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as peopleStore from '../../../server/store/person/people.ts'
import * as recoveryCodes from '../../../server/store/person/recovery-codes.ts'
import { accounts, events, failures, notices, passkeys, sessions, signIns } from '../../../server/store/schema.ts'
import { spareCodes } from '../../../server/store/schema.ts'
import { speak, type TextKey } from '../../../server/text/speak.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked } from '../../support/person/school.ts'
import { askedFor, device, type Device, type Tricks, withCertificate } from '../../support/ways/authenticator.ts'

const zh = speak('zh-TW')
const newPage = '/account/passkeys/new'
const met = new Set<string>()

async function withDevice(t: Test, lin: Asked = {}, settings: Partial<Deps['config']> = {}) {
  return { ...(await startSchool(t, ['lin'], { lin, settings })), phone: device() }
}

/** Signs in by password and adds a passkey of the device; stays signed in. */
async function withPasskey(browser: Browser, phone: Device, lin: Parameters<typeof signIn>[1], label = '') {
  await signIn(browser, lin)
  return browser.post(newPage, { ...phone.make((await browser.get(newPage)).body), label })
}

async function signOut(browser: Browser) {
  await browser.get('/sign-out')
  await browser.post('/sign-out')
}

async function byPasskey(browser: Browser, phone: Device, tricks: Tricks = {}) {
  const { body } = await browser.get('/sign-in')
  return browser.post('/sign-in/passkey', { ...phone.use(body, tricks), next: '/sign-out' })
}

t.test('a person adds a passkey, and a password alone signs nobody in any more', async t => {
  const { browser, lin, deps, phone } = await withDevice(t)
  await signIn(browser, lin)
  const page = await browser.get(newPage)
  const { options } = askedFor(page.body)
  t.match(options, {
    rp: { id: 'localhost' },
    user: { name: lin.loginName, displayName: lin.name },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
  })
  t.equal(Buffer.from(options.challenge, 'base64url').length, 32)
  const handle = Buffer.from(options.user?.id ?? '', 'base64url').toString('hex')
  t.equal(handle.length, 32)
  t.notMatch(lin.accountId.replaceAll('-', ''), handle, 'the device learns no id of ours')
  t.match(page.headers['permissions-policy'], 'camera=()')
  t.notMatch(page.headers['permissions-policy'], 'publickey')

  const added = await browser.post(newPage, { ...phone.make(page.body), label: ' 學校的手機 ' })
  const codes = [...added.body.matchAll(/<code>([0-9A-Z-]{11})<\/code>/g)].map(([, code]) => code ?? '')
  t.equal(codes.length, 10, 'spare codes come with the first second factor')
  const [kept] = await deps.db.select().from(passkeys)
  t.match(kept, { label: '學校的手機', transports: ['internal'], counter: 0, lastUsedAt: null, retiredAt: null })
  t.same(kept?.transports, ['internal'], 'words that nobody knows are not kept')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.passkey-added')), [
    { about: lin.accountId, details: { passkey: kept?.id } },
  ])
  t.match(await deps.db.select().from(notices), [{ text: 'notice.account.passkey-added' }])
  t.match((await browser.get('/account')).body, '學校的手機')
  t.match((await browser.get('/account/second-factor')).body, '您有 1 個通行金鑰')
  await signOut(browser)

  const half = await signIn(browser, lin)
  t.equal(half.headers.location, '/sign-in/second-factor?next=%2Fsign-out')
  t.same(await deps.db.select().from(sessions), [], 'half a sign-in is none')
  const second = await browser.get('/sign-in/second-factor?next=/record')
  t.match(second.body, '再用您的通行金鑰，或輸入一個備用碼')
  t.match(askedFor(second.body).options, {
    allowCredentials: [{ id: phone.keys[0]?.id }],
    userVerification: 'required',
  })
  const done = await browser.post('/sign-in/second-factor/passkey', { ...phone.use(second.body), next: '/record' })
  t.equal(done.headers.location, '/record')
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'password' })
  t.match(await deps.db.select().from(passkeys), [{ counter: 1, lastUsedAt: deps.clock() }])

  await signOut(browser)
  await signIn(browser, lin)
  await browser.get('/sign-in/second-factor')
  const spare = await browser.post('/sign-in/second-factor', { code: codes[0] ?? '' })
  t.equal(spare.statusCode, 303, 'a spare code takes its place')
})

t.test('a passkey alone signs in, counts as two factors, and proves again who one is', async t => {
  const { browser, lin, deps, phone, setClock } = await withDevice(
    t,
    { roles: ['hr_officer'] },
    { asksSecondFactor: true },
  )
  t.equal((await signIn(browser, lin)).statusCode, 303)
  t.equal((await browser.get('/people')).headers.location, '/account/second-factor')
  t.match((await browser.get('/account/second-factor')).body, `href="${newPage}"`)
  await browser.post(newPage, phone.make((await browser.get(newPage)).body))
  t.equal((await browser.get('/people')).statusCode, 200, 'either kind is enough')
  await signOut(browser)

  const page = await browser.get('/sign-in?next=/people')
  t.same(await deps.db.select().from(sessions), [], 'an anonymous visitor costs no row')
  t.match(page.body, /<section[^>]*id="by-passkey"[^>]* hidden/, 'it is seen only where script runs')
  t.same(askedFor(page.body).options.allowCredentials, [], 'the device knows whose it is')
  const answer = await browser.post('/sign-in/passkey', { ...phone.use(page.body), next: '/people' })
  t.equal(answer.headers.location, '/people')
  t.equal((await browser.get('/people')).statusCode, 200)
  t.match((await deps.db.select().from(sessions))[0]?.data, { way: 'passkey' })
  t.match(await deps.db.select().from(signIns), [{ way: 'password' }, { way: 'passkey', outcome: 'ok' }])
  t.match((await browser.get('/account')).body, '>通行金鑰 &#32;<')

  setClock(new Date('2026-11-23T06:15:00Z'))
  t.equal((await browser.get(newPage)).headers.location, `/proof?next=${encodeURIComponent(newPage)}`)
  const asked = await browser.get(`/proof?next=${newPage}`)
  const proved = await browser.post('/proof/passkey', { ...phone.use(asked.body), next: newPage })
  t.equal(proved.headers.location, newPage)
  t.equal((await browser.get(newPage)).statusCode, 200)
})

type Case = [
  what: string,
  why: (typeof passkeyRefusals)[number],
  send: () => Promise<Awaited<ReturnType<Browser['post']>>>,
]

async function refuses(t: Parameters<typeof startApp>[0], cases: Case[]) {
  for (const [what, why, send] of cases) {
    const answer = await send()
    met.add(why)
    t.equal(answer.statusCode, 422, what)
    t.match(answer.body, zh(why), what)
    t.match(answer.body, `/codes/${why.replace('.refused.', '.')}`, what)
  }
}

t.test('what is not a fresh answer of a known passkey to the question of this page signs nobody in', async t => {
  const { app, browser, lin, deps, phone, setClock, add } = await withDevice(t)
  const now = deps.clock()
  await withPasskey(browser, phone, lin)
  const binding = askedFor((await browser.get(newPage)).body).fields
  await signOut(browser)
  const send = (fields: Record<string, string>) => browser.post('/sign-in/passkey', { ...fields, next: '/record' })
  const fresh = async () => (await browser.get('/sign-in')).body
  const trick = async (tricks: Tricks) => send(phone.use(await fresh(), tricks))
  const used = phone.use(await fresh())
  t.equal((await send(used)).statusCode, 303)
  await signOut(browser)
  const stranger = device()
  stranger.keys.push({ ...phone.keys[0]!, id: 'bm90aGluZyBvZiB0aGlzIGtpbmQ' })
  const other = await add('chen')
  const [otherAccount] = await deps.db.select().from(accounts).where(eq(accounts.id, other.accountId))
  const otherHandle = Buffer.from(otherAccount?.userHandle.replaceAll('-', '') ?? '', 'hex').toString('base64url')

  await refuses(t, [
    ['no answer', 'passkey.refused.no-answer', async () => send(askedFor(await fresh()).fields)],
    ['no line', 'passkey.refused.unknown', () => send({})],
    [
      'rubbish',
      'passkey.refused.unreadable',
      async () => send({ ...askedFor(await fresh()).fields, answer: '{"id":1}' }),
    ],
    ['null', 'passkey.refused.unreadable', async () => send({ ...askedFor(await fresh()).fields, answer: 'null' })],
    ['made, not used', 'passkey.refused.unreadable', () => trick({ type: 'webauthn.create' })],
    ['sent twice', 'passkey.refused.replay', () => send(used)],
    [
      'an old answer to a new question',
      'passkey.refused.replay',
      async () => send({ ...askedFor(await fresh()).fields, answer: used['answer'] ?? '' }),
    ],
    [
      'another challenge',
      'passkey.refused.unknown',
      () => trick({ challenge: Buffer.alloc(32, 7).toString('base64url') }),
    ],
    ['another site', 'passkey.refused.other-origin', () => trick({ origin: 'https://hr.example.net' })],
    ['the host of another site', 'passkey.refused.other-origin', () => trick({ rpId: 'example.net' })],
    ['in a frame of another site', 'passkey.refused.other-origin', () => trick({ crossOrigin: true })],
    [
      'a line of another page',
      'passkey.refused.other-purpose',
      async () => send({ ...phone.use(await fresh()), ...binding }),
    ],
    [
      'another browser',
      'passkey.refused.other-browser',
      async () => {
        const elsewhere = visitor(app)
        await elsewhere.get('/sign-in')
        return elsewhere.post('/sign-in/passkey', phone.use(await fresh()))
      },
    ],
    [
      'six minutes later',
      'passkey.refused.late',
      async () => {
        const fields = phone.use(await fresh())
        setClock(new Date(now.getTime() + 6 * 60_000))
        return send(fields)
      },
    ],
    ['an unknown passkey', 'passkey.refused.not-known', async () => send(stranger.use(await fresh()))],
    ['another owner', 'passkey.refused.other-account', () => trick({ userHandle: otherHandle })],
    ['nobody was asked', 'passkey.refused.not-verified', () => trick({ isVerified: false })],
    ['another key', 'passkey.refused.signature', () => trick({ signsWrong: true })],
    ['a low count and another key', 'passkey.refused.signature', () => trick({ counter: 0, signsWrong: true })],
  ])
  t.same(await deps.db.select().from(sessions), [])
  t.same(await deps.db.select().from(events).where(eq(events.what, 'account.passkey-counter')), [])

  const [before] = await deps.db.select().from(passkeys)
  await refuses(t, [
    ['a count that stands still', 'passkey.refused.counter', () => trick({ counter: before?.counter ?? 0 })],
  ])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.passkey-counter')), [
    { about: lin.accountId, details: { passkey: before?.id, kept: before?.counter, said: before?.counter } },
  ])
  const told = (await deps.db.select().from(notices)).filter(({ text }) => text === 'notice.account.passkey-counter')
  t.match(told, [{ accountId: lin.accountId }])
  t.equal((await trick({ counter: 50 })).statusCode, 303, 'and a true answer is taken as before')

  const history = await deps.db.select().from(signIns).where(eq(signIns.way, 'passkey')).orderBy(signIns.id)
  t.same(
    history.filter(({ accountId }) => accountId === lin.accountId).map(({ cause }) => cause),
    [
      null,
      'passkey.refused.unreadable',
      'passkey.refused.other-origin',
      'passkey.refused.other-account',
      'passkey.refused.not-verified',
      'passkey.refused.signature',
      'passkey.refused.signature',
      'passkey.refused.counter',
      null,
    ],
    'the owner reads of those that named the passkey',
  )
  t.match((await browser.get('/account')).body, zh('passkey.refused.signature'))
  const counted = await deps.db.select().from(failures).where(eq(failures.cause, 'passkey.signature'))
  t.match(counted, [{ place: 'sign-in', count: 2 }])

  await browser.get('/account')
  await browser.post(`/account/passkeys/${before?.id}/removal`)
  await signOut(browser)
  await refuses(t, [['one that was removed', 'passkey.refused.removed', () => trick({ counter: 51 })]])
})

t.test('only a key that the device just made for this page, and guards, is added', async t => {
  const { browser, lin, deps, phone, setClock } = await withDevice(t)
  await signIn(browser, lin)
  const fresh = async () => (await browser.get(newPage)).body
  const send = (fields: Record<string, string>) => browser.post(newPage, { ...fields, label: '筆電' })
  const trick = async (tricks: Tricks) => send(phone.make(await fresh(), tricks))
  const first = phone.make(await fresh())
  t.equal((await send(first)).statusCode, 200)
  await refuses(t, [
    ['no owner was asked', 'passkey.refused.not-verified', () => trick({ isVerified: false })],
    ['another site', 'passkey.refused.other-origin', () => trick({ origin: 'https://hr.example.net' })],
    ['the host of another site', 'passkey.refused.other-origin', () => trick({ rpId: 'example.net' })],
    ['with certificates', 'passkey.refused.unreadable', () => trick({ attestation: withCertificate })],
    ['another kind of key', 'passkey.refused.unreadable', () => trick({ curve: 'P-384' })],
    ['used, not made', 'passkey.refused.unreadable', () => trick({ type: 'webauthn.get' })],
    ['rubbish', 'passkey.refused.unreadable', async () => send({ ...askedFor(await fresh()).fields, answer: '[]' })],
    ['sent twice', 'passkey.refused.replay', () => send(first)],
    ['the name of an older one', 'passkey.refused.taken', () => trick({ id: phone.keys[0]?.id ?? '' })],
    [
      'six minutes later',
      'passkey.refused.late',
      async () => {
        const fields = phone.make(await fresh())
        setClock(new Date('2026-11-23T06:06:00Z'))
        return send(fields)
      },
    ],
  ])
  t.match(
    await trick({ signsWrong: true, id: phone.keys[0]?.id ?? '' }),
    { body: /value="筆電"/ },
    'typed text is kept',
  )
  t.equal((await deps.db.select().from(passkeys)).length, 1)
  t.match(askedFor(await fresh()).options.excludeCredentials, [{ id: phone.keys[0]?.id }])
  const second = await trick({})
  t.equal(second.headers.location, '/account', 'the spare codes of the first stay good')
  t.same([...met].sort(), [...passkeyRefusals].sort(), 'every refusal was met')
})

t.test('a passkey gets a name, goes with a fresh proof, and never as the last way in', async t => {
  const { app, browser, lin, deps, phone, setClock, add } = await withDevice(t)
  await withPasskey(browser, phone, lin)
  const [key] = await deps.db.select().from(passkeys)
  const path = `/account/passkeys/${key?.id}`
  await browser.get(path)
  t.equal((await browser.post(path, { label: '長'.repeat(31) })).statusCode, 422)
  await browser.post(path, { label: '家裡的電腦' })
  t.match((await browser.get(path)).body, '家裡的電腦')

  const other = await add('chen')
  const [tablet, elsewhere] = [device(), visitor(app)]
  await withPasskey(elsewhere, tablet, other)
  t.equal((await elsewhere.get(path)).statusCode, 404)
  for (const url of [path, `${path}/removal`]) t.equal((await elsewhere.post(url, { label: 'x' })).statusCode, 404)
  const asked = await browser.get('/proof')
  const notOwn = await browser.post('/proof/passkey', tablet.use(asked.body))
  t.match(notOwn.body, zh('passkey.refused.other-account'))
  await signOut(browser)
  await signIn(browser, lin)
  const half = await browser.get('/sign-in/second-factor')
  const notTheirs = await browser.post('/sign-in/second-factor/passkey', tablet.use(half.body))
  t.equal(notTheirs.statusCode, 422)
  t.match(notTheirs.body, zh('passkey.refused.other-account'))
  await byPasskey(browser, phone)

  await deps.db.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, lin.accountId))
  t.match((await browser.get(path)).body, '這是唯一能登入的方式')
  t.equal((await browser.post(`${path}/removal`)).statusCode, 409)
  const spare = device()
  await browser.post(newPage, spare.make((await browser.get(newPage)).body))
  const both = await deps.db.select().from(passkeys).where(eq(passkeys.accountId, lin.accountId))
  const removals = await Promise.all(both.map(({ id }) => browser.post(`/account/passkeys/${id}/removal`)))
  t.same(removals.map(({ statusCode }) => statusCode).sort(), [303, 409], 'not even by two requests at once')
  setClock(new Date('2026-11-23T06:15:00Z'))
  const [left] = await deps.db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.accountId, lin.accountId), isNull(passkeys.retiredAt)))
  t.match((await browser.post(`/account/passkeys/${left?.id}/removal`)).headers.location, /^\/proof/)
})

t.test(
  'a held account opens to no passkey, and says why; a new password is asked for only where there is one',
  async t => {
    const { browser, lin, deps, phone } = await withDevice(t)
    await withPasskey(browser, phone, lin)
    await signOut(browser)
    const to = (change: Parameters<typeof accountStore.changeState>[2]['change']) =>
      deps.db.transaction(tx =>
        accountStore.changeState(tx, lin.accountId, { change, reason: null }, bySystem, deps.clock()),
      )
    const state = (state: (typeof accounts.$inferInsert)['state']) => deps.db.update(accounts).set({ state })
    const said = async () => (await byPasskey(browser, phone)).body
    await state('invited')
    t.match(await said(), '這個帳號還沒有啟用')
    await state('active')
    await to('lock')
    t.match(await said(), '您在民國 115 年 11 月 23 日鎖定了這個帳號')
    await to('suspend')
    t.match(await said(), '起停用')
    await to('reactivate')
    t.equal((await byPasskey(browser, phone)).headers.location, '/password')
    await signOut(browser)
    await deps.db.update(accounts).set({ passwordHash: null })
    await state('locked')
    await to('reactivate')
    t.equal((await byPasskey(browser, phone)).headers.location, '/sign-out', 'nothing to change, nothing is asked')
    await browser.get('/sign-out')
    await signOut(browser)
    await to('close')
    t.match(await said(), '註銷')
    const causes = (await deps.db.select().from(signIns).where(eq(signIns.outcome, 'refused'))).map(
      ({ cause }) => cause,
    )
    t.equal(causes.length, 4)
    t.equal(
      causes.every((cause): cause is TextKey => /account-/.test(cause ?? '')),
      true,
    )
  },
)

t.test('passkeys go with a recovery by HR, with "this was not me", by HR, and when somebody comes back', async t => {
  const { app, browser, lin, deps, phone, agencyId, add } = await withDevice(t)
  const { db, ring, clock } = deps
  const huang = await enter(await add('huang'))
  const reasons = async () => (await db.select().from(passkeys).orderBy(passkeys.addedAt)).map(one => one.retireReason)
  const again = async (password: string) => {
    await signIn(browser, lin, password)
    await browser.post(newPage, phone.make((await browser.get(newPage)).body))
  }

  await again(goodPassword)
  const asked = { accountId: lin.accountId, agencyId, askedBy: lin.accountId }
  const id = await recoveryCodes.ask(db, asked, clock())
  await recoveryCodes.confirm(db, id, { accountId: lin.accountId }, clock())
  const made = await recoveryCodes.issueCode(db, ring, id, clock())
  const lost = visitor(app)
  await lost.get('/recovery/code')
  await lost.post('/recovery/code', { code: made?.code ?? '', name: lin.name, last_four: '6781' })
  await lost.get('/recovery/new-password')
  await lost.post('/recovery/new-password', { password: 'a blue heron stands', again: 'a blue heron stands' })
  t.same(await reasons(), ['recovered'])
  t.match((await byPasskey(lost, phone)).body, zh('passkey.refused.removed'), 'a stolen device stays outside')
  t.equal((await db.select().from(spareCodes)).length, 0)

  await again('a blue heron stands')
  t.match((await browser.get('/account/not-me')).body, '通行金鑰會全部移除')
  const grey = { new_password: 'a grey heron waits', again: 'a grey heron waits' }
  t.match((await browser.post('/account/not-me', grey)).body, '只能用新密碼登入')
  t.same((await reasons()).sort(), ['not-me', 'recovered'])
  t.equal((await db.select().from(spareCodes)).length, 0)

  await again('a grey heron waits')
  await huang.get('/')
  await huang.post(`/people/${lin.personId}/opening`, { purpose: '核對人事資料' })
  const page = `/people/${lin.personId}/account`
  const removal = /action="([^"]*\/passkeys\/[^"]*\/removal)"/.exec((await huang.get(page)).body)?.[1] ?? ''
  t.equal((await huang.post(removal)).headers.location, page)
  t.equal((await huang.post(removal)).statusCode, 404)
  t.same((await reasons()).sort(), ['blocked-by-hr', 'not-me', 'recovered'])

  await again('a grey heron waits')
  await db.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, lin.accountId))
  t.match((await browser.post('/account/not-me')).body, '您的帳號只用通行金鑰登入')
  t.equal((await reasons()).includes(null), true, 'the last way in stays')
  await db.transaction(tx =>
    accountStore.changeState(tx, lin.accountId, { change: 'close', reason: null }, bySystem, clock()),
  )
  await db.execute(`update assignments set until_day = '2026-11-01' where person_id = '${lin.personId}'`)
  const assignment = { agencyId, staffKind: 'teacher', title: '', from: '2026-11-23' }
  const { name, idNumber } = lin
  await db.transaction(tx => peopleStore.comeBack(tx, ring, { name, idNumber, assignment }, bySystem, clock()))
  t.equal((await reasons()).includes('came-back'), true)
})

t.test(
  'a site that browsers allow no passkeys offers none; a device that does not count its uses is welcome',
  async t => {
    const { browser, lin, phone, deps } = await withDevice(t, {}, { baseUrl: 'http://huang.example.edu.tw' })
    t.notMatch((await browser.get('/sign-in')).body, 'passkey')
    t.equal((await browser.post('/sign-in/passkey')).statusCode, 404)
    await signIn(browser, lin)
    for (const url of ['/account', '/account/second-factor', '/proof']) {
      t.notMatch((await browser.get(url)).body, 'passkey', url)
    }
    t.equal((await browser.get(newPage)).statusCode, 404)
    t.equal((await browser.post(newPage, phone.make(''))).statusCode, 404)
    t.same(await deps.db.select().from(passkeys), [])

    const there = await withDevice(t)
    const key = device({ counts: false })
    await withPasskey(there.browser, key, there.lin)
    for (let i = 0; i < 2; i += 1) {
      await signOut(there.browser)
      t.equal((await byPasskey(there.browser, key)).statusCode, 303)
    }
  },
)
