import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import t from 'tap'
import { csvOf, readCsv } from '../../../server/documents/sheet/csv.ts'

const cell = oneof(
  string({ unit: 'grapheme' }),
  string({ unit: constantFrom("'", '=', '+', '-', '@', '\t', '\n', '"', ',', '，', '＝', 'a', '塗') }),
)

t.test('whatever is written as CSV is read back as it was', async t => {
  assert(
    property(array(array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), lines => {
      const read = readCsv(csvOf(lines))
      t.same(read.ok && read.lines.map(({ cells }) => cells), lines)
    }),
  )
})

t.test('files of spreadsheets and editors are read alike', async t => {
  const files: [string, unknown][] = [
    [
      'a,b\nc,d',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a,b\r\n\r\nc,d\r\n',
      [
        [1, 'a', 'b'],
        [3, 'c', 'd'],
      ],
    ],
    [
      'a,"b\r\nc"\r\n\r\nd,e\r\n',
      [
        [1, 'a', 'b\r\nc'],
        [4, 'd', 'e'],
      ],
    ],
    [
      'a,b\rc,d\r',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a,\n,b',
      [
        [1, 'a', ''],
        [2, '', 'b'],
      ],
    ],
    [
      '"a\nb",c\nd',
      [
        [1, 'a\nb', 'c'],
        [3, 'd'],
      ],
    ],
    ['"say ""yes""",\'=1\n', [[1, 'say "yes"', '=1']]],
    ['', []],
  ]
  for (const [text, lines] of files) {
    const read = readCsv(Buffer.from(text))
    t.same(read.ok && read.lines.map(({ at, cells }) => [at, ...cells]), lines, JSON.stringify(text))
  }
})

t.test('a file that could be read in two ways is refused, with the line', async t => {
  t.same(readCsv(Buffer.from('a,b\n1,"2"3\n')), { ok: false, why: 'broken', at: 2 })
  t.same(readCsv(Buffer.from('a\n1,a "word"\n')), { ok: false, why: 'broken', at: 2 })
  t.same(readCsv(Buffer.from('a\n"open\n')), { ok: false, why: 'broken', at: 2 })
  t.same(readCsv(Buffer.from('a\n"over\ntwo"x\n')), { ok: false, why: 'broken', at: 3 })
  t.same(readCsv(Buffer.from([0xa4, 0x40, 0x2c])), { ok: false, why: 'encoding' }, 'Big5')
})
