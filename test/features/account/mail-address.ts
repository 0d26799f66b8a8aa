import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import type { Mail } from '../../../server/domain/mail.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import { forget } from '../../../server/store/installation/expired.ts'
import * as records from '../../../server/store/record/records.ts'
import { accounts, events, mailConfirmations, notices } from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn, formIn } from '../../support/app/pages.ts'
import { setEmail, signIn, type TestPerson } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'

const [fromHr, own, other] = ['lin@demo.edu.example', 'mei@home.example', 'hua@home.example']
const minute = 60_000

/** A school whose mail is collected; Lin's work e-mail was entered by HR, and she is signed in. */
async function withMail(t: Test, more: Partial<Deps> = {}) {
  const letters: Mail[] = []
  const school = await startSchool(t, ['lin'], { deps: { sendMail: async mail => void letters.push(mail), ...more } })
  const { app, deps, lin, setClock } = school
  await setEmail(deps, lin.personId, fromHr)
  await enter(lin)
  const begun = deps.clock().getTime()

  const change = async (email: string, by: Browser = lin) => {
    const form = formIn(await by.get('/record/basic/own'), '/record/basic/own')
    const answer = await by.post('/record/basic/own', { ...form, ...contact, row_email_work: email })
    t.equal(answer.headers.location, '/record', errorsIn(answer).join())
    await settled(app)
  }
  const ask = async (by: Browser = lin) => {
    await by.get('/account')
    return by.post('/account/mail-confirmation')
  }
  const sentLink = async (by: Browser = lin) => {
    letters.length = 0
    t.equal((await ask(by)).statusCode, 303)
    return linkIn(letters.at(-1))
  }
  const press = async (link: string, by = visitor(app)) => {
    await by.get('/sign-in')
    return by.post('/mail-address', { token: link.split('token=')[1] ?? '' })
  }
  /** To whom a link that resets the password goes; undefined when nobody is written to. */
  const recoveryTo = async (person: TestPerson = lin) => {
    letters.length = 0
    const asking = visitor(app, '203.0.113.90')
    await asking.get('/recovery/mail')
    const answer = await asking.post('/recovery/mail', { login_name: person.loginName })
    t.match(answer.body, '連結已經寄出', 'in the same words for everybody')
    const found = () => letters.find(({ subject }) => subject === '人事櫃檯：重設密碼')
    await settled(app, () => found() !== undefined)
    return found()?.to
  }
  const told = async (text: string) => (await deps.db.select().from(notices).where(eq(notices.text, text))).length
  const confirmed = () => deps.db.select().from(events).where(eq(events.what, 'account.mail-confirmed'))
  const later = (minutes: number) => setClock(new Date(begun + minutes * minute))
  return {
    ...school,
    letters,
    change,
    ask,
    sentLink,
    press,
    recoveryTo,
    told,
    confirmed,
    later,
  }
}

const contact = {
  row_cur_addr_county: '63000',
  row_cur_addr_town: '大安區',
  row_cur_addr_rest: '示範路 1 號',
  row_tel_mobile: '0912345678',
  row_ec_name: '林大同',
  row_ec_relation: 'father',
  row_ec_mobile: '0912345679',
}

