import { eq, inArray } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import * as evidence from '../../../server/store/correction/evidence.ts'
import * as records from '../../../server/store/record/records.ts'
import * as refusedAccesses from '../../../server/store/record/refused-accesses.ts'
import * as tables from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { withMail } from '../../support/all-pages/all-pages.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { routesOf } from '../../support/app/routes.ts'
import { sealedCertificate } from '../../support/record/certificates.ts'
import { addRow, draftCorrection, skill } from '../../support/correction/corrections.ts'
import { addAgency, signIn, type TestPerson } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { eventually } from '../../support/running/waiting.ts'

const { places, what, more } = refusedAccesses

async function guarded(t: Test, settings: Partial<Deps['config']> = {}) {
  // the authority in its addresses is no certificate that could be read
  const trust = async () => ({ isTest: true, issuers: [], lists: new Map() })
  const school = await startSchool(t, ['lin', 'chen'], { settings, deps: { ...withMail, trust } })
  const { deps, add } = school
  const elsewhere = await addAgency(deps, '999000002B', '別的國小')
  const stranger = await add('wang', {}, elsewhere)
  const refusals = () =>
    deps.db
      .select()
      .from(tables.events)
      .where(inArray(tables.events.what, [what, more]))
      .orderBy(tables.events.id)
  const counted = (count: number) => eventually(refusals, rows => rows.length >= count)
  return { ...school, elsewhere, stranger, refusals, counted }
}

type World = Awaited<ReturnType<typeof guarded>>

/** One of each thing that an address can name, of one person; gives their ids by the names that `places` has for them. */
async function profileOf({ db, clock }: World['deps'], agencyId: string): Promise<string> {
  const id = randomUUID()
  const kept = { columns: [], rows: 'newest', filter: {}, order: 'strokes', format: 'csv', dates: 'iso' } as const
  const profile = { ...kept, columns: [], name: id, purpose: '', recipients: '', validFrom: null, validUntil: null }
  await db.insert(tables.exportProfiles).values({ id, agencyId, name: id, version: 1 })
  await db
    .insert(tables.exportProfileVersions)
    .values({ profileId: id, version: 1, profile, byAccountId: id, byName: '', at: clock() })
  return id
}

async function everythingOf({ deps }: World, { personId, accountId }: TestPerson, agencyId: string) {
  const { db, ring, clock } = deps
  const [at, bytes, day, word] = [clock(), Buffer.from('x'), '2026-11-23', randomUUID()]
  const idOf = (rows: { id: string }[]) => rows[0]?.id ?? ''
  const fingerprint = word.replaceAll('-', '').repeat(2)
  const certificate = { issuerFamily: 'moica', issuerKeyId: word, subjectSerial: word, subjectName: '某人' }
  const correction = (await draftCorrection(deps, personId, { section: 'skill', to: skill })) ?? ''
  const details = { correctionId: correction, round: 1, name: 'x.pdf', media: 'application/pdf' as const }
  const file = { ...evidence.seal(ring, bytes), ...details, addedBy: accountId }
  await evidence.add(db, file, at)
  const lock = { personId, agencyId, kind: 'case' as const, reason: '調查中', until: day, setBy: accountId, setAt: at }
  const days = { from: day, until: day, reason: '出差', namedBy: accountId, namedAt: at }
  const key = { accountId, credentialId: word, publicKey: bytes, counter: 0, transports: [], isBackedUp: false }
  await db
    .insert(tables.trustAnchors)
    .values({ fingerprint, role: 'root', keyId: word, certificate: bytes, test: true, addedAt: at })
  return {
    person: personId,
    row: await addRow(deps, personId, 'skill', skill),
    correction,
    agency: agencyId,
    anchor: fingerprint,
    lock: idOf(await db.insert(tables.locks).values(lock).returning()),
    evidence: file.id,
    certificate: (await sealedCertificate(deps, { agencyId, personId, by: { accountId } })).id,
    agencyCard: idOf(
      await db
        .insert(tables.agencyCards)
        .values({
          ...certificate,
          agencyId,
          certificate: bytes,
          notAfter: at,
          registeredBy: accountId,
          registeredAt: at,
        })
        .returning(),
    ),
    deputy: idOf(
      await db
        .insert(tables.deputies)
        .values({ ...days, agencyId, representedId: accountId, deputyId: accountId })
        .returning(),
    ),
    recovery: idOf(
      await db.insert(tables.recoveries).values({ accountId, kind: 'hr', createdAt: at, expiresAt: at }).returning(),
    ),
    batch: idOf(
      await db
        .insert(tables.batches)
        .values({
          id: randomUUID(),
          agencyId,
          verb: 'add',
          section: 'reward',
          state: 'draft',
          purpose: '登錄獎懲令',
          people: [personId],
          differing: [],
          form: {},
          which: { rows: 'newest' },
          reason: '',
          byAccountId: accountId,
          at,
        })
        .returning(),
    ),
    exportProfile: await profileOf(deps, agencyId),
    madeFile: idOf(
      await db
        .insert(tables.madeFiles)
        .values({
          id: randomUUID(),
          kind: 'copy',
          accountId,
          purpose: '',
          recipients: '',
          sealedAsked: bytes,
          state: 'asked',
          total: 1,
          askedAt: at,
          endsAt: new Date(at.getTime() + 86_400_000),
        })
        .returning(),
    ),
    sheet: idOf(
      await db
        .insert(tables.imports)
        .values({
          id: randomUUID(),
          agencyId,
          verb: 'add',
          section: 'reward',
          state: 'people',
          purpose: '登錄獎懲令',
          digest: word,
          format: 'csv',
          source: word,
          headerAt: 1,
          names: [],
          columns: [],
          lines: 0,
          untidy: 0,
          hasFormulas: false,
          byAccountId: accountId,
          at,
        })
        .returning(),
    ),
    card: idOf(
      await db
        .insert(tables.credentials)
        .values({ ...certificate, accountId, kind: 'citizen_card', certificate: bytes, notAfter: at })
        .returning(),
    ),
    phone: idOf(
      await db
        .insert(tables.credentials)
        .values({
          ...certificate,
          accountId,
          kind: 'phone',
          subjectSerial: randomUUID(),
          certificate: bytes,
          notAfter: at,
        })
        .returning(),
    ),
    health_card: idOf(
      await db.insert(tables.healthCards).values({ accountId, numberHash: word, boundAt: at }).returning(),
    ),
    passkey: idOf(
      await db
        .insert(tables.passkeys)
        .values({ ...key, addedAt: at })
        .returning(),
    ),
    notice: idOf(await db.insert(tables.notices).values({ accountId, text: 'x', holes: {}, url: '/', at }).returning()),
    savedForm: idOf(
      await db.insert(tables.savedForms).values({ accountId, path: '/', sealedBody: 'x', expiresAt: at }).returning(),
    ),
  }
}

