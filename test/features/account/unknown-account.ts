import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { visitor, type Browser } from '../../support/app/app.ts'
import { countHashings } from '../../support/app/hashings.ts'
import { goodPassword, setEmail } from '../../support/person/people.ts'
import { startSchool } from '../../support/person/school.ts'
import { spread } from '../../support/running/spread.ts'
import { somebodyWaits } from '../../support/running/waiting.ts'

type Names = { known: string; unknown: string }

/** A person with a work e-mail, and a login name as long as theirs that is nobody's. */
async function outside(t: Test) {
  const letters: string[] = []
  const school = await startSchool(t, [], { deps: { sendMail: async ({ to }) => void letters.push(to) } })
  const { app, deps, add } = school
  async function person(i: number): Promise<Names> {
    const loginName = `person.${i + 10}`
    const { personId } = await add('wang', { idNumber: `A1200000${i + 10}`, loginName, password: goodPassword })
    await setEmail(deps, personId, `${loginName}@demo.edu.example`)
    return { known: loginName, unknown: `nobody.${i + 10}` }
  }
  async function at(address: number, page: string) {
    const browser = visitor(app, `198.51.100.${address}`)
    await browser.get(page)
    return browser
  }
  return { ...school, letters, person, at }
}

const signIn = (browser: Browser, login_name: string) =>
  browser.post('/sign-in/password', { login_name, password: 'some wrong words' })

const askForLetter = (browser: Browser, login_name: string) => browser.post('/recovery/mail', { login_name })

/** What somebody reads, sees or measures of an answer, without the time, what is made anew for each, and the name they typed. */
function told({ statusCode, headers, body }: Awaited<ReturnType<typeof signIn>>, login_name: string) {
  const plain = body
    .replace(/name="(_csrf|seal)" value="[^"]+"/g, '')
    .replace(/nonce(:|=")[0-9a-f]{64}/g, '')
    .replace(/challenge&quot;:&quot;[\w-]{43}/, '')
  return { statusCode, headers: { ...headers, 'set-cookie': '', date: '' }, body: plain.replaceAll(login_name, '…') }
}

t.test('a wrong password is answered alike, byte for byte, whether or not the account exists', async t => {
  const { person, at } = await outside(t)
  const names = await person(0)
  const unknown = told(await signIn(await at(1, '/sign-in'), names.unknown), names.unknown)
  const known = told(await signIn(await at(2, '/sign-in'), names.known), names.known)
  t.match(known, { statusCode: 422, body: '帳號或密碼錯誤' })
  t.same(known, unknown)
})

t.test('before that answer the same work is done, and what only an account causes is done after it', async t => {
  const { person, at } = await outside(t)
  const names = await person(0)
  await signIn(await at(0, '/sign-in'), names.unknown)
  const browsers = [await at(1, '/sign-in'), await at(2, '/sign-in')] as const

  const asked = t.capture(Client.prototype, 'query', Client.prototype.query)
  const queries = () => asked().map(({ args: [query] }) => JSON.stringify(Object(query).text ?? query))
  const hashings = countHashings(t)
  await signIn(browsers[0], names.unknown)
  const unknown = { hashings: hashings(), queries: queries() }
  await signIn(browsers[1], names.known)
  const known = { hashings: hashings(), queries: queries() }
  while (known.queries.length <= unknown.queries.length) {
    await new Promise(resolve => setImmediate(resolve))
    known.queries.push(...queries())
  }
  t.equal(unknown.hashings, 1, 'what takes long')
  t.equal(known.hashings, 1)
  t.match(unknown.queries.join('\n'), /update \\"sign_in_delays[^]*from \\"accounts/)
  const last = known.queries.pop()
  t.same(known.queries, unknown.queries)
  t.match(last, /insert into \\"sign_ins/)
})

t.test('whoever asks for a letter is answered alike, and the answer waits for no look-up', async t => {
  const { person, at, letters, deps } = await outside(t)
  const names = await person(0)
  const browsers = [await at(1, '/recovery/mail'), await at(2, '/recovery/mail')] as const
  await deps.db.transaction(async tx => {
    await tx.execute(sql`lock table accounts in access exclusive mode`)
    const unknown = told(await askForLetter(browsers[0], names.unknown), names.unknown)
    const known = told(await askForLetter(browsers[1], names.known), names.known)
    t.match(known, { statusCode: 200, body: '連結已經寄出' })
    t.same(known, unknown)
    await somebodyWaits(tx, 2)
  })
  while (letters.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
  t.same(letters, ['person.10@demo.edu.example'])
})

for (const [what, page, ask] of [
  ['a wrong password is answered', '/sign-in', signIn],
  ['a letter is promised', '/recovery/mail', askForLetter],
] as const) {
  t.test(`the time in which ${what} is told for thirty who exist and thirty who do not`, async t => {
    const { person, at } = await outside(t)
    await ask(await at(0, page), 'warm.up')
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let i = 0; i < 15; i += 1) {
      const [names, browser] = [await person(i), await at(i + 1, page)]
      const turns = i % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
      for (const kind of [...turns, ...turns.toReversed()]) {
        // until what the last one caused is over
        await new Promise(resolve => setTimeout(resolve, 15))
        const start = performance.now()
        await ask(browser, names[kind])
        times[kind].push(performance.now() - start)
      }
    }
    t.same([times.known.length, times.unknown.length], [30, 30])
    for (const [kind, taken] of Object.entries(times)) t.comment(`measured: ${what}, ${kind} account: ${spread(taken)}`)
  })
}
