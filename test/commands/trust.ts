import t from 'tap'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../server/config.ts'
import * as installation from '../../server/store/installation/installation.ts'
import { makeKeys } from '../../server/store/installation/keys-file.ts'
import { events, trustAnchors } from '../../server/store/schema.ts'
import { importTrust } from '../../server/store/trust/trust.ts'
import { testCa } from '../support/card/cards.ts'
import { testDatabase } from '../support/database/database.ts'

t.test('an operator at the terminal', async t => {
  const ca = await testCa(t)
  const { db, url } = await testDatabase(t)
  const env = { PATH: process.env.PATH, DATABASE_URL: url, KEYS_FILE: path.join(ca.trust, '../desk.keys') }
  const desk = (...args: string[]) => {
    const program = path.join(root, 'dist/server/cli.js')
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'trust', ...args], {
      env,
      encoding: 'utf8',
    })
    return { status, out: stdout, mistake: stderr }
  }
  const made = await makeKeys(env.KEYS_FILE)
  if (!made.ok) throw new Error(made.mistake.why)
  await installation.enter(db, made.keys.ring, 'real')
  const file = path.join(ca.trust, 'anchors', 'grca3.cer')
  const { certificate, keyId } = await ca.issuer('grca3')
  const sha256 = createHash('sha256').update(certificate).digest('hex')

  t.test('hears how to ask', async t => {
    for (const args of [
      [],
      ['toString'],
      ['add'],
      ['add', '--kind', 'dog', '--certificate', file],
      ['list', '--color'],
    ]) {
      const said = desk(...args)
      t.equal(said.status, 2, args.join(' '))
      t.match(said.mistake, 'trust add --kind')
    }
    const unreadable = {
      'nowhere.cer': /\nnowhere\.cer cannot be read \(ENOENT\)/,
      [ca.trust]: /cannot be read \(EISDIR\)/,
    }
    for (const [certificate, mistake] of Object.entries(unreadable)) {
      t.match(desk('add', '--kind', 'root', '--certificate', certificate), { status: 2, mistake })
    }
    const said = desk('import', '--folder', file)
    t.match(said, { status: 2, mistake: /無法讀取（ENOTDIR）。\n.+cannot be read \(ENOTDIR\)\.\n$/ })
    t.notMatch(said.mistake, '    at ')
  })

  t.test('adds nothing that was not compared, and nothing that is for tests', async t => {
    t.match(desk('list'), { status: 0, out: '目前無法以卡片登入' })
    const add = ['add', '--kind', 'root', '--certificate', file]
    t.match(desk(...add), { status: 1, mistake: sha256 })
    t.match(desk(...add, '--sha256', '00'), { status: 1, mistake: /請先核對指紋[^]+\n[^\u4e00-\u9fff]+\n$/ })
    t.match(desk(...add, '--sha256', sha256), { status: 1, mistake: 'trust.refused.test-authority' })
    t.match(desk('import', '--folder', ca.trust), { status: 1, mistake: 'anchors/grca3.cer' })
    t.same(await db.select().from(trustAnchors), [])
    t.match(await db.select().from(events), [{ what: 'trust.folder-imported' }])
  })

  t.test('sees what is there, and removes it once', async t => {
    const addedAt = new Date('2026-11-23T06:00:00Z')
    const row = { fingerprint: sha256, role: 'root' as const, keyId: keyId.toString('hex'), certificate, addedAt }
    await db.insert(trustAnchors).values({ ...row, test: false, addedBy: null })
    t.match(desk('list'), {
      status: 0,
      out: new RegExp(`^${sha256}\t根憑證 / .+\t.+\t\\d{4}-\\d\\d-\\d\\d\t沒有 / .+\n$`),
    })
    const spoken = sha256.toUpperCase().replace(/..(?=.)/g, '$&:')
    t.match(desk('remove', '--sha256', spoken), { status: 0, out: sha256 })
    t.match(desk('remove', '--sha256', sha256), { status: 1, mistake: '沒有這個指紋的憑證機構' })
    t.match(desk('list').out, '目前無法以卡片登入')
  })

  t.test('cannot open an installation that trusts test authorities, or one without its keys', async t => {
    await importTrust(db, ca.trust, { test: true, at: new Date('2026-11-23T06:00:00Z') })
    const said = desk('list')
    t.equal(said.status, 2)
    t.not(said.mistake, '')
    rmSync(env.KEYS_FILE)
    t.match(desk('list'), { status: 2, mistake: 'desk.keys' })
  })
})
