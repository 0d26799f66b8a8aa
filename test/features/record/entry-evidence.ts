import { desc, eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { sweepEvidence } from '../../../server/jobs/expiry.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { removeUnapplied } from '../../../server/store/record/batches.ts'
import { accessLog, assignments, evidence, recordVersions } from '../../../server/store/schema.ts'
import { visitor } from '../../support/app/app.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { pdf } from '../../support/correction/by-pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { addAgency, addPerson, openTo } from '../../support/person/people.ts'
import { addEducation, enter, startSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'
import { common, decision, office as batchOffice } from '../../support/record/batches.ts'

const diploma = { ...pdf('diploma'), name: '畢業證書.pdf' }
const letter = { ...pdf('letter'), name: '來函.pdf' }
const maxBytes = 64 * 1024
const typed = { row_skill: '急救', row_licence: '初級急救員證書', reason: '依證書' }

/** Chen, of HR, has opened the record of Lin; Hong is of HR, too, without the right to sensitive data. */
async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'hong', 'wang'], {
    hong: { roles: ['hr_officer'] },
    settings: { evidenceMaxBytes: maxBytes },
  })
  const { deps, lin, chen, hong } = school
  for (const one of [lin, chen, hong]) await enter(one)
  for (const one of [chen, hong]) await openTo(deps, one, lin.personId)
  const home = `/people/${lin.personId}`
  const add = `${home}/sections/skill/entry`
  const kept = () => deps.db.select().from(evidence).orderBy(evidence.rowVersion, evidence.name)
  const newest = async () =>
    (await records.ofPerson(deps.db, deps.ring, lin.personId)).find(one => one.section === 'skill')
  return { ...school, home, add, kept, newest }
}

const linksOf = (body: string, name = '') =>
  [...body.matchAll(/href="([^"]*\/evidence\/[^"]+)">([^<]+)/g)].flatMap(([, href = '', text = '']) =>
    text.includes(name) ? [href] : [],
  )

