import { randomBytes } from 'node:crypto'
import { CFB, type CellObject, type WorkSheet } from '@e965/xlsx'
import iconv from 'iconv-lite'
import { zipOf } from '../../../server/documents/archive.ts'
import { medias } from '../../../server/documents/sheet/media.ts'
import { header, line, list } from '../record/imports.ts'
import { made, sheetOf, withFiles } from './workbooks.ts'

const names = header.split(',')
const row = line('', '林美華')
const plain = sheetOf(names, row)
const [xlsx, ods] = [made('xlsx', plain), made('ods', plain)]

/** The sheet with cells put into it, as they would stand in a file. */
const withCells = (cells: Record<string, Partial<CellObject> & { z?: string }>): WorkSheet => ({
  ...sheetOf(names, row, line('', '王大明')),
  ...cells,
})

function changed(bytes: Buffer, name: string, ...changes: [string | RegExp, string][]): Buffer {
  return withFiles(bytes, {
    [name]: old =>
      changes.reduce((text, [from, to]) => {
        if (text.replace(from, to) === text) throw new Error(`nothing to change in ${name}: ${String(from)}`)
        return text.replace(from, to)
      }, old),
  })
}

const sheet1 = 'xl/worksheets/sheet1.xml'
const blank = sheetOf()
const compound = (name: string) => {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, `/${name}`, randomBytes(600))
  return CFB.write(file, { type: 'buffer' }) as Buffer
}
const zip = (files: Record<string, string | Buffer>) =>
  zipOf(
    Object.entries(files).map(([name, file]) => ({ name, bytes: Buffer.from(file) })),
    new Date('2026-11-23T00:00:00Z'),
  )
const wide = (text: string) => Buffer.from(text, 'utf16le')
const bigEndian = (text: string) => wide(text).swap16()
const text = list([row])
const cellOfBomb =
  '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
const entities =
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' +
  Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'abcdefghij'[i + 1]} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join(
    '',
  ) +
  ']>'

const said = {
  blank: '檔案：請選擇有內容的檔案。',
  broken: '檔案：已損壞，無法讀取。請用試算表軟體開啟後另存新檔。',
  cells: '檔案：列數或欄數太多。請只留下需要的列和欄。',
  definitions: '檔案：含有試算表軟體不會存入的定義（XML 實體），沒有讀入。請用試算表軟體開啟後另存新檔。',
  encrypted: '檔案：設有密碼。請移除密碼，存檔後再選一次。',
  header: '檔案：找不到欄名。請確認有一列是欄名，例如姓名、身分證統一編號和要匯入的欄位。',
  hiddenColumn: '檔案：有隱藏的欄。請取消隱藏，或刪除不需要的欄。',
  kind: '檔案：不是 CSV、ODS 或 XLSX。請用原來的程式開啟，另存為其中一種。',
  large: '檔案：內容太大。請移除圖片和格式，只留下需要的列。',
  macros: '檔案：含有巨集。請另存為不含巨集的 ODS 或 XLSX。',
  noRows: '檔案：欄名下面沒有資料。請選擇有資料的檔案。',
  old: '檔案：是舊的 XLS 或其他舊的 Office 格式。請另存為 ODS 或 XLSX。',
  several: '檔案：有多張工作表有內容（包括隱藏的）。請只留下要載入的一張。',
  error: (at: number) => `檔案：第 ${at} 列有儲存格顯示錯誤（例如 #N/A、####）。請更正後再選一次。`,
  formula: (at: number) => `檔案：第 ${at} 列有公式，但檔案裡沒有計算結果。請用試算表軟體開啟，存檔後再選一次。`,
  hidden: (at: number) => `檔案：第 ${at} 列是隱藏的（手動隱藏或篩選）。請取消隱藏和篩選，或刪除不需要的列。`,
  quotes: (at: number) => `檔案：第 ${at} 列起無法讀取，請檢查雙引號和換行。`,
  shifted: (at: number) => `檔案：第 ${at} 列的格數比欄名多，內容可能錯位。內容裡有逗號時，前後請加雙引號。`,
}

