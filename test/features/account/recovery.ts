import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import type { Mail } from '../../../server/domain/mail.ts'
import { openMobileId } from '../../../server/outside/mobile-id.ts'
import * as agencies from '../../../server/store/agency/agencies.ts'
import * as recoveries from '../../../server/store/person/recoveries.ts'
import { accounts, agencies as agencyTable, events, notices, sessions } from '../../../server/store/schema.ts'
import * as secondFactors from '../../../server/store/ways/second-factors.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { codeOn, words } from '../../support/app/pages.ts'
import { bindCard, linHolder, signedBy, testCa, trustCa } from '../../support/card/cards.ts'
import { addAgency, addPerson, goodPassword, openTo, setEmail, signIn } from '../../support/person/people.ts'
import { enter, startSchool, type Asked, type Somebody } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)
const heron = { password: 'a blue heron stands', again: 'a blue heron stands' }

const school = (t: Test, lin: Asked = {}, deps: Partial<Deps> = {}) => startSchool(t, ['lin'], { ca, lin, deps })

t.test('the sign-in page leads to the ways back, and mail is offered only where there is mail', async t => {
  const { browser } = await school(t)
  t.match((await browser.get('/sign-in')).body, 'href="/recovery"')
  const { body } = await browser.get('/recovery')
  t.match(body, '用卡片')
  t.match(body, '人事室會協助您恢復登入')
  t.notMatch(body, '公務信箱')
  t.equal((await browser.get('/recovery/mail')).statusCode, 404)
})

t.test('who forgot the password sets a new one with a registered card, and signs in with it', async t => {
  const { app, browser, lin, deps } = await school(t)
  await bindCard(deps, lin.accountId, linCard)
  const thief = visitor(app, '203.0.113.66')
  await signIn(thief, lin)
  await browser.get('/sign-in')
  for (let i = 0; i < 5; i += 1) await signIn(browser, lin, 'not it at all')

  const page = await browser.get('/recovery/card')
  const answer = await browser.post('/recovery/card', signedBy(linCard, page.body))
  t.equal(answer.headers.location, '/recovery/new-password')
  t.match((await browser.get('/recovery/new-password')).body, 'lin.meihua')
  const weak = await browser.post('/recovery/new-password', { ...heron, again: 'another' })
  t.equal(weak.statusCode, 422)
  t.equal((await thief.get('/account')).statusCode, 200, 'nothing has ended yet')
  t.match((await browser.post('/recovery/new-password', heron)).body, '密碼已重設')
  t.equal((await thief.get('/account')).statusCode, 303)
  t.same(await deps.db.select().from(sessions), [], 'nobody is signed in by it')
  t.equal((await signIn(browser, lin, heron.password)).statusCode, 303, 'and earlier slips make nobody wait')
  t.match(await deps.db.select().from(notices), [{ text: 'notice.recovered.card' }])
  t.match((await browser.get('/account')).body, '重設密碼')
})

t.test('a recovery is used once, in the browser that proved it, within a quarter of an hour', async t => {
  const { app, browser, lin, deps, setClock } = await school(t)
  await bindCard(deps, lin.accountId, linCard)
  const prove = async () => {
    const page = await browser.get('/recovery/card')
    return browser.post('/recovery/card', signedBy(linCard, page.body))
  }
  await prove()
  const other = visitor(app)
  t.equal((await other.get('/recovery/new-password')).headers.location, '/recovery')
  const kept = browser.cookies.get('recovery') ?? ''
  await browser.get('/recovery/new-password')
  const [one, two] = await Promise.all([
    browser.post('/recovery/new-password', heron),
    browser.post('/recovery/new-password', heron),
  ])
  t.same([one.statusCode, two.statusCode].sort(), [200, 422])
  browser.cookies.set('recovery', kept)
  t.equal((await browser.get('/recovery/new-password')).headers.location, '/recovery')
  t.match((await browser.post('/recovery/new-password', heron)).body, '請重新開始')

  setClock(new Date('2026-11-23T06:02:00Z'))
  await prove()
  setClock(new Date('2026-11-23T06:17:01Z'))
  t.equal((await browser.get('/recovery/new-password')).headers.location, '/recovery')
})

