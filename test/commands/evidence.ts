import { spawnSync } from 'node:child_process'
import path from 'node:path'
import t from 'tap'
import { root } from '../../server/config.ts'
import * as installation from '../../server/store/installation/installation.ts'
import { makeKeys } from '../../server/store/installation/keys-file.ts'
import { evidence } from '../../server/store/schema.ts'
import { sendCorrection, skill } from '../support/correction/corrections.ts'
import { threeHomes } from '../support/correction/homes.ts'
import { testDatabase } from '../support/database/database.ts'
import { addAgency, addPerson } from '../support/person/people.ts'

t.test('an operator moves the evidence of an installation out of its database and back', async t => {
  const { db, url } = await testDatabase(t)
  const { folder, bucket, files } = await threeHomes(t)
  const usual = { PATH: process.env.PATH, DATABASE_URL: url, KEYS_FILE: path.join(folder, '../desk.keys') }
  const s3 = {
    EVIDENCE_S3_URL: bucket.url,
    EVIDENCE_S3_BUCKET: bucket.bucket,
    EVIDENCE_S3_REGION: bucket.region,
    EVIDENCE_S3_KEY_ID: bucket.keyId,
    EVIDENCE_S3_SECRET: bucket.secret,
  }
  const desk = (env: Record<string, string>, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'dist/server/cli.js'), 'evidence', ...args],
      { env: { ...usual, ...env }, encoding: 'utf8' },
    )
    return { status, out: stdout, said: stderr }
  }
  const made = await makeKeys(usual.KEYS_FILE)
  if (!made.ok) throw new Error(made.mistake.why)
  const { ring } = made.keys
  await installation.enter(db, ring, 'real')
  const deps = { db, ring, clock: () => new Date() }
  const agencyId = await addAgency(deps)
  const person = await addPerson(deps, agencyId)
  const names = ['one.pdf', 'two.pdf']
  await sendCorrection(deps, person, agencyId, { section: 'skill', to: skill, files: names })

  await t.test('who asks otherwise hears how', async t => {
    for (const args of [[], ['list'], ['toString'], ['move', 'all'], ['check', '--color']]) {
      t.match(desk({}, ...args), { status: 2, out: '', said: 'evidence move' }, args.join(' '))
    }
  })
  await t.test('with nothing to do nothing is done', async t => {
    t.match(desk({}, 'check'), { status: 0, out: 'can be opened: 2; that cannot: 0' })
    t.match(desk({}, 'move'), { status: 0, out: 'moved to database: 0; not moved: 0' })
  })
  await t.test('a wrong secret is told, and everything stays', async t => {
    const told = desk({ EVIDENCE_HOME: 's3', ...s3, EVIDENCE_S3_SECRET: 'wrong' }, 'move')
    t.match(told, { status: 1, said: /cannot be used now \(it answered 403 SignatureDoesNotMatch\)/ })
    t.notMatch(told.out + told.said, bucket.secret)
    t.match(desk({ EVIDENCE_HOME: 'database', ...s3 }, 'check'), { status: 0, out: 'can be opened: 2;' })
  })
  await t.test('from one home to the next', async t => {
    t.match(desk({ EVIDENCE_HOME: 's3', ...s3 }, 'move'), { status: 0, out: 'moved to s3: 2; not moved: 0' })
    t.match(desk({ EVIDENCE_HOME: 's3', ...s3 }, 'check'), { status: 0, out: 'can be opened: 2;' })
    const without = desk({}, 'check')
    t.match(without, { status: 2, out: '', said: /lies outside the database: set EVIDENCE_S3_URL/ })
    const both = { EVIDENCE_HOME: 'folder', EVIDENCE_FOLDER: folder, ...s3 }
    t.match(desk(both, 'move'), { status: 0, out: 'moved to folder: 2; not moved: 0' })
  })
  await t.test('one that is lost is told by its id, and keeps no other', async t => {
    const [lost] = await db.select().from(evidence)
    await files.folder.remove(lost?.outsideId ?? '')
    const back = { EVIDENCE_HOME: 'database', EVIDENCE_FOLDER: folder, ...s3 }
    t.match(desk(back, 'check'), { status: 1, out: `${lost?.id}\tevidence.unopened.missing\n` })
    t.match(desk(back, 'move'), { status: 1, out: 'moved to database: 1; not moved: 1' })
  })
})
