import { sql } from 'drizzle-orm'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import * as accounts from '../../../server/store/account/accounts.ts'
import * as pastPasswords from '../../../server/store/account/past-passwords.ts'
import * as sentForms from '../../../server/store/account/sent-forms.ts'
import type { Db } from '../../../server/store/database/database.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import { violates } from '../../../server/store/database/unique.ts'
import * as notices from '../../../server/store/notice/notices.ts'
import * as records from '../../../server/store/record/records.ts'
import { events, people } from '../../../server/store/schema.ts'
import { startApp } from '../../support/app/app.ts'
import { addAgency, addPerson } from '../../support/person/people.ts'
import { world } from '../../support/person/world.ts'

async function two(t: Test, state: 'active' | 'invited' = 'active') {
  const { deps } = await startApp(t)
  const agencyId = await addAgency(deps)
  const lin = await addPerson(deps, agencyId, { state, password: null })
  const wang = await addPerson(deps, agencyId, { ...world.wang, state, password: null })
  return { deps, lin, wang }
}

/** Two transactions of which the second acts while the first has written and not ended; what each came to. */
async function atOnce<A, B>(db: Db, first: (tx: Db) => Promise<A>, second: (tx: Db) => Promise<B>): Promise<[A, B]> {
  let goOn = () => {}
  const waiting = new Promise<void>(resolve => (goOn = resolve))
  let written = () => {}
  const isWritten = new Promise<void>(resolve => (written = resolve))
  const one = db.transaction(async tx => {
    const done = await first(tx)
    written()
    await waiting
    return done
  })
  await isWritten
  const other = db.transaction(second)
  const isHeld = async () => (await db.execute('select 1 from pg_locks where not granted')).rows.length > 0
  for (let i = 0; i < 100 && !(await isHeld()); i += 1) await pause(20)
  goOn()
  return Promise.all([one, other])
}

t.test('of two people who take one login name at the same instant the second reads that it is taken', async t => {
  const { deps, lin, wang } = await two(t)
  const take = (id: string) => async (tx: Db) => {
    const said = await accounts.setLoginName(tx, id, 'the.one')
    t.ok(await accounts.find(tx, id), 'and what it does besides goes on')
    return said
  }
  const said = await atOnce(deps.db, take(lin.accountId), take(wang.accountId))
  t.same(said, [{ ok: true }, { ok: false, why: 'login-name.refused.taken' }])
})

t.test('and so it is when both activate their accounts', async t => {
  const { deps, lin, wang } = await two(t, 'invited')
  const login = { loginName: 'the.one', passwordHash: 'a hash' }
  const take = (id: string) => (tx: Db) => accounts.activate(tx, id, login, deps.clock())
  const said = await atOnce(deps.db, take(lin.accountId), take(wang.accountId))
  t.same(said, [{ ok: true }, { ok: false, why: 'login-name.refused.taken' }])
  t.match(await accounts.find(deps.db, wang.accountId), { state: 'invited', loginName: null })
})

t.test(
  'of two records that get one ID number at the same instant the second is refused, and nothing of it kept',
  async t => {
    const { deps, lin, wang } = await two(t)
    const { db, ring, clock } = deps
    const enter = (personId: string) => async (tx: Db) => {
      const [basic] = await records.ofPerson(tx, ring, personId)
      const change = {
        personId,
        section: 'basic',
        operation: 'change',
        source: 'hr_entry',
        writer: 'program',
        reason: '更正',
      } as const
      const at = { rowId: basic?.id ?? '', baseVersion: basic?.version ?? 0 }
      const data = { ...basic?.data, id_no: 'A123456770' }
      return records.write(tx, ring, { ...change, ...at, data }, bySystem, clock())
    }
    const before = (await db.select().from(events)).length
    const [first, second] = await atOnce(db, enter(lin.personId), enter(wang.personId))
    t.match(first, { ok: true })
    t.same(second, { ok: false, why: 'record.refused.number-taken' })
    t.equal(await records.idNumberOf(db, ring, wang.personId), world.wang.idNumber)
    t.equal((await db.select().from(events)).length, before + 1)
  },
)

t.test('two forms of one account at the same moment are both carried out', async t => {
  const { deps, lin } = await two(t)
  const holders = {
    'an account': (tx: Db) => accounts.hold(tx, lin.accountId),
    'the account of a person': (tx: Db) => accounts.openFor(tx, lin.personId, bySystem, deps.clock()),
    'an account that is told once': (tx: Db) =>
      notices.tellOnce(tx, lin.accountId, { text: 'notice.account.reopened', url: '/account' }, deps.clock()),
    'a password that goes': (tx: Db) => pastPasswords.shelve(tx, lin.accountId, deps.clock()),
  }
  for (const [what, hold] of Object.entries(holders)) {
    let taken = 0
    let goOn = () => {}
    const bothTook = new Promise<void>(resolve => (goOn = resolve))
    const carryOut = (key: string) =>
      deps.db.transaction(async tx => {
        const form = { id: `${what} ${key}`, accountId: lin.accountId, content: key }
        t.ok(await sentForms.take(tx, form, deps.clock()))
        if ((taken += 1) === 2) goOn()
        await bothTook
        await hold(tx)
        return true
      })
    t.same(await Promise.all([carryOut('one'), carryOut('other')]), [true, true], what)
  }
})

t.test('any other failure is none of a value that is taken', async t => {
  const { deps } = await two(t)
  const twice = (tx: Db) =>
    tx.execute(sql`insert into people (id, id_number_index, name) select id, 'x', name from people`)
  await t.rejects(deps.db.transaction(tx => violates(tx, 'people_id_number_index_unique', twice)))
  await t.rejects(deps.db.transaction(tx => violates(tx, 'x', () => tx.execute(sql`select 1 / 0`))))
  t.equal((await deps.db.select().from(people)).length, 2)
})