t.test('who has only a card gets a login name with the password', async t => {
  const { browser, lin, deps } = await school(t, { password: null })
  await bindCard(deps, lin.accountId, linCard)
  await browser.post('/recovery/card', signedBy(linCard, (await browser.get('/recovery/card')).body))
  await browser.get('/recovery/new-password')
  t.match((await browser.post('/recovery/new-password', heron)).body, 'href="#login_name"')
  t.match((await browser.post('/recovery/new-password', { ...heron, login_name: 'lin.mei' })).body, 'lin.mei')
  t.equal((await signIn(browser, { ...lin, loginName: 'lin.mei' }, heron.password)).statusCode, 303)
})

t.test('a card of nobody and a held account are told so, and a line to sign in recovers nothing', async t => {
  const { browser, lin, deps } = await school(t, { state: 'suspended' })
  const forSignIn = signedBy(linCard, (await browser.get('/sign-in')).body)
  await browser.get('/recovery/card')
  t.match((await browser.post('/recovery/card', forSignIn)).body, '為別的用途')
  const page = await browser.get('/recovery/card')
  t.match((await browser.post('/recovery/card', signedBy(linCard, page.body))).body, '這張卡片沒有登記')
  await bindCard(deps, lin.accountId, linCard)
  const again = await browser.get('/recovery/card')
  t.match((await browser.post('/recovery/card', signedBy(linCard, again.body))).body, '這個帳號目前不能使用')
})

/** Two of HR at their desks, and lin, who stands before the first. */
async function desk(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'], { ca })
  const { deps, lin, chen, huang } = school
  for (const one of [chen, huang]) await enter(one)
  await openTo(deps, chen, lin.personId)
  const ask = () => askFor(lin, chen)
  const makeCode = async () => {
    const path = await ask()
    await huang.get(path)
    await huang.post(`${path}/confirmation`)
    await chen.get(path)
    return codeOn(await chen.post(`${path}/code`))
  }
  return { ...school, ask, makeCode }
}

async function askFor({ personId }: Somebody, chen: Somebody): Promise<string> {
  const path = `/people/${personId}/recovery`
  await chen.get(path)
  return (await chen.post(path, { seen: 'yes' })).headers.location ?? ''
}

t.test('two people of HR let somebody in who stands before them, and each step is kept', async t => {
  const { browser, lin, chen, huang, ask, deps } = await desk(t)
  const page = await chen.get(`/people/${lin.personId}/recovery`)
  t.match(page.body, '本人帶證件')
  const unseen = await chen.post(`/people/${lin.personId}/recovery`)
  t.match(unseen.body, '請先當面核對證件')
  const path = await ask()
  t.match(path, /^\/recoveries\//)
  t.equal((await chen.get(`/people/${lin.personId}/recovery`)).headers.location, path)
  t.match((await chen.get(path)).body, '等另一位確認')
  t.equal((await chen.post(`${path}/confirmation`)).statusCode, 409, 'one person is not two')
  t.equal((await chen.post(`${path}/code`)).statusCode, 409, 'not before it is confirmed')

  t.match(await deps.db.select().from(notices), [{ accountId: huang.accountId, url: path }])
  t.match((await huang.get(path)).body, '本人在場')
  t.equal((await huang.post(`${path}/confirmation`)).headers.location, path)
  t.equal((await huang.post(`${path}/code`)).statusCode, 404, 'the code is for who asked')
  t.match((await chen.get(path)).body, '可以產生代碼')
  const made = await chen.post(`${path}/code`)
  const code = codeOn(made)
  t.not(code, '')
  t.equal((await chen.post(`${path}/code`)).statusCode, 409, 'and is made once')

  await browser.get('/recovery/code')
  const typed = { code: code.toLowerCase(), name: lin.name, last_four: '6781' }
  const wrong = await browser.post('/recovery/code', { ...typed, last_four: '0000' })
  t.match(wrong.body, '代碼、姓名或末四碼不符')
  t.equal((await browser.post('/recovery/code', typed)).headers.location, '/recovery/new-password')
  await browser.get('/recovery/new-password')
  t.match((await browser.post('/recovery/new-password', heron)).body, '密碼已重設')
  t.equal((await signIn(browser, lin, heron.password)).statusCode, 303)
  await browser.get('/recovery/code')
  t.match((await browser.post('/recovery/code', typed)).body, '代碼已經失效')

  const kept = await deps.db.select().from(events).where(eq(events.about, lin.accountId))
  t.same(
    kept.map(({ what }) => what),
    ['recovery.asked', 'recovery.confirmed', 'recovery.code-made', 'account.recovered'],
  )
  const told = await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))
  t.same(told.map(({ text }) => text).sort(), ['notice.recovered.hr', 'notice.recovery.code-made'])
})

