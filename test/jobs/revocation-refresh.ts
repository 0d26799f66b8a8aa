import t from 'tap'
import { once } from 'node:events'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { refreshAskedLists, refreshLists } from '../../server/jobs/revocation-refresh.ts'
import * as der from '../../server/simulators/cards/der.ts'
import { extension } from '../../server/simulators/cards/extensions.ts'
import { serialOf } from '../../server/simulators/cards/read.ts'
import { notices } from '../../server/store/schema.ts'
import * as authorities from '../../server/store/trust/authorities.ts'
import * as listFetching from '../../server/store/trust/list-fetching.ts'
import { addAuthority, fingerprintOf, importTrust, trustOf } from '../../server/store/trust/trust.ts'
import { startApp } from '../support/app/app.ts'
import { linHolder, testCa } from '../support/card/cards.ts'
import { addAgency, addPerson } from '../support/person/people.ts'
import { world } from '../support/person/world.ts'

// no database keeps it
const yearZero = Buffer.from('00000101000000Z')

t.test('revocation lists come from a folder and from addresses', async t => {
  const ca = await testCa(t)
  const { deps, setClock } = await startApp(t)
  const { db, clock } = deps
  await addPerson(deps, await addAgency(deps), world.admin)
  await importTrust(db, ca.trust, { test: true, at: clock() })
  const crlFolder = path.join(t.testdir({ drop: {} }), 'drop')
  const told = async () =>
    (await db.select({ text: notices.text, holes: notices.holes }).from(notices)).map(Object.values)
  const refresh = () => refreshLists({ db, clock, sources: { crlFolder, crlUrls: [] } })
  const number = async (name: 'moica3' | 'xca') =>
    (await trustOf(db)).lists.get((await ca.issuer(name)).keyId.toString('hex'))?.number

  t.test('a newer list in the folder counts at once, and the same one again is no news', async t => {
    const card = await ca.card(linHolder)
    await ca.revoke('moica3', serialOf(card.signing.certificate))
    await ca.publish()
    await cp(path.join(ca.trust, 'lists'), crlFolder, { recursive: true })
    await refresh()
    t.equal(await number('moica3'), 2n)
    const before = await authorities.fetches(db, 50)
    t.equal(before.length, 4)
    t.match(before[0], { what: 'trust.list-taken', details: { number: '2' } })
    await refresh()
    t.equal((await authorities.fetches(db, 50)).length, 4)
    t.same(await told(), [])
  })

  t.test('an address gives a list; a page, an older list or silence leaves the old one and is told once', async t => {
    await ca.publish()
    const list = await ca.list('xca')
    const older = await ca.list('xca', { number: 1 })
    const answers: Record<string, Buffer> = { '/new.crl': list, '/old.crl': older, '/page.crl': Buffer.from('<html>') }
    const server = createServer((request, response) => {
      const bytes = answers[request.url ?? '']
      response.writeHead(bytes ? 200 : 404).end(bytes)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => server.close())
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const urls = ['new', 'old', 'page', 'none'].map(name => `http://${host}/${name}.crl`)
    await refreshLists({ db, clock, sources: { crlUrls: urls } })
    t.equal(await number('xca'), 3n)
    await refreshLists({ db, clock, sources: { crlUrls: urls } })
    t.same(await told(), [
      ['notice.trust.refused', { source: `${host}/old.crl` }],
      ['notice.trust.refused', { source: `${host}/page.crl` }],
      ['notice.trust.refused', { source: `${host}/none.crl` }],
    ])
    const outcomes = (await authorities.fetches(db, 4)).map(({ details }) => details['why'] ?? details['number'])
    t.same(outcomes, ['trust.refused.unreachable', 'trust.refused.unreadable', 'trust.refused.list-number', '3'])
  })

  t.test('a list that says its own address is taken from there and from nowhere else', async t => {
    const lists: Record<string, Buffer> = {}
    const server = createServer((request, response) => {
      response.end(lists[request.url ?? ''])
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => server.close())
    const address = (name: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}.crl`
    const point = (url: string) => der.element(0xa0, der.element(0xa0, der.element(0x86, Buffer.from(url))))
    const scope = extension('2.5.29.28', der.sequence(point(address('complete'))), true)
    const list = await ca.list('xca', { number: 40 }, { extensions: defaults => [...Object.values(defaults), scope] })
    lists['/complete.crl'] = list
    lists['/part.crl'] = list
    await refreshLists({ db, clock, sources: { crlUrls: [address('part')] } })
    t.match(await authorities.fetches(db, 1), [{ details: { why: 'trust.refused.list-scope' } }])
    await refreshLists({ db, clock, sources: { crlUrls: [address('complete')] } })
    t.equal(await number('xca'), 40n)
  })

  t.test('a folder that is not there is told; a file that is none does not keep others out', async t => {
    await refreshLists({ db, clock, sources: { crlFolder: path.join(crlFolder, 'gone'), crlUrls: [] } })
    t.match((await told()).at(-1), ['notice.trust.refused', { source: 'gone' }])
    await mkdir(path.join(crlFolder, 'a-folder.crl'))
    await writeFile(path.join(crlFolder, 'b.crl'), (await ca.list('moica3')).subarray(0, 300))
    await writeFile(path.join(crlFolder, 'c.crl'), await ca.list('moica3'))
    await refresh()
    t.equal(await number('moica3'), 3n)
  })

  t.test(
    'a file that nobody can bear, or over which the program stumbles, does not keep others out either',
    async t => {
      await db.delete(notices)
      const drop = t.testdir({})
      await writeFile(path.join(drop, 'heavy.crl'), der.sequence(Buffer.alloc(48 * 1024 * 1024).fill(der.empty)))
      await writeFile(
        path.join(drop, 'odd.crl'),
        await ca.list('moica3', { number: 50 }, { thisUpdate: der.element(24, yearZero) }),
      )
      await writeFile(path.join(drop, 'whole.crl'), await ca.list('moica3', { number: 51 }))
      await t.rejects(refreshLists({ db, clock, sources: { crlFolder: drop, crlUrls: [] } }), AggregateError)
      t.same(await told(), [
        ['notice.trust.refused', { source: 'heavy.crl' }],
        ['notice.trust.refused', { source: 'odd.crl' }],
      ])
      t.match(await authorities.fetches(db, 3), [
        { details: { source: 'whole.crl', number: '51' } },
        { details: { source: 'odd.crl', why: 'trust.refused.unreadable' } },
        { details: { source: 'heavy.crl', why: 'trust.refused.unreadable' } },
      ])
    },
  )

  t.test('lists that are asked for are fetched once, however many ask', async t => {
    const drop = t.testdir({})
    const publish = async (number: number) => writeFile(path.join(drop, 'a.crl'), await ca.list('xca', { number }))
    const serve = () => refreshAskedLists({ db, clock, sources: { crlFolder: drop, crlUrls: [] } })
    await publish(60)
    await serve()
    t.equal(await number('xca'), 40n, 'nobody asks')
    t.equal(await listFetching.ask(db, clock()), true)
    t.equal(await listFetching.ask(db, clock()), false)
    await serve()
    t.equal(await number('xca'), 60n)
    await publish(61)
    await serve()
    t.equal(await number('xca'), 60n)
    const { certificate } = await ca.issuer('grca3')
    const add = () => addAuthority(db, certificate, 'root', { test: true, at: clock() })
    await add()
    await serve()
    t.equal(await number('xca'), 60n, 'it was there already')
    await authorities.remove(db, fingerprintOf(certificate), clock())
    await add()
    await serve()
    t.equal(await number('xca'), 61n, 'an authority was added')
  })

  t.test('lists that end are told before and after', async t => {
    await db.delete(notices)
    setClock(new Date(clock().getTime() + 6.5 * 86_400_000))
    await refreshLists({ db, clock, sources: { crlUrls: [] } })
    t.match(await told(), [['notice.trust.list-ending'], ['notice.trust.list-ending']])
    setClock(new Date(clock().getTime() + 2 * 86_400_000))
    await refreshLists({ db, clock, sources: { crlUrls: [] } })
    t.match((await told()).at(-1), ['notice.trust.expired'])
  })
})