const linkIn = (mail: Mail | undefined) => /http:\/\/localhost:3000(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''

/** What an answer left running has had its turns: other questions to the same database were answered since. */
async function settled(app: Awaited<ReturnType<typeof startApp>>['app'], isDone = () => false) {
  for (let i = 0; i < 40 && !isDone(); i += 1) await app.inject('/health/ready')
}

t.test('a work e-mail that HR entered gets the link to reset a password, and nothing is asked about it', async t => {
  const { lin, recoveryTo } = await withMail(t)
  t.equal(await recoveryTo(), fromHr)
  t.notMatch((await lin.get('/account')).body, 'mail-confirmation')
})

t.test('one that its owner changed gets none before the link that went to it was pressed', async t => {
  const { app, deps, lin, letters, change, sentLink, press, recoveryTo, told, confirmed } = await withMail(t)
  await change(own)
  t.equal(await told('notice.account.mail-unconfirmed'), 1)
  t.match(letters, [{ to: fromHr, subject: '人事櫃檯：公務信箱已變更' }], 'the earlier mailbox hears of it')
  t.notMatch(letters[0]?.text, new RegExp(`${own}|${lin.name}|http`))
  t.equal(await recoveryTo(), undefined)
  t.match((await lin.get('/account')).body, '還沒有確認')

  const link = await sentLink()
  t.match(letters, [{ to: own, subject: '人事櫃檯：確認公務信箱' }])
  t.notMatch(letters[0]?.text, lin.name)
  t.match((await lin.get('/account')).body, '確認的連結已經寄到這個公務信箱')
  const mailbox = visitor(app, '203.0.113.40')
  const page = await mailbox.get(link)
  t.match(page.body, '確認這個信箱')
  t.notMatch(page.body, new RegExp(`${own}|${lin.name}`), 'nothing personal is on it')
  t.equal((await app.inject({ method: 'HEAD', url: link })).statusCode, 200)
  t.equal(await recoveryTo(), undefined, 'looking confirms nothing')

  t.equal((await press(link, mailbox)).headers.location, '/mail-address/confirmed')
  t.match((await mailbox.get('/mail-address/confirmed')).body, '信箱已確認')
  t.equal(await recoveryTo(), own)
  t.notMatch((await lin.get('/account')).body, 'mail-confirmation')
  t.match(await confirmed(), [{ about: lin.accountId, byAccountId: null }])
  t.equal(await told('notice.account.mail-confirmed'), 1)
  const kept = JSON.stringify([await deps.db.select().from(events), await deps.db.select().from(mailConfirmations)])
  t.notMatch(kept, new RegExp(`${own}|${link.split('token=')[1]}`))
})

t.test('a link is pressed once, also when two press at once, and works for a day', async t => {
  const { change, sentLink, press, confirmed, later, lin, recoveryTo } = await withMail(t)
  await change(own)
  const late = await sentLink()
  later(24 * 60)
  t.match((await lin.get(late)).body, '這個連結已經失效')
  t.equal((await press(late)).statusCode, 404)
  t.equal(await recoveryTo(), undefined)
  await signIn(lin, lin)
  const link = await sentLink()
  const both = await Promise.all([press(link), press(link)])
  t.same(both.map(({ statusCode }) => statusCode).sort(), [303, 404])
  t.match((await press(link)).body, '已經用過')
  t.equal((await confirmed()).length, 1)
  for (const token of ['', 'x', 'x'.repeat(43)]) t.equal((await press(`?token=${token}`)).statusCode, 404)
})

t.test('a link confirms the address it went to and no other, not even the same one put back', async t => {
  const { change, sentLink, press, lin, confirmed, recoveryTo } = await withMail(t)
  await change(own)
  const link = await sentLink()
  await change(other)
  const seen = await lin.get(link)
  t.equal(seen.statusCode, 422)
  t.match(seen.body, '又改過了')
  t.equal((await press(link)).statusCode, 422)
  await change(own)
  t.equal((await press(link)).statusCode, 422)
  t.same(await confirmed(), [])
  await press(await sentLink())
  t.equal(await recoveryTo(), own)
  await change(other)
  await change(own)
  t.equal(await recoveryTo(), undefined)
})

t.test('what the owner put in is not confirmed by a change of something else, but by HR that enters it', async t => {
  const { deps, lin, change, letters, recoveryTo, told } = await withMail(t)
  const enter = async (fields: Record<string, string>, source: 'self' | 'hr_entry') => {
    const [row] = await records.ofPerson(deps.db, deps.ring, lin.personId)
    if (!row) throw new Error('no basic data')
    const place = { personId: lin.personId, section: 'basic', rowId: row.id, baseVersion: row.version }
    const data = { ...row.data, ...fields }
    await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        { ...place, operation: 'change', data, source, writer: 'program', reason: '更新' },
        bySystem,
        deps.clock(),
      ),
    )
  }
  await enter({ tel_mobile: '0912345670' }, 'self')
  t.equal(await recoveryTo(), fromHr, 'nor does a change of something else undo what HR entered')
  await change(own)
  await enter({ tel_mobile: '0912345671' }, 'hr_entry')
  t.equal(await recoveryTo(), undefined)
  letters.length = 0
  await change(other)
  t.same(letters, [], 'a mailbox that was never confirmed is not written to')
  t.equal(await told('notice.account.mail-unconfirmed'), 2)
  await enter({ email_work: own }, 'hr_entry')
  t.equal(await recoveryTo(), own)
})