t.test('a code works for a quarter of an hour and for four wrong tries', async t => {
  const { browser, lin, makeCode, setClock } = await desk(t)
  const right = { name: lin.name, last_four: '6781' }
  const code = await makeCode()
  await browser.get('/recovery/code')
  for (let i = 0; i < 5; i += 1) await browser.post('/recovery/code', { code, ...right, name: '王大明' })
  t.match((await browser.post('/recovery/code', { code, ...right })).body, '代碼已經失效')
  const later = await makeCode()
  setClock(new Date('2026-11-23T06:15:01Z'))
  t.match((await browser.post('/recovery/code', { code: later, ...right })).body, '代碼已經失效')
})

t.test(
  'nobody of HR recovers their own account, a stranger sees nothing, and an unused invitation needs none',
  async t => {
    const { chen, ask, deps, add } = await desk(t)
    t.equal((await chen.get(`/people/${chen.personId}/recovery`)).statusCode, 404)
    const path = await ask()
    const wang = await enter(await add('wang'))
    t.equal((await wang.get(path)).statusCode, 404)
    const ye = await add('ye')
    await openTo(deps, chen, ye.personId)
    t.match((await chen.get(`/people/${ye.personId}/recovery`)).body, '還沒有啟用')
  },
)

t.test('where HR is one person, the agency above or the named second reviewer confirms', async t => {
  const { deps, agencyId, lin, add } = await school(t)
  const bureau = await addAgency(deps, '999000002B', '示範教育局')
  const chen = await enter(await add('chen'))
  const huang = await enter(await add('huang', {}, bureau))
  const head = await enter(await add('head'))
  await openTo(deps, chen, lin.personId)
  await agencies.nameSecondReviewer(deps.db, agencyId, head.accountId)
  const path = await askFor(lin, chen)
  t.match(await deps.db.select().from(notices), [{ accountId: head.accountId }])
  t.equal((await huang.get(path)).statusCode, 404)
  t.match((await head.get(path)).body, '請先向提出的人確認')

  await deps.db.update(agencyTable).set({ hrParentId: bureau }).where(eq(agencyTable.id, agencyId))
  t.equal((await head.get(path)).statusCode, 404, 'with an agency above, that one confirms')
  await huang.get(path)
  t.equal((await huang.post(`${path}/confirmation`)).headers.location, path)
})

