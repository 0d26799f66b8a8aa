import * as fc from 'fast-check'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import { Writable } from 'node:stream'
import t from 'tap'
import { placeOf } from '../../server/domain/account/sign-in-delay.ts'
import { openLog } from '../../server/log.ts'
import { placesOf, readAddress, readAddresses, trustOnly } from '../../server/web/transport/address.ts'

const read: [string, string | undefined][] = [
  ['203.0.113.8', '203.0.113.8'],
  ['203.0.113.8:40001', '203.0.113.8'],
  [' 203.0.113.8 ', '203.0.113.8'],
  ['[203.0.113.8]:443', '203.0.113.8'],
  ['2001:b011:9:9::1', '2001:b011:9:9::1'],
  ['[2001:b011:9:9::1]', '2001:b011:9:9::1'],
  ['[2001:b011:9:9::1]:443', '2001:b011:9:9::1'],
  ['2001:B011:0009:0009:0:0:0:1', '2001:b011:9:9::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
  ['::ffff:203.0.113.8', '203.0.113.8'],
  ['::ffff:cb00:7108', '203.0.113.8'],
  ['0:0:0:0:0:FFFF:CB00:7108', '203.0.113.8'],
  ['[::ffff:cb00:7108]:40001', '203.0.113.8'],
  ['unknown', undefined],
  ['_hidden', undefined],
  ['', undefined],
  ['for=203.0.113.8', undefined],
  ['"203.0.113.8"', undefined],
  ['203.0.113.8:', undefined],
  ['203.0.113.8:40001:1', undefined],
  ['203.0.113.008', undefined],
  ['0xcb007108', undefined],
  ['3405803784', undefined],
  ['203.0.113', undefined],
  ['[[::1]]', undefined],
  ['::1]', undefined],
  ['2001:b011:9:9::g', undefined],
  ['1'.repeat(8000), undefined],
]
for (const [text, address] of read) {
  t.test(`${JSON.stringify(text.slice(0, 40))} is read as ${address ?? 'no address'}`, async t =>
    t.equal(readAddress(text), address),
  )
}

/** Spellings of one IPv6 address: how many zeros, in capitals, in brackets, with a port. */
const spellings = (groups: readonly number[]) => {
  const short = groups.map(group => group.toString(16)).join(':')
  const long = groups.map(group => group.toString(16).padStart(4, '0')).join(':')
  return [short, long, short.toUpperCase(), `[${long}]`, `[${short}]:40001`, `[${short.toUpperCase()}]:1`]
}

t.test('however an IPv6 address is spelled, it is one place, which its line shares and no other has', async t => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
  const half = fc.tuple(group, group, group, group)
  fc.assert(
    fc.property(half, half, half, half, (line, device, otherLine, other) => {
      // an IPv4 address inside an IPv6 one is a place of its own
      fc.pre(line.some(Boolean) && otherLine.some(Boolean))
      const placesOf = (groups: readonly number[]) => spellings(groups).map(text => placeOf(readAddress(text) ?? '').id)
      const places = new Set([...placesOf([...line, ...device]), ...placesOf([...line, ...other])])
      t.equal(places.size, 1)
      t.notMatch([...places][0], /NaN|^$/)
      t.equal(places.has(placesOf([...otherLine, ...device])[0] ?? ''), String(line) === String(otherLine))
    }),
  )
})

t.test('however an IPv4 address is spelled, it is one place', async t => {
  fc.assert(
    fc.property(fc.ipV4(), address => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
      const mapped = [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d]
      const texts = [address, `${address}:40001`, `::ffff:${address}`, `[::FFFF:${address}]:1`, ...spellings(mapped)]
      t.same(new Set(texts.map(text => placeOf(readAddress(text) ?? '').id)), new Set([address]))
    }),
  )
})

const placeAt = placesOf(['203.0.113.7=4000', '203.0.113.0/28=900', '2001:db8:5::/48=12000'])
const city = { id: '2001:db8:5::/48', people: 12_000 }
const shared: [string, { id: string; people: number }][] = [
  ['203.0.113.7', { id: '203.0.113.7', people: 4000 }],
  ['203.0.113.8', { id: '203.0.113.0/28', people: 900 }],
  ['203.0.113.15', { id: '203.0.113.0/28', people: 900 }],
  ['203.0.113.16', { id: '203.0.113.16', people: 300 }],
  ['2001:db8:5:1::1', city],
  ['2001:db8:5:ffff::2', city],
  ['2001:db8:6:1::1', { id: '2001:db8:6:1', people: 300 }],
  ['', { id: '', people: 300 }],
]
for (const [address, place] of shared) {
  t.test(`${address || 'no address'} is of a place of ${place.people} people`, async t =>
    t.same(placeAt(address), place),
  )
}

