import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { notices } from '../../../server/store/schema.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { bindCard, linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { goodPassword, signIn } from '../../support/person/people.ts'
import { activationCode, startSchool } from '../../support/person/school.ts'
import { askedFor, device } from '../../support/ways/authenticator.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)
const onWindows = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/146.0 Safari/537.36' }

/** Somebody whose every sign-in comes two minutes after the last thing that happened. */
async function withDevices(t: Test) {
  const school = await startSchool(t, ['lin'], { ca })
  const { deps, lin, setClock } = school
  await bindCard(deps, lin.accountId, linCard)
  const later = () => setClock(new Date(deps.clock().getTime() + 120_000))
  const byPassword = async (browser: Browser, headers = {}) => {
    later()
    await browser.get('/sign-in')
    const login = { login_name: lin.loginName, password: goodPassword }
    return browser.post('/sign-in/password', login, headers)
  }
  const byCard = async (browser: Browser, headers = {}) => {
    later()
    return browser.post('/sign-in/card', signedBy(linCard, (await browser.get('/sign-in')).body), headers)
  }
  const told = () => deps.db.select().from(notices).where(eq(notices.text, 'notice.account.new-device'))
  return { ...school, byPassword, byCard, told, later }
}

const signOut = async (browser: Browser) => {
  await browser.get('/sign-out')
  await browser.post('/sign-out')
}

t.test(
  'a sign-in from a browser that was not used before is told, with the way to say it was somebody else',
  async t => {
    const { app, lin, byPassword, byCard, told } = await withDevices(t)
    const [own, strange] = [visitor(app), visitor(app, '203.0.113.66')]
    await byPassword(own)
    t.same(await told(), [], 'not the very first')
    await signOut(own)
    await byCard(own)
    t.same(await told(), [], 'the browser is known, whichever the way')
    await byCard(strange, onWindows)
    t.match(await told(), [
      {
        accountId: lin.accountId,
        holes: { way: 'card', browser: 'chrome', system: 'windows' },
        url: '/account/not-me',
      },
    ])
    const account = await own.get('/account')
    t.equal(account.body.match(/>Windows，Chrome</g)?.length, 2, 'the session and the sign-in say where')
    t.match((await own.get('/account/sign-ins')).body, '>Windows，Chrome<')
    t.match((await own.get('/account/sessions/end')).body, '>Windows，Chrome<')
    t.match((await own.get('/inbox')).body, '從您沒用過的瀏覽器（Windows，Chrome）用自然人憑證登入')
    await signOut(strange)
    await byPassword(strange)
    t.equal((await told()).length, 1, 'told once for each browser')
  },
)

t.test('people who share a browser are each known in it, and nobody in that of another', async t => {
  const { app, lin, byPassword, told, later, add } = await withDevices(t)
  const other = await add('wang')
  const [shared, home] = [visitor(app), visitor(app)]
  await byPassword(shared)
  for (const one of [other, lin, other, lin]) {
    await signOut(shared)
    later()
    await signIn(shared, one)
  }
  t.same(await told(), [])
  later()
  await signIn(home, other)
  await signOut(home)
  await byPassword(home)
  t.same(
    (await told()).map(({ accountId }) => accountId),
    [other.accountId, lin.accountId],
  )
})

t.test('a password alone makes no browser known where a second factor is asked', async t => {
  const { app, byPassword, byCard, told } = await withDevices(t)
  const [own, strange, key] = [visitor(app), visitor(app), device()]
  await byCard(own)
  await own.post('/account/passkeys/new', { ...key.make((await own.get('/account/passkeys/new')).body), label: '' })
  await byPassword(strange)
  t.same(await told(), [])
  const { body } = await strange.get('/sign-in/second-factor')
  t.ok(askedFor(body).fields.line)
  t.equal((await strange.post('/sign-in/second-factor/passkey', key.use(body))).statusCode, 303)
  t.equal((await told()).length, 1)
})

t.test('who activated here reads of the first sign-in elsewhere, and of none in this browser', async t => {
  const { app, deps, told, later, add } = await withDevices(t)
  const wang = await add('wang', { state: 'invited', password: null })
  const [own, strange] = [visitor(app), visitor(app, '203.0.113.66')]
  await own.get('/activation')
  const code = await activationCode(deps, wang)
  await own.post('/activation', { code, name: wang.name, last_four: '6780' })
  await own.get('/activation/way')
  const login = { login_name: wang.loginName, password: goodPassword, again: goodPassword }
  t.equal((await own.post('/activation/password', login)).statusCode, 303)
  await signOut(own)
  later()
  await signIn(strange, wang)
  t.match(await told(), [{ accountId: wang.accountId }])
  later()
  t.equal((await signIn(own, wang)).statusCode, 303)
  t.equal((await told()).length, 1)
})