async function withMail(
  t: Parameters<typeof startApp>[0],
  asked: Parameters<typeof addPerson>[2] = {},
  send: (mail: Mail) => Promise<void> = async () => {},
) {
  const letters: Mail[] = []
  const sendMail = async (mail: Mail) => {
    await send(mail)
    letters.push(mail)
  }
  const made = await school(t, asked, { sendMail })
  await setEmail(made.deps, made.lin.personId, 'lin@demo.edu.example')
  const letter = async () => {
    await eventually(
      async () => letters.length,
      count => count > 0,
    )
    return letters.shift()
  }
  const linkIn = (mail: Mail | undefined) => /http:\/\/localhost:3000(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  /** When as many came as should, and what else was asked for so far had time to be sent. */
  const sentByNow = async (count = 0) => {
    await eventually(
      async () => letters,
      ({ length }) => length >= count,
    )
    await new Promise(resolve => setTimeout(resolve, 200))
    return letters
  }
  const ask = async (one = made.browser) => {
    await one.get('/recovery/mail')
    return one.post('/recovery/mail', { login_name: 'lin.meihua' })
  }
  return { ...made, letters, letter, linkIn, sentByNow, ask }
}

t.test('a link in a letter to the work e-mail sets a new password once', async t => {
  const { browser, lin, deps, letter, linkIn, app } = await withMail(t)
  await browser.get('/recovery/mail')
  t.match((await browser.post('/recovery/mail', { login_name: ' LIN.meihua' })).body, '連結已經寄出')
  const mail = await letter()
  t.match(mail, { to: 'lin@demo.edu.example', subject: '人事櫃檯：重設密碼' })
  t.notMatch(mail?.text, lin.name)
  const link = linkIn(mail)
  const anywhere = visitor(app, '203.0.113.40')
  t.equal((await anywhere.get(link)).headers.location, '/recovery/new-password')
  await anywhere.get('/recovery/new-password')
  t.match((await anywhere.post('/recovery/new-password', heron)).body, '密碼已重設')
  t.match((await anywhere.get(link)).body, '連結已經失效')
  t.equal((await signIn(browser, lin, heron.password)).statusCode, 303)
  t.match(await deps.db.select().from(notices), [{ text: 'notice.recovered.mail' }])
})

t.test('a newer letter leaves the older link to its owner, and a link ends after half an hour', async t => {
  const { browser, letter, linkIn, ask, setClock } = await withMail(t)
  await ask()
  const older = linkIn(await letter())
  setClock(new Date('2026-11-23T06:15:01Z'))
  t.equal((await browser.get(older)).statusCode, 303)
  await ask()
  const newer = linkIn(await letter())
  for (const link of [older, newer]) t.equal((await browser.get(link)).statusCode, 303)
  setClock(new Date('2026-11-23T06:30:01Z'))
  t.equal((await browser.get(older)).statusCode, 404)
  setClock(new Date('2026-11-23T06:45:02Z'))
  t.equal((await browser.get(newer)).statusCode, 404)
})

t.test('a stranger who types a login name again and again keeps no letter from its owner', async t => {
  const { app, lin, letter, linkIn, sentByNow, ask, setClock } = await withMail(t)
  const owner = visitor(app, '198.51.100.7')
  const known = visitor(app, '203.0.113.66')
  await signIn(known, lin)
  await known.post('/sign-out')
  const stranger = visitor(app, '203.0.113.66')
  for (let i = 0; i < 5; i += 1) t.equal((await ask(stranger)).statusCode, 200)
  t.equal((await ask(stranger)).statusCode, 429, 'of one place too many')
  t.equal((await ask(known)).statusCode, 200, 'but not in a browser of the owner there')
  t.match(await ask(owner), { statusCode: 200, body: /連結已經寄出/ })
  const sent = await letter()
  t.same(await sentByNow(), [], 'which need not be written again')
  t.equal((await owner.get(linkIn(sent))).statusCode, 303, 'because the link that came works for who reads it')
  setClock(new Date('2026-11-23T06:15:01Z'))
  t.equal((await ask(owner)).statusCode, 200)
  t.match(await letter(), { to: 'lin@demo.edu.example' })
})

t.test('from however many places it is asked, one letter comes in a quarter of an hour', async t => {
  const { app, sentByNow, ask } = await withMail(t)
  const answers = []
  for (let i = 0; i < 8; i += 1) {
    const [one, two] = await Promise.all([i, i + 8].map(n => ask(visitor(app, `203.0.113.${n}`))))
    answers.push(one, two)
  }
  t.same([...new Set(answers.map(answer => answer?.statusCode))], [200])
  t.equal((await sentByNow(1)).length, 1)
})

t.test('two clicks on one form send one letter, whose link works', async t => {
  const { browser, sentByNow, linkIn } = await withMail(t)
  await browser.get('/recovery/mail')
  const click = () => browser.post('/recovery/mail', { login_name: 'lin.meihua' })
  const answers = await Promise.all([click(), click()])
  for (const answer of answers) t.match(answer, { statusCode: 200, body: /連結已經寄出/ })
  const letters = await sentByNow(1)
  t.equal(letters.length, 1)
  t.equal((await browser.get(linkIn(letters[0]))).statusCode, 303)
})

t.test('a letter that the mail server did not take, and one whose link was used, is written again', async t => {
  let isDown = true
  const { browser, letter, letters, linkIn, sentByNow, ask } = await withMail(t, {}, async () => {
    if (isDown) throw new Error('the mail server is down')
  })
  t.equal((await ask()).statusCode, 200)
  t.same(await sentByNow(), [])
  isDown = false
  await ask()
  const link = linkIn(await letter())
  t.equal((await browser.get(link)).statusCode, 303)
  await browser.get('/recovery/new-password')
  t.match((await browser.post('/recovery/new-password', heron)).body, '密碼已重設')
  await ask()
  t.not(linkIn(await letter()), link)
  t.same(letters, [])
})

t.test('a held or closed account gets no letter', async t => {
  const { browser, sentByNow, lin, deps } = await withMail(t, { state: 'locked' })
  await browser.get('/recovery/mail')
  t.match((await browser.post('/recovery/mail', { login_name: lin.loginName })).body, '連結已經寄出')
  t.same(await sentByNow(), [])
  t.match(await deps.db.select().from(accounts), [{ state: 'locked' }])
  t.equal((await signIn(browser, lin, goodPassword)).statusCode, 422)
})

t.test(
  'a link that the operator printed sets a new password once, within a quarter of an hour, and signs nobody in',
  async t => {
    const { app, browser, lin, deps, setClock } = await school(t)
    const { db, ring, clock } = deps
    const printed = async () => {
      const { token } = await recoveries.byLink(db, ring, { accountId: lin.accountId, kind: 'operator' }, clock())
      return `/recovery/operator/link?token=${token}`
    }
    await secondFactors.begin(db, ring, lin.accountId, 'JBSWY3DPEHPK3PXP', clock())
    const totp = await secondFactors.totpOf(db, ring, lin.accountId)
    await secondFactors.use(db, totp?.id ?? '', 1, clock())
    const [older, newer] = [await printed(), await printed()]
    t.equal((await browser.get(older)).statusCode, 404, 'a newer one ends it')
    t.equal((await browser.get(newer.replace('operator', 'mail'))).statusCode, 404)
    t.equal((await browser.get(newer)).headers.location, '/recovery/new-password')
    await browser.get('/recovery/new-password')
    t.match((await browser.post('/recovery/new-password', heron)).body, '密碼已重設')
    t.same(await db.select().from(sessions), [])
    t.match(await db.select().from(notices), [{ text: 'notice.recovered.operator' }])
    t.equal((await browser.get(newer)).statusCode, 404)
    t.equal((await signIn(browser, lin, heron.password)).headers.location, '/sign-out', 'no second factor is asked')
    const late = await printed()
    setClock(new Date(clock().getTime() + 15 * 60_000))
    t.equal((await visitor(app).get(late)).statusCode, 404)
  },
)

t.test('whoever lost a card or phone finds on the sign-in page whom to call', async t => {
  const { browser } = await school(t)
  t.match((await browser.get('/sign-in')).body, 'href="/recovery#lost-card"')
  const { body } = await browser.get('/recovery')
  for (const said of ['致電您機關的人事室', '向發卡機關辦理停用', 'href="https://moica.nat.gov.tw"'])
    t.ok(body.includes(said), said)
  t.notMatch(words(body), '手機', 'phones are not taken here')

  const bare = await startApp(t)
  const nothing = await visitor(bare.app).get('/recovery')
  t.notMatch(words(nothing.body), /卡片遺失|手機/, 'nor are cards where no authority is known')

  const phone = openMobileId({ url: 'http://127.0.0.1:9', serviceId: 'SP999001', key: Buffer.alloc(32) })
  const both = await startApp(t, {}, { phone })
  await trustCa(both.deps, ca)
  const all = words((await visitor(both.app).get('/recovery')).body)
  for (const said of ['卡片或手機遺失、損壞或換了新的', '移除那張卡片', '移除那支手機']) t.match(all, said)
})
