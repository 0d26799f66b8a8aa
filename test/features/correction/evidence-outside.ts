import { eq, isNull } from 'drizzle-orm'
import { cp, readdir, rename, rm } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { HomeUnreachable, type EvidenceHome } from '../../../server/domain/correction/evidence-home.ts'
import { sweepEvidence } from '../../../server/jobs/expiry.ts'
import { openEvidenceS3 } from '../../../server/outside/evidence-s3.ts'
import * as evidenceStore from '../../../server/store/correction/evidence.ts'
import { check, move } from '../../../server/store/correction/evidence-moving.ts'
import { lookAgain } from '../../../server/store/correction/held-evidence.ts'
import { evidence, evidenceOpenings, evidenceOutside } from '../../../server/store/schema.ts'
import { errorsIn } from '../../support/app/pages.ts'
import {
  attach,
  beginCorrection,
  fill,
  goesTo,
  pdf,
  sendUnsigned,
  takeCorrection,
} from '../../support/correction/by-pages.ts'
import { threeHomes } from '../../support/correction/homes.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { eventually, somebodyWaits } from '../../support/running/waiting.ts'

const hour = 3_600_000

/** A school whose evidence is kept in `newest`, with a draft that wants a file; all three homes are configured. */
async function school(t: Test, newest: EvidenceHome) {
  const three = await threeHomes(t)
  const evidenceHomes = three.homes(newest)
  const started = await startSchool(t, ['lin', 'chen'], { deps: { evidenceHomes } })
  const { lin, deps } = started
  await enter(lin)
  const id = await beginCorrection(lin, 'add:skill')
  goesTo(
    await fill(lin, id, { row_skill: '急救', row_licence: '初級急救員證書', reason: '新取得證照' }),
    `/corrections/${id}/evidence`,
  )
  const { db } = deps
  const rows = () => db.select().from(evidence).orderBy(evidence.name)
  const outside = () => db.select().from(evidenceOutside)
  const filesIn = async (folder: string) =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())
  return { ...started, ...three, db, id, path: `/corrections/${id}`, rows, outside, filesIn }
}

const file = (name: string) => ({ ...pdf(name), name: `${name}.pdf` })

async function all(told: AsyncIterable<{ outcome: string }>) {
  const outcomes: string[] = []
  for await (const { outcome } of told) outcomes.push(outcome)
  return outcomes
}

for (const home of ['folder', 's3'] as const) {
  t.test(`a file goes through ${home} from the draft to HR, and nobody sees a difference`, async t => {
    const { lin, chen, id, path, rows, files } = await school(t, home)
    goesTo(await attach(lin, id, file('one')), `${path}/evidence`)
    const [row] = await rows()
    t.match(row, { sealed: null, outsideId: String, name: 'one.pdf' })
    const sealed = await files[home].get(row?.outsideId ?? '')
    t.notMatch(String(sealed), 'PDF', 'what lies there is sealed')
    const own = await lin.get(`${path}/evidence/${row?.id}`)
    t.ok(own.rawPayload.equals(file('one').bytes))
    goesTo(await sendUnsigned(lin, id), path)
    await enter(chen)
    await takeCorrection(chen, id)
    const read = await chen.get(`/review/${id}/evidence/${row?.id}`)
    t.ok(read.rawPayload.equals(file('one').bytes))
    t.equal(read.headers['content-disposition'], own.headers['content-disposition'])
  })

  t.test(`while ${home} is out of reach a file is refused in words, and everything else goes on`, async t => {
    const { app, lin, chen, db, id, path: place, rows, outside, folder, breaks } = await school(t, home)
    const stop = () => (home === 's3' ? breaks('busy') : rename(folder, `${folder}.off`))
    const begin = () => (home === 's3' ? breaks('') : rename(`${folder}.off`, folder))
    goesTo(await attach(lin, id, file('one')), `${place}/evidence`)
    const [row] = await rows()

    await stop()
    const refused = await attach(lin, id, file('two'))
    t.equal(refused.statusCode, 503)
    t.equal(refused.headers['retry-after'], '60')
    t.match(errorsIn(refused).join(), '系統暫時無法保存檔案，這個檔案沒有收下')
    t.match(refused.body, 'one.pdf', 'the files of before are still listed')
    t.equal((await rows()).length, 1)
    const unread = await lin.get(`${place}/evidence/${row?.id}`)
    t.equal(unread.statusCode, 503)
    t.match(unread.body, '系統暫時無法讀取這份文件')
    const ready = await app.inject('/health/ready')
    t.same([ready.statusCode, ready.body], [200, `ready; evidence in ${home} unreachable\n`], 'visitors are served')
    goesTo(await sendUnsigned(lin, id), place)
    await enter(chen)
    goesTo(await chen.post(`/review/${id}/taking`), `/review/${id}`)
    t.equal((await chen.get(`/review/${id}/evidence/${row?.id}`)).statusCode, 503)
    t.same(await db.select().from(evidenceOpenings), [], 'what did not open was not read')

    await begin()
    t.equal((await app.inject('/health/ready')).body, 'ready\n')
    t.equal((await chen.get(`/review/${id}/evidence/${row?.id}`)).statusCode, 200)
    t.equal((await db.select().from(evidenceOpenings)).length, 1)
    t.equal((await outside()).length, 2, 'that of the try is remembered, to be removed')
  })
}

