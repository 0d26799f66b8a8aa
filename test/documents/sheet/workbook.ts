import { array, assert, constantFrom, asyncProperty, string } from 'fast-check'
import type { WorkSheet } from '@e965/xlsx'
import t from 'tap'
import type { SheetFormat } from '../../../server/domain/sheet.ts'
import { openSheet } from '../../../server/documents/sheet/incoming.ts'
import { readSheet } from '../../../server/documents/sheet/read.ts'
import { readWorkbook, writeWorkbook } from '../../../server/documents/sheet/workbook.ts'
import { work } from '../../../server/documents/sheet/worker.ts'
import { made, sheetOf, withFiles } from '../../support/documents/workbooks.ts'

type Workbook = Exclude<SheetFormat, 'csv'>
const formats: readonly Workbook[] = ['ods', 'xlsx']
const bounds = { maxBytes: 1024 * 1024, maxLines: 100, maxColumns: 10 }

// blanks and line breaks around a line break are not kept by OpenDocument
const cell = string({
  unit: constantFrom("'", '=', '+', '0', '&', '&amp;', '<', '\n', ' ', '"', '塗', '𡍼', '＝', 'a', '‧'),
}).map(text => text.trim().replace(/\s*\n\s*/g, '\n'))

t.test('whatever is written as a workbook is read back as it was', async t => {
  for (const format of formats) {
    await assert(
      asyncProperty(array(array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), async lines => {
        const read = await readWorkbook(
          writeWorkbook([['最後', '一欄', '甲', '乙', '丙'], ...lines], { format, name: '表' }),
          bounds,
        )
        const filled = lines.map((cells, i) => ({ at: i + 2, cells })).filter(({ cells }) => cells.some(Boolean))
        t.same(
          read.ok && read.lines.slice(1).map(({ at, cells }) => ({ at, cells })),
          filled.map(({ at, cells }) => ({ at, cells: Array.from({ length: 5 }, (_, i) => cells[i] ?? '') })),
        )
      }),
      { numRuns: 40 },
    )
  }
})

t.test('a code keeps its zeros, a day is a day, and no text is a formula', async t => {
  for (const format of formats) {
    const bytes = writeWorkbook([['0100', { day: '2026-12-31' }, '=1+1', '115/8/1']], { format, name: "a/b'?" })
    t.same(await readWorkbook(bytes, bounds), {
      ok: true,
      lines: [{ at: 1, cells: ['0100', '2026-12-31', '=1+1', '115/8/1'] }],
      hasFormulas: false,
    })
  }
})

t.test('a text that stands in the file once counts for each of its cells', async t => {
  const long = '字'.repeat(30_000)
  const once = (format: Workbook) => writeWorkbook([[long]], { format, name: '表' })
  const repeated = (old: string) =>
    old.replace(/<table:table-row(?=[ >])/, '<table:table-row table:number-rows-repeated="90"')
  for (const bytes of [
    writeWorkbook(
      Array.from({ length: 90 }, () => [long]),
      { format: 'xlsx', name: '表' },
    ),
    withFiles(once('ods'), { 'content.xml': repeated }),
  ]) {
    t.match(await readWorkbook(bytes, { ...bounds, maxBytes: 7 * bounds.maxBytes }), {
      ok: false,
      why: 'sheet.refused.large',
    })
    t.match(await readWorkbook(bytes, { ...bounds, maxBytes: 9 * bounds.maxBytes }), {
      ok: true,
      lines: { length: 90 },
    })
  }
})

t.test('what no cell can hold is left out, and the file can be opened', async t => {
  for (const format of formats) {
    const line = ['a\u0000b\u001b\uffff', '字'.repeat(40_000), 'one\r\ntwo\tthree']
    const read = await readWorkbook(writeWorkbook([line], { format, name: '表' }), bounds)
    const [first, second, third] = read.ok ? (read.lines[0]?.cells ?? []) : []
    t.equal(first, 'a b  ')
    t.equal(third, 'one\ntwo three')
    t.match(second, /^字{32766}…$/)
  }
})

t.test('numbers, formulas and the zeros of a format are read as a spreadsheet shows them', async t => {
  for (const format of formats) {
    const sheet = sheetOf([4001, 2.5, true, 100, 3])
    Object.assign(sheet['D1'] as object, { z: '0000' })
    Object.assign(sheet['E1'] as object, { f: '1+2' })
    const read = await readWorkbook(made(format, sheet, sheetOf()), bounds)
    t.same(read, { ok: true, lines: [{ at: 1, cells: ['4001', '2.5', 'true', '0100', '3'] }], hasFormulas: true })
  }
})

t.test('a character that stands in a file by its number is that character, above 16 bits as well', async t => {
  const numbered = (old: string) => {
    t.match(old, '>甲<')
    return old.replace('>甲<', '>&#x2137C;&#136060;&#22615;&amp;#x41;&lt;<')
  }
  const files = { ods: 'content.xml', xlsx: 'xl/sharedStrings.xml' }
  for (const format of formats) {
    const bytes = withFiles(writeWorkbook([['甲']], { format, name: '表' }), { [files[format]]: numbered })
    t.same(await readWorkbook(bytes, bounds), {
      ok: true,
      lines: [{ at: 1, cells: ['𡍼𡍼塗&#x41;<'] }],
      hasFormulas: false,
    })
  }
})

