import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { readCsv } from '../../../server/documents/sheet/csv.ts'
import { unzip } from '../../../server/documents/sheet/zip.ts'
import { sectionOf, sections } from '../../../server/domain/record/sections.ts'
import { makeFiles, sweepFiles } from '../../../server/jobs/files.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as files from '../../../server/store/outgoing/files.ts'
import { accessLog, disclosures, events, madeFilePieces, madeFiles, recordRows } from '../../../server/store/schema.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { walk, words } from '../../support/app/pages.ts'
import { goodPassword } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { goodRow } from '../../support/record/rows.ts'

const hour = 3_600_000
const all = Object.fromEntries(sections.map(({ id }) => [`section_${id}`, 'yes']))

async function withLin(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, lin, chen } = school
  await addRow(deps, lin.personId, 'skill', { skill: '急救' })
  const family = { ...goodRow(sectionOf('family'), 1, { filled: true }), name: '林父' }
  await addRow(deps, lin.personId, 'family', family)
  await addRow(deps, lin.personId, 'remark', { text: '僅人事室可見', visible_to: 'hr' })
  for (const one of [lin, chen]) await enter(one)
  const copy = async (form: Record<string, string> = {}) => {
    const whole = Object.keys(form).some(name => name.startsWith('section_')) ? {} : all
    return String(
      (await lin.post('/files/copy', { format: 'csv', numbers: 'full', ...whole, ...form })).headers.location,
    )
  }
  const later = (ms: number) => school.setClock(new Date(deps.clock().getTime() + ms))
  return { ...school, copy, later }
}

t.test('one takes a copy of the whole of one’s own record, and of no remark that HR keeps', async t => {
  const { deps, lin, copy } = await withLin(t)
  t.match((await lin.get('/files')).body, '只用於 PDF 和 ODT', 'what a résumé form is does not hold for data')
  const page = await copy({ format: 'json' })
  t.match((await lin.get(page)).body, `href="${page}/copy"`)
  const { statusCode, headers, rawPayload } = await lin.get(`${page}/copy`)
  t.equal(statusCode, 200)
  t.match(headers['content-disposition'], /attachment.*\.json/)
  const { sections: told } = JSON.parse(rawPayload.toString())
  t.match(told[0], { id: 'basic', rows: [{ fields: [{ id: 'id_type' }, { id: 'id_no', value: 'A223456781' }] }] })
  t.same(
    told.map(({ id }: { id: string }) => id).toSorted(),
    ['basic', 'family', 'skill'],
    'sensitive sections are one’s own, the remark is not',
  )
  t.notMatch(rawPayload.toString(), '僅人事室可見')
  t.match(await deps.db.select().from(disclosures), [{ kind: 'copy', verb: 'see', count: 1, leftAt: deps.clock() }])
  t.same(await deps.db.select().from(accessLog), [], 'nobody else looked')
  const happened = await deps.db.select({ what: events.what }).from(events).where(eq(events.byRole, 'employee'))
  t.same(
    happened.map(({ what }) => what).filter(what => what.startsWith('file.')),
    ['file.asked', 'file.made', 'file.fetched'],
  )
})

t.test('a file that is fetched after a proof leaves a page that says so, and not that of the proof', async t => {
  const { lin, copy, later } = await withLin(t)
  const page = await copy({ format: 'json' })
  const file = `${page}/copy`
  later(16 * 60_000)
  await lin.get('/record')
  const asked = String((await lin.get(file)).headers.location)
  t.equal(asked, `/proof?next=${encodeURIComponent(file)}`)
  t.match((await lin.get(asked)).body, 'action="/proof/password"')
  const proved = await lin.post('/proof/password', { password: goodPassword, next: file })
  t.equal(proved.headers.location, asked)
  const { headers, body } = await lin.get(asked)
  t.equal(headers['refresh'], `0; url=${file}`)
  t.match(body, `href="${page}"`, 'with the way back')
  t.match(words(body), '已確認身分')
  t.equal((await lin.get(file)).statusCode, 200)
})

