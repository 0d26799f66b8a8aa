import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import type { Mail, SendMail } from '../../server/domain/mail.ts'
import type { Notice, NoticeAt } from '../../server/domain/notice/notice.ts'
import { sendLetters } from '../../server/jobs/letters.ts'
import * as confirmations from '../../server/store/account/mail-confirmations.ts'
import * as store from '../../server/store/notice/notices.ts'
import * as unreachableMail from '../../server/store/person/unreachable-mail.ts'
import { accounts, notices } from '../../server/store/schema.ts'
import { changeOwnEmail, setEmail } from '../support/person/people.ts'
import { startSchool } from '../support/person/school.ts'

async function withMail(t: Test) {
  const school = await startSchool(t, ['lin'])
  const { deps, lin } = school
  const letters: Mail[] = []
  const server = { isDown: false, knows: true }
  const sendMail: SendMail = async mail => {
    if (server.isDown) throw new Error('no answer')
    if (!server.knows) return 'unreachable'
    letters.push(mail)
    return undefined
  }
  const tell = (text: NoticeAt<'/account'>) => {
    const notice = { text, url: '/account' } as Notice
    return store.tellAccount(deps.db, lin.accountId, notice, deps.clock())
  }
  const run = () => sendLetters({ ...deps, sendMail, baseUrl: 'https://hr.example.edu.tw' })
  return { ...school, letters, server, tell, run }
}

t.test('what somebody who cannot sign in must know goes to the confirmed work e-mail too, once', async t => {
  const { deps, lin, letters, tell, run } = await withMail(t)
  await setEmail(deps, lin.personId, 'lin@demo.edu.example')
  await tell('notice.recovery.code-made')
  await tell('notice.account.name-confirmed')
  await Promise.all([run(), run()])
  await run()
  t.match(letters, [{ to: 'lin@demo.edu.example', subject: '人事櫃檯：您的帳號' }])
  t.equal(letters.length, 1)
  t.match(letters[0]?.text, 'https://hr.example.edu.tw')
  t.notMatch(letters[0]?.text, lin.name)
  await deps.db.update(accounts).set({ language: 'en' })
  await tell('notice.account.passkey-blocked')
  await run()
  t.match(letters[1]?.text, 'HR stopped one of your ways')
  for (const way of ['card', 'health-card', 'phone', 'passkey'] as const) await tell(`notice.account.${way}-added`)
  await run()
  t.equal(letters.filter(({ text }) => text.includes('A new way to sign in')).length, 4)
})

t.test('an address that nobody confirmed, or of somebody who left, gets no letter', async t => {
  const { deps, lin, letters, tell, run } = await withMail(t)
  await tell('notice.recovered.hr')
  await run()
  await changeOwnEmail(deps, lin.personId, 'somebody@else.example')
  await tell('notice.recovered.hr')
  await run()
  await setEmail(deps, lin.personId, 'lin@demo.edu.example')
  await deps.db.update(accounts).set({ state: 'closed' })
  await tell('notice.recovered.hr')
  await run()
  t.same(letters, [])
})

t.test('that letters do not arrive is told to the person and to HR, once for each address', async t => {
  const { deps, lin, server, tell, run, add } = await withMail(t)
  const chen = await add('chen')
  const told = async (text: string) =>
    (await deps.db.select().from(notices).where(eq(notices.text, text))).map(({ accountId }) => accountId)
  const isUnreachable = async () => {
    const mail = await confirmations.workMail(deps.db, deps.ring, lin.personId)
    return unreachableMail.isUnreachable(deps.db, lin.personId, mail)
  }
  await setEmail(deps, lin.personId, 'lin@demo.edu.example')
  server.knows = false
  await tell('notice.recovered.hr')
  await tell('notice.account.reopened')
  await run()
  await run()
  t.same(await told('notice.account.mail-unreachable'), [lin.accountId])
  t.same(await told('notice.person.mail-unreachable'), [chen.accountId])
  t.ok(await isUnreachable())

  await setEmail(deps, lin.personId, 'mei@demo.edu.example')
  t.notOk(await isUnreachable(), 'another address, another try')
  await tell('notice.recovered.hr')
  await run()
  t.equal((await told('notice.account.mail-unreachable')).length, 2)
  await setEmail(deps, lin.personId, 'lin<x@evil.example>')
  t.ok(await isUnreachable(), 'one that was kept before and is none')
})

t.test('a mail server that does not answer is tried again for a day', async t => {
  const { deps, lin, letters, server, tell, run, setClock } = await withMail(t)
  await setEmail(deps, lin.personId, 'lin@demo.edu.example')
  await tell('notice.recovered.hr')
  server.isDown = true
  await t.rejects(run(), { message: 'letters could not be sent' })
  server.isDown = false
  await run()
  t.equal(letters.length, 1)
  t.match(await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId)), [{ letterAt: Date }])
  await tell('notice.recovered.hr')
  setClock(new Date(deps.clock().getTime() + 25 * 3_600_000))
  await run()
  t.equal(letters.length, 1, 'what is a day old is no news')
})
