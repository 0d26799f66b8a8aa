import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { root } from '../../../server/config.ts'
import { isTheirOwn, type Actor, type Role } from '../../../server/domain/agency/actor.ts'
import { may, mayDecideOn, mayRead, sectionsAtAgency } from '../../../server/domain/record/access.ts'
import type { Verb } from '../../../server/domain/record/access/table.ts'
import { fieldOf, sectionOf } from '../../../server/domain/record/sections.ts'
import { decidingAgency } from '../../../server/store/correction/facts.ts'
import { reviewerOf } from '../../../server/store/correction/queue.ts'
import { ofQueues } from '../../../server/store/correction/workload.ts'
import * as agencies from '../../../server/store/agency/agencies.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as assignments from '../../../server/store/person/assignments.ts'
import * as records from '../../../server/store/record/records.ts'
import { agencies as agencyTable, roleGrants } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { formIn, inputsIn } from '../../support/app/pages.ts'
import { routesOf } from '../../support/app/routes.ts'
import { attach, beginCorrection, fill } from '../../support/correction/by-pages.ts'
import { addRow, correctionOf, proveRow, sendCorrection } from '../../support/correction/corrections.ts'
import { triedBatch } from '../../support/all-pages/things.ts'
import { addAgency, addPerson, openTo } from '../../support/person/people.ts'
import { addEducation, enter, startSchool, type Somebody } from '../../support/person/school.ts'
import { world, type Invented } from '../../support/person/world.ts'

const road = '平安路一段九號'
const address = { zip: '', county: '', town: '', village: '', nbhd: '', rest: road }
const relative = { relation: '配偶', name: '吳大同', id_no: 'A123456789' }

/** Lin has a relative and an address; of the two HR officers Chen has the right to sensitive data, and Hong has not. */
async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'hong', 'huang'], { hong: { roles: ['hr_officer'] } })
  const { deps, lin, chen, hong, huang } = school
  const { personId } = lin
  await addEducation(deps, lin)
  await addRow(deps, personId, 'family', relative)
  const rowOf = async (section: string) => {
    const found = (await records.ofPerson(deps.db, deps.ring, personId)).find(row => row.section === section)
    if (!found) throw new Error(`no row of ${section}`)
    return found
  }
  const changeBasic = async (data: Record<string, unknown>) => {
    const { id: rowId, version: baseVersion, data: before } = await rowOf('basic')
    const change = { personId, section: 'basic', rowId, operation: 'change' as const, baseVersion }
    const written = await deps.db.transaction(tx =>
      records.write(
        tx,
        deps.ring,
        { ...change, data: { ...before, ...data }, source: 'hr_entry', writer: 'program', reason: '保護令' },
        bySystem,
        deps.clock(),
      ),
    )
    if (!written.ok) throw new Error(written.why)
  }
  for (const one of [lin, chen, hong, huang]) await enter(one)
  for (const one of [chen, hong, huang]) await openTo(deps, one, personId)
  return { ...school, home: `/people/${personId}`, rowOf, changeBasic }
}

const statusOf = async (one: Somebody, url: string) => (await one.get(url)).statusCode
const actorOf = ({ accountId, personId }: Somebody, agencyId: string, roles: readonly Role[]): Actor => ({
  accountId,
  personId,
  name: '',
  agencyId,
  agencyName: '',
  grants: roles.map(role => ({ role, agencyId: role === 'sysadmin' ? null : agencyId })),
  actingFor: null,
  deputyFor: [],
  agencyCard: null,
  secondReviews: false,
  way: 'password',
})

