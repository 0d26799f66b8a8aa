import * as fc from 'fast-check'
import t from 'tap'
import { applied, difference, movedMeanwhile, titleFields } from '../../../server/domain/record/difference.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf, sections } from '../../../server/domain/record/sections.ts'
import { checkRow, readRow } from '../../../server/domain/record/validate.ts'
import { readValue, sameValue, showValue, typedOf } from '../../../server/domain/record/value.ts'
import { goodRow, goodRows, rowsDay } from '../../support/record/rows.ts'

const around = { today: rowsDay, others: [], basic: goodRow(sectionOf('basic'), 1, { filled: true }) }
const few = { numRuns: 40 }

/** A row without the fields that hold nothing, in the order of the section. */
const plain = (row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))

for (const section of sections) {
  const rows = fc.oneof(goodRows(section), goodRows(section, { filled: true }))
  const { id } = section

  t.test(`${id}: a good row may be kept, and nothing about it is odd`, async t =>
    fc.assert(
      fc.property(rows, row => t.same(checkRow(section, row, around), [])),
      few,
    ),
  )

  t.test(`${id}: what fills the form is read back as the same row`, async t =>
    fc.assert(
      fc.property(rows, row => {
        const typed = Object.assign({}, ...section.fields.map(field => typedOf(field, row[field.id] ?? null)))
        const read = readRow(section, typed)
        t.same(read.unread, [])
        t.strictSame(plain(read.row), plain(Object.fromEntries(section.fields.map(({ id }) => [id, row[id]]))))
        for (const field of section.fields) {
          const value = row[field.id] ?? null
          t.strictSame(readValue(field, typedOf(field, value)), { ok: true, value }, field.id)
        }
      }),
      few,
    ),
  )

  t.test(`${id}: every value has words in both languages, and a masked one never stands in them`, async t =>
    fc.assert(
      fc.property(goodRows(section, { filled: true }), row => {
        for (const field of section.fields) {
          t.not(showValue(field, row[field.id], 'zh-TW'), '', field.id)
          t.not(showValue(field, row[field.id], 'en'), '', field.id)
          if (!field.masked) continue
          const masked = showValue(field, row[field.id], 'zh-TW', { masked: true })
          t.notOk(masked.includes(String(row[field.id])), field.id)
        }
      }),
      few,
    ),
  )

  t.test(`${id}: the difference of two rows leads from the one to the other and back`, async t =>
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        // a field that a form leaves empty stands in it as null
        const asked = Object.fromEntries(section.fields.map(field => [field.id, after[field.id] ?? null]))
        const changes = difference(section, 'change', before, asked)
        t.strictSame(plain(applied(before, changes)), plain(after))
        const back = changes.map(change => ({ ...change, old: change.new, new: change.old }))
        t.strictSame(plain(applied(after, back)), plain(before))
        t.same(difference(section, 'change', before, before), [])
        t.ok(changes.every(change => !sameValue(change.old, change.new)))
        t.same(movedMeanwhile(changes, before), [])
        t.same(
          movedMeanwhile(changes, after).map(({ field, now }) => [field, now]),
          changes.map(change => [change.field, change.new]),
        )
      }),
      few,
    ),
  )

  t.test(`${id}: a new row is all that is filled, a deleted one all that was`, async t =>
    fc.assert(
      fc.property(rows, row => {
        const added = difference(section, 'add', {}, row)
        t.strictSame(plain(applied({}, added)), plain(row))
        const deleted = difference(section, 'delete', row, {})
        t.same(
          deleted,
          added.map(({ field, new: value }) => ({ field, old: value, new: null })),
        )
      }),
      few,
    ),
  )
}

t.test('a field that was not in the form is not asked to change', async t => {
  const education = sectionOf('education')
  const before = { school: '示範大學', dept: '數學系' }
  t.same(difference(education, 'change', before, { dept: '物理系' }), [{ field: 'dept', old: '數學系', new: '物理系' }])
})

t.test('blank, null and absent are one; the order of an address does not count', async t => {
  t.ok(sameValue('', null) && sameValue(null, undefined))
  t.ok(sameValue({ zip: '1', rest: '2' }, { rest: '2', zip: '1' }))
  t.notOk(sameValue({ zip: '1', rest: '2' }, { zip: '2', rest: '1' }))
  t.notOk(sameValue(['TW', 'JP'], ['JP', 'TW']))
  t.notOk(sameValue('1', 1))
  t.notOk(sameValue(false, null))
})

t.test('a row is told apart by the fields its section names', async t => {
  t.same(
    titleFields(sectionOf('education')).map(({ id }) => id),
    ['school', 'dept', 'degree'],
  )
})