t.test('a link to reset a password works no more once the record names another mailbox', async t => {
  const { app, letters, recoveryTo, change } = await withMail(t)
  t.equal(await recoveryTo(), fromHr)
  const link = linkIn(letters.find(({ subject }) => subject === '人事櫃檯：重設密碼'))
  const opens = async () => (await visitor(app, '203.0.113.91').get(link)).statusCode === 303
  await change(fromHr)
  t.ok(await opens(), 'something else may change')
  await change(own)
  t.notOk(await opens())
})

t.test('three letters in a row, then a pause; who confirmed already needs none', async t => {
  const { change, ask, letters, later, press, sentLink, lin } = await withMail(t)
  await change(own)
  letters.length = 0
  for (let i = 0; i < 3; i += 1) t.equal((await ask()).statusCode, 303)
  const refused = await ask()
  t.equal(refused.statusCode, 429)
  t.match(errorsIn(refused), ['已經寄了好幾封，請在 14:15 以後再寄。也請看看垃圾郵件。'])
  t.match(refused.body, 'aria-describedby="mail-confirmation-error"')
  t.equal(letters.length, 3)
  later(16)
  await signIn(lin, lin)
  await press(await sentLink())
  letters.length = 0
  t.equal((await ask()).headers.location, '/account')
  t.same(letters, [])
})

t.test('who sits at an open session proves who they are before a link is sent', async t => {
  const { change, ask, letters, later } = await withMail(t)
  await change(own)
  letters.length = 0
  later(11)
  t.equal((await ask()).headers.location, '/proof?next=%2Faccount')
  t.same(letters, [])
})

t.test('a link is about the account it was made for, whoever is signed in, and not while that is held', async t => {
  const { app, deps, lin, change, sentLink, press, recoveryTo, confirmed, add } = await withMail(t)
  const wang = await add('wang')
  const hers = visitor(app, '203.0.113.41')
  await signIn(hers, wang)
  await change(own)
  await change(other, hers)
  const link = await sentLink()
  const hold = (state: 'locked' | 'active') =>
    deps.db.update(accounts).set({ state }).where(eq(accounts.id, lin.accountId))
  await hold('locked')
  t.equal((await press(link)).statusCode, 404)
  await hold('active')
  await press(link, hers)
  t.match(await confirmed(), [{ about: lin.accountId }])
  t.equal(await recoveryTo(wang), undefined)
  t.equal(await recoveryTo(), own)
})