t.test('every page of a record and of a correction is open to those alone to whom the table opens it', async t => {
  const school = await office(t)
  const { app, deps, agencyId, lin, rowOf, home } = school
  const bureau = await addAgency(deps, '999000003C', '示範教育局')
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const come = async (
    { name, idNumber, loginName }: Pick<Invented, 'name' | 'idNumber' | 'loginName'>,
    agency: string,
    roles: Role[] = [],
  ) => {
    const person = await addPerson(deps, agency, { name, idNumber, loginName, roles })
    const who = await enter({ ...person, ...visitor(app) })
    return { who, actor: actorOf(who, agency, roles) }
  }
  /** A colleague who acts for one of HR, named by the chief. */
  const standIn = async (nth: number, of: Somebody, roles: Role[]) => {
    const identity = { name: '某代理', idNumber: `X00000000${nth}`, loginName: `deputy${nth}` }
    const { who } = await come(identity, agencyId)
    const days = { from: '115/11/23', until: '115/11/30', reason: '公假研習' }
    const named = await school.huang.post('/deputies/new', {
      represented: of.accountId,
      deputy: who.accountId,
      ...days,
    })
    await who.post('/acting-agency', { agency: String(named.headers.location).replace('/deputies/', '') })
    await openTo(deps, who, lin.personId)
    const represented = { accountId: of.accountId, personId: of.personId, name: '' }
    return { who, actor: { ...actorOf(who, agencyId, roles), actingFor: represented, deputyFor: [represented] } }
  }
  const here = (who: Somebody, roles: Role[]) => ({ who, actor: actorOf(who, agencyId, roles) })
  const everybody = {
    themselves: here(lin, []),
    'officer with the right': here(school.chen, ['hr_officer', 'hr_sensitive']),
    'officer without': here(school.hong, ['hr_officer']),
    chief: here(school.huang, ['hr_chief']),
    colleague: await come(world.wang, agencyId),
    'parent HR': await come(world.head, bureau, ['parent_hr']),
    'HR of elsewhere': await come(world.gao, elsewhere, ['hr_officer', 'hr_sensitive']),
    auditor: await come(world.shi, agencyId, ['auditor']),
    administrator: await come(world.admin, agencyId, ['sysadmin']),
    'deputy of the officer with the right': await standIn(0, school.chen, ['hr_officer', 'hr_sensitive']),
    'deputy of the officer without': await standIn(1, school.hong, ['hr_officer']),
    'deputy of the chief': await standIn(2, school.huang, ['hr_chief']),
  }
  const subject = { id: lin.personId, agencyIds: [agencyId], hidesAddress: false }
  const files = {
    education: await proveRow(deps, lin.personId, (await rowOf('education')).id),
    family: await proveRow(deps, lin.personId, (await rowOf('family')).id),
  }
  const rows = { education: await rowOf('education'), family: await rowOf('family'), basic: await rowOf('basic') }
  const gets = routesOf(app).filter(({ method }) => method === 'GET')
  const ofRecord = /^\/people\/:id($|\/(rows|sections|past|derived)(\/|$))/
  const routes = gets.map(({ url }) => url).filter(url => ofRecord.test(url))
  t.ok(routes.length > 8)

  const verbOf = (route: string): Verb =>
    route.includes('/revealed/')
      ? 'reveal'
      : route.endsWith('/dispute')
        ? 'lock'
        : /entry|deletion/.test(route)
          ? 'enter'
          : 'see'
  const wrong: string[] = []
  let count = 0
  const compare = (where: string, isOpen: boolean, isMeant: boolean) => {
    count += 1
    if (isOpen !== isMeant) wrong.push(`${where}: ${isOpen ? 'open' : 'closed'}`)
  }
  for (const [name, { who, actor }] of Object.entries(everybody)) {
    const reads = mayRead(actor, subject) && !isTheirOwn(actor, subject.id)
    for (const route of routes) {
      const named = route.includes(':row') || route.includes(':section')
      const asked = route.includes(':field') ? (['family', 'basic'] as const) : (['education', 'family'] as const)
      for (const id of asked) {
        const section = sectionOf(id)
        const field = route.includes(':field') ? fieldOf(section, 'id_no') : undefined
        const isOfSection = !route.endsWith('/readers') && (named || /^\/people\/:id(\/past)?$/.test(route))
        const url = route
          .replace(':id', lin.personId)
          .replace(':row', rows[id].id)
          .replace(':section', id)
          .replace(':field', 'id_no')
          .replace(':file', id === 'basic' ? '' : files[id])
        const query = named || !isOfSection ? '' : `?section=${id}`
        const isMeant = reads && (!isOfSection || may(actor, subject, verbOf(route), section, field))
        compare(`${name} ${route} ${id}`, (await statusOf(who, url + query)) === 200, isMeant)
      }
    }
  }

  const lists = ['/people', '/people/directory']
  const above = (hrParentId: string | null) =>
    deps.db.update(agencyTable).set({ hrParentId }).where(eq(agencyTable.id, agencyId))
  await above(bureau)
  for (const [name, { who, actor }] of Object.entries(everybody)) {
    const shown = await Promise.all(lists.map(url => who.get(url)))
    const isListed = shown.some(({ body }) => body.includes(lin.name) && body.includes('class="stack"'))
    compare(`${name} lists`, isListed, may(actor, subject, 'list', sectionOf('basic')))
  }
  await above(null)

  const corrections = await Promise.all(
    (['education', 'family'] as const).map(section =>
      sendCorrection(deps, lin, agencyId, {
        section,
        rowId: rows[section].id,
        to: { ...rows[section].data, [section === 'family' ? 'name' : 'dept']: '吳小同' },
      }),
    ),
  )
  const ofReview = gets.map(({ url }) => url).filter(url => /^\/review\/:id(\/[a-z]+)?$/.test(url))
  t.ok(ofReview.length > 1)
  for (const [name, { who, actor }] of Object.entries(everybody))
    for (const id of corrections) {
      const { section, items } = await correctionOf(deps, id)
      const fields = items.map(({ field }) => field)
      const isMeant = mayDecideOn(actor, subject, sectionOf(section), { fields })
      for (const route of ofReview) {
        compare(`${name} ${route} ${section}`, (await statusOf(who, route.replace(':id', id))) === 200, isMeant)
      }
    }

  const batch = await triedBatch(school.chen, lin.personId)
  const letter = /\/evidence\/([^"]+)"/.exec((await school.chen.get(batch)).body)?.[1] ?? ''
  // of a batch with which nothing goes on the progress is its page
  const ofBatches = gets.map(({ url }) => url).filter(url => /^\/batches(\/(?!:id\/progress)|$)/.test(url))
  t.ok(ofBatches.length > 3)
  for (const [name, { who, actor }] of Object.entries(everybody)) {
    const isHr = sectionsAtAgency(actor, 'enter').includes(sectionOf('education'))
    await who.post(`${batch}/opening`, { purpose: '登錄獎懲令' })
    for (const route of ofBatches) {
      const isOurs = !route.includes(':id') || actor.agencyId === agencyId
      const asks: Record<string, string> = { new: '?verb=add&section=education', comparison: '?section=education' }
      const url = route.replace('/batches/:id', batch).replace(':file', letter) + (asks[path.basename(route)] ?? '')
      compare(`${name} ${route}`, (await statusOf(who, url)) === 200, isHr && isOurs)
    }
    const sensitive = await who.get('/batches/new?verb=add&section=family')
    compare(`${name} begins a batch of family`, sensitive.statusCode === 200, false)
  }

  const [usual, sensitive] = [sectionOf('education'), sectionOf('family')]
  for (const [name, { who, actor }] of Object.entries(everybody)) {
    await who.post('/findings/opening', { purpose: '資料校正', next: '/findings' })
    const { body } = await who.get('/findings')
    for (const section of [usual, sensitive]) {
      const isMeant = sectionsAtAgency(actor, 'see').includes(section)
      compare(`${name} findings of ${section.id}`, body.includes(`value="${section.id}"`), isMeant)
    }
    const leaves = sectionsAtAgency(actor, 'export').includes(usual)
    compare(`${name} file of findings`, (await statusOf(who, '/findings/file')) === 200, leaves)
    // a section that is not there for somebody narrows nothing
    const isNamed = sectionsAtAgency(actor, 'see').includes(sensitive)
    const file = await statusOf(who, '/findings/file?section=family')
    compare(`${name} file of sensitive findings`, file === 200, leaves && !isNamed)
    const page = await who.get(`/people/${lin.personId}/locks`)
    const isOffered = page.body.includes(`action="/people/${lin.personId}/locks"`)
    compare(`${name} locks`, isOffered, may(actor, subject, 'lock', usual))
  }
  t.same(wrong, [])
  t.comment(`measured: ${count} combinations of actor, page and section`)
  t.notMatch((await school.hong.get(home)).body, 'section=family', 'no link to what is not there for them')
  t.match((await school.chen.get(home)).body, 'section=family')
})

t.test('a protected address is told as protected on every page of an officer without the right', async t => {
  const { chen, hong, huang, lin, home, rowOf, changeBasic } = await office(t)
  await changeBasic({ dom_addr: address })
  await changeBasic({ addr_protected: true })
  const basic = await rowOf('basic')
  const row = `${home}/rows/${basic.id}`
  for (const page of [home, `${home}?section=basic`, row, `${row}/history`, `${home}/past?day=115/11/23`]) {
    const { body } = await hong.get(page)
    t.match(body, '地址受保護', page)
    t.notMatch(body, road, page)
    for (const one of [chen, huang]) t.match((await one.get(page)).body, road, page)
  }
  t.match((await lin.get('/record')).body, road, 'their own they see')
  const page = await hong.get(`${row}/entry`)
  t.same(
    inputsIn(page, `${row}/entry`).filter(name => /addr/.test(name)),
    [],
  )
  const change = { ...formIn(page, `${row}/entry`), row_tel_mobile: '0912-345-678', reason: '本人來電' }
  const forged = { row_addr_protected: 'no', row_dom_addr_rest: '他路' }
  t.equal((await hong.post(`${row}/entry`, { ...change, ...forged })).statusCode, 303)
  t.match((await rowOf('basic')).data, { addr_protected: true, dom_addr: { rest: road } })
})

t.test('a correction of what is kept from an officer is not in their queue, and there for the others', async t => {
  const { deps, chen, hong, huang, lin, agencyId, rowOf, changeBasic } = await office(t)
  const [basic, family] = [await rowOf('basic'), await rowOf('family')]
  const send = (row: records.Row, data: Record<string, unknown>) =>
    sendCorrection(deps, lin, agencyId, { section: row.section, rowId: row.id, to: { ...row.data, ...data } })
  const ids = [await send(family, { name: '吳小同' }), await send(basic, { cur_addr: address })]
  const [ofFamily = '', ofAddress = ''] = ids
  t.equal(await statusOf(hong, `/review/${ofAddress}`), 200, 'while it is not protected')
  await changeBasic({ addr_protected: true })
  const queued = async (one: Somebody) => {
    const { body } = await one.get('/review')
    return ids.filter(id => body.includes(`/review/${id}`))
  }
  t.same(await queued(hong), [])
  for (const id of ids) t.equal(await statusOf(hong, `/review/${id}`), 404)
  for (const one of [chen, huang]) {
    t.same(await queued(one), [ofFamily, ofAddress])
    t.equal(await statusOf(one, `/review/${ofAddress}`), 200)
  }
  const waits = (closedAt: string[]) =>
    ofQueues(deps.db, [agencyId], reviewerOf(actorOf(hong, agencyId, ['hr_officer'])), closedAt, '2026-11-23')
  t.same(await waits([agencyId]), [], 'nor are they counted')
  t.match(await waits([]), [{ waiting: 2 }])
})

t.test('a correction of sensitive data goes where somebody may decide it, and nowhere else', async t => {
  const { deps, agencyId, lin, huang, add } = await startSchool(t, ['lin', 'huang', 'hong'], {
    hong: { roles: ['hr_officer'] },
  })
  const today = '2026-11-23'
  const whereOf = async ({ personId }: Somebody, section: string) => {
    const deciding = await decidingAgency(deps.db, { personId, section, items: [] }, today)
    return deciding.ok ? deciding.agency.id : deciding.why
  }
  t.equal(await whereOf(lin, 'family'), agencyId, 'the chief')
  t.equal(await whereOf(huang, 'skill'), agencyId, 'a colleague without the right')
  t.equal(await whereOf(huang, 'family'), 'correction.refused.nobody-decides')
  await agencies.nameSecondReviewer(deps.db, agencyId, lin.accountId)
  t.equal(
    await whereOf(huang, 'family'),
    'correction.refused.nobody-decides',
    'a second reviewer is for an office of one',
  )
  const bureau = await addAgency(deps, '999000003C', '示範教育局')
  await deps.db.update(agencyTable).set({ hrParentId: bureau }).where(eq(agencyTable.id, agencyId))
  await add('wang', { roles: ['hr_officer'] }, bureau)
  t.equal(await whereOf(huang, 'family'), 'correction.refused.nobody-decides', 'above nobody has it, either')
  await add('chen', {}, bureau)
  t.equal(await whereOf(huang, 'family'), bureau)
  await deps.db.delete(roleGrants).where(eq(roleGrants.accountId, huang.accountId))
  t.equal(await whereOf(lin, 'family'), bureau, 'when the chief has left')
  t.equal(await whereOf(lin, 'skill'), agencyId)
})

t.test('a second reviewer decides what nobody else may, sensitive or not, and opens no record', async t => {
  const { app, deps, agencyId, lin, hong, rowOf } = await office(t)
  const small = await addAgency(deps, '999000002B', '第二示範國小')
  const boss = { ...(await addPerson(deps, small, { ...world.wang, roles: ['hr_chief'] })), ...visitor(app) }
  await addRow(deps, boss.personId, 'family', relative)
  const row = (await records.ofPerson(deps.db, deps.ring, boss.personId)).find(({ section }) => section === 'family')
  const asked = { section: 'family', rowId: row?.id ?? '', to: { ...relative, name: '吳小同' } }
  const id = await sendCorrection(deps, boss, small, asked)
  t.equal(await statusOf(hong, `/review/${id}`), 404, 'not yet named')
  await agencies.nameSecondReviewer(deps.db, small, hong.accountId)
  t.equal(await statusOf(hong, `/review/${id}`), 200)
  const home = `/people/${boss.personId}`
  for (const url of [home, `${home}/rows/${row?.id}`, `${home}/sections/family/readers`]) {
    t.equal(await statusOf(hong, url), 404, url)
  }
  const ofLin = await sendCorrection(deps, lin, agencyId, { ...asked, rowId: (await rowOf('family')).id })
  t.equal(await statusOf(hong, `/review/${ofLin}`), 404, 'at their own agency they remain an officer without the right')
})

t.test('the chief alone gives an officer the right to sensitive data and takes it, at once', async t => {
  const { deps, chen, hong, huang, agencyId, home } = await office(t)
  const page = `/agencies/${agencyId}/sensitive`
  const family = `${home}?section=family`
  const listed = await huang.get(page)
  t.match(listed.body, '洪啟文')
  t.notMatch(listed.body, /<th scope="row"[^>]*>黃主任/, 'the chief has it anyway')
  for (const one of [chen, hong]) {
    t.equal(await statusOf(one, page), 404)
    t.equal((await one.post(page, { account: hong.accountId, right: 'yes' })).statusCode, 404)
  }
  t.equal(await statusOf(hong, family), 404)
  for (const isGiven of [true, false, true]) {
    const saved = await huang.post(page, { account: hong.accountId, right: isGiven ? 'yes' : 'no' })
    t.equal(saved.headers.location, page)
    t.equal(await statusOf(hong, family), isGiven ? 200 : 404)
  }
  t.equal((await huang.post(page, { account: huang.accountId, right: 'no' })).statusCode, 404)
  const roles = await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, huang.accountId))
  t.same(
    roles.map(({ role }) => role),
    ['hr_chief'],
  )
})