t.test('a line far below the others is refused and not left out', async t => {
  for (const format of formats) {
    const lines = [['code'], ...Array.from({ length: 150 }, () => ['']), ['最後']]
    const read = await readWorkbook(made(format, sheetOf(...lines)), bounds)
    t.same(read, { ok: false, why: 'sheet.refused.cells' }, format)
  }
})

t.test('a day that no calendar has is told as an error of its line', async t => {
  const bytes = writeWorkbook([['a'], [{ day: '2026-08-01' }]], { format: 'ods', name: '表' })
  const wrong = (old: string) => {
    t.match(old, 'office:date-value="2026')
    return old.replace(/office:date-value="[^"]*"/, 'office:date-value="someday"')
  }
  const read = await readWorkbook(withFiles(bytes, { 'content.xml': wrong }), bounds)
  t.same(read, { ok: false, why: 'sheet.refused.error-value', at: 2 })
})

t.test('the blank rest of a sheet, as LibreOffice writes it, is no line and no column', async t => {
  const blank =
    '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16380"/></table:table-row>' +
    '<table:table-row table:style-name="ro1" table:number-rows-repeated="1048570">' +
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
  const lastRow = /<\/table:table-row>\s*<\/table:table>/
  const padded = (old: string) => {
    t.match(old, lastRow)
    return old.replace(lastRow, blank)
  }
  const bytes = withFiles(made('ods', sheetOf(['code', 'zh'], ['1', '甲'])), { 'content.xml': padded })
  const lines = [
    { at: 1, cells: ['code', 'zh'] },
    { at: 2, cells: ['1', '甲'] },
  ]
  t.same(await readWorkbook(bytes, bounds), { ok: true, lines, hasFormulas: false })
})

t.test('what cannot be read for sure is refused, each for its own reason', async t => {
  const plain = sheetOf(['code', 'zh'], ['1', '甲'])
  const error = {
    '!ref': 'A1:A3',
    A1: { t: 's', v: 'code' },
    A3: { t: 'e', v: 0x2a, w: '#N/A' },
  } as unknown as WorkSheet
  const encrypted = (old: string) =>
    old.replace('<manifest:file-entry', '<manifest:encryption-data/><manifest:file-entry')
  const bomb = Buffer.alloc(bounds.maxBytes + 1, ' ')
  const flagged = made('xlsx', plain)
  flagged.writeUInt16LE(1, flagged.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 8)
  const files: [string, Buffer, string, number?][] = [
    ['two filled sheets', made('xlsx', plain, plain), 'several'],
    ['an error', made('xlsx', error), 'error-value', 3],
    ['too many lines', made('ods', sheetOf(...Array.from({ length: 101 }, () => ['x']))), 'cells'],
    ['too many columns', made('ods', sheetOf(Array.from({ length: 11 }, () => 'x'))), 'cells'],
    ['macros of Excel', withFiles(made('xlsx', plain), { 'xl/vbaProject.bin': 'x' }), 'macros'],
    ['macros of LibreOffice', withFiles(made('ods', plain), { 'Basic/Standard/Module1.xml': 'x' }), 'macros'],
    ['a password', withFiles(made('ods', plain), { 'META-INF/manifest.xml': encrypted }), 'encrypted'],
    ['a password of the archive', flagged, 'encrypted'],
    ['a bomb', withFiles(made('xlsx', plain), { 'xl/comments1.xml': bomb }), 'large'],
    [
      'another document',
      withFiles(made('ods', plain), { mimetype: 'application/vnd.oasis.opendocument.text' }),
      'kind',
    ],
    ['another archive', withFiles(made('ods', plain), { mimetype: '', 'content.xml': 'x' }), 'kind'],
    ['no sheet inside', withFiles(made('xlsx', plain), { 'xl/workbook.xml': '<x' }), 'broken'],
    ['half a file', made('xlsx', plain).subarray(0, 900), 'broken'],
  ]
  for (const [name, bytes, why, at] of files) {
    const expected = { ok: false, why: `sheet.refused.${why}`, ...(at !== undefined && { at }) }
    t.same(await readWorkbook(bytes, bounds), expected, name)
  }
  const pictures = withFiles(made('ods', plain), { 'Thumbnails/thumbnail.png': bomb })
  t.ok((await readWorkbook(pictures, bounds)).ok, 'what is not read may be as large as it likes')
})

t.test('an archive cut, or with any byte of it changed, is read or refused and never an exception', async t => {
  const whole = made('ods', sheetOf(['code', 'zh'], ['1', '甲']))
  for (let i = 0; i < whole.length; i += 7) {
    const changed = Buffer.from(whole)
    changed.writeUInt8((changed.readUInt8(i) + 0x81) % 256, i)
    for (const bytes of [changed, whole.subarray(0, i)]) await t.resolves(readWorkbook(bytes, bounds))
  }
})