t.test('a letter that cannot be sent is told, and where no mail is sent nothing is asked', async t => {
  let isDown = true
  let sent = 0
  const sendMail = async () => (isDown ? Promise.reject(new Error('no mail server')) : void (sent += 1))
  const broken = await withMail(t, { sendMail })
  await broken.change(own)
  const form = formIn(await broken.lin.get('/account'), '/account/mail-confirmation')
  const ask = () => broken.lin.post('/account/mail-confirmation', form)
  const answer = await ask()
  t.equal(answer.statusCode, 503)
  t.match(errorsIn(answer).join(), '目前無法寄信')
  t.same(await broken.deps.db.select().from(mailConfirmations), [])
  isDown = false
  t.equal((await ask()).headers.location, '/account')
  t.equal(sent, 1, 'the same form sends it once that is possible')

  const { lin, change, told } = await withMail(t, { sendMail: null })
  await change(own)
  t.notMatch((await lin.get('/account')).body, 'mail-confirmation')
  t.equal(await told('notice.account.mail-unconfirmed'), 0)
  t.equal((await lin.get('/mail-address?token=x')).statusCode, 404)
})

t.test('a link that nobody pressed is forgotten, a confirmation stays', async t => {
  const { deps, change, sentLink, press, recoveryTo, lin } = await withMail(t)
  await change(own)
  await sentLink()
  await press(await sentLink())
  await lin.get('/account')
  await forget(deps.db, new Date(deps.clock().getTime() + 3 * 24 * 60 * minute))
  t.equal((await deps.db.select().from(mailConfirmations)).length, 1)
  t.equal(await recoveryTo(), own)
})

t.test('after “this was not me” no link counts, whether it was pressed or not', async t => {
  const { lin, change, sentLink, press, recoveryTo } = await withMail(t)
  await change(own)
  const link = await sentLink()
  await lin.get('/account/not-me')
  await lin.post('/account/not-me', { new_password: 'a blue heron stands', again: 'a blue heron stands' })
  t.equal((await press(link)).statusCode, 404)
  t.equal(await recoveryTo(), undefined)

  await press(await sentLink())
  t.equal(await recoveryTo(), own)
  await lin.get('/account/not-me')
  await lin.post('/account/not-me', { new_password: 'a grey heron waits', again: 'a grey heron waits' })
  t.equal(await recoveryTo(), undefined)
})

t.test(
  'a work e-mail that cannot be reached is said where one asks to confirm it, on the account and to HR',
  async t => {
    const { deps, lin, change, ask, told, add } = await withMail(t, {
      sendMail: async ({ to }) => (to === own ? 'unreachable' : undefined),
    })
    const chen = await enter(await add('chen'))
    t.notMatch((await chen.get(`/people/${lin.personId}`)).body, '信寄不到')
    await change(own)
    for (let i = 0; i < 2; i += 1) {
      const refused = await ask()
      t.equal(refused.statusCode, 422)
      t.match(refused.body, '信寄不到這個公務信箱，所以沒有寄出確認的連結')
    }
    t.same(await deps.db.select().from(mailConfirmations), [])
    t.match((await lin.get('/account')).body, '信寄不到這個公務信箱。請檢查地址')
    t.match((await chen.get(`/people/${lin.personId}`)).body, '信寄不到這位同仁的公務信箱')
    await chen.post(`/people/${lin.personId}/opening`, { purpose: '核對公務信箱' })
    const record = await chen.get(`/people/${lin.personId}`)
    t.match(record.body, /查閱目的[^]*信寄不到這位同仁的公務信箱/)
    t.equal(await told('notice.account.mail-unreachable'), 1)
    t.equal(await told('notice.person.mail-unreachable'), 1)
    await change(other)
    t.notMatch((await lin.get('/account')).body, '信寄不到')
  },
)

t.test('two clicks at once send one letter', async t => {
  const { lin, letters, change, later } = await withMail(t)
  await change(own)
  letters.length = 0
  const form = formIn(await lin.get('/account'), '/account/mail-confirmation')
  const ask = () => lin.post('/account/mail-confirmation', form)
  const answers = await Promise.all([ask(), ask()])
  for (const { headers } of answers) t.equal(headers.location, '/account')
  t.equal(letters.length, 1)
  later(1)
  for (const _ of [2, 3]) {
    t.equal((await lin.post('/account/mail-confirmation')).statusCode, 303, 'and they counted as one')
  }
})
