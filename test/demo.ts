import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import t, { type Test } from 'tap'
import { root } from '../server/config.ts'
import type { Told } from '../server/demo/tell.ts'
import { startPostgres } from '../server/outside/postgres/embedded.ts'
import { formIn } from './support/app/pages.ts'
import { askedBy } from './support/card/cards.ts'
import { request, type Answer } from './support/card/desk.ts'
import { silent } from './support/database/cluster.ts'
import { textOf } from './support/running/operating-files.ts'
import { freePort, programFolder, startProgram, type Program } from './support/running/program.ts'
import { left, nothingIsLeft, startSession } from './support/running/session.ts'

const flags = ['port', 'simulator-port', 'control-port', 'phone-port', 'nhi-port', 'nhi-tls-port', 'nhi-control-port']
const anyPorts = flags.flatMap(flag => [`--${flag}`, '0'])
const begin = (t: Test, data: string, ports = anyPorts) =>
  startProgram(t, 'demo.js', ['--json', '--data', data, ...ports])

/** The command of package.json with its database in `folder`, and the ports that it was given. */
async function byNpm(folder: string) {
  // the script as it stands, but for the build: it would take the compiled tests away under their feet
  const { demo } = JSON.parse(textOf('package.json')).scripts as { demo: string }
  const built = demo.replace('npm run --silent build', 'true').replace('dist/', `${root}/dist/`)
  if (built === demo) throw new Error(`not the script that is known here: ${demo}`)
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ scripts: { demo: built } }))
  const ports = await Promise.all(flags.map(freePort))
  const chosen = flags.flatMap((flag, i) => [`--${flag}`, `${ports[i]}`])
  return { ports, command: ['npm', 'run', 'demo', '--', '--data', path.join(folder, 'demo'), ...chosen] }
}

async function told(program: Program): Promise<Told> {
  const [line] = await program.says(/^\{.+\}\n/)
  return JSON.parse(line)
}

async function open(url: string) {
  const page = await fetch(url)
  const cookie = page.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  return { cookie, html: await page.text() }
}

/** Sends the form of a page; gives the status, the place one is sent to, and the page. */
async function post(url: string, cookie: string, html: string, fields: Record<string, string>) {
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(html) ?? []
  const body = new URLSearchParams({ _csrf: token, ...fields })
  const answer = await fetch(url, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })
  return { status: answer.status, to: answer.headers.get('location'), page: await answer.text() }
}

async function signIn({ base }: Told, loginName: string, password: string) {
  const { cookie, html } = await open(`${base}/sign-in`)
  return post(`${base}/sign-in/password`, cookie, html, { login_name: loginName, password, next: '/' })
}

/** Inserts a card at the desk, lets the component sign what the page asks for, and posts the form as card.js does. */
async function signInByCard({ base, simulator, control, token, people }: Told, id: string, fault = '') {
  const bearer = { authorization: `Bearer ${token}` }
  await fetch(`${control}/api/insert`, { method: 'POST', headers: bearer, body: JSON.stringify({ card: id }) })
  await fetch(`${control}/api/fault`, { method: 'POST', headers: bearer, body: JSON.stringify({ fault }) })
  const { cookie, html } = await open(`${base}/sign-in`)
  const { line, nonce, seal } = askedBy(html)
  const pin = people.find(person => person.id === id)?.card?.pin ?? ''
  const wish = { ...request, tbs: line, nonce, pin, withCardSN: 'true', checkValidity: 'false' }
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'x-opener-origin': base }
  const body = `tbsPackage=${JSON.stringify(wish).replaceAll('+', '%2B')}`
  const signed = (await (await fetch(`${simulator}/sign`, { method: 'POST', headers: form, body })).json()) as Answer
  const card = { cms: signed['signature'] ?? '', card_number: signed['cardSN'] ?? '' }
  const codes = { ret_code: String(signed.ret_code), last_error: String(signed.last_error) }
  return post(`${base}/sign-in/card`, cookie, html, { line, seal, ...card, ...codes, next: '/' })
}