t.test('of an application, too, the place is that of the visitor and not of the proxy', async t => {
  const app = Fastify({ trustProxy: trustOnly(['127.0.0.1']) })
  readAddresses(app, ['203.0.113.7=4000'])
  app.get('/', request => request.place)
  const answer = await app.inject({ url: '/', headers: { 'x-forwarded-for': '[::ffff:203.0.113.7]:40001' } })
  t.same(answer.json(), { id: '203.0.113.7', people: 4000 })
})

const near = ['127.0.0.1', '10.1.0.0/16', '::ffff:10.2.0.0/112', '2001:db8:7::/48']

/** What `request.ip` is behind these proxies, and how often the log was written. */
async function met(socket: string, forwarded: string | undefined, proxies: readonly string[] | false = near) {
  let log = ''
  const stream = new Writable({ write: (chunk, _encoding, next) => next(void (log += chunk)) })
  const loggerInstance: FastifyBaseLogger = openLog('warn', stream)
  const app = Fastify({ loggerInstance, trustProxy: proxies && trustOnly(proxies) })
  readAddresses(app)
  app.get('/', request => request.ip)
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const ask = () => app.inject({ url: '/', remoteAddress: socket, headers })
  const bodies = [(await ask()).body, (await ask()).body]
  await app.close()
  return { bodies, log }
}

const chains: [string, string, string | undefined, string][] = [
  ['a proxy tells the address', '127.0.0.1', '203.0.113.8', '203.0.113.8'],
  ['a proxy tells the port, too', '127.0.0.1', '203.0.113.8:40001', '203.0.113.8'],
  ['a proxy tells IPv6 with a port', '127.0.0.1', '[2001:b011:9:9::1]:443', '2001:b011:9:9::1'],
  ['the proxy itself is met by an IPv4 address in an IPv6 one', '::ffff:127.0.0.1', '203.0.113.8', '203.0.113.8'],
  ['two proxies, the inner one with its port', '127.0.0.1', '203.0.113.8:5, 10.1.2.3:40001', '203.0.113.8'],
  ['two proxies, one trusted by the other spelling', '127.0.0.1', '203.0.113.8, 10.2.0.9', '203.0.113.8'],
  ['two proxies, one spelled the other way', '127.0.0.1', '203.0.113.8, ::ffff:a01:0203', '203.0.113.8'],
  ['three proxies', '2001:db8:7::1', '203.0.113.8, [2001:db8:7::9]:80, 10.1.2.3', '203.0.113.8'],
  ['the visitor writes an address in front', '127.0.0.1', '198.51.100.1, 203.0.113.8:2', '203.0.113.8'],
  ['the visitor writes a proxy in front', '127.0.0.1', '10.1.9.9, 203.0.113.8:2', '203.0.113.8'],
  ['the visitor writes words in front', '127.0.0.1', 'unknown, [::, 203.0.113.8', '203.0.113.8'],
  ['who is no proxy tells an address', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['nothing is told', '127.0.0.1', undefined, '127.0.0.1'],
]
for (const [title, socket, forwarded, address] of chains) {
  t.test(`${title}: the visitor is at ${address}`, async t => {
    const { bodies, log } = await met(socket, forwarded)
    t.same(bodies, [address, address])
    t.equal(log, '')
  })
}

const unreadable: [string, string, string][] = [
  ['unknown', '127.0.0.1', '127.0.0.1'],
  ['203.0.113.8:x', '::ffff:127.0.0.1', '127.0.0.1'],
  ['198.51.100.1, _hidden', '127.0.0.1', '127.0.0.1'],
  ['198.51.100.1, 王大明, 10.1.2.3:80', '127.0.0.1', '10.1.2.3'],
]
for (const [forwarded, socket, address] of unreadable) {
  t.test(`${JSON.stringify(forwarded)} counts as ${address}, and the log says so once`, async t => {
    const { bodies, log } = await met(socket, forwarded)
    t.same(bodies, [address, address])
    t.equal(log.trim().split('\n').length, 1)
    t.match(log, /X-Forwarded-For/)
    // an address is personal data
    t.notMatch(log, /unknown|203\.0|198\.51|hidden|大明|127\.0|10\.1/)
  })
}

t.test('without TRUST_PROXY nobody is believed', async t => {
  t.same((await met('::ffff:127.0.0.1', '203.0.113.8', false)).bodies, ['127.0.0.1', '127.0.0.1'])
})
