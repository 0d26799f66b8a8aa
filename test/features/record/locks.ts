import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { endLocks } from '../../../server/jobs/expiry.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { events, notices, recordVersions } from '../../../server/store/schema.ts'
import type { Browser } from '../../support/app/app.ts'
import { errorsIn, formIn } from '../../support/app/pages.ts'
import { acceptCorrection, sendByPages } from '../../support/correction/by-pages.ts'
import { correctionOf } from '../../support/correction/corrections.ts'
import { addAgency, openTo } from '../../support/person/people.ts'
import { addEducation, enter, startSchool } from '../../support/person/school.ts'

async function withLocks(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, lin, chen, huang } = school
  await addEducation(deps, lin)
  const { personId } = lin
  const rows = await records.ofPerson(deps.db, deps.ring, personId)
  const rowOf = (section: string) => rows.find(row => row.section === section) as records.Row
  for (const one of [lin, chen, huang]) await enter(one)
  const path = `/people/${personId}/locks`
  for (const one of [chen, huang]) await openTo(deps, one, personId)

  /** The chief locks; gives the id of the lock. */
  async function lock(form: Record<string, string> = {}): Promise<string> {
    const before = new Set((await locks.ofPerson(deps.db, personId)).map(({ lock }) => lock.id))
    const asked = { part: '', reason: '學歷查證中', until: '115/12/31', ...form }
    const answer = await huang.post(path, asked)
    if (answer.statusCode !== 303) throw new Error(errorsIn(answer).join(' '))
    const all = await locks.ofPerson(deps.db, personId)
    return all.find(({ lock }) => !before.has(lock.id))?.lock.id ?? ''
  }
  const unlock = (id: string, reason = '查證完畢') => huang.post(`${path}/${id}/end`, { [`end_${id}`]: reason })
  /** A purpose opens the record, then HR enters a change of the education row. */
  async function enterAsHr(browser: Browser, fields: Record<string, string> = { row_dept: '數理教育學系' }) {
    await browser.post(`/people/${personId}/opening`, { purpose: '核對人事資料' })
    const entry = `/people/${personId}/rows/${rowOf('education').id}/entry`
    const form = formIn(await browser.get(entry), entry)
    return browser.post(entry, { ...form, ...fields, reason: '依畢業證書正本' })
  }
  const heldCount = async () => (await deps.db.select().from(events).where(eq(events.what, 'record.write-held'))).length
  const version = async (section = 'education') =>
    (await records.row(deps.db, deps.ring, personId, rowOf(section).id))?.version
  return {
    ...school,
    personId,
    path,
    rowOf,
    lock,
    unlock,
    enterAsHr,
    heldCount,
    version,
  }
}

t.test('the chief locks the whole record; the person is told, and reads why and until when', async t => {
  const { deps, lock, lin, huang, path } = await withLocks(t)
  const id = await lock({ doc_number: '示小人字第1150000001號' })
  const page = await huang.get(path)
  for (const text of [
    '整份資料',
    '鎖定中',
    '學歷查證中',
    '示小人字第1150000001號',
    '民國 115 年 12 月 31 日',
    '黃主任',
  ]) {
    t.match(page.body, text)
  }
  const record = await lin.get('/record')
  const notes = record.body.match(/理由：學歷查證中。鎖定到 ?民國 115 年 12 月 31 日/g) ?? []
  t.ok(notes.length > 1, 'at every part of the record')
  t.match(await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId)), [
    { text: 'notice.lock-set', url: '/record' },
  ])
  t.match(await deps.db.select().from(events).where(eq(events.about, id)), [
    {
      what: 'lock.set',
      byAccountId: huang.accountId,
      byRole: 'hr_chief',
      details: { section: null, until: '2026-12-31' },
    },
  ])
})

t.test('a lock on one section leaves the others free', async t => {
  const { lock, lin, chen, enterAsHr, personId, version } = await withLocks(t)
  await lock({ part: 'skill' })
  const { body } = await lin.get('/record')
  t.notMatch(/<section id="education".*?<\/section>/s.exec(body)?.[0], '此區已鎖定')
  t.equal((await enterAsHr(chen)).statusCode, 303)
  t.equal(await version(), 2)
  const entry = `/people/${personId}/sections/skill/entry`
  const form = await chen.get(entry)
  t.match(form.body, '此區已鎖定', 'the form says so before anything is typed')
  const held = await chen.post(entry, { row_skill: '急救', row_licence: '初級急救員證書', reason: '依正本' })
  t.equal(held.statusCode, 409)
})