t.test('as tables it is a file for each section, or for the one that was chosen', async t => {
  const { lin, copy } = await withLin(t)
  const tables = async (form: Record<string, string>) => {
    const zip = await unzip((await lin.get(`${await copy(form)}/copy`)).rawPayload, () => true, 1_000_000)
    return zip.ok ? [...zip.files].map(([name, bytes]) => [name, readCsv(bytes)] as const) : []
  }
  t.same(
    (await tables({})).map(([name]) => name),
    ['01-基本資料.csv', '02-專長證照.csv', '03-家屬.csv'],
  )
  const [skill] = await tables({ section_skill: 'yes' })
  t.match(skill?.[1], { ok: true, lines: [{ cells: ['專長'] }, { cells: ['急救'] }] })
})

t.test('of forms that are sent at once no more are taken than five that wait', async t => {
  const { deps, lin } = await withLin(t)
  const { accountId } = lin
  const told = { kind: 'copy', accountId, purpose: '本人', recipients: '本人', total: 1 } as const
  const asker = { personId: lin.personId, agencyId: null, grants: [], actingFor: null, deputyFor: [] }
  const viewer = { viewerName: lin.name, viewerRole: 'employee', actingFor: null, actingForName: null }
  const inName = {
    asker: { ...asker, secondReviews: false },
    viewer: { ...viewer, address: '', requestId: 'r' },
    language: 'zh-TW' as const,
  }
  const by = { accountId, role: 'employee', agencyId: null, requestId: null }
  const ask = async () =>
    deps.db.transaction(tx =>
      files.ask(tx, deps.ring, { id: files.newId(), ...told }, { ...inName, of: {} }, by, deps.clock()),
    )
  const taken = await Promise.all(Array.from({ length: 7 }, ask))
  t.equal(taken.filter(Boolean).length, 5)
  const answer = await lin.post('/files/copy', { format: 'json', ...all })
  t.equal(answer.statusCode, 409)
  t.match(words(answer.body), '已有 5 個檔案在製作中')
})

t.test('what is disputed says so in the copy', async t => {
  const { deps, agencyId, lin, huang, copy } = await withLin(t)
  const row = await addRow(deps, lin.personId, 'skill', { skill: '潛水', licence: '潛水證' })
  const { personId } = lin
  const part = { personId, kind: 'dispute' as const, section: 'skill', rowId: row, fields: ['licence'], agencyId }
  const lock = { ...part, reason: '本人主張有誤', docNumber: null, until: '2026-12-31' }
  const by = { accountId: huang.accountId, role: 'hr_chief', agencyId, requestId: null }
  await deps.db.transaction(tx => locks.set(tx, lock, by, deps.clock()))
  const fetched = async (form: Record<string, string>) => (await lin.get(`${await copy(form)}/copy`)).rawPayload
  const { sections: told } = JSON.parse((await fetched({ format: 'json', section_skill: 'yes' })).toString())
  const fields = (told[0].rows as { fields: { id: string; text: string; marks?: string[] }[] }[]).flatMap(
    one => one.fields,
  )
  t.match(
    fields.filter(({ marks }) => marks),
    [{ id: 'licence', text: '潛水證', marks: ['disputed'] }],
  )
  const zip = await unzip(await fetched({ section_skill: 'yes' }), () => true, 1_000_000)
  const [table = ''] = zip.ok ? [...zip.files.values()].map(String) : []
  t.match(table, /"專長項目".*"爭議或校正申請中的欄位"\r\n/)
  t.match(table, /"潛水".*"證照名稱（爭議中）"\r\n/)
  t.match(table, /"急救".*,""\r\n/)
})