/** Routes with something of somebody in their address, with what that is. */
const withThings = (w: World, ids: Record<string, string>) =>
  routesOf(w.app)
    .filter(({ method, url }) => ['GET', 'POST'].includes(method) && url.includes('/:'))
    .flatMap(({ method, url: route }) => {
      const placed = Object.keys(places)
        .filter(place => `${route}/`.startsWith(`${place}/`) && ids[places[place] ?? ''])
        .sort((one, other) => one.length - other.length)
      const [first] = placed
      if (!first) return []
      const url = route.replace(/:\w+/g, (part, at: number) => {
        const of = places[route.slice(0, at + part.length)]
        return ids[of ?? ''] ?? 'x'
      })
      return [{ method: method as 'GET' | 'POST', route, url, target: ids[places[first] ?? ''] ?? '' }]
    })

/** Addresses that ask for a fresh proof, with things of somebody in them, and where they lead. */
function withProof(w: World, ids: Record<string, string>) {
  const words: Record<string, string> = { round: '1', piece: 'text', field: 'id_no' }
  const fill = (pattern: string) =>
    pattern.replace(
      /:(\w+)/g,
      (part, name: string, at: number) => words[name] ?? ids[places[pattern.slice(0, at + part.length)] ?? ''] ?? 'x',
    )
  return w.app.routeList().flatMap(({ method, url: route, settings: { proof, page } }) => {
    if (!proof || method === 'HEAD') return []
    const back = typeof page === 'string' ? page : route
    return [{ method, route, proof, back, url: fill(route), to: `/proof?next=${encodeURIComponent(fill(back))}` }]
  })
}

/** Each request by the same person, who comes in anew before there are too many in a quarter of an hour. */
async function sendAll(w: World, requests: { method: 'GET' | 'POST'; url: string }[]) {
  const statuses: string[] = []
  for (const [i, { method, url }] of requests.entries()) {
    if (i % 15 === 0) {
      w.setClock(new Date(w.deps.clock().getTime() + 16 * 60_000))
      await signIn(w.browser, w.lin)
      await w.browser.get('/sign-out')
    }
    const { statusCode } = await (method === 'GET' ? w.browser.get(url) : w.browser.post(url))
    if (statusCode !== 404) statuses.push(`${method} ${url} ${statusCode}`)
  }
  return statuses
}

