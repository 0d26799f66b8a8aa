import { execFileSync } from 'node:child_process'
import dns from 'node:dns'
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import t from 'tap'
import { maxSealedBytes } from '../../server/domain/correction/evidence-file.ts'
import { HomeUnreachable, type SealedFiles } from '../../server/domain/correction/evidence-home.ts'
import { openEvidenceFolder } from '../../server/outside/evidence-folder.ts'
import { openEvidenceS3 } from '../../server/outside/evidence-s3.ts'
import { threeHomes, type Fault } from '../support/correction/homes.ts'
import { freePort } from '../support/running/program.ts'
import { eventually } from '../support/running/waiting.ts'

/** What each way of using it ends with. */
async function endsOf(files: SealedFiles, name: string = randomUUID()) {
  const all = [files.put(name, Buffer.from('sealed')), files.get(name), files.remove(name)]
  return (await Promise.allSettled<unknown>(all)).map(one => (one.status === 'rejected' ? one.reason : 'done'))
}

const rootsOf = async (files: SealedFiles, name?: string) =>
  (await endsOf(files, name)).map(end => (end instanceof HomeUnreachable ? rootOf(end) : String(end)))

function rootOf(error: Error): string {
  if (error.cause instanceof Error) return rootOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

for (const home of ['folder', 's3'] as const) {
  t.test(`what is put into ${home} comes back byte for byte, until it is removed`, async t => {
    const { files } = await threeHomes(t)
    const { put, get, remove, isReached } = files[home]
    const kept = new Map([1, 70_000, maxSealedBytes].map(size => [randomUUID(), randomBytes(size)] as const))
    await Promise.all([...kept].map(([name, sealed]) => put(name, sealed)))
    for (const [name, sealed] of kept) t.ok((await get(name))?.equals(sealed), `${sealed.length} bytes`)
    t.equal(await get(randomUUID()), undefined)
    const [gone = '', ...others] = kept.keys()
    await remove(gone)
    await remove(gone)
    t.equal(await get(gone), undefined, 'and to remove it again is no mistake')
    for (const name of others) t.ok(await get(name))
    t.equal(await isReached(), true)
  })
}

t.test('a folder holds files for their owner alone, and nothing half', async t => {
  const { folder, files } = await threeHomes(t)
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(folder, 65_534, 65_534)
  const name = randomUUID()
  await files.folder.put(name, Buffer.from('sealed'))
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  const [one, two] = [name.slice(0, 2), name.slice(2, 4)]
  t.same(all, [one, `${one}/${two}`, `${one}/${two}/${name}`])
  const { mode, uid } = statSync(path.join(folder, one, two, name))
  t.equal(mode & 0o777, 0o600)
  for (const step of [one, `${one}/${two}`]) t.equal(statSync(path.join(folder, step)).mode & 0o777, 0o700)
  t.equal(uid, isRoot ? 65_534 : process.getuid?.(), 'also what a command of root puts there is of whom the folder is')
  // as after a power cut while it was written
  const half = randomUUID()
  await files.folder.put(half, Buffer.from('sealed'))
  const place = path.join(folder, half.slice(0, 2), half.slice(2, 4), half)
  await writeFile(`${place}.part`, 'se')
  await files.folder.remove(half)
  t.same([existsSync(place), existsSync(`${place}.part`)], [false, false])
})

t.test('a folder that is gone is not made again: its disk may not be mounted', async t => {
  const folder = path.join(t.testdir({}), 'evidence')
  const files = openEvidenceFolder(folder)
  t.same(await rootsOf(files), ['ENOENT', 'ENOENT', 'ENOENT'])
  t.equal(await files.isReached(), false)
  t.notOk(existsSync(folder))
})

t.test('a disk that is silent is waited for once, and served from again when it answers', async t => {
  const { folder, files } = await threeHomes(t)
  const [stuck, whole] = [randomUUID(), randomUUID()]
  for (const name of [stuck, whole]) await files.folder.put(name, Buffer.from('sealed'))
  await files.folder.remove(stuck)
  // to open it waits for somebody who writes
  const pipe = path.join(folder, stuck.slice(0, 2), stuck.slice(2, 4), stuck)
  execFileSync('mkfifo', [pipe])
  const impatient = openEvidenceFolder(folder, 500)
  await t.rejects(impatient.get(stuck), { cause: { message: 'no answer within 500 ms' } })
  await t.rejects(impatient.get(whole), { cause: { message: 'it does not answer yet' } })
  t.equal(await impatient.isReached(), false)
  await (await open(pipe, 'w')).close()
  const read = () => impatient.get(whole).catch(() => undefined)
  t.equal((await eventually(read, Boolean))?.toString(), 'sealed')
  t.equal(await eventually(() => impatient.isReached(), Boolean), true)
})

t.test('of a file that is longer than any of ours only the beginning is read', async t => {
  const { files } = await threeHomes(t)
  for (const home of ['folder', 's3'] as const) {
    const name = randomUUID()
    await files[home].put(name, Buffer.alloc(maxSealedBytes + 500_000))
    const length = (await files[home].get(name))?.length ?? 0
    t.ok(length > maxSealedBytes && length < maxSealedBytes + 200_000, `${home}: ${length}`)
  }
})

const faults: [Fault, string | RegExp][] = [
  ['busy', 'it answered 503 SlowDown'],
  ['no-bucket', 'it answered 404 NoSuchBucket'],
  ['endless', /^it answered 500/],
  ['silent', /timeout/],
  ['cut', /^(UND_ERR_SOCKET|other side closed|terminated)$/],
]
t.test('a service that fails is told as unreachable with its cause, and serves again afterwards', async t => {
  const { files, breaks, bucket } = await threeHomes(t)
  const name = randomUUID()
  await files.s3.put(name, randomBytes(300_000))
  const impatient = openEvidenceS3(bucket, 1000)
  for (const [fault, root] of faults) {
    await breaks(fault)
    for (const told of await rootsOf(impatient, name)) t.match(told, root, fault)
    t.equal(await impatient.isReached(), false)
    await breaks('')
    t.equal((await files.s3.get(name))?.length, 300_000)
    t.equal(await files.s3.isReached(), true)
  }
})

t.test('what says yes to everything has kept nothing', async t => {
  const { files, breaks } = await threeHomes(t)
  await breaks('agrees')
  await t.rejects(files.s3.put(randomUUID(), randomBytes(10)), { cause: { message: 'it answered without an ETag' } })
})

t.test('a wrong key, secret or region opens nothing and is no file that is missing', async t => {
  const { bucket } = await threeHomes(t)
  const wrong = [
    [{ secret: 'another' }, 'SignatureDoesNotMatch'],
    [{ keyId: 'OTHER' }, 'InvalidAccessKeyId'],
    [{ region: 'us-east-1' }, 'AccessDenied'],
  ] as const
  for (const [part, code] of wrong) {
    const files = openEvidenceS3({ ...bucket, ...part })
    t.same(await rootsOf(files), Array(3).fill(`it answered 403 ${code}`))
    t.equal(await files.isReached(), false)
  }
  const nobody = openEvidenceS3({ ...bucket, url: `http://127.0.0.1:${await freePort()}` })
  t.same(await rootsOf(nobody), ['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
})

t.test('the bucket may stand in front of the host', async t => {
  const { bucket } = await threeHomes(t)
  const asked: string[] = []
  const { lookup } = dns
  t.intercept(dns, 'lookup', {
    value: (name: string, ...rest: [never, never]) => {
      asked.push(name)
      return lookup('127.0.0.1', ...rest)
    },
  })
  const url = bucket.url.replace('127.0.0.1', 's3.school.test')
  const { put, get, isReached } = openEvidenceS3({ ...bucket, url, style: 'host' })
  const name = randomUUID()
  await put(name, Buffer.from('sealed'))
  t.equal((await get(name))?.toString(), 'sealed')
  t.equal(await isReached(), true)
  t.ok(asked.length > 0 && asked.every(name => name === 'evidence.s3.school.test'), asked.join())
})