t.test('what HR enters keeps its files, which the person and HR open from the history', async t => {
  const { deps, lin, chen, home, add, kept, newest } = await office(t)
  const blank = formIn(await chen.get(add), add)
  t.equal((await chen.bring(add, { ...blank, ...typed }, [diploma, letter])).headers.location, home)
  const row = await newest()
  t.match(await kept(), [
    { name: '來函.pdf', rowId: row?.id, rowVersion: 1 },
    { name: '畢業證書.pdf', rowId: row?.id, rowVersion: 1, addedBy: chen.accountId },
  ])
  const [own] = linksOf((await lin.get(`/record/rows/${row?.id}/history`)).body, diploma.name)
  const opened = await lin.get(own ?? '')
  t.same(opened.rawPayload, diploma.bytes)
  t.match(opened.headers, {
    'content-type': 'application/pdf',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  const page = await chen.get(`${home}/rows/${row?.id}`)
  const [theirs] = linksOf(page.body, diploma.name)
  const [second] = linksOf(page.body, letter.name)
  t.equal(theirs, own?.replace('/record/', `${home}/`))
  t.same((await chen.get(second ?? '')).rawPayload, letter.bytes)
  const looks = await deps.db.select().from(accessLog).where(eq(accessLog.personId, lin.personId))
  t.match(looks.at(-1), { action: 'evidence', section: 'skill', accountId: chen.accountId, purpose: /./ })

  const deletion = `${home}/rows/${row?.id}/deletion`
  const form = formIn(await chen.get(deletion), deletion)
  t.equal((await chen.bring(deletion, { ...form, reason: '重複登錄' }, [letter])).headers.location, home)
  t.match((await kept()).at(-1), { name: '來函.pdf', rowVersion: 2 })
  t.match(words((await lin.get(`/record/rows/${row?.id}/history`)).body), /重複登錄證明文件：\s*來函.pdf/)
})

t.test('files that have come stay with a form that is wrong elsewhere, until their box is cleared', async t => {
  const { deps, chen, hong, home, add, kept, newest, setClock } = await office(t)
  const blank = formIn(await chen.get(add), add)
  const broken = { name: 'broken.pdf', type: 'application/pdf', bytes: Buffer.from('no pdf') }
  const wrong = await chen.bring(add, { ...blank, ...typed, row_licence: '' }, [diploma, broken, letter])
  t.equal(wrong.statusCode, 422)
  t.same(errorsIn(wrong), ['證照名稱：請填寫這一欄。', 'broken.pdf：這不是 PDF、JPEG 或 PNG。請轉成其中一種再加入。'])
  const again = formIn(wrong, add) ?? {}
  const boxes = Object.keys(again).filter(name => name.startsWith('kept_'))
  t.equal(boxes.length, 2)
  t.match(words(wrong.body), '畢業證書.pdf')

  const [, second = ''] = boxes
  const { [second]: _left, ...one } = again
  // somebody else's form cannot name them
  const stolen = await hong.post(add, { ...formIn(await hong.get(add), add), ...typed, [second]: 'yes' })
  t.equal(stolen.statusCode, 422)
  t.match(errorsIn(stolen).join(), '先前附上的檔案已不在這份表單裡')
  t.equal((await chen.bring(add, { ...one, ...typed }, [diploma])).statusCode, 303, 'the same file once more is one')
  const row = await newest()
  t.same(
    (await kept()).map(({ name, rowVersion }) => [name, rowVersion]),
    [
      ['畢業證書.pdf', 1],
      ['來函.pdf', null],
    ],
  )
  t.equal((await chen.get(`${home}/rows/${row?.id}/evidence/${second.replace('kept_', '')}`)).statusCode, 404)

  await sweepEvidence(deps)
  t.equal((await kept()).length, 2)
  setClock(new Date(deps.clock().getTime() + 2 * 86_400_000))
  await sweepEvidence(deps)
  t.same(
    (await kept()).map(({ name }) => name),
    ['畢業證書.pdf'],
  )
})

t.test('too large, too many, under a lock or after somebody else: each is said, and what came stays', async t => {
  const { deps, agencyId, lin, chen, hong, home, add, kept } = await office(t)
  const blank = formIn(await chen.get(add), add)
  const large = { ...pdf('x'.repeat(maxBytes)), name: '掃描檔.pdf' }
  const refused = await chen.bring(add, { ...blank, ...typed }, [diploma, large])
  t.match(errorsIn(refused).join(), /掃描檔.pdf：檔案太大/)
  const many = Array.from({ length: 11 }, (_, i) => ({ ...pdf(String(i)), name: `${i}.pdf` }))
  const full = await chen.bring(add, { ...formIn(refused, add), ...typed }, many)
  t.same(errorsIn(full), ['9.pdf：最多 10 份文件。', '10.pdf：最多 10 份文件。'])
  t.equal((await chen.bring(add, { ...blank, row_skill: '急'.repeat(100_000) }, [])).statusCode, 413)

  const lock = { personId: lin.personId, kind: 'case', section: null, agencyId, docNumber: null } as const
  const by = { accountId: chen.accountId, role: 'hr_chief', agencyId, requestId: null }
  const until = '2026-12-31'
  const set = (tx: typeof deps.db) => locks.set(tx, { ...lock, until, reason: '申訴審議中' }, by, deps.clock())
  const id = await addEducation(deps, lin)
  const path = `${home}/rows/${id}/entry`
  const mine = { ...formIn(await chen.get(path), path), row_dept: '甲系', reason: '依證書' }
  const theirs = { ...formIn(await hong.get(path), path), row_dept: '乙系', reason: '依證書' }
  t.equal((await chen.bring(path, mine, [diploma])).statusCode, 303)
  const late = await hong.bring(path, theirs, [letter])
  t.equal(late.statusCode, 409)
  await deps.db.transaction(set)
  const held = await hong.post(path, formIn(late, path))
  t.equal(held.statusCode, 409)
  t.match(words(held.body), letter.name)
  const ofRow = (await kept()).filter(({ rowId }) => rowId !== null)
  t.match(ofRow, [{ name: diploma.name, rowId: id, rowVersion: 2 }])
})

t.test('a file without a name among others is left out, and the others are kept', async t => {
  const { chen, home, add, kept } = await office(t)
  const form = { ...formIn(await chen.get(add), add), ...typed }
  t.equal((await chen.bring(add, form, [diploma, { ...letter, name: '.' }, letter])).headers.location, home)
  t.same(
    (await kept()).map(({ name }) => name),
    [letter.name, diploma.name],
  )
})

t.test('a form that is sent twice keeps its files once, and another file is asked about', async t => {
  const { chen, home, add, kept } = await office(t)
  const form = { ...formIn(await chen.get(add), add), ...typed }
  const answers = await Promise.all([diploma, diploma].map(file => chen.bring(add, form, [file])))
  t.same(
    answers.map(({ headers }) => headers.location),
    [home, home],
  )
  t.equal((await kept()).filter(({ rowId }) => rowId !== null).length, 1)
  t.match((await chen.bring(add, form, [letter])).headers.location, /^\/saved-forms\//)
})

t.test('nothing that was typed is lost when the session has ended, and the file is asked for again', async t => {
  const { chen, home, add, kept, setClock, deps } = await office(t)
  const form = { ...formIn(await chen.get(add), add), ...typed }
  setClock(new Date(deps.clock().getTime() + 2 * 3_600_000))
  const late = await chen.bring(add, form, [diploma])
  t.match(decodeURIComponent(String(late.headers.location)), /^\/sign-in\?next=\/saved-forms\//)
  t.same(await kept(), [])
  await enter(chen)
  const next = new URLSearchParams(String(late.headers.location).split('?')[1]).get('next') ?? ''
  const unopened = await chen.post(add, formIn(await chen.get(next), add))
  t.match(unopened.headers.location, `${home}?next=%2Fsaved-forms%2F`, 'the purpose has run out as well')
  const door = await chen.get(String(unopened.headers.location))
  t.match(door.body, '剛才送出的內容已經保留')
  const purpose = { ...formIn(door, `${home}/opening`), purpose: '核對人事資料' }
  const opened = await chen.post(`${home}/opening`, purpose)
  const again = await chen.post(add, formIn(await chen.get(String(opened.headers.location)), add))
  t.equal(again.statusCode, 422)
  t.same(errorsIn(again), ['畢業證書.pdf：這份表單先前只留下了填寫的內容，沒有留下檔案。請再選一次。'])
  t.match(formIn(again, add), typed)
})

t.test('what it rests on is said with the version: a file, the original, or the reason alone', async t => {
  const { deps, lin, chen, home } = await office(t)
  const id = await addEducation(deps, lin)
  const path = `${home}/rows/${id}/entry`
  const write = async (dept: string, what: Record<string, string>, files: (typeof diploma)[] = []) => {
    const form = { ...formIn(await chen.get(path), path), row_dept: dept, reason: '依證書', ...what }
    t.equal((await chen.bring(path, form, files)).statusCode, 303)
  }
  await write('甲系', {})
  await write('乙系', { basis: 'original' })
  await write('丙系', { basis: 'reason' }, [diploma])
  const versions = await deps.db.select().from(recordVersions).where(eq(recordVersions.rowId, id))
  t.same(
    versions.toSorted((a, b) => a.version - b.version).map(({ basis }) => basis),
    [null, 'reason', 'original', 'file'],
  )
  const said = words((await lin.get(`/record/rows/${id}/history`)).body).replace(/\s+/g, ' ')
  t.match(said, /證明文件：\s*畢業證書.pdf.*已核對正本.*沒有附證明文件/)
})

t.test('evidence is for those alone who see the row, and of a protected address for those who see that', async t => {
  const { deps, lin, chen, hong, wang, home } = await office(t)
  await enter(wang)
  const rowOf = async (section: string) =>
    (await records.ofPerson(deps.db, deps.ring, lin.personId)).find(one => one.section === section)?.id ?? ''
  const bring = async (path: string, fields: Record<string, string>) => {
    const form = { ...formIn(await chen.get(path), path), reason: '依文件', ...fields }
    const done = await chen.bring(path, form, [diploma])
    t.equal(done.statusCode, 303, errorsIn(done).join())
  }
  await bring(`${home}/sections/remark/entry`, { row_text: '考核面談摘要', row_visible_to: 'hr' })
  await bring(`${home}/sections/family/entry`, { row_relation: '配偶', row_name: '吳大同' })
  const filesOf = async (section: string) => {
    const id = await rowOf(section)
    const found = await deps.db.select().from(evidence).where(eq(evidence.rowId, id))
    return found.map(file => `rows/${id}/evidence/${file.id}`)
  }
  const [remark = ''] = await filesOf('remark')
  const [relative = ''] = await filesOf('family')
  const status = async (who: typeof lin, url: string) => (await who.get(url)).statusCode
  t.same([await status(chen, `${home}/${remark}`), await status(lin, `/record/${remark}`)], [200, 404])
  t.same([await status(chen, `${home}/${relative}`), await status(hong, `${home}/${relative}`)], [200, 404])
  t.same([await status(lin, `/record/${relative}`), await status(wang, `/record/${relative}`)], [200, 404])
  t.equal(await status(wang, `${home}/${relative}`), 404)
  t.equal(await status(chen, `${home}/${relative.replace(/^rows\/[^/]+/, remark.split('/evidence')[0] ?? '')}`), 404)

  const basic = await rowOf('basic')
  await bring(`${home}/rows/${basic}/entry`, { row_tel_mobile: '0912-345-678' })
  const history = `${home}/rows/${basic}/history`
  const [open = ''] = linksOf((await hong.get(history)).body)
  t.equal(await status(hong, open), 200)
  await bring(`${home}/rows/${basic}/entry`, { row_addr_protected: 'yes' })
  const after = await hong.get(history)
  t.match(words(after.body), '可能載有保密的地址')
  const links = linksOf((await chen.get(history)).body)
  t.equal(links.length, 2)
  for (const link of links) t.same([await status(chen, link), await status(hong, link)], [200, 404])
})

t.test('one field is shown with each of its values: from when until when, by whom and why', async t => {
  const { deps, lin, chen, home } = await office(t)
  const skill = await addRow(deps, lin.personId, 'skill', { skill: '急救', licence: '初級' })
  const path = `${home}/rows/${skill}/entry`
  for (const fields of [{ row_licence: '中級' }, { row_skill: '急救教學' }, { row_licence: '高級' }]) {
    const form = formIn(await chen.get(path), path)
    t.equal(
      (await chen.post(path, { ...form, ...fields, reason: `依${Object.values(fields)[0]}證書` })).statusCode,
      303,
    )
  }
  const shown = async (who: typeof lin, url: string) => words((await who.get(url)).body).replace(/\s+/g, ' ')
  const licences = await shown(lin, `/record/rows/${skill}/history?field=licence`)
  t.match(licences, /高級 自.*目前的值.*依高級證書.*中級 自.*為止.*依中級證書.*初級 自.*為止/)
  t.notMatch(licences, '依急救教學證書')
  t.match(await shown(chen, `${home}/rows/${skill}/history?field=skill`), /急救教學 自.*依急救教學證書.*急救 自/)
  t.match(await shown(lin, `/record/rows/${skill}/history?field=nonsense`), '依中級證書')
  for (const [who, url, page] of [
    [lin, `/record/rows/${skill}/history`, `/record/rows/${skill}/history`],
    [chen, `${home}/rows/${skill}`, `${home}/rows/${skill}/history`],
  ] as const) {
    t.ok(formIn(await who.get(url), page), `a field is chosen at ${url}`)
  }
})

t.test('one letter proves the rows of a whole batch: HR opens it from each, and the others where they may', async t => {
  const { app, deps, lin, wang, chen, huang, begin, apply, awards } = await batchOffice(t)
  for (const one of [lin, wang]) await enter(one)
  const tried = async (what: Record<string, string>) => {
    const url = await begin('add', [lin, wang])
    const values = { ...common, ...decision, reason: '依獎懲令', ...what }
    const form = { ...formIn(await chen.get(`${url}/values`), `${url}/values`), ...values }
    const wrong = await chen.bring(`${url}/values`, { ...form, reason: '' }, [letter])
    t.equal(wrong.statusCode, 422)
    const checked = await chen.post(`${url}/values`, { ...formIn(wrong, `${url}/values`), reason: '依獎懲令' })
    t.equal(checked.headers.location, url, 'the file that had come is not asked for again')
    return url
  }
  const ofHr = await tried({ row_result: '嘉獎一次' })
  const again = formIn(await chen.get(`${ofHr}/values`), `${ofHr}/values`) ?? {}
  const [box = ''] = Object.keys(again).filter(name => name.startsWith('kept_'))
  const { [box]: _cleared, ...without } = again
  await chen.bring(`${ofHr}/values`, without, [])
  t.notMatch((await chen.get(ofHr)).body, letter.name)
  await chen.bring(`${ofHr}/values`, formIn(await chen.get(`${ofHr}/values`), `${ofHr}/values`) ?? {}, [letter])
  const [fromBatch = ''] = linksOf((await chen.get(ofHr)).body)
  const ofLetter = await chen.get(fromBatch)
  t.same(ofLetter.rawPayload, letter.bytes)
  t.equal((await huang.get(fromBatch)).statusCode, 303, 'a colleague is asked what for')
  t.equal((await apply(ofHr)).headers.location, ofHr)

  const looks = async ({ personId }: { personId: string }) =>
    (await deps.db.select().from(accessLog).where(eq(accessLog.personId, personId))).filter(
      ({ action }) => action === 'evidence',
    ).length
  t.same([await looks(lin), await looks(wang)], [1, 1])
  const [row] = await awards(lin.personId)
  const own = await lin.get(`/record/rows/${row?.id}/history`)
  t.match(words(own.body), '來函.pdf（內含其他人的資料，由原登錄機關的人事人員查閱）')
  const file = fromBatch.split('/').at(-1)
  t.equal((await lin.get(`/record/rows/${row?.id}/evidence/${file}`)).statusCode, 404)
  await openTo(deps, chen, lin.personId)
  const [fromRow = ''] = linksOf((await chen.get(`/people/${lin.personId}/rows/${row?.id}`)).body)
  t.equal(fromRow.split('/').at(-1), file, 'it is kept once')
  t.equal((await chen.get(fromRow)).statusCode, 200)
  t.same([await looks(lin), await looks(wang)], [2, 2], 'it tells of both, and both read who opened it')

  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  await deps.db.insert(assignments).values({
    personId: lin.personId,
    name: '林美華',
    agencyId: elsewhere,
    staffKind: 'teacher',
    kind: 'concurrent',
    from: '2026-08-01',
  })
  const { name, idNumber, loginName } = world.gao
  const there = await addPerson(deps, elsewhere, { name, idNumber, loginName, roles: ['hr_officer'] })
  const gao = await enter({ ...there, ...visitor(app) })
  await openTo(deps, gao, lin.personId)
  const seen = await gao.get(`/people/${lin.personId}/rows/${row?.id}`)
  t.match(words(seen.body), '來函.pdf（內含其他人的資料')
  t.equal((await gao.get(fromRow)).statusCode, 404)

  const form = formIn(await chen.get(ofHr), `${ofHr}/reversal`)
  await chen.post(`${ofHr}/reversal`, { ...form, reason: '誤植' })
  const [reversed, written] = await deps.db
    .select()
    .from(recordVersions)
    .where(eq(recordVersions.rowId, row?.id ?? ''))
    .orderBy(desc(recordVersions.version))
  t.match([written, reversed], [{ basis: 'file' }, { basis: null, operation: 'delete' }])

  const ofAll = await tried({ row_result: '嘉獎二次', for_all: 'yes' })
  await apply(ofAll)
  const [second] = await awards(wang.personId)
  const [link = ''] = linksOf((await wang.get(`/record/rows/${second?.id}/history`)).body)
  t.same((await wang.get(link)).rawPayload, letter.bytes)

  await tried({ row_result: '記功一次' })
  const later = new Date(deps.clock().getTime() + 2 * 86_400_000)
  await removeUnapplied(deps.db, later, later)
  await sweepEvidence({ ...deps, clock: () => later })
  const batchesOfFiles = (await deps.db.select().from(evidence)).map(({ batchId }) => batchId)
  t.same(new Set(batchesOfFiles), new Set([ofHr, ofAll].map(url => url.split('/').at(-1))), 'untried files are gone')
})

t.test('what proves a batch is open as long as HR reads the record of one of those it is for', async t => {
  const { deps, lin, chen, begin, apply } = await batchOffice(t)
  const url = await begin('add', [lin])
  const form = {
    ...formIn(await chen.get(`${url}/values`), `${url}/values`),
    ...common,
    ...decision,
    reason: '依獎懲令',
  }
  await chen.bring(`${url}/values`, { ...form, row_result: '嘉獎一次' }, [letter])
  await apply(url)
  const [file = ''] = linksOf((await chen.get(url)).body)
  t.equal((await chen.get(file)).statusCode, 200)

  const ofLin = eq(assignments.personId, lin.personId)
  await deps.db.update(assignments).set({ until: '2026-11-01' }).where(ofLin)
  t.equal((await chen.get(file)).statusCode, 200, 'whoever left and is nowhere else is read on')
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const there = { personId: lin.personId, name: '林美華', agencyId: elsewhere, staffKind: 'teacher' }
  await deps.db.insert(assignments).values({ ...there, from: '2026-11-02' })
  t.equal((await chen.get(file)).statusCode, 404, 'as the rows of whoever is at another agency are')
  t.same(linksOf((await chen.get(url)).body), [])
})