// addresses at which nobody is signed in yet, or that show nothing of anybody
const ofNobody =
  /^\/(activation|codes|diagnosis|mail-address|proof|recovery|roll-out|set-up|sign-in|verify)\/|^\/(public|\*)/

t.test('of everything that can stand in an address it is known what it is of', async t => {
  const { app } = await startApp(t, {}, withMail)
  const found = routesOf(app)
    .filter(({ url }) => !ofNobody.test(url))
    .flatMap(({ url }) => [...url.matchAll(/\/:\w+/g)].map(part => url.slice(0, part.index + part[0].length)))
  t.ok(found.includes('/people/:id/rows/:row'))
  t.same(
    [...new Set(found)].filter(place => !places[place]),
    [],
    'each new parameter has its place',
  )
  t.same(
    Object.keys(places).filter(place => !found.includes(place)),
    [],
  )
})

t.test('whatever of somebody else is asked for or sent to, it is an event of who did it', async t => {
  const w = await guarded(t)
  const ids = await everythingOf(w, w.stranger, w.elsewhere)
  const requests = withThings(w, ids)
  t.ok(requests.length > 50)
  t.same(await sendAll(w, requests), [], 'it is as if none of it were there')
  const missing = async () => {
    const kept = (await w.refusals()).map(({ about, details }) =>
      [about, details['route'], details['target']].join(' '),
    )
    return requests.filter(({ route, target }) => !kept.includes([w.lin.accountId, route, target].join(' ')))
  }
  t.same(await eventually(missing, left => left.length === 0), [])
})

t.test('what is one’s own, is no more or never was is no refused access', async t => {
  const w = await guarded(t)
  const own: Record<string, string> = await everythingOf(w, w.lin, w.agencyId)
  const { agency: _agency, agencyCard, anchor, ...mine } = own
  await w.deps.db.update(tables.credentials).set({ retiredAt: w.deps.clock(), retireReason: 'removed' })
  await w.deps.db.update(tables.passkeys).set({ retiredAt: w.deps.clock(), retireReason: 'removed' })
  await w.deps.db.update(tables.agencyCards).set({ retiredAt: w.deps.clock() })
  await w.deps.db.update(tables.trustAnchors).set({ removedAt: w.deps.clock() })
  const nowhere = Object.fromEntries(Object.keys(own).map(name => [name, randomUUID()]))
  await sendAll(
    w,
    [...withThings(w, mine), ...withThings(w, { agencyCard: agencyCard ?? '', anchor: anchor ?? '' })].filter(
      ({ method }) => method === 'GET',
    ),
  )
  await w.browser.post(`/account/cards/${mine['card']}/removal`)
  await sendAll(w, withThings(w, nowhere))
  await w.browser.get('/administration/failures')
  t.match((await w.counted(1)).slice(0, 1), [{ details: { route: '/administration/failures' } }], 'and this one is')
})

t.test('whatever stands behind what is somebody else’s, that was asked for', async t => {
  const w = await guarded(t)
  const ids = { ...(await everythingOf(w, w.chen, w.agencyId)), person: w.stranger.personId }
  const requests = withThings(w, ids).filter(({ route }) => route.startsWith('/people/:id/'))
  t.same(await sendAll(w, requests), [])
  const missing = async () => {
    const kept = (await w.refusals()).map(({ details }) => `${details['route']} ${details['target']}`)
    return requests.filter(({ route }) => !kept.includes(`${route} ${w.stranger.personId}`))
  }
  t.ok(requests.length > 20)
  t.same(await eventually(missing, left => left.length === 0), [])
})

t.test('what is missing behind what one may enter is no refused access', async t => {
  const w = await guarded(t)
  const { chen } = w
  await signIn(chen, chen)
  const path = `/people/${w.lin.personId}`
  await chen.get(path)
  t.equal((await chen.post(`${path}/opening`, { purpose: '核對人事資料' })).statusCode, 303)
  for (const url of [`${path}/sections/nonsense/entry`, `${path}/rows/${randomUUID()}/entry`]) {
    t.equal((await chen.get(url)).statusCode, 404, url)
  }
  const admin = await enter(await w.add('admin'))
  await admin.get('/agencies')
  t.equal((await admin.get(`/agencies/${w.elsewhere}/nothing`)).statusCode, 404)
  t.equal((await admin.post(`/agencies/${w.agencyId}/cards/${randomUUID()}/removal`)).statusCode, 404)
  await signIn(chen, chen)
  t.equal((await chen.get('/administration/failures')).statusCode, 404)
  t.match(await w.counted(1), [{ about: w.chen.accountId, details: { route: '/administration/failures' } }])
  t.equal((await w.refusals()).length, 1)
})