t.test('bytes that were changed, cut, exchanged or lost are refused and never shown', async t => {
  const { lin, id, path: place, rows, files, db } = await school(t, 'folder')
  for (const name of ['one', 'two']) goesTo(await attach(lin, id, file(name)), `${place}/evidence`)
  const [one, two] = await rows()
  const name = one?.outsideId ?? ''
  const sealed = (await files.folder.get(name)) ?? Buffer.alloc(0)
  const other = (await files.folder.get(two?.outsideId ?? '')) ?? Buffer.alloc(0)
  const put = async (bytes: Buffer) => {
    await files.folder.remove(name)
    await files.folder.put(name, bytes)
  }
  const changed = Buffer.from(sealed)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  const faults: [string, () => Promise<unknown>, string][] = [
    ['changed', () => put(changed), '和當初保存的不同'],
    ['cut', () => put(sealed.subarray(0, -1)), '和當初保存的不同'],
    ['empty', () => put(Buffer.alloc(0)), '和當初保存的不同'],
    ['exchanged', () => put(other), '和當初保存的不同'],
    [
      'of a key that is not here',
      () => put(Buffer.from(sealed.toString('latin1').replace('test', 'tset'), 'latin1')),
      '和當初保存的不同',
    ],
    ['lost', () => files.folder.remove(name), '找不到這份文件的內容'],
  ]
  for (const [what, begin, said] of faults) {
    await begin()
    const answer = await lin.get(`${place}/evidence/${one?.id}`)
    t.equal(answer.statusCode, 500, what)
    t.match(answer.body, said, what)
    t.match(answer.headers['content-type'], 'text/html', what)
  }
  await put(sealed)
  t.equal((await lin.get(`${place}/evidence/${one?.id}`)).statusCode, 200)
  await db
    .update(evidence)
    .set({ sha256: two?.sha256 ?? '' })
    .where(eq(evidence.name, 'one.pdf'))
  t.equal((await lin.get(`${place}/evidence/${one?.id}`)).statusCode, 500, 'a row that was changed')
})

t.test('files move between all homes while they are used; whatever stops it, each can be opened', async t => {
  const {
    lin,
    deps,
    id,
    path: place,
    rows,
    homes,
    breaks,
    setClock,
    files,
    folder,
    filesIn,
    outside,
  } = await school(t, 'database')
  const { db, ring, clock } = deps
  for (const name of ['one', 'two', 'three']) goesTo(await attach(lin, id, file(name)), `${place}/evidence`)
  const kept = await rows()
  const isOpen = async () => {
    for (const { id, name } of kept) {
      const { rawPayload } = await lin.get(`${place}/evidence/${id}`)
      if (!rawPayload.equals(file(name.replace('.pdf', '')).bytes)) return false
    }
    return true
  }
  const moving = (home: EvidenceHome) => move({ db, ring, homes: homes(home), clock })
  const homesOf = async () => {
    const placed = await db
      .select({ home: evidenceOutside.home })
      .from(evidence)
      .leftJoin(evidenceOutside, eq(evidenceOutside.id, evidence.outsideId))
    return placed.map(({ home }) => home)
  }

  t.same(await all(moving('folder')), ['moved', 'moved', 'moved'])
  t.same(await homesOf(), ['folder', 'folder', 'folder'])
  t.equal(
    (await db.select().from(evidence).where(isNull(evidence.sealed))).length,
    3,
    'the database has let go of them',
  )
  t.equal(await isOpen(), true)
  t.same(await all(moving('folder')), [], 'once more there is nothing to do')

  const first = moving('s3')
  t.match((await first.next()).value, { outcome: 'moved' })
  await breaks('cut')
  t.match((await first.next()).value, { outcome: 'evidence.unopened.unreachable' })
  await breaks('')
  t.same((await homesOf()).toSorted(), ['folder', 'folder', 's3'], 'it was broken off')
  t.equal(await isOpen(), true)
  await breaks('spoils')
  t.same(await all(moving('s3')), ['evidence.unopened.damaged', 'evidence.unopened.damaged'], 'the old one is kept')
  await breaks('')
  const [one, other] = [moving('s3'), moving('s3')]
  t.match((await one.next()).value, { outcome: 'moved' })
  t.same([await all(other), await all(one)], [['moved'], ['gone']], 'of two at once each moves what the other has not')
  t.same(await homesOf(), ['s3', 's3', 's3'])
  t.equal(await isOpen(), true)

  t.equal((await filesIn(folder)).length, 3, 'what was given up stays for a day')
  setClock(new Date(clock().getTime() + 25 * hour))
  await sweepEvidence({ ...deps, evidenceHomes: homes('s3') })
  t.same(await filesIn(folder), [])
  t.equal((await outside()).length, 3, 'and what is named stays')
  await enter(lin)
  t.equal(await isOpen(), true)

  const [lost] = await rows()
  await files.s3.remove(lost?.outsideId ?? '')
  t.same((await all(check({ db, ring, homes: homes('s3'), clock }))).toSorted(), [
    'evidence.unopened.missing',
    'whole',
    'whole',
  ])
  t.same((await all(moving('database'))).toSorted(), ['evidence.unopened.missing', 'moved', 'moved'])
  t.same((await homesOf()).toSorted(), [null, null, 's3'])
})

