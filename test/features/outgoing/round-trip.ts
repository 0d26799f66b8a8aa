import * as fc from 'fast-check'
import t from 'tap'
import { unwritable } from '../../../server/documents/sheet/big5.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as records from '../../../server/store/record/records.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { office } from '../../support/record/batches.ts'
import { goodRows } from '../../support/record/rows.ts'

const purpose = '搬到另一個系統再回來'

t.test('records that leave as a file come back by import as they were, in each format', async t => {
  const { deps, chen, lin, wang, apply } = await office(t)
  const { db, ring, clock } = deps
  const rowsOf = async (personId: string, section: string) =>
    (await records.ofPerson(db, ring, personId)).filter(row => row.section === section)
  const dataOf = async (section: string) => {
    const all = []
    for (const { personId } of [lin, wang]) {
      all.push((await rowsOf(personId, section)).map(({ data }) => JSON.stringify(known(section, data))).toSorted())
    }
    return all
  }
  async function clear(section: string) {
    for (const { personId } of [lin, wang]) {
      for (const { id: rowId, version: baseVersion } of await rowsOf(personId, section)) {
        const change = { personId, section, rowId, operation: 'delete' as const, baseVersion, data: {} }
        const how = { source: 'hr_entry', writer: 'program', reason: '' } as const
        await db.transaction(tx => records.write(tx, ring, { ...change, ...how }, bySystem, clock()))
      }
    }
  }

  /** Where the values of an import are typed, after its columns were confirmed as guessed, if they are asked. */
  /** Where the values of an import are typed, after its columns were confirmed as guessed, if they are asked. */
  async function valuesAt(sheet: string): Promise<string> {
    if (sheet.startsWith('/batches/')) return sheet
    const page = await chen.get(sheet)
    const path = [`${sheet}/people`, `${sheet}/columns`].find(one => formIn(page, one))
    const next = path ? await chen.post(path, formIn(page, path)) : page
    if (next.statusCode !== 303) throw new Error(errorsIn(next).join(' '))
    return valuesAt(String(next.headers.location))
  }

  const all = { skill: ['csv', 'big5', 'xlsx', 'ods'], language: ['xlsx'], training: ['big5'] }
  for (const [seed, [section, formats]] of Object.entries(all).entries()) {
    const { zh, fields } = sectionOf(section)
    for (const format of formats) {
      const what = `${section} as ${format}`
      const isWritable = (row: Row) => format !== 'big5' || unwritable(JSON.stringify(row)).length === 0
      const rows = fc.sample(goodRows(sectionOf(section)).filter(isWritable), { seed: seed + 1, numRuns: 8 })
      await clear(section)
      for (const [i, row] of rows.entries()) await addRow(deps, (i % 2 === 0 ? lin : wang).personId, section, row)
      const before = await dataOf(section)

      const columns = [
        '基本資料：身分證統一編號／統一證號',
        '基本資料：中文姓名',
        ...fields.map(one => `${zh}：${one.zh}`),
      ]
      const profile = {
        name: what,
        recipients: '另一個系統',
        purpose,
        columns: columns.join('\n'),
        rows: 'each',
        format,
      }
      const begun = await chen.post('/exports/new', profile)
      t.equal(begun.statusCode, 303, `${what}: ${errorsIn(begun).join(' ')}`)
      const page = String(begun.headers.location)
      const version = /name="version" value="(\d+)"/.exec((await chen.get(page)).body)?.[1] ?? ''
      const made = await chen.post(`${page}/file`, { version, purpose })
      t.equal(made.statusCode, 303, `${what}: ${errorsIn(made).join(' ')}`)
      const { rawPayload: bytes } = await chen.get(`${String(made.headers.location)}/content`)

      await clear(section)
      const asked = { ...formIn(await chen.get('/imports'), '/imports'), section, verb: 'add', purpose }
      const sent = await chen.bring('/imports', { ...asked, again: 'yes' }, [
        { name: `list.${format}`, type: '', bytes },
      ])
      const values = await valuesAt(String(sent.headers.location))
      t.match(values, /^\/batches\/[^/]+\/values$/, `${what}: ${errorsIn(sent).join(' ')}`)
      const tried = await chen.post(values, { ...formIn(await chen.get(values), values), reason: '搬回來' })
      const batch = String(tried.headers.location)
      t.match(words((await chen.get(batch)).body), /可套用/, what)
      await apply(batch)
      t.same(await dataOf(section), before, what)
    }
  }
})

/** Without the fields that have nothing in them, in the order of the dictionary. */
const known = (section: string, data: Row) =>
  sectionOf(section).fields.flatMap(({ id }) => ((data[id] ?? '') === '' ? [] : [[id, data[id]]]))