t.test('a file is sealed, its owner’s alone, and gone after a day', async t => {
  const { deps, agencyId, lin, chen, copy, later } = await withLin(t)
  const page = await copy({ format: 'json' })
  for (const url of [page, `${page}/state`, `${page}/copy`, `${page}/content`])
    t.equal((await chen.get(url)).statusCode, 404, 'HR fetches nobody’s copy')
  t.equal((await lin.get(`${page}/content`)).statusCode, 404, 'by the address of its own kind alone')
  const kept = Buffer.concat((await deps.db.select().from(madeFilePieces)).map(({ sealed }) => sealed)).toString()
  t.notMatch(kept, 'A223456781')
  t.notMatch(JSON.stringify(await deps.db.select().from(madeFiles)), '林美華')
  const [one] = await deps.db.select().from(madeFiles)
  if (!one) throw new Error('none was made')
  const clones = Array.from({ length: 30 }, (_, i) => ({
    ...one,
    id: randomUUID(),
    sealedName: null,
    askedAt: new Date(one.askedAt.getTime() - Math.floor(i / 3)),
    // asked for as HR, which Lin is no more
    ...(i === 29 && { agencyId }),
  }))
  await deps.db.insert(madeFiles).values(clones)
  const idsIn = (html: string) => [...html.matchAll(/href="\/files\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id)
  const { forth, back, pages } = await walk(lin.get, '/files', idsIn)
  t.same([pages, new Set(forth).size, back], [2, 30, forth], 'all of them are listed, a page at a time')
  t.match(words((await lin.get('/files')).body), '共 30 筆')
  t.same(idsIn((await chen.get('/files')).body), [])
  later(25 * hour)
  await enter(lin)
  t.equal((await lin.get(`${page}/copy`)).statusCode, 404)
  await sweepFiles(deps)
  t.same(await deps.db.select().from(madeFiles), [])
  t.same(await deps.db.select().from(madeFilePieces), [])
  t.same(await deps.db.select().from(disclosures), [], 'what nobody fetched never left')
})

t.test('whoever took a file to make it and was killed is followed by another, once its claim is over', async t => {
  const { deps, lin, copy, later } = await withLin(t)
  const id = (await copy({ format: 'json' })).slice('/files/'.length)
  const again = { state: 'asked' as const, tries: 0, madeAt: null }
  await deps.db.delete(madeFilePieces)
  await deps.db.delete(disclosures)
  await deps.db.update(madeFiles).set(again)
  const killed = await files.claim(deps.db, deps.ring, deps.clock())
  t.equal(killed?.id, id)
  t.match((await lin.get(`/files/${id}`)).body, '製作中')
  const state = await lin.get(`/files/${id}/state`, { 'hx-request': 'true', 'hx-request-type': 'partial' })
  t.match(state.body, /^\s*<div\s+id="file-state"/)
  t.match(state.body, 'hx-trigger="every 3s"')
  t.equal((await lin.get(`/files/${id}/copy`)).statusCode, 404)
  await makeFiles(deps)
  t.match(await deps.db.select().from(madeFiles), [{ state: 'making' }], 'it may still be at it')
  later(3 * 60_000)
  await makeFiles(deps)
  t.match(await deps.db.select().from(madeFiles), [{ state: 'ready', tries: 2 }])
  t.equal((await lin.get(`/files/${id}/copy`)).statusCode, 200)
  if (!killed) return
  t.equal(await files.tell(deps.db, killed, { done: 1, total: 1 }, deps.clock()), false, 'the first hears it is late')
})

t.test('a file whose makers are killed again and again is given up as well', async t => {
  const { deps, lin, copy, later } = await withLin(t)
  const page = await copy({ format: 'json' })
  await deps.db.delete(madeFilePieces)
  await deps.db.delete(disclosures)
  await deps.db.update(madeFiles).set({ state: 'asked', tries: 0, madeAt: null })
  for (let i = 0; i < files.mostTries; i += 1) {
    t.ok(await files.claim(deps.db, deps.ring, deps.clock()))
    later(3 * 60_000)
  }
  t.notOk(await files.claim(deps.db, deps.ring, deps.clock()), 'it may be the file that kills')
  t.match((await lin.get(page)).body, '檔案無法製作')
})

t.test('a file that cannot be made is tried three times and given up, and its owner is told', async t => {
  const { deps, lin, copy, later } = await withLin(t)
  const data = sql`${recordRows.data} || '{"id_no":"sealed:AAAA"}'`
  await deps.db.update(recordRows).set({ data }).where(eq(recordRows.section, 'basic'))
  const page = await copy()
  t.match((await lin.get(page)).body, '製作中')
  for (let i = 0; i < 2; i += 1) {
    await makeFiles(deps)
    later(30_000)
    await t.rejects(makeFiles(deps))
  }
  t.match((await lin.get(page)).body, '檔案無法製作')
  later(30_000)
  await makeFiles(deps)
  t.match(await deps.db.select().from(madeFiles), [{ state: 'failed', tries: 3 }])
  t.same(await deps.db.select().from(disclosures), [])
})
