import { eq } from 'drizzle-orm'
import t from 'tap'
import type { Mail } from '../../server/domain/mail.ts'
import { sendLetters } from '../../server/jobs/letters.ts'
import * as store from '../../server/store/notices.ts'
import { accounts, notices } from '../../server/store/schema.ts'
import { startApp } from '../support/app.ts'
import { addAgency, addPerson, changeOwnEmail, setEmail } from '../support/people.ts'

t.setTimeout(60_000)

async function school(t: Parameters<typeof startApp>[0]) {
  const { deps, setClock } = await startApp(t)
  const person = await addPerson(deps, await addAgency(deps))
  const letters: Mail[] = []
  const server = { isDown: false }
  const sendMail = async (mail: Mail) => {
    if (server.isDown) throw new Error('no answer')
    letters.push(mail)
  }
  const tell = (text: string) => store.tellAccount(deps.db, person.accountId, { text, url: '/account' }, deps.clock())
  const run = () => sendLetters({ ...deps, sendMail, baseUrl: 'https://hr.example.edu.tw' })
  return { deps, person, letters, server, tell, run, setClock }
}

t.test('what somebody who cannot sign in must know goes to the confirmed work e-mail too, once', async t => {
  const { deps, person, letters, tell, run } = await school(t)
  await setEmail(deps, person.personId, 'lin@demo.edu.example')
  await tell('notice.recovery.code-made')
  await tell('notice.own-change')
  await Promise.all([run(), run()])
  await run()
  t.match(letters, [{ to: 'lin@demo.edu.example', subject: '人事櫃檯：您的帳號' }])
  t.equal(letters.length, 1)
  t.match(letters[0]?.text, 'https://hr.example.edu.tw')
  t.notMatch(letters[0]?.text, person.name)
  await deps.db.update(accounts).set({ language: 'en' })
  await tell('notice.account.passkey-blocked')
  await run()
  t.match(letters[1]?.text, 'HR stopped one of your ways')
})

t.test('an address that nobody confirmed, or of somebody who left, gets no letter', async t => {
  const { deps, person, letters, tell, run } = await school(t)
  await tell('notice.recovered.hr')
  await run()
  await changeOwnEmail(deps, person.personId, 'somebody@else.example')
  await tell('notice.recovered.hr')
  await run()
  await setEmail(deps, person.personId, 'lin@demo.edu.example')
  await deps.db.update(accounts).set({ state: 'closed' })
  await tell('notice.recovered.hr')
  await run()
  t.same(letters, [])
})

t.test('a mail server that does not answer is tried again for a day', async t => {
  const { deps, person, letters, server, tell, run, setClock } = await school(t)
  await setEmail(deps, person.personId, 'lin@demo.edu.example')
  await tell('notice.recovered.hr')
  server.isDown = true
  await t.rejects(run(), { message: 'letters could not be sent' })
  server.isDown = false
  await run()
  t.equal(letters.length, 1)
  t.match(await deps.db.select().from(notices).where(eq(notices.accountId, person.accountId)), [{ letterAt: Date }])
  await tell('notice.recovered.hr')
  setClock(new Date(deps.clock().getTime() + 25 * 3_600_000))
  await run()
  t.equal(letters.length, 1, 'what is a day old is no news')
})