/** Files that cannot be read as they are, each with the sentence that says why. */
export const unreadable = async (): Promise<[string, string | Buffer, string][]> => [
  ['nothing', '', said.blank],
  ['blank cells', ',,\r\n,,\r\n', said.blank],
  ['blanks that nobody sees', '\u200B,\u3000\r\n \u00A0,\uFEFF\r\n', said.blank],
  ['a workbook without anything', made('ods', blank), said.blank],
  ['names of columns alone', `${header}\r\n\r\n,,,\r\n`, said.noRows],
  ['names of columns alone in a workbook', made('xlsx', sheetOf(['名單'], names)), said.noRows],
  ['no names of columns', '甲,乙\r\n1,2\r\n', said.header],
  ['names of columns below line 30', `${'名單\r\n'.repeat(40)}${text}`, said.header],

  ['a bomb in the archive', await zip({ 'xl/comments1.xml': ' '.repeat(81 * 1024 * 1024) }), said.large],
  [
    'an archive of a thousand files',
    await zip(Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`${i}.xml`, '']))),
    said.large,
  ],
  [
    'a bomb in the XML',
    changed(xlsx, sheet1, [/<worksheet/, `${entities}<worksheet`], [/林美華/, '&j;']),
    said.definitions,
  ],
  ['cells that stand for millions', changed(ods, 'content.xml', [/<table:table-cell[^>]*>/, cellOfBomb]), said.cells],
  [
    'lines that stand for millions',
    changed(ods, 'content.xml', [/<table:table-row(?=>)/, '<table:table-row table:number-rows-repeated="1000000"']),
    said.cells,
  ],
  ['a million columns', `${header},${','.repeat(1_000_000)}x\r\n`, said.cells],
  ['a cell far to the right', made('xlsx', { ...plain, XFD2: { t: 's', v: 'x' }, '!ref': 'A1:XFD2' }), said.cells],
  ['one text of half a megabyte', `${header}\r\n"${'長'.repeat(180_000)}"\r\n`, said.cells],

  ['a workbook with a password', compound('EncryptedPackage'), said.encrypted],
  [
    'an OpenDocument sheet with a password',
    changed(ods, 'META-INF/manifest.xml', ['<manifest:file-entry', '<manifest:encryption-data/><manifest:file-entry']),
    said.encrypted,
  ],
  [
    'one that is wholly a package with a password',
    await zip({
      mimetype: medias.ods,
      'encrypted-package': randomBytes(90),
      'META-INF/manifest.xml': '<m><manifest:encryption-data/></m>',
    }),
    said.encrypted,
  ],
  ['an old workbook', made('xls', plain), said.old],
  ['an old letter', compound('WordDocument'), said.old],
  ['macros of Excel', withFiles(xlsx, { 'xl/vbaProject.bin': 'x' }), said.macros],
  ['macros of old Excel', withFiles(xlsx, { 'xl/macrosheets/sheet1.xml': '<x/>' }), said.macros],
  ['macros of LibreOffice', withFiles(ods, { 'Basic/Standard/Module1.xml': '<x/>' }), said.macros],

  ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), randomBytes(3000)]), said.kind],
  ['a photograph', Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), randomBytes(3000)]), said.kind],
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<</Type/Catalog>>\nendobj\n', said.kind],
  [
    'a page that a system calls a workbook',
    '\r\n<html><body><table><tr><td>姓名</td></tr></table></body></html>',
    said.kind,
  ],
  [
    'a workbook of 2003 as XML',
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>',
    said.kind,
  ],
  ['a text with formats', '{\\rtf1\\ansi 姓名,獎懲結果}', said.kind],
  [
    'a sheet of Numbers',
    await zip({ 'Index/Document.iwa': randomBytes(90), 'preview.jpg': randomBytes(90) }),
    said.kind,
  ],
  ['a letter', await zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }), said.kind],
  ['an archive with a table in it', await zip({ 'list.csv': text }), said.kind],
  ['half an archive', xlsx.subarray(0, 700), said.broken],
  [
    'half a character',
    Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(text), Buffer.from('林').subarray(0, 2)]),
    said.broken,
  ],
  ['something else in an archive', Buffer.from('PK\u0003\u0004abc'), said.broken],

  [
    'a formula without its value',
    changed(xlsx, sheet1, [/(<c r="F2")[^>]*><v>[^<]*<\/v>/, '$1><f>CONCATENATE("嘉獎","一次")</f>']),
    said.formula(2),
  ],
  [
    'the same in OpenDocument',
    changed(ods, 'content.xml', [
      /office:value-type="string"><text:p>嘉獎一次<\/text:p>/,
      'table:formula="of:=[.A1]"><text:p></text:p>',
    ]),
    said.formula(2),
  ],
  ['a reference to nothing', made('xlsx', withCells({ F3: { t: 'e', v: 0x17, w: '#REF!' } })), said.error(3)],
  [
    'a reference to nothing in OpenDocument',
    changed(ods, 'content.xml', [
      /office:value-type="string"><text:p>嘉獎一次/,
      'table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!',
    ]),
    said.error(2),
  ],
  ['a reference to nothing as text', `${text}${line('', '王大明', { result: '#REF!' }).join(',')}\r\n`, said.error(3)],
  ['a column too narrow for its numbers', `姓名,獎懲結果,核定日期\r\n林美華,嘉獎一次,########\r\n`, said.error(2)],
  ['a day before all days', made('xlsx', withCells({ G3: { t: 'n', v: -5, z: 'yyyy/mm/dd' } })), said.error(3)],
  ['two sheets', made('xlsx', plain, plain), said.several],
  ['a line left out by a filter', changed(xlsx, sheet1, ['<row r="2"', '<row r="2" hidden="1"']), said.hidden(2)],
  [
    'the same in OpenDocument',
    changed(ods, 'content.xml', [
      /(<table:table-row>[^]*)<table:table-row/,
      '$1<table:table-row table:visibility="filter"',
    ]),
    said.hidden(2),
  ],
  [
    'a hidden column',
    changed(xlsx, sheet1, ['<sheetData>', '<cols><col min="4" max="5" hidden="1"/></cols><sheetData>']),
    said.hiddenColumn,
  ],
  [
    'the same in OpenDocument',
    changed(ods, 'content.xml', [
      '<table:table-row>',
      '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/><table:table-row>',
    ]),
    said.hiddenColumn,
  ],

  ['a quotation mark that never ends', `${text}"A1`, said.quotes(3)],
  ['a quotation mark within a cell', `${text}A"1",王大明\r\n`, said.quotes(3)],
  [
    'a comma within a cell',
    `${text}${line('', '王大明', { reason: '辦理,觀摩' }).join(',')}\r\n${row.join(',')}\r\n`,
    said.shifted(3),
  ],
]