t.test('a file that nothing names is removed after a day, and one that is younger never', async t => {
  const { lin, deps, db, id, path: place, folder, filesIn, outside, setClock, rows } = await school(t, 'folder')
  goesTo(await attach(lin, id, file('one')), `${place}/evidence`)
  goesTo(await attach(lin, id, file('two')), `${place}/evidence`)
  const [one, two] = await rows()
  // as after a crash between the bytes and their row
  await db.delete(evidence).where(eq(evidence.id, one?.id ?? ''))
  const began = deps.clock().getTime()
  const later = async (hours: number) => {
    setClock(new Date(began + hours * hour))
    // as on two machines
    await Promise.all([sweepEvidence(deps), sweepEvidence(deps)])
    return (await filesIn(folder)).length
  }
  t.equal(await later(23), 2)
  t.equal(await later(25), 1)
  t.match(await outside(), [{ id: two?.outsideId }])

  await enter(lin)
  goesTo(await lin.post(`${place}/evidence/${two?.id}/removal`), `${place}/evidence`)
  t.same(await rows(), [])
  t.equal(await later(48), 1, 'a day from when it was removed')
  t.equal(await later(50), 0)
  t.same(await outside(), [])
})

t.test('a sweep that cannot reach a home does what it can, and is tried again', async t => {
  const { lin, deps, db, id, path: place, folder, filesIn, outside, breaks, homes, setClock } = await school(t, 's3')
  goesTo(await attach(lin, id, file('one')), `${place}/evidence`)
  for (const home of ['folder', 's3'] as const) await all(move({ ...deps, homes: homes(home) }))
  t.equal((await filesIn(folder)).length, 1)
  await db.delete(evidence)
  setClock(new Date(deps.clock().getTime() + 25 * hour))
  await breaks('busy')
  await t.rejects(sweepEvidence(deps), { message: 'evidence outside could not be removed' })
  t.same(
    (await outside()).map(({ home }) => home),
    ['s3', 's3'],
  )
  t.same(await filesIn(folder), [])
  await breaks('')
  await sweepEvidence(deps)
  t.same(await outside(), [])
})

t.test('a sweep whose clock is a day ahead removes nothing that is being named', async t => {
  const { deps, db, id: correctionId, homes, folder, filesIn, rows } = await school(t, 'folder')
  const now = deps.clock()
  const sealed = evidenceStore.seal(deps.ring, Buffer.from('%PDF-1.7 one'))
  const put = await evidenceStore.putAway(db, homes('folder'), sealed.sealed, now)
  if (!put.ok) throw put.cause
  const details = { correctionId, round: 0, name: 'one.pdf', media: 'application/pdf' as const, addedBy: correctionId }
  let swept: Promise<void> | undefined
  await db.transaction(async tx => {
    await evidenceStore.add(tx, { ...sealed, ...details }, now, put.place)
    swept = sweepEvidence({ ...deps, clock: () => new Date(now.getTime() + 25 * hour) })
    await somebodyWaits(db)
  })
  await swept
  t.equal((await rows()).length, 1)
  t.equal((await filesIn(folder)).length, 1)
})

t.test('a row comes within the hour of its bytes or not at all: later they may be on their way out', async t => {
  const { lin, deps, id: correctionId, homes, rows } = await school(t, 'folder')
  const { db, ring } = deps
  const sealed = evidenceStore.seal(ring, file('one').bytes)
  const put = await evidenceStore.putAway(db, homes('folder'), sealed.sealed, deps.clock())
  if (!put.ok) throw put.cause
  const details = { correctionId, round: 1, name: 'one.pdf', media: 'application/pdf', addedBy: lin.accountId } as const
  const adding = (at: Date) => db.transaction(tx => evidenceStore.add(tx, { ...sealed, ...details }, at, put.place))
  const hours = (count: number) => new Date(deps.clock().getTime() + count * hour)
  await t.rejects(adding(hours(2)), /too long ago/)
  t.same(await rows(), [])
  await adding(hours(0.9))
  t.equal((await rows()).length, 1)
})

