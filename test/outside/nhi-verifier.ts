import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { openHealthCardVerifier } from '../../server/outside/nhi-verifier.ts'

const question = {
  transaction: '0f0e9b7e-6f5c-4a55-9d0e-3f5f1e0b7c11',
  basic: '990000000001,A223456781,林美華,0680312,F,0',
  version: '0001',
  random: '0417938265101177',
  sign: 'A0'.repeat(128),
  password: 'kite 2468「"',
}
const { transaction, random } = question
const yes = { transaction, result: '0000', card_number: '990000000001', id_number: 'A223456781', random }
const unreachable = { ok: false, why: 'health-card.refused.unreachable' }
const unusable = { ok: false, why: 'health-card.refused.answer' }

type Heard = { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string }

/** A service on a port of its own that answers as it is told; `heard` is what it was asked. */
async function service(t: Test, answer: (response: ServerResponse) => void) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request
    heard.push({ method, url, headers, body: await text(request) })
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  t.teardown(() => server.listening && stop())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, stop }
}

const says = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

t.test('the question is asked as the contract says, with the token, and a yes is a yes', async t => {
  const { url, heard } = await service(t, says(200, yes))
  const verified = await openHealthCardVerifier({ url, token: 'secret' }).verify(question)
  t.match(verified, { ok: true, cardNumber: '990000000001', idNumber: 'A223456781' })
  t.equal(heard.length, 1)
  t.match(heard[0], {
    method: 'POST',
    url: '/v1/verifications',
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  })
  t.same(JSON.parse(heard[0]?.body ?? ''), question)
})

const answers: [string, (response: ServerResponse) => void, object][] = [
  ['a refusal', says(200, { transaction, result: '9101' }), { ok: false, why: 'health-card.refused.password' }],
  ['a yes about something else', says(200, { ...yes, transaction: 'another' }), unusable],
  ['a bare yes', says(200, { result: '0000' }), unusable],
  ['a web page', says(200, '<!doctype html><title>maintenance</title>'), unusable],
  ['nothing at all', says(200, ''), unusable],
  ['a yes that never ends', says(200, { ...yes, more: 'x'.repeat(10_000) }), unusable],
  ['a yes with 201', says(201, yes), unreachable],
  ['a yes with 400', says(400, yes), unreachable],
  ['a yes with 401', says(401, yes), unreachable],
  ['a yes with 503', says(503, yes), unreachable],
  ['a broken line', response => response.destroy(), unreachable],
]
for (const [name, answer, expected] of answers) {
  t.test(`${name} is taken for what it is, and asked for once`, async t => {
    const { url, heard } = await service(t, answer)
    t.match(await openHealthCardVerifier({ url, token: 'secret' }).verify(question), expected)
    t.equal(heard.length, 1)
  })
}

t.test('it goes nowhere else when it is told to, with the password in its hands', async t => {
  const elsewhere = await service(t, says(200, yes))
  const { url } = await service(t, response => response.writeHead(307, { location: elsewhere.url }).end())
  t.match(await openHealthCardVerifier({ url, token: 'secret' }).verify(question), unreachable)
  t.same(elsewhere.heard, [])
})

t.test('a service that does not answer in time, or not at all, opens nothing', async t => {
  const { url, heard, stop } = await service(t, () => undefined)
  const slow = openHealthCardVerifier({ url, token: 'secret' }, 100)
  t.match(await slow.verify(question), unreachable)
  t.equal(heard.length, 1)
  await stop()
  t.match(await slow.verify(question), unreachable)
})