t.test('a lock needs a part that exists, a reason and a day within a year; what was typed stays', async t => {
  const { huang, path, deps, personId } = await withLocks(t)
  const good = { part: '', reason: '調查中', until: '115/12/31' }
  const wrong: [Record<string, string>, string][] = [
    [{ reason: ' ' }, 'reason'],
    [{ reason: '長'.repeat(501) }, 'reason'],
    [{ until: '115/11/22' }, 'until'],
    [{ until: '116/11/25' }, 'until'],
    [{ until: '' }, 'until'],
    [{ part: 'no-such-part' }, 'part'],
    [{ doc_number: '字'.repeat(61) }, 'doc_number'],
  ]
  await huang.get(path)
  for (const [form, field] of wrong) {
    const answer = await huang.post(path, { ...good, ...form })
    t.equal(answer.statusCode, 422)
    t.match(answer.body, `<a href="#${field}">`)
  }
  const kept = await huang.post(path, { ...good, until: '', reason: '性平案調查中' })
  t.equal(formIn(kept, path)?.['reason'], '性平案調查中')
  t.same(await locks.ofPerson(deps.db, personId), [])
})

t.test(
  'an officer, the person and HR of another agency cannot lock or end a lock; a chief not their own record',
  async t => {
    const { deps, lock, chen, huang, lin, path, add } = await withLocks(t)
    const id = await lock()
    const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
    const other = await enter(await add('wang', { roles: ['hr_chief'] }, elsewhere))
    const asked = { part: 'education', reason: '調查中', until: '115/12/31' }
    const ending = { [`end_${id}`]: '結束' }

    const page = await chen.get(path)
    t.equal(page.statusCode, 200)
    t.equal(formIn(page, path), undefined, 'an officer reads')
    const refused = await chen.post(path, asked)
    t.equal(refused.statusCode, 409)
    t.match(refused.body, '鎖定和解除要由人事主管來做')
    t.equal((await chen.post(`${path}/${id}/end`, ending)).statusCode, 409)
    for (const browser of [lin, other]) {
      t.equal((await browser.get(path)).statusCode, 404)
      await browser.get('/')
      t.equal((await browser.post(path, asked)).statusCode, 404)
      t.equal((await browser.post(`${path}/${id}/end`, ending)).statusCode, 404)
    }
    const own = await huang.post(`/people/${huang.personId}/locks`, asked)
    t.equal(own.statusCode, 409)
    t.match(own.body, '不能鎖定或解除自己的資料')
    t.equal((await huang.post(`/people/${huang.personId}/locks/${id}/end`, ending)).statusCode, 409)
    t.equal((await locks.ofPerson(deps.db, huang.personId)).length, 0)
    const [{ lock: still } = {}] = await locks.ofPerson(deps.db, (await locks.find(deps.db, id))?.personId ?? '')
    t.equal(still?.endedAt, null)
  },
)

t.test('the same part is locked once; two parts and the whole may be locked side by side', async t => {
  const { deps, huang, path, lock, personId } = await withLocks(t)
  await lock()
  const again = await huang.post(path, { part: '', reason: '又一次', until: '115/12/31' })
  t.equal(again.statusCode, 409)
  t.match(again.body, '這個範圍已經鎖定了')
  t.match(again.body, '又一次')
  await lock({ part: 'education' })
  const answers = await Promise.all(
    [1, 2, 3].map(() => huang.post(path, { part: 'skill', reason: '同時', until: '115/12/31' })),
  )
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409, 409])
  t.equal((await locks.active(deps.db, personId, '2026-11-23')).length, 3)
  const told = await deps.db.select().from(notices).where(eq(notices.text, 'notice.lock-set'))
  t.equal(told.length, 3, 'a lock that was refused is not told')
})

t.test('while it holds HR writes nothing and the person writes nothing; each attempt leaves an event', async t => {
  const { deps, lock, lin, chen, enterAsHr, heldCount, version, personId, rowOf } = await withLocks(t)
  await lock()
  const entered = await enterAsHr(chen)
  t.equal(entered.statusCode, 409)
  t.match(errorsIn(entered).join(), '這份資料鎖定中，現在不能改')
  t.match(entered.body, '數理教育學系', 'what was typed stays')
  t.equal(await heldCount(), 1)

  const deletion = `/people/${personId}/rows/${rowOf('education').id}/deletion`
  const form = formIn(await chen.get(deletion), deletion)
  t.equal((await chen.post(deletion, { ...form, reason: '重複' })).statusCode, 409)
  t.equal(await heldCount(), 2)

  const own = formIn(await lin.get('/record/basic/own'), '/record/basic/own')
  const contact = {
    row_cur_addr_county: '63000',
    row_cur_addr_town: '大安區',
    row_cur_addr_rest: '示範路 1 號',
    row_tel_mobile: '0912345678',
    row_email_work: 'lin@example.edu.tw',
    row_ec_name: '林大同',
    row_ec_relation: 'father',
    row_ec_mobile: '0912345679',
  }
  const typed = await lin.post('/record/basic/own', { ...own, ...contact })
  t.same(errorsIn(typed), ['這份資料鎖定中，現在不能改。校正申請仍可以提出，解除鎖定後會寫入。'])
  t.equal(typed.statusCode, 409)
  t.match(typed.body, '示範路 1 號')
  t.equal(await heldCount(), 3)
  t.same([await version(), await version('basic')], [1, 1])
  const written = await deps.db
    .select()
    .from(recordVersions)
    .where(eq(recordVersions.rowId, rowOf('education').id))
  t.equal(written.length, 1)
})