t.test('the right to sensitive data ends with the office beside which it was given', async t => {
  const { deps, hong, huang, agencyId } = await office(t)
  const [here] = await assignments.ofPerson(deps.db, hong.personId)
  if (!here) throw new Error('no assignment')
  const endOn = async (lastDay: string, until: string | null) =>
    deps.db.transaction(tx => assignments.end(tx, hong.personId, { ...here, until }, lastDay, bySystem, deps.clock()))
  await endOn('2026-12-31', null)
  await huang.post(`/agencies/${agencyId}/sensitive`, { account: hong.accountId, right: 'yes' })
  const held = async () =>
    (await deps.db.select().from(roleGrants).where(eq(roleGrants.accountId, hong.accountId)))
      .map(({ role, until }) => `${role} ${until}`)
      .toSorted()
  t.same(await held(), ['hr_officer 2026-12-31', 'hr_sensitive 2026-12-31'])
  await endOn('2027-01-31', '2026-12-31')
  t.same(await held(), ['hr_officer 2027-01-31', 'hr_sensitive 2027-01-31'], 'and goes on with it')
  await huang.post(`/agencies/${agencyId}/sensitive`, { account: hong.accountId, right: 'no' })
  await endOn('2026-11-22', '2027-01-31')
  await endOn('2026-12-31', '2026-11-22')
  t.same(await held(), ['hr_officer 2026-12-31', 'hr_sensitive 2026-11-22'], 'what was taken stays taken')
})

