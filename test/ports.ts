import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { portsApart, tryPort } from '../server/ports.ts'

const host = '127.0.0.1'

async function listening(t: Test) {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  t.teardown(() => server.close())
  return (server.address() as AddressInfo).port
}

t.test('a free port is none that an outgoing connection can be lent before it is used', async t => {
  const file = '/proc/sys/net/ipv4/ip_local_port_range'
  const lent = existsSync(file) ? readFileSync(file, 'utf8') : '32768 65535'
  const [from = 0, to = 0] = lent.split(/\s+/).map(Number)
  const isAllLent = from < 12_000 && to > 64_000
  const ports = await Promise.all(Array.from({ length: 50 }, () => tryPort(host, 0)))
  for (const tried of ports) {
    t.ok(tried.ok && (isAllLent || tried.port < from || tried.port > to), JSON.stringify(tried))
  }
  t.equal(new Set(ports.map(tried => tried.ok && tried.port)).size, 50, 'and none is given twice')
})

t.test('who meets a program or a connection of somebody else tries again', async t => {
  const taken = await listening(t)
  const connection = connect({ port: await listening(t), host })
  await once(connection, 'connect')
  t.teardown(() => connection.destroy())
  const given = await tryPort(host, 0)
  const drawn = [taken, connection.localPort ?? 0, given.ok ? given.port : 0, 0]
  const tried = await tryPort(host, 0, () => drawn.shift() ?? 0)
  t.same(drawn, [])
  t.match(tried, { ok: true, port: Number })
  t.match(await tryPort(host, 0, () => taken), { ok: false, why: 'EADDRINUSE' }, 'and gives up at last')
})

t.test('the range of this computer decides where a free port is looked for', t => {
  const ranges: [string, number, number][] = [
    ['32768\t60999\n', 10_000, 32_767],
    ['', 10_000, 32_767],
    ['49152 65535', 10_000, 49_151],
    ['15000 64000', 10_000, 14_999],
    ['10240 60999', 61_000, 65_535],
    ['1024 60999', 61_000, 65_535],
    ['1024 65535', 10_000, 65_535],
  ]
  for (const [lent, first, last] of ranges) t.same(portsApart(lent), { first, last }, lent)
  t.end()
})
