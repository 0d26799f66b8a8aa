import * as fc from 'fast-check'
import t from 'tap'
import { columnsText, readColumns, sourceOf, sourcesIn, type Column } from '../../../server/domain/outgoing/columns.ts'
import { sections } from '../../../server/domain/record/sections.ts'

const usual = sections.filter(({ sensitive }) => !sensitive)

t.test('columns are read back as they were shown, in either language', async t => {
  const hasCodes = (of: string | null) => {
    const source = sourceOf(of)
    return source !== null && 'field' in source && Boolean(source.field.codes ?? source.field.suggestedBy)
  }
  const column = fc
    .record({ of: fc.constantFrom(...sourcesIn(usual), null), isCode: fc.boolean(), n: fc.nat(1000) })
    .map(({ of, isCode, n }): Column => ({ head: `欄 ${n}`, of, as: isCode && hasCodes(of) ? 'code' : 'text' }))
  const columns = fc.uniqueArray(column, { minLength: 1, maxLength: 40, selector: ({ head }) => head })
  fc.assert(
    fc.property(columns, fc.constantFrom('zh-TW', 'en'), (asked, language) => {
      t.same(readColumns(columnsText(asked, language), usual, language), { ok: true, value: asked })
    }),
    { numRuns: 100 },
  )
})

const refused: [why: string, typed: string][] = [
  ['export.refused.columns-none', ' \n '],
  ['export.refused.column', '基本資料'],
  ['export.refused.column', '基本資料：沒有這一欄'],
  ['export.refused.column', '基本資料：手機（代碼）'],
  ['export.refused.column', `${'長'.repeat(41)}＝基本資料：手機`],
  ['export.refused.column', `${' '.repeat(100_000)}x`.repeat(2)],
  ['export.refused.column-kept', '家屬：姓名'],
  ['export.refused.column-twice', '基本資料：手機\n手機＝空白'],
  ['export.refused.columns-many', Array.from({ length: 101 }, (_, i) => `${i}＝空白`).join('\n')],
]
for (const [why, typed] of refused) {
  t.test(`${JSON.stringify(typed.slice(0, 40))} is refused as ${why}`, async t =>
    t.match(readColumns(typed, usual, 'zh-TW'), { ok: false, why }),
  )
}

t.test('a name is known in half and full width, and with blanks', async t => {
  t.match(readColumns('PESEX = 基本資料: 性別（代碼）', usual, 'zh-TW'), {
    ok: true,
    value: [{ head: 'PESEX', of: 'basic.sex', as: 'code' }],
  })
})
