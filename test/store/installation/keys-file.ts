import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t, { type Test } from 'tap'
import { makeKeys, readKeys } from '../../../server/store/installation/keys-file.ts'

const place = async (t: Test) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-keys-'))
  t.teardown(() => rm(folder, { recursive: true }))
  return path.join(folder, 'made/desk.keys')
}

t.test('keys are made once, for their owner only, and found again', async t => {
  const file = await place(t)
  t.match(await readKeys(file), { ok: false, mistake: { why: 'keys-file.missing', holes: { file } } })
  const made = await makeKeys(file)
  t.ok(made.ok)
  t.equal((await stat(file)).mode & 0o777, 0o600)
  t.same(await makeKeys(file), made)
  t.same(await readKeys(file), made)
})

t.test('two set-ups at the same moment agree on the keys', async t => {
  const file = await place(t)
  const [one, other] = await Promise.all([makeKeys(file), makeKeys(file)])
  t.ok(one.ok)
  t.same(other, one)
})

t.test('a file that others can read is refused', async t => {
  const file = await place(t)
  await makeKeys(file)
  await chmod(file, 0o640)
  t.match(await readKeys(file), { ok: false, mistake: { why: 'keys-file.open' } })
})

t.test('all data keys of the ring are read, in order', async t => {
  const file = await place(t)
  await makeKeys(file)
  const key = Buffer.alloc(32, 7).toString('base64')
  await writeFile(file, (await readFile(file, 'utf8')).replace('DATA_KEYS=', `DATA_KEYS=newer:${key},`))
  const read = await readKeys(file)
  t.same(read.ok && read.keys.ring.dataKeys.map(({ id }) => id)[0], 'newer')
  t.equal(read.ok && read.keys.ring.dataKeys.length, 2)
})

for (const line of ['DATA_KEYS', 'INDEX_KEY', 'SESSION_SECRET']) {
  t.test(`a file whose ${line} is cut short is refused as damaged`, async t => {
    const file = await place(t)
    await makeKeys(file)
    const cut = (await readFile(file, 'utf8')).replace(new RegExp(`^(${line}=.*).{20}$`, 'm'), '$1')
    await writeFile(file, cut)
    t.match(await readKeys(file), { ok: false, mistake: { why: 'keys-file.damaged' } })
  })
}
