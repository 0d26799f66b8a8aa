import { eq } from 'drizzle-orm'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import t from 'tap'
import { root } from '../../server/config.ts'
import * as installation from '../../server/store/installation/installation.ts'
import { makeKeys } from '../../server/store/installation/keys-file.ts'
import * as recoveries from '../../server/store/person/recoveries.ts'
import { accounts, events, notices } from '../../server/store/schema.ts'
import { testDatabase } from '../support/database/database.ts'
import { addAgency, addPerson } from '../support/person/people.ts'
import { world } from '../support/person/world.ts'

t.test('an operator lets an administrator in again', async t => {
  const { db, url } = await testDatabase(t)
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    KEYS_FILE: path.join(t.testdir(), 'desk.keys'),
    BASE_URL: 'https://hr.demo.example',
  }
  const desk = (...args: string[]) => {
    const program = path.join(root, 'dist/server/cli.js')
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'administrator', ...args], {
      env,
      encoding: 'utf8',
    })
    return { status, out: stdout, mistake: stderr }
  }

  const made = await makeKeys(env.KEYS_FILE)
  if (!made.ok) throw new Error(made.mistake.why)
  const { ring } = made.keys
  await installation.enter(db, ring, 'real')

  t.test('and hears how to ask, and when there is nobody yet', async t => {
    for (const args of [[], ['recover'], ['toString'], ['list', '--color']]) {
      const said = desk(...args)
      t.equal(said.status, 2, args.join(' '))
      t.match(said.mistake, 'administrator recover --login-name')
    }
    t.match(desk('list'), { status: 1, mistake: /還沒有系統管理者.+\nThere is no administrator yet/ })
  })

  const deps = { db, ring, clock: () => new Date() }
  const agencyId = await addAgency(deps)
  const admin = await addPerson(deps, agencyId, world.admin)
  const other = await addPerson(deps, agencyId, { ...world.wang, password: null, roles: ['sysadmin'] })
  const chief = await addPerson(deps, agencyId, world.huang)

  t.test('but nobody else, though the name exists', async t => {
    t.match(desk('list').out, `${admin.accountId}\tchen.yian\tactive`)
    for (const name of [chief.loginName, 'nobody']) {
      t.match(desk('recover', '--login-name', name), { status: 1, mistake: '這不是系統管理者的帳號' })
    }
    t.match(desk('recover', '--account', chief.accountId), { status: 1 })
    await db.update(accounts).set({ state: 'invited' }).where(eq(accounts.id, other.accountId))
    t.match(desk('recover', '--account', other.accountId), { status: 1, mistake: '還沒有啟用' })
    t.same(await db.select().from(notices), [])
  })

  t.test('by a link that is printed once, told to all administrators and kept as an event', async t => {
    await db.update(accounts).set({ state: 'locked' }).where(eq(accounts.id, admin.accountId))
    const { status, out } = desk('recover', '--login-name', ' Chen.Yian ')
    t.equal(status, 0)
    const [, token = ''] = /^https:\/\/hr\.demo\.example\/recovery\/operator\/link\?token=(\S+)\n/.exec(out) ?? []
    t.match(out, /只能用一次.+\n.+works once/)
    const found = await recoveries.bySecret(db, ring, 'operator', token, new Date())
    t.match(found, { accountId: admin.accountId }, 'and the lock is gone, which nobody else could open')
    const in15 = new Date(Date.now() + 15 * 60_000)
    t.equal(await recoveries.bySecret(db, ring, 'operator', token, in15), undefined)
    const told = await db.select().from(notices)
    t.same(told.map(({ accountId }) => accountId).sort(), [admin.accountId, other.accountId].sort())
    t.match(told[0], { text: 'notice.administrator-recovery' })
    const kept = await db.select().from(events).where(eq(events.what, 'recovery.operator-link'))
    t.match(kept, [{ about: admin.accountId, byRole: 'service' }])
    t.notMatch(JSON.stringify(await db.select().from(events)), token)
  })
})