t.test('one that goes on and on is told as that', async t => {
  const w = await guarded(t)
  const { deps, browser, lin, chen, stranger, refusals, counted, setClock } = w
  const path = `/people/${stranger.personId}`
  await signIn(browser, lin)
  t.equal((await browser.get('/administration/failures')).statusCode, 404)
  t.equal((await browser.get(path)).statusCode, 404)
  t.match(await counted(2), [
    {
      about: lin.accountId,
      byAccountId: lin.accountId,
      details: { method: 'GET', route: '/administration/failures', target: null },
    },
    { about: lin.accountId, details: { route: '/people/:id', target: stranger.personId } },
  ])
  // nothing that is there
  for (const url of [`/people/${randomUUID()}`, '/people/nobody', '/nothing-here', '/account/cards/1'])
    await browser.get(url)
  for (let i = 0; i < 3; i += 1) await browser.get(path)

  await signIn(chen, chen)
  t.equal((await chen.get(`${path}/account`)).statusCode, 404)
  t.match(
    (await counted(3)).slice(2),
    [{ about: chen.accountId, details: { route: '/people/:id/account' } }],
    'and once for each address',
  )
  setClock(new Date(deps.clock().getTime() + 16 * 60_000))
  await browser.get(path)
  await counted(4)

  const agencies = await Promise.all(
    Array.from({ length: 30 }, (_, i) => addAgency(deps, `9990001${String(i).padStart(2, '0')}X`, `第 ${i} 國小`)),
  )
  await Promise.all(agencies.map(id => browser.get(`/agencies/${id}`)))
  await counted(24)
  const hers = (await refusals()).filter(({ about }) => about === lin.accountId)
  t.equal(hers.length, 23, 'twenty in a quarter of an hour')
  t.match(hers.at(-1), { what: more, details: { kept: 20 } }, 'and that more followed')
})

t.test(
  'where its settings say so, an address asks for a proof that is not old, and it leads back to a page',
  async t => {
    const w = await guarded(t, { sessionIdleMinutes: 60 })
    const { app, deps, agencyId, lin, chen, add } = w
    const { db, ring } = deps
    const chief = await add('huang')
    const administrator = await add('admin')
    const idsOf = async (owner: TestPerson) => {
      const basic = (await records.ofPerson(db, ring, owner.personId)).find(({ section }) => section === 'basic')
      return { ...(await everythingOf(w, owner, agencyId)), row: basic?.id ?? '' }
    }
    const owned = [await idsOf(lin), await idsOf(chen)]
    const sent = eq(tables.corrections.id, owned[1]?.correction ?? '')
    await db.update(tables.corrections).set({ state: 'submitted', agencyId, number: '115-1' }).where(sent)

    // a sheet is shown to who sent it alone
    await db.update(tables.imports).set({ byAccountId: chief.accountId })

    const asked = new Set<string>()
    for (const who of [lin, chief, administrator]) {
      const browser = visitor(app)
      // with a passkey the password alone would not let anybody in
      await db.update(tables.passkeys).set({ retiredAt: deps.clock() })
      await signIn(browser, who)
      await db.update(tables.passkeys).set({ retiredAt: null })
      await db.update(tables.accounts).set({ passwordHash: null }).where(eq(tables.accounts.id, who.accountId))
      const at = deps.clock().getTime()
      const opened = owned.flatMap(ids => [`/people/${ids.person}`, `/batches/${ids.batch}`])
      for (const path of opened) await browser.post(`${path}/opening`, { purpose: '核對人事資料' })
      for (const [proof, minutes] of [
        ['fresh', 11],
        ['fresh-at-page', 31],
      ] as const) {
        w.setClock(new Date(at + minutes * 60_000))
        for (const one of owned.flatMap(ids => withProof(w, ids)).filter(one => one.proof === proof)) {
          const { headers } = await (one.method === 'GET' ? browser.get(one.url) : browser.post(one.url))
          if (headers.location === one.to) asked.add(`${one.method} ${one.route}`)
          else t.notMatch(headers.location ?? '', /^\/proof/, one.url)
        }
      }
      w.setClock(new Date(at + 120 * 60_000))
    }
    const all = owned.slice(0, 1).flatMap(ids => withProof(w, ids))
    t.ok(all.length > 40)
    t.same(
      all.map(({ method, route }) => `${method} ${route}`).filter(route => !asked.has(route)),
      [],
    )
    const pages = app.routeList().flatMap(({ method, url }) => (method === 'GET' ? [url] : []))
    t.same(
      all.filter(({ back }) => !pages.includes(back)),
      [],
    )
  },
)
