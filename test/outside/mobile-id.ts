import { X509Certificate, randomUUID, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import t from 'tap'
import { holderOf } from '../../server/domain/card/holder.ts'
import type { PhoneTask } from '../../server/domain/ways/mobile-id.ts'
import { openMobileId } from '../../server/outside/mobile-id.ts'
import { trustOf } from '../../server/store/trust/trust.ts'
import { startApp } from '../support/app/app.ts'
import { testCa, trustCa } from '../support/card/cards.ts'
import { openssl, hasOpenssl } from '../support/card/openssl.ts'
import { phonePeople, startPhones } from '../support/ways/phone-desk.ts'

const ca = await testCa(t)
const phones = await startPhones(t, ca.folder)
const content = Buffer.from('personnel-desk-1 purpose:sign-in origin:http://localhost:3000')
const { lin, chen } = phonePeople

const taskOf = (mode: PhoneTask['mode'] = 'push', more: object = {}) => ({
  transactionId: randomUUID(),
  idNumber: lin.idNumber,
  mode,
  hint: '登入 K7',
  seconds: 60,
  content,
  ...more,
})

async function asked(mode: PhoneTask['mode'] = 'push') {
  const task = taskOf(mode)
  const ticket = await phones.service.ask(task)
  if (!ticket.ok) throw new Error(ticket.why)
  return { ...task, ...ticket }
}

const fault = (name: string | null, ms?: number) => phones.act('fault', { fault: name, ms })
const refused = (why: string) => ({ ok: false, why: `mobile-id.refused.${why}` })

t.test('each way to reach a phone ends in a signature that our own verifier takes', async t => {
  const { deps } = await startApp(t)
  await trustCa(deps, ca)
  for (const mode of ['push', 'scan', 'app'] as const) {
    const about = await asked(mode)
    t.equal(await phones.service.hear(about), 'pending')
    t.match(await phones.look('state'), { requests: [{ person: 'lin', hint: '登入 K7' }] })
    await phones.act('accept', { person: 'lin' })
    const signed = await phones.service.hear(about)
    if (signed === 'pending' || !signed.ok) throw new Error('not signed')
    const answer = { pkcs1: signed.signature, certificate: signed.certificate, hash: 'sha256' }
    const checked = holderOf(answer, { content, kinds: ['citizen'] }, await trustOf(deps.db), deps.clock())
    t.match(checked, {
      ok: true,
      holder: { subjectSerial: lin.subjectSerial, lastFour: '6781', subjectName: lin.name },
    })
    t.match(await phones.service.hear(about), refused('used'), 'and counts once')
  }
})

t.test('the certificate says that it is carried by a phone', { skip: !hasOpenssl && 'no openssl' }, async t => {
  const { certificate } = (await phones.look('phones/lin')) as { certificate: string }
  const der = Buffer.from(certificate, 'base64')
  t.match(openssl(['x509', '-inform', 'DER', '-noout', '-ext', 'subjectDirectoryAttributes'], der).text, 'mobile')
})

const endings: [string, string][] = [
  ['unknown-person', 'unknown-person'],
  ['no-device', 'no-device'],
  ['push-failed', 'push'],
  ['html', 'unreachable'],
  ['wrong-checksum', 'checksum'],
  ['wrong-ticket', 'answer'],
]
t.test('what goes wrong before the phone rings is told apart', async t => {
  for (const [name, why] of endings) {
    await fault(name)
    t.match(await phones.service.ask(taskOf()), refused(why), name)
  }
  await fault(null)
  t.match(await phones.service.ask(taskOf('push', { idNumber: 'A123456707' })), refused('unknown-person'))
  t.match(await phones.service.ask(taskOf('push', { seconds: 20 })), refused('set-up'))
  const task = taskOf()
  await phones.service.ask(task)
  t.match(await phones.service.ask(task), refused('platform'), 'a transaction is not taken twice')
})

t.test('what goes wrong afterwards is told apart', async t => {
  const later: [string, string][] = [
    ['refused', 'cancelled'],
    ['expired', 'expired'],
    ['wrong-checksum', 'checksum'],
    ['wrong-hash', 'other-person'],
    ['html', 'unreachable'],
  ]
  for (const [name, why] of later) {
    const about = await asked()
    await phones.act('accept')
    await fault(name)
    t.match(await phones.service.hear(about), refused(why), name)
    await fault(null)
  }
  const about = await asked()
  await phones.act('refuse', { person: 'lin' })
  t.match(await phones.service.hear(about), refused('cancelled'))
  const other = await asked()
  t.match(await phones.service.hear({ ...other, transactionId: randomUUID() }), refused('expired'))
  await phones.act('expire')
  t.match(await phones.service.hear(other), refused('expired'))
})

t.test('any code of the service can be played, at once or later', async t => {
  await phones.act('fault', { fault: 'code-at-once', code: 'PS_FCM_NOT_FOUND' })
  t.match(await phones.service.ask(taskOf()), { ...refused('reopen-app'), code: '3111' })
  await fault(null)
  const about = await asked()
  await phones.act('fault', { fault: 'code-later', code: 'CERT_SIGNDATA_ERR' })
  t.match(await phones.service.hear(about), { ...refused('app'), code: '1082' })
  await fault(null)
  await t.rejects(phones.act('fault', { fault: 'code-later', code: 'no code' }), /no error code/)
})

t.test('checksums with an IV of zeros, and a code that is a number, are read as well', async t => {
  for (const name of ['zero-iv', 'number-code']) {
    await fault(name)
    const about = await asked()
    await phones.act('accept')
    t.match(await phones.service.hear(about), { ok: true }, name)
  }
  await fault(null)
})

t.test('the certificate of somebody else passes the service and is left to our own checks', async t => {
  const about = await asked()
  await phones.act('accept')
  await fault('other-certificate')
  const signed = await phones.service.hear(about)
  await fault(null)
  if (signed === 'pending' || !signed.ok) throw new Error('not signed')
  const certificate = new X509Certificate(Buffer.from(signed.certificate, 'base64'))
  t.match(certificate.subject, chen.name)
  t.ok(verify('sha256', content, certificate.publicKey, Buffer.from(signed.signature, 'base64')))
})

t.test('whether a number is enrolled is told without ringing anybody', async t => {
  const enrolled = (idNumber: string) => phones.service.enrolment({ transactionId: randomUUID(), idNumber })
  await phones.act('expire')
  t.same(await enrolled(lin.idNumber), { ok: true, hasPhone: true, hasCertificate: true })
  t.same(await enrolled('A123456707'), { ok: true, hasPhone: false, hasCertificate: false })
  t.match(await phones.look('state'), { requests: [] })
  const other = openMobileId({ url: phones.url, ...phones.account, key: Buffer.alloc(32) })
  t.match(await other.enrolment({ transactionId: randomUUID(), idNumber: lin.idNumber }), refused('set-up'))
})

t.test('the wrong key or service is told apart from what a person does wrong', async t => {
  const { url, account } = phones
  const other = openMobileId({ url, ...account, key: Buffer.alloc(32) })
  t.match(await other.ask(taskOf()), refused('set-up'))
  const stranger = openMobileId({ url, ...account, serviceId: 'SP999002' })
  t.match(await stranger.ask(taskOf()), refused('set-up'))
})

t.test('a service that does not answer in time, or not at all, is asked once', async t => {
  let calls = 0
  const server = createServer(() => (calls += 1)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const slow = openMobileId({ url, ...phones.account }, 100)
  t.match(await slow.ask(taskOf()), refused('unreachable'))
  t.equal(calls, 1)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  t.match(await slow.ask(taskOf()), refused('unreachable'))
  t.match(await slow.hear({ transactionId: 'x', ticketId: 'y', idNumber: lin.idNumber }), refused('unreachable'))
})

t.test('what something between answers in place of the service is not its answer', async t => {
  let said = { status: 200, body: '' }
  const server = createServer((_request, response) => response.writeHead(said.status).end(said.body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const between = openMobileId({ url, ...phones.account })
  const about = { transactionId: randomUUID(), ticketId: 'T-1', idNumber: lin.idNumber }
  const page = '<html><form action="http://login.wifi.example">請先登入</form></html>'
  const ofSpring = (status: number) => JSON.stringify({ timestamp: '2026-11-23', status, error: 'x', path: '/moise' })
  const answers: [number, string, string][] = [
    [200, page, 'unreachable'],
    [511, page, 'unreachable'],
    [502, '', 'unreachable'],
    [429, '"slow down"', 'unreachable'],
    [404, page, 'unreachable'],
    [503, ofSpring(503), 'unreachable'],
    [400, ofSpring(400), 'answer'],
    [500, JSON.stringify({ error_code: '20004' }), 'other'],
  ]
  for (const [status, body, why] of answers) {
    said = { status, body }
    t.match(await between.hear(about), refused(why), `${status} ${body}`)
  }
  said = { status: 302, body: '' }
  t.match(await between.hear(about), refused('unreachable'), 'led elsewhere')
})

t.test('the phone page shows the question, and is shut without its token', async t => {
  t.equal((await fetch(phones.control)).status, 401)
  const cookie = `phone=${phones.token}`
  await asked('scan')
  const page = await (await fetch(phones.control, { headers: { cookie } })).text()
  t.match(page, '登入 K7')
  t.match(page, 'QR 碼')
  const [, ticket = ''] = /name="ticket" value="([^"]+)"/.exec(page) ?? []
  const send = (fields: Record<string, string>) =>
    fetch(`${phones.control}/refuse`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  t.equal((await send({ ticket })).status, 401, 'a form without the token')
  t.equal((await send({ ticket, token: phones.token })).status, 303)
  t.equal((await send({ ticket, token: phones.token })).status, 422)
})

t.test('whether the service is reached is any answer at all, and tells nobody’s number', async t => {
  t.equal(await phones.service.isReached(), true)
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    response.writeHead(503).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.equal(await openMobileId({ url, ...phones.account }).isReached(), true)
  t.same(heard, ['HEAD /'])
  server.close()
  await once(server, 'close')
  t.equal(await openMobileId({ url, ...phones.account }).isReached(), false)
})