t.test('nobody holds a connection of the database while a home does not answer', async t => {
  const { lin, db, id, path: place, breaks, bucket, deps, outside } = await school(t, 's3')
  Object.assign(deps.evidenceHomes, { s3: openEvidenceS3(bucket, 3000) })
  await breaks('silent')
  await lin.get(`${place}/evidence`)
  const adding = lin.upload(`${place}/evidence`, 'file', file('one'))
  await eventually(outside, ({ length }) => length > 0)
  const { rows: held } = await db.execute(
    "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
  )
  t.same(held, [])
  t.equal((await adding).statusCode, 503)
  t.equal((await lin.get(`/corrections/${id}/edit`)).statusCode, 200)
})

t.test('what turns out infected while it is moved comes to no other home', async t => {
  const { lin, deps, db, id, path: place, rows, homes } = await school(t, 'database')
  goesTo(await attach(lin, id, file('one')), `${place}/evidence`)
  await db.update(evidence).set({ scan: 'held' })
  const there = homes('folder')
  const folder = {
    ...there.folder,
    put: async (name: string, bytes: Buffer) => {
      await there.folder?.put(name, bytes)
      await lookAgain({ ...deps, homes: there, scan: async () => ({ is: 'infected' }) }, deps.clock())
    },
  } as typeof there.folder
  const { ring, clock } = deps
  t.same(await all(move({ db, ring, homes: { ...there, folder }, clock })), ['gone'])
  t.match(await rows(), [{ scan: 'infected', sealed: null, outsideId: null }])
})

t.test('files that nobody reaches hold up no others from being looked at for a virus', async t => {
  const { lin, deps, db, id: correctionId, homes } = await school(t, 'database')
  const { ring, clock } = deps
  const details = { correctionId, round: 1, media: 'application/pdf', addedBy: lin.accountId, scan: 'held' } as const
  const inOrder: EvidenceHome[] = [...Array<EvidenceHome>(12).fill('folder'), 'database']
  for (const [i, home] of inOrder.entries()) {
    const sealed = evidenceStore.seal(ring, file(`${i}`).bytes)
    const put = await evidenceStore.putAway(db, homes(home), sealed.sealed, clock())
    if (!put.ok) throw put.cause
    const at = new Date(clock().getTime() + i)
    await db.transaction(tx => evidenceStore.add(tx, { ...sealed, ...details, name: home }, at, put.place))
  }
  let asked = 0
  const there = homes('folder')
  const get = async () => {
    asked += 1
    throw new HomeUnreachable('folder', new Error('away'))
  }
  const folder = { ...there.folder, get } as unknown as typeof there.folder
  const looking = { ...deps, scan: async () => ({ is: 'clean' as const }) }
  t.same(await lookAgain({ ...looking, homes: { ...there, folder } }, clock()), {})
  t.equal(asked, 1, 'a home that is away is asked once')
  const clean = () => db.select({ name: evidence.name }).from(evidence).where(eq(evidence.scan, 'clean'))
  t.same(await clean(), [{ name: 'database' }])
  t.same(await lookAgain({ ...looking, homes: there }, clock()), {})
  t.equal((await clean()).length, 13, 'and the others when it is back')
})

t.test('a backup of first the database and then the files loses nothing', async t => {
  const { lin, deps, db, id, path: place, folder, rows, homes, setClock } = await school(t, 'folder')
  const { ring, clock } = deps
  for (const name of ['one', 'two']) goesTo(await attach(lin, id, file(name)), `${place}/evidence`)
  setClock(new Date(clock().getTime() + 48 * hour))
  await enter(lin)
  const backup = { evidence: await db.select().from(evidence), outside: await db.select().from(evidenceOutside) }
  // meanwhile one file is removed, one is moved and one is added
  const [one, two] = await rows()
  await lin.post(`${place}/evidence/${one?.id}/removal`)
  await all(move({ db, ring, homes: homes('s3'), clock }))
  goesTo(await attach(lin, id, file('three')), `${place}/evidence`)
  await sweepEvidence(deps)
  await cp(folder, `${folder}.copy`, { recursive: true })

  // both are lost, and brought back
  await rm(folder, { recursive: true })
  await db.delete(evidence)
  await db.delete(evidenceOutside)
  await rename(`${folder}.copy`, folder)
  await db.insert(evidenceOutside).values(backup.outside)
  await db.insert(evidence).values(backup.evidence)
  t.same(await all(check({ db, ring, homes: homes('folder'), clock })), ['whole', 'whole'])
  for (const row of [one, two]) t.equal((await lin.get(`${place}/evidence/${row?.id}`)).statusCode, 200)
})