t.test('a draft shows nothing of a row that HR has kept for itself since it was begun', async t => {
  const { deps, lin, huang, home } = await office(t)
  const row = await addRow(deps, lin.personId, 'remark', { text: '借調期滿', visible_to: 'person' })
  const draft = await beginCorrection(lin, `change:remark:${row}`)
  await fill(lin, draft, { row_text: '借調期滿歸建', reason: '用語' })
  const pages = ['fields', 'edit', 'edit?chosen=yes&field_text=yes', 'check', 'signing']
  const seen = async (text: string) => {
    const bodies = await Promise.all(pages.map(async page => (await lin.get(`/corrections/${draft}/${page}`)).body))
    return pages.filter((_, i) => bodies[i]?.includes(text))
  }
  t.same(
    await seen('借調期滿'),
    pages.filter(page => page !== 'signing'),
  )
  await attach(lin, draft)
  t.same(await seen('借調期滿'), pages)
  const kept = { row_text: '另案查處中', row_visible_to: 'hr', version: '1', reason: '密件' }
  t.equal((await huang.post(`${home}/rows/${row}/entry`, kept)).statusCode, 303)
  t.same(await seen('另案查處中'), [])
})

t.test('an installation from before the right keeps it for every officer who had read until then', async t => {
  const { deps, hong } = await startSchool(t, ['lin', 'hong', 'huang'])
  await deps.db.delete(roleGrants).where(eq(roleGrants.role, 'hr_sensitive'))
  const folder = path.join(root, 'migrations')
  const file = readdirSync(folder).find(name => name.endsWith('_sensitive-right.sql')) ?? ''
  const steps = readFileSync(path.join(folder, file), 'utf8').split('--> statement-breakpoint')
  await deps.db.execute(sql.raw(steps.at(-1) ?? ''))
  const held = await deps.db.select().from(roleGrants).where(eq(roleGrants.role, 'hr_sensitive'))
  t.match(held, [{ accountId: hong.accountId, until: null }])
})