t.test('the gate itself refuses, from whatever path', async t => {
  const { deps, lock, personId, rowOf, heldCount } = await withLocks(t)
  await lock()
  const sources = ['set_up', 'hr_entry', 'self', 'request', 'import', 'transfer'] as const
  const education = rowOf('education')
  const known = { rowId: education.id, baseVersion: 1, data: education.data }
  const fresh = () => ({ rowId: randomUUID(), baseVersion: null, data: { skill: '急救', licence: '初級急救員證書' } })
  for (const source of sources) {
    const byWhom = source === 'hr_entry' || source === 'self' ? { source, writer: 'program' as const } : { source }
    for (const change of [
      { ...known, section: 'education', operation: 'change' as const },
      { ...known, section: 'education', operation: 'delete' as const },
      { ...fresh(), section: 'skill', operation: 'add' as const },
    ]) {
      const written = await deps.db.transaction(tx =>
        records.write(tx, deps.ring, { personId, ...byWhom, reason: '試試看', ...change }, bySystem, deps.clock()),
      )
      t.match(written, { ok: false, why: 'record.refused.locked' }, `${source} ${change.operation}`)
    }
  }
  t.equal(await heldCount(), sources.length * 3)
})

t.test(
  'a correction is filed, reviewed and accepted under a lock; the end of the lock writes it, the older first',
  async t => {
    const { deps, lock, unlock, lin, chen, huang, rowOf, version, setClock, personId } = await withLocks(t)
    const id = await lock()
    const change = `change:education:${rowOf('education').id}`
    const first = await sendByPages(lin, change, { row_dept: '數學教育學系' })
    const second = await sendByPages(lin, 'add:skill', { row_skill: '急救', row_licence: '初級急救員證書' })
    for (const request of [second, first]) {
      setClock(new Date(deps.clock().getTime() + 60_000))
      await acceptCorrection(chen, huang, request)
      t.match(await correctionOf(deps, request), { state: 'accepted', waitsForLock: true })
    }
    t.match((await chen.get('/review?state=all')).body, '同意，等候解除鎖定')
    t.match((await lin.get('/inbox')).body, /已同意，等資料鎖定解除後寫入。[^]*查看/)
    t.match((await lin.get(`/corrections/${first}`)).body, '解除後會自動寫入')
    t.equal(await version(), 1)

    const silent = await unlock(id, ' ')
    t.equal(silent.statusCode, 422)
    t.match(silent.body, `<a href="#end_${id}">`)
    t.equal((await unlock(id, '長'.repeat(501))).statusCode, 422)
    t.equal((await unlock(id)).statusCode, 303)
    for (const request of [first, second]) t.equal((await correctionOf(deps, request)).state, 'applied')
    t.equal(await version(), 2)
    const applied = await deps.db.select().from(notices).where(eq(notices.text, 'notice.correction-applied'))
    t.same(
      applied.map(({ url }) => url),
      [`/corrections/${second}`, `/corrections/${first}`],
    )
    t.match(await locks.ofPerson(deps.db, personId), [{ lock: { endReason: '查證完畢' } }])
    const over = await unlock(id)
    t.equal(over.statusCode, 409)
    t.match(over.body, '這個鎖定已經解除了')
  },
)

t.test('under two locks it waits until the last of them ends, whichever way', async t => {
  const { deps, lock, unlock, lin, chen, huang, rowOf, setClock } = await withLocks(t)
  const whole = await lock()
  await lock({ part: 'education', until: '115/11/25' })
  const request = await sendByPages(lin, `change:education:${rowOf('education').id}`, { row_dept: '數學教育學系' })
  await acceptCorrection(chen, huang, request)
  await unlock(whole)
  t.match(await correctionOf(deps, request), { state: 'accepted', waitsForLock: true })
  setClock(new Date('2026-11-25T23:59:59+08:00'))
  await endLocks(deps)
  t.equal((await correctionOf(deps, request)).state, 'accepted', 'its last day counts')
  setClock(new Date('2026-11-26T00:00:00+08:00'))
  await endLocks(deps)
  t.equal((await correctionOf(deps, request)).state, 'applied')
})
