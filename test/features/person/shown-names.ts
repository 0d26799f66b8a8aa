import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { credentials, events, notices, shownNames } from '../../../server/store/schema.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn } from '../../support/app/pages.ts'
import { linHolder, signedBy, testCa } from '../../support/card/cards.ts'
import { addAgency, openTo, signIn } from '../../support/person/people.ts'
import { activationCode, enter, startSchool, type Asked } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)

/** A school where the record of a teacher writes the name otherwise than the card. */
async function withOtherName(t: Test, asked: Asked = {}) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'], { ca, lin: { name: '林美樺', ...asked } })
  const { deps, lin, chen } = school
  await enter(chen)
  await openTo(deps, chen, lin.personId)
  const page = `/people/${lin.personId}/account`
  const confirm = async (form: Record<string, string>) => {
    await chen.get(page)
    return chen.post(`${page}/names`, form)
  }
  const nameId = async () => (await deps.db.select().from(shownNames))[0]?.id ?? ''
  return { ...school, page, confirm, nameId }
}

const use = async (browser: Browser, url: string, action = url) =>
  browser.post(action, signedBy(linCard, (await browser.get(url)).body))

t.test('at activation HR confirms that the name on the card is theirs, and the card is taken', async t => {
  const { app, browser, deps, lin, chen, page, confirm, nameId } = await withOtherName(t, {
    state: 'invited',
    password: null,
  })
  t.notMatch((await chen.get(page)).body, '憑證上的姓名')
  await browser.get('/activation')
  await browser.post('/activation', { code: await activationCode(deps, lin), name: '林美樺', last_four: '6781' })
  t.match(errorsIn(await use(browser, '/activation/way', '/activation/card')), ['已經通知人事室核對'])
  const told = await deps.db.select().from(notices).where(eq(notices.accountId, chen.accountId))
  t.match(told, [{ text: 'notice.card-name-differs', url: `${page}#names` }])
  t.match(await deps.db.select().from(shownNames), [{ name: '林美華', confirmedAt: null }])

  const asks = await chen.get(page)
  t.match(asks.body, /林美華 <span class="soft">[^<]*出示/)
  const blank = await confirm({ shown_name: lin.personId, name_reason: ' ' })
  t.equal(blank.statusCode, 422)
  t.match(errorsIn(blank), ['請選要確認的姓名', '請填寫理由'])
  t.match(errorsIn(await confirm({ shown_name: await nameId(), name_reason: '看' })), ['請填寫理由'])
  t.match(errorsIn(await use(browser, '/activation/way', '/activation/card')), ['已經通知人事室核對'], 'not yet')
  t.equal((await deps.db.select().from(shownNames)).length, 1, 'the same name is kept once')

  const done = await confirm({ shown_name: await nameId(), name_reason: '看過身分證' })
  t.equal(done.headers.location, page)
  t.match((await chen.get(page)).body, '確認：看過身分證')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'person.name-confirmed')), [
    { about: lin.personId, byAccountId: chen.accountId, byRole: 'hr_officer' },
  ])
  t.equal((await use(browser, '/activation/way', '/activation/card')).headers.location, '/')
  t.match(await deps.db.select().from(credentials), [{ accountId: lin.accountId, subjectName: '林美華' }])
  t.match((await browser.get('/inbox')).body, '人事室確認了您憑證上的姓名')
  t.equal((await use(visitor(app), '/sign-in', '/sign-in/card')).statusCode, 303)
})

t.test('a confirmed name counts for a card alone, and when a card is registered later', async t => {
  const invited = await withOtherName(t, { state: 'invited', password: null })
  const alone = async (browser: Browser) => {
    const { body } = await browser.get('/activation')
    return browser.post('/activation/without-code/card', { ...signedBy(linCard, body), card_id_number: 'A223456781' })
  }
  t.match(errorsIn(await alone(invited.browser)), ['找不到等候啟用的帳號'])
  t.same(await invited.deps.db.select().from(shownNames), [], 'it may be a stranger’s: HR is not asked to confirm it')
  const { personId } = invited.lin
  const shown = { personId, name: '林美華', shownAt: invited.deps.clock(), confirmedAt: invited.deps.clock() }
  await invited.deps.db.insert(shownNames).values(shown)
  t.equal((await alone(invited.browser)).statusCode, 303)

  const { browser, lin, confirm, nameId } = await withOtherName(t)
  await signIn(browser, lin)
  t.match(errorsIn(await use(browser, '/account/cards/new')), ['已經通知人事室核對'])
  await confirm({ shown_name: await nameId(), name_reason: '看過身分證' })
  t.equal((await use(browser, '/account/cards/new')).headers.location, '/account')
})

t.test('only HR of the person’s own agency confirms, with a fresh proof, and once', async t => {
  const { browser, deps, lin, confirm, nameId, page, setClock, chen, add } = await withOtherName(t)
  await signIn(browser, lin)
  await use(browser, '/account/cards/new')
  const form = { shown_name: await nameId(), name_reason: '看過身分證' }
  const elsewhere = await addAgency(deps, '999000009Z', '別的學校')
  const stranger = await enter(await add('wang', { roles: ['hr_chief'] }, elsewhere))
  for (const one of [stranger, browser]) {
    await one.get('/account')
    t.equal((await one.post(`${page}/names`, form)).statusCode, 404)
  }
  await chen.get(page)
  setClock(new Date('2026-11-23T06:11:00Z'))
  t.match((await chen.post(`${page}/names`, form)).headers.location, /^\/proof/)
  t.match(await deps.db.select().from(shownNames), [{ confirmedAt: null }])
  setClock(new Date('2026-11-23T06:07:00Z'))
  await chen.get(page)
  const answers = await Promise.all([chen.post(`${page}/names`, form), chen.post(`${page}/names`, form)])
  t.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 1)
  t.match(errorsIn(await confirm(form)), ['請選要確認的姓名'])
  const { length } = await deps.db.select().from(events).where(eq(events.what, 'person.name-confirmed'))
  t.equal(length, 1)
})