t.test('the gate writes for nobody whom the table gives no row, whatever page forgot to ask', async t => {
  const { deps, agencyId, lin, chen, hong, huang, rowOf } = await office(t)
  const subject = { id: lin.personId, agencyIds: [agencyId], hidesAddress: true }
  const [officer, withRight] = [['hr_officer'], ['hr_officer', 'hr_sensitive']] as const
  const elsewhere = '00000000-0000-4000-8000-000000000009'
  const tried = async (
    actor: Actor,
    section: string,
    data: Record<string, unknown>,
    as: { source: 'hr_entry' | 'self'; subject?: typeof subject } = { source: 'hr_entry' },
  ) => {
    const { id: rowId, version: baseVersion, data: before } = await rowOf(section)
    const change = { personId: lin.personId, section, rowId, operation: 'change' as const, baseVersion }
    const writer = { actor, subject: as.subject ?? subject }
    const kept = { ...change, data: { ...before, ...data }, source: as.source, writer, reason: '試試看' }
    const written = deps.db.transaction(tx => records.write(tx, deps.ring, kept, bySystem, deps.clock()))
    return written.then(
      ({ ok }) => ok,
      (error: Error) => (/by who may not/.test(error.message) ? 'kept out' : error.message),
    )
  }
  const [dept, phone] = [{ dept: '數學系' }, { tel_mobile: '0912345678' }]
  const own = { source: 'self' } as const
  for (const [what, done, expected] of [
    ['an officer', () => tried(actorOf(hong, agencyId, officer), 'education', dept), true],
    ['an officer of another agency', () => tried(actorOf(hong, elsewhere, officer), 'education', dept), 'kept out'],
    ['a teacher', () => tried(actorOf(chen, agencyId, []), 'education', dept), 'kept out'],
    ['an administrator', () => tried(actorOf(huang, agencyId, ['sysadmin']), 'education', dept), 'kept out'],
    ['an officer of her own', () => tried(actorOf(lin, agencyId, officer), 'education', dept), 'kept out'],
    [
      'a relative, without the right',
      () => tried(actorOf(hong, agencyId, officer), 'family', { name: '吳同' }),
      'kept out',
    ],
    ['a relative', () => tried(actorOf(chen, agencyId, withRight), 'family', { name: '吳同' }), true],
    ['a protected address', () => tried(actorOf(hong, agencyId, officer), 'basic', { cur_addr: address }), 'kept out'],
    ['a telephone', () => tried(actorOf(hong, agencyId, officer), 'basic', phone), true],
    ['her own telephone', () => tried(actorOf(lin, agencyId, []), 'basic', { tel_mobile: '0987654321' }, own), true],
    ['her own name', () => tried(actorOf(lin, agencyId, []), 'basic', { name_zh: '林小華' }, own), 'kept out'],
    [
      'under the name of somebody else',
      () =>
        tried(actorOf(hong, agencyId, officer), 'education', dept, {
          source: 'hr_entry',
          subject: { ...subject, id: chen.personId },
        }),
      'kept out',
    ],
  ] as const) {
    t.equal(await done(), expected, what)
  }
})

t.test('an entry leads to who can see it and why, for its owner and for HR', async t => {
  const { lin, chen, home, rowOf } = await office(t)
  const { id } = await rowOf('education')
  const pages: [Somebody, page: string, readers: string][] = [
    [lin, `/record/rows/${id}`, '/record/education/readers'],
    [chen, `${home}/rows/${id}`, `${home}/sections/education/readers`],
  ]
  for (const [one, page, readers] of pages) {
    t.match((await one.get(page)).body, `href="${readers}"`)
    const { body } = await one.get(readers)
    t.match(body, '上級人事機關看統計和所屬機關人員的姓名、職務')
  }
})