/** Types the number, agrees on the simulated phone, and looks at the waiting page until it leads on. */
async function signInByPhone({ base, phone, token, people }: Told, id: string) {
  const { cookie, html } = await open(`${base}/sign-in`)
  const idNumber = people.find(person => person.id === id)?.idNumber ?? ''
  const { to } = await post(`${base}/sign-in/phone`, cookie, html, { id_number: idNumber, mode: 'push', next: '/' })
  const bearer = { authorization: `Bearer ${token}` }
  await fetch(`${phone}/api/accept`, { method: 'POST', headers: bearer, body: JSON.stringify({ person: id }) })
  for (;;) {
    await pause(2000)
    const page = await fetch(`${base}${to}`, { headers: { cookie }, redirect: 'manual' })
    if (page.status !== 200) return { status: page.status, to: page.headers.get('location') }
  }
}

async function ask({ nhi }: Told, url: string, body: object = {}) {
  const headers = { authorization: `Bearer ${nhi.token}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, string>
}

/** Reads a health card and signs with it, as a page does. */
async function signedByHealthCard(demo: Told, id: string, random: string) {
  const { component, control } = demo.nhi
  await ask(demo, `${control}/api/insert`, { card: id })
  const version = '0001'
  const { result: _result, ...basic } = await ask(demo, `${component}/api/GetBasic`)
  const { sign = '' } = await ask(demo, `${component}/api/SignHC`, { random: version + random })
  return { basic: Object.values(basic).join(','), version, sign }
}

/** The same, and asks the service that verifies. */
async function verified(demo: Told, { id, healthCard }: Told['people'][number]) {
  const random = '0417938265101177'
  const signed = { ...(await signedByHealthCard(demo, id, random)), random, password: healthCard?.password }
  return ask(demo, `${demo.nhi.verifier}/v1/verifications`, { transaction: randomUUID(), ...signed })
}

async function signInByHealthCard(demo: Told, id: string) {
  const { cookie, html } = await open(`${demo.base}/sign-in`)
  const [, random = ''] = /data-random="(\d{16})"/.exec(html) ?? []
  const signed = await signedByHealthCard(demo, id, random)
  const registered_password = demo.people.find(person => person.id === id)?.healthCard?.password ?? ''
  const form = { ...formIn({ body: html }, '/sign-in/health-card'), ...signed, registered_password }
  return post(`${demo.base}/sign-in/health-card`, cookie, html, form)
}

/** One number from the database of a demonstration that does not run. */
async function count(data: string, sql: string) {
  const postgres = await startPostgres({ dataDir: path.join(data, 'database'), log: silent })
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  await postgres.stop()
  return Number(Object.values(rows[0])[0])
}

t.test('a demonstration comes up by one command and keeps what was done', async t => {
  const folder = await programFolder(t)
  const data = path.join(folder, 'demo')
  const first = begin(t, data)
  const { people, ...places } = await told(first)
  const demo = { people, ...places }

  await t.test('it tells where it is and who can sign in how, in exactly one line', async t => {
    t.equal(first.said().out.trim().split('\n').length, 1)
    t.match(places, { base: /^http:\/\/localhost:\d+$/, simulator: /^http/, control: /^http/, token: /^[0-9a-f]{32}$/ })
    t.ok(people.length >= 15)
    for (const role of ['sysadmin', 'hr_officer', 'hr_chief', 'employee']) {
      t.ok(
        people.some(person => person.role.includes(role)),
        role,
      )
    }
    const invited = people.find(({ id }) => id === 'invited')
    t.match(invited, { loginName: null, card: { id: 'invited' }, activationCode: /^\w{5}-\w{5}$/, lastFour: /^\d{4}$/ })
  })

  await t.test('everybody with a login name can sign in', async t => {
    for (const { loginName, password, name } of people) {
      if (!loginName) continue
      t.match(await signIn(demo, loginName, password ?? ''), { status: 303, to: '/' }, name)
    }
    t.equal((await signIn(demo, 'lin.meihua', 'another password')).status, 422)
  })

  await t.test('a bound card opens the door, an expired or revoked one does not, and each hears why', async t => {
    t.match(await signInByCard(demo, 'teacher'), { status: 303, to: '/' })
    t.match(await signInByCard(demo, 'revoked'), { status: 422, page: /廢止/ })
    t.match(await signInByCard(demo, 'expired'), { status: 422, page: /過期|到期|效期/ })
  })

  await t.test('with the card of somebody else in the first reader, the own PIN opens nothing', async t => {
    t.match(await signInByCard(demo, 'teacher', 'two-cards'), { status: 422, page: /PIN 碼錯誤，還剩兩次機會/ })
    t.match(await signInByCard(demo, 'teacher'), { status: 303, to: '/' })
  })

  await t.test('a phone opens the door after agreeing on its page', async t => {
    t.match(places.phone, /^http:\/\/localhost:\d+$/)
    t.match(await signInByPhone(demo, 'teacher'), { status: 303, to: '/' })
    t.match(await signInByHealthCard(demo, 'teacher'), { status: 303, to: '/' })
    t.match(await signInByHealthCard(demo, 'revoked'), { status: 422, page: '已經註銷' })
  })

  await t.test('each health card that is told is known to the service that verifies, and one is cancelled', async t => {
    t.match(places.nhi, {
      component: /^http:\/\/localhost:\d+$/,
      socket: /^wss:\/\/localhost:\d+\/echo$/,
      control: /^http:\/\/localhost:\d+$/,
      verifier: /^http:\/\/localhost:\d+$/,
      token: /^[0-9a-f]{32}$/,
    })
    const holders = people.filter(({ healthCard }) => healthCard)
    t.same(
      holders.map(({ id }) => id),
      people.flatMap(({ id, card, idNumber }) => (idNumber || (card && id === 'revoked') ? id : [])),
    )
    for (const person of holders) {
      const { result, ...holder } = await verified(demo, person)
      const { idNumber: id_number, healthCard } = person
      if (person.id === 'revoked') t.equal(result, '9002')
      else t.match({ result, ...holder }, { result: '0000', id_number, card_number: healthCard?.number })
    }
  })

  await t.test('the card desk opens with its token, and every card lies there', async t => {
    const headers = { authorization: `Bearer ${demo.token}` }
    const state = await (await fetch(`${demo.control}/api/state`, { headers })).json()
    t.same(
      state.cards.map(({ id }: { id: string }) => id).toSorted(),
      [...people.flatMap(({ card }) => card?.id ?? []), ...demo.agencyCards.map(({ id }) => id)].toSorted(),
    )
    t.equal((await fetch(`${demo.control}/api/state`)).status, 401)
  })

  t.equal(await first.end('SIGINT'), 0)
  t.equal(first.said().err, '', 'and had nothing to complain about')
  await t.rejects(fetch(demo.control), 'the card desk ended too')
  await t.rejects(fetch(demo.phone), 'and so did the phones')
  await t.rejects(fetch(demo.nhi.control), 'and the health cards')

  const before = await count(data, 'select count(*) from record_versions')
  const own = people.filter(({ loginName }) => loginName)
  const bound = own.flatMap(({ card, idNumber }) => [card, idNumber].filter(Boolean))
  t.equal(await count(data, 'select count(*) from credentials'), bound.length)
  t.equal(await count(data, 'select count(*) from agency_cards'), 2)
  t.match(
    demo.agencyCards.map(({ id, isRegistered }) => [id, isRegistered]),
    [
      ['primary-card', true],
      ['bureau-card', true],
      ['junior-card', false],
    ],
    'and one waits to be registered',
  )
  const second = begin(t, data)
  const again = await told(second)
  // a code is shown once, so each start makes another one
  const apart = (all: Told['people']) => all.map(one => ({ ...one, activationCode: Boolean(one.activationCode) }))
  t.same(apart(again.people), apart(people))
  t.equal((await signIn(again, 'lin.meihua', again.people[0]?.password ?? '')).status, 303)

  await t.test('what was acknowledged survives the death of the application and of the database', async t => {
    const postmaster = async () =>
      Number((await readFile(path.join(data, 'database/pg18/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
    const dying = await postmaster()
    process.kill(dying, 'SIGKILL')
    while ([0, dying].includes(await postmaster())) await pause(50)
    while ((await fetch(`${again.base}/health/ready`)).status !== 200) await pause(50)
    t.equal((await signIn(again, 'wu.peiqing', again.people[1]?.password ?? '')).status, 303)
    await second.end('SIGKILL')
    await pause(500)
    await t.rejects(fetch(again.control), 'the card desk ends with the application')
    t.equal(await count(data, 'select count(*) from record_versions'), before)
    t.ok((await count(data, `select count(*) from sign_ins where outcome = 'ok'`)) >= people.length)
  })

  await t.test('for a person it is told in words, with everything needed to sign in', async t => {
    const program = startProgram(t, 'demo.js', ['--data', data, ...anyPorts])
    await program.says(/Ctrl-C ends it/)
    const { out } = program.said()
    t.match(out, /開啟 open　http:\/\/localhost:\d+\n/)
    t.match(out, /forward ports (\d+, ){5}\d+ and \d+/)
    t.match(out, /health cards　http:\/\/localhost:\d+\/\?token=[0-9a-f]{32}\n/)
    t.match(out, /\/\?token=[0-9a-f]{32}\n/)
    t.match(
      out,
      /林美華　晨光市曦和國民小學\n.+教師.+\n.+teacher.+\n.+lin\.meihua\n.+card teacher　PIN \d{6}\n.+\n.+health card \d{12}　.+password morning\d{4}\n/,
    )
    t.match(out, /activation code \w{5}-\w{5}/)
    t.match(out, /曦和國民小學　已登記 registered\n.+card primary-card　PIN \d{6}\n/)
    t.match(out, /海岬國民中學　還沒登記 not registered yet\n.+card junior-card　PIN \d{6}\n/)
    t.match(out, /Ctrl-C ends it.+\n開啟 open　http:\/\/localhost:\d+\n+$/, 'where to go stands last, too')
    t.equal(await program.end('SIGTERM'), 0)
  })

  await t.test('by Ctrl-C it ends wholly, with the database and all that it simulates', async t => {
    const { command, ports } = await byNpm(folder)
    const program = startSession(t, command, {}, folder)
    await program.says(/Ctrl-C ends it/)
    process.kill(-program.pid, 'SIGINT')
    await nothingIsLeft(t, program, folder, ports)
  })

  await t.test('the real installation refuses these data', async t => {
    const env = {
      PORT: String(await freePort()),
      DATA_DIR: path.join(data, 'database'),
      KEYS_FILE: path.join(data, 'keys'),
    }
    const real = startProgram(t, 'main.js', [], env)
    t.equal(await real.ended, 78)
    t.match(real.said().err, /holds the demonstration/)
  })
})

t.test('by SIGTERM to npm while it is being furnished it ends wholly', async t => {
  const folder = await programFolder(t)
  const { command, ports } = await byNpm(folder)
  const program = startSession(t, command, {}, folder)
  await program.until(() => left(folder).some(line => line.includes('simulators')))
  process.kill(program.pid, 'SIGTERM')
  await nothingIsLeft(t, program, folder, ports)
})

t.test('each port that is taken is told with its flag, before anything is made', async t => {
  const data = path.join(await programFolder(t), 'demo')
  const taken = ['port', 'simulator-port', 'nhi-port', 'nhi-tls-port']
  const ports = await Promise.all(taken.map(freePort))
  const others = ports.map(port => createServer().listen(port, '127.0.0.1'))
  t.teardown(() => others.forEach(other => other.close()))
  const asked = taken.flatMap((flag, i) => [`--${flag}`, `${ports[i]}`])
  const program = begin(t, data, [...anyPorts, ...asked])
  t.equal(await program.ended, 1)
  const lines = program.said().err.trim().split('\n')
  t.equal(lines.length, taken.length * 2, 'in both languages')
  for (const [i, flag] of taken.entries()) {
    t.match(lines[i * 2 + 1], new RegExp(`^Port ${ports[i]} is taken by process ${process.pid} .+--${flag} N`))
  }
  await t.rejects(stat(data))
})

t.test('a flag that is not known is told', async t => {
  const program = startProgram(t, 'demo.js', ['--prot', '3000'])
  t.equal(await program.ended, 1)
  t.match(program.said().err, /--prot.+\n.*--port N/s)
})