t.test('a file is read by what it is, whatever it is called', async t => {
  const many = { maxLines: 100 }
  const ods = made('ods', sheetOf(['code', 'zh'], ['1', '甲']))
  const lines = [
    { at: 1, cells: ['code', 'zh'] },
    { at: 2, cells: ['1', '甲'] },
  ]
  t.same(await readSheet(ods, many), { ok: true, lines, hasFormulas: false })
  t.same(await readSheet(Buffer.from('code,zh\n1,甲\n'), many), { ok: true, lines, hasFormulas: false })
  const padded = Buffer.from('code,zh,\n\n1,甲,\n,,\n')
  const [head, ...others] = lines
  t.same(
    await readSheet(padded, many),
    { ok: true, lines: [head, ...others.map(line => ({ ...line, at: 3 }))], hasFormulas: false },
    'as of a workbook, blank lines and columns are none',
  )
  const why = async (bytes: Buffer, maxLines = 100) => {
    const read = await readSheet(bytes, { maxLines })
    return read.ok ? '' : read.why
  }
  t.equal(await why(made('xls', sheetOf(['code']))), 'sheet.refused.old')
  t.equal(await why(Buffer.alloc(0)), 'sheet.refused.blank')
  t.equal(await why(Buffer.from([0xa4, 0x40])), 'sheet.refused.encoding')
  t.equal(await why(Buffer.from('a\n"b')), 'sheet.refused.quotes')
  t.equal(await why(Buffer.from('a\nb\n'), 1), 'sheet.refused.cells')
  t.equal(await why(Buffer.from(Array.from({ length: 61 }, () => 'x').join(','))), 'sheet.refused.cells')
  t.equal(await why(Buffer.from('PK and no archive')), 'sheet.refused.broken')
})

t.test('cells that lie beyond any bound are refused before one of them is made', async t => {
  const ods = made('ods', sheetOf(['x'], ['y']))
  const xlsx = made('xlsx', sheetOf(['x'], ['y']))
  const odd: [string, Buffer][] = [
    ...['columns', 'rows'].map((what): [string, Buffer] => {
      const tag = what === 'rows' ? '<table:table-row' : '<table:table-cell'
      const repeated = (old: string) => old.replace(tag, `${tag} table:number-${what}-repeated="1000000000"`)
      return [`a thousand million ${what}`, withFiles(ods, { 'content.xml': repeated })]
    }),
    [
      'a thousand million cells that say nothing of their value',
      withFiles(ods, {
        'content.xml': old =>
          old.replace(
            '</table:table-row>',
            '<table:table-cell table:number-columns-repeated="1000000000"><text:p>z</text:p></table:table-cell>$&',
          ),
      }),
    ],
    ...['BDWGN2', 'ZZZZZZZ2', 'A2000000000'].map((far): [string, Buffer] => [
      `a cell at ${far}`,
      withFiles(xlsx, { 'xl/worksheets/sheet1.xml': old => old.replace('r="A2"', `r="${far}"`) }),
    ]),
  ]
  for (const [name, bytes] of odd) {
    t.same(await readSheet(bytes, { maxLines: 100 }), { ok: false, why: 'sheet.refused.cells' }, name)
  }
})

t.test('of 16,384 columns of which few are used a sheet of another system has these', async t => {
  const used = Array.from({ length: 200 }, (_, i) => `欄${i}`)
  const rest = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16184"'
  for (const blank of [`${rest}/>`, `${rest}></table:table-cell>`, `${rest}><text:p/></table:table-cell>`]) {
    const wide = withFiles(made('ods', sheetOf(used)), {
      'content.xml': old => old.replaceAll('</table:table-row>', `${blank}$&`),
    })
    const sheet = await openSheet(wide, { maxLines: 100 })
    t.match(sheet, { ok: true, about: 1 })
    if (sheet.ok) for await (const piece of sheet.pieces()) t.same(piece, { ok: true, lines: [{ at: 1, cells: used }] })
  }
  const many = made('xlsx', sheetOf([...used, '欄200']))
  t.same(await openSheet(many, { maxLines: 100 }), { ok: false, why: 'sheet.refused.cells' })
})

t.test('what is too much while somebody waits is read in the background', async t => {
  const blank = Buffer.from(`<a>${' '.repeat(25 * 1024 * 1024)}</a>`)
  const big = withFiles(made('xlsx', sheetOf(['x'])), { 'xl/extra.xml': blank })
  const awaited = await openSheet(big, { maxLines: 100, isAwaited: true })
  t.same(awaited, { ok: false, why: 'sheet.refused.large' })
  t.ok((await openSheet(big, { maxLines: 100 })).ok)
})

t.test('those for whom there is no room are told so, and those who wait get their turn', async t => {
  const bytes = made('ods', sheetOf(['x']))
  const all = await Promise.all(Array.from({ length: 5 }, () => work({ bytes, bounds })))
  t.same(
    all.map(one => (one.ok ? 'read' : one.why)),
    ['read', 'read', 'read', 'read', 'busy'],
  )
})