/** Files that are odd and mean what they say: a line for Lin, another for Wang, who each get the same award. */
export const readable = (): [string, string | Buffer][] => {
  const both = [line('', '林美華'), line('', '王大明')]
  const two = list(both)
  const rows = sheetOf(names, ...both)
  return [
    ['UTF-8 with its mark', `\uFEFF${two}`],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide(two)])],
    ['UTF-16 without its mark', wide(two)],
    ['UTF-16 the other way round without its mark', bigEndian(two)],
    ['Big5', iconv.encode(two, 'cp950')],
    ['tabs', two.replaceAll(',', '\t')],
    ['semicolons', `sep=;\r\n${two.replaceAll(',', ';')}`],
    ['lines of the old Macintosh', two.replaceAll('\r\n', '\r')],
    ['two files put together', `\uFEFF${list(both.slice(0, 1))}\uFEFF"",${both[1]?.slice(1).join(',')}\r\n`],
    ['zero bytes', two.replaceAll('教學', '\u0000教學')],
    [
      'short lines',
      `${two.replaceAll(/,1(?=\r)/g, '')}`
        .replace(header, '姓名,獎懲結果')
        .replaceAll(/^,(林美華|王大明).*$/gm, '$1,嘉獎一次'),
    ],
    [
      'titles, and a header that begins further to the right',
      made('xlsx', sheetOf(['', '示範國小'], [], ['', ...names], ...both.map(one => ['', ...one]))),
    ],
    ['a second sheet with the data', made('ods', blank, rows)],
    [
      'a hidden line and a hidden column without anything',
      changed(
        made('xlsx', rows),
        sheet1,
        ['<sheetData>', '<cols><col min="17" max="16384" hidden="1"/></cols><sheetData>'],
        ['</sheetData>', '<row r="9" hidden="1"/></sheetData>'],
      ),
    ],
    [
      'the blank rest of a sheet',
      changed(made('ods', rows), 'content.xml', [
        '</table:table>',
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>',
      ]),
    ],
  ]
}
