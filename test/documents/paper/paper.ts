import t from 'tap'
import type { Paper, Part } from '../../../server/documents/paper/paper.ts'
import { wrap } from '../../../server/documents/paper/wrap.ts'
import { writePaper, writePapers } from '../../../server/documents/paper/write.ts'
import { jpegPhoto, pngPhoto } from '../../support/correction/photos.ts'
import { lacks, odtText, pdfContents, pdfPages, pdfStructure, unblanked } from '../../support/documents/tools.ts'

const paper = (parts: Part[], more: Partial<Paper> = {}): Paper => ({
  title: '履歷表：林美華',
  language: 'zh-TW',
  author: '晨光市曦和國民小學',
  madeAt: new Date('2026-11-30T06:30:00Z'),
  head: ['晨光市曦和國民小學', '林美華'],
  foot: '115 年 11 月 30 日由本人列印',
  parts,
  ...more,
})

const withPhoto = (bytes: Buffer, media: 'image/png' | 'image/jpeg'): Part => ({
  kind: 'boxes',
  perLine: 2,
  boxes: [{ label: '中文姓名', value: '林美華' }],
  picture: { word: '照片', is: { media, width: 300, height: 400, bytes, alt: '林美華的照片' } },
})

const longText = Array.from({ length: 120 }, (_, i) => `第 ${i + 1} 段：在學校服務，教學相長。`).join('\n')
const parts: Part[] = [
  { kind: 'heading', level: 1, text: '履歷表' },
  { kind: 'heading', level: 2, text: '基本資料' },
  {
    kind: 'boxes',
    perLine: 2,
    picture: { word: '照片' },
    boxes: [
      { label: '中文姓名', value: '林美華' },
      { label: '身分證統一編號', value: 'A12345****' },
      { label: '現居住所', value: '晨光市曦和區光明路一段 100 號 12 樓之 3，靠近轉角的那一棟白色大樓', isWide: true },
    ],
  },
  {
    kind: 'table',
    head: ['日期', '事由', '文號'],
    rows: Array.from({ length: 90 }, (_, i) => [`${i + 1} 日`, `事由之${i + 1}`, `曦小人字第1150000${i + 100}號`]),
  },
  { kind: 'boxes', perLine: 3, title: '1　自述', boxes: [{ label: '簡要自述', value: longText, isWide: true }] },
]

async function pdfOf(one: Paper): Promise<Buffer> {
  const written = await writePaper('pdf', one)
  if (!written.ok) throw new Error(written.why)
  return written.bytes
}

t.test(
  'every value stands on paper, and each page says which it is of how many',
  { skip: lacks('pdftotext') },
  async t => {
    const bytes = await pdfOf(paper(parts))
    const pages = await pdfPages(t, bytes)
    t.ok(pages.length > 4)
    const all = unblanked(pages.join(''))
    for (const part of parts) {
      const values =
        part.kind === 'boxes'
          ? part.boxes.flatMap(({ label, value }) => [label, ...value.split('\n')])
          : part.kind === 'table'
            ? [...part.head, ...part.rows.flat()]
            : part.kind === 'heading'
              ? [part.text]
              : []
      for (const value of values) t.ok(all.includes(unblanked(value)), value)
    }
    pages.forEach((page, i) => {
      t.match(unblanked(page), `第${i + 1}頁，共${pages.length}頁`)
      t.match(page, '晨光市曦和國民小學')
      t.match(unblanked(page), '115年11月30日由本人列印')
    })
  },
)

t.test('a reader for the blind hears headings, and of each cell what it is', { skip: lacks('pdftotext') }, async t => {
  const bytes = await pdfOf(paper(parts))
  const text = bytes.toString('latin1')
  t.match(text, /\/Lang \(zh-TW\)/)
  t.match(text, /\/Marked true/)
  t.match(text, /\/DisplayDocTitle true/)
  t.match(text, /<pdfuaid:part>1</)
  const lines = await pdfStructure(t, bytes)
  const after = (tag: string) => lines[lines.findIndex(line => line.startsWith(tag)) + 1]
  t.equal(after('H1'), '"履歷表"')
  t.equal(after('H2'), '"基本資料"')
  const labelled = lines.indexOf('"身分證統一編號"')
  t.same(lines.slice(labelled - 2, labelled + 3), ['TH:', '/Scope /Row', '"身分證統一編號"', 'TD', '"A12345****"'])
  // the head of a table that goes on is drawn again, and told once
  const pages = await pdfPages(t, bytes)
  t.ok(pages.filter(page => page.includes('文號')).length > 1)
  t.equal(lines.filter(line => line === '"文號"').length, 1)
  t.notOk(
    lines.some(line => line.includes('共')),
    'nor the numbers of pages',
  )
})

t.test(
  'a character that the font lacks stands there by its number, with a note',
  { skip: lacks('pdftotext') },
  async t => {
    const name: Part = { kind: 'text', text: '𠮷田 Ɨyʉ 😀 龘' }
    const [page = ''] = await pdfPages(t, await pdfOf(paper([name])))
    t.match(unblanked(page), 'U+20BB7田ƗyʉU+1F600龘', 'letters of indigenous names are drawn')
    t.match(unblanked(page), /以Unicode碼表示：U\+20BB7U\+1F600/)
    const [plain = ''] = await pdfPages(t, await pdfOf(paper([{ kind: 'text', text: '林美華' }])))
    t.notMatch(plain, 'Unicode')
  },
)

t.test('an office program opens what is to be edited, with every value', { skip: lacks('soffice') }, async t => {
  const rare: Part = { kind: 'text', text: '<b>𠮷田</b> & "Ɨyʉ" \u0000\uFFFE' }
  const blanks: Part = { kind: 'text', text: ' 甲   乙' }
  const written = await writePaper('odt', paper([...parts, rare, blanks]))
  if (!written.ok) throw new Error(written.why)
  const whole = await odtText(t, written.bytes)
  t.match(whole, /^ 甲   乙$/m)
  const text = unblanked(whole)
  for (const value of ['履歷表', 'A12345****', '事由之90', '曦小人字第1150000189號', '第120段：在學校服務']) {
    t.match(text, value)
  }
  t.ok(text.includes('<b>𠮷田</b>&"Ɨyʉ"'))
})

t.test('a name is printed as its bearer writes it', { skip: lacks('pdftotext') }, async t => {
  const [page = ''] = await pdfPages(t, await pdfOf(paper([{ kind: 'text', text: '\u{F9E1}\u{2F81A}\u{FA10}' }])))
  for (const [sign, code] of [
    ['\u{F9E1}', 'U+F9E1'],
    ['\u{2F81A}', 'U+2F81A'],
    ['\u{FA10}', 'U+FA10'],
  ] as const) {
    t.ok(page.includes(sign) || page.includes(code), code)
  }
})

t.test('a long purpose and a long name leave room to what else stands there', { skip: lacks('pdftotext') }, async t => {
  const foot = `目的：${'核對退休年資初審'.repeat(25)}\n示範資料`
  const head = ['晨光市曦和國民小學　履歷表', '𠮷'.repeat(50)] as const
  const [page = ''] = await pdfPages(t, await pdfOf(paper([{ kind: 'text', text: '𠮷田' }], { foot, head })))
  t.match(unblanked(page), /…示範資料本文件的字型沒有下列字，以Unicode碼表示：U\+20BB7/)
  t.match(page, '晨光市曦和國民小學')
  t.match(unblanked(page), /履歷表(U\+20BB7)+[U+20B7]*…/, 'in as many lines as there is room for')
})

t.test('marks upon marks upon a letter are drawn in no time', async t => {
  const heap: Part = { kind: 'text', text: `a${'\u0301'.repeat(50)}`.repeat(200) }
  t.ok((await writePaper('pdf', paper([heap]))).ok)
})

t.test('a photograph stands in its box, and one that is damaged leaves it empty', async t => {
  const structured = lacks('pdftotext') === false
  for (const [bytes, media] of [
    [pngPhoto({}), 'image/png'],
    [jpegPhoto({}), 'image/jpeg'],
  ] as const) {
    const pdf = await pdfOf(paper([withPhoto(bytes, media)]))
    t.equal(pdf.toString('latin1').split('/Subtype /Image').length, 2, media)
    if (structured)
      t.ok(
        (await pdfStructure(t, pdf)).some(line => line.startsWith('Figure')),
        media,
      )
    const odt = await writePaper('odt', paper([withPhoto(bytes, media)]))
    t.ok(odt.ok && odt.bytes.includes(`Pictures/0.${media === 'image/png' ? 'png' : 'jpg'}`), media)
  }
  const damaged = pngPhoto({})
  damaged[25] = 6
  damaged.fill(0xff, damaged.indexOf('IDAT') + 4, damaged.indexOf('IDAT') + 8)
  for (const [bytes, media] of [
    [damaged, 'image/png'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'image/jpeg'],
  ] as const) {
    const pdf = await pdfOf(paper([withPhoto(bytes, media)]))
    t.notMatch(pdf.toString('latin1'), '/Subtype /Image', media)
    if (structured) t.match((await pdfPages(t, pdf)).join(''), '照片', media)
  }
})

t.test('a record of a hundred pages is drawn, and what is too much is refused', async t => {
  const started = Date.now()
  const rows = Array.from({ length: 450 }, (_, i): Part => ({
    kind: 'boxes',
    perLine: 3,
    title: `${i + 1}　曦和國民小學`,
    boxes: Array.from({ length: 12 }, (_, k) => ({ label: `欄位${k + 1}`, value: `值 ${i}-${k}` })),
  }))
  const bytes = await pdfOf(paper(rows))
  t.comment(`measured: ${rows.length} rows on ${bytes.toString('latin1').split('/Type /Page\n').length - 1} pages`)
  t.comment(`measured: drawn in ${Date.now() - started} ms, ${Math.round(bytes.length / 1024)} KB`)
  const waiting = await Promise.all(Array.from({ length: 14 }, () => writePaper('pdf', paper([]))))
  t.same(
    waiting.flatMap(one => (one.ok ? [] : [one.why])),
    ['paper.refused.busy', 'paper.refused.busy'],
    'whoever would wait for many others is told so',
  )
})

const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0)
for (const [text, width, lines] of [
  ['人事資料', 4, ['人事', '資料']],
  ['人事，資料', 4, ['人', '事，', '資料']],
  ['人「事」', 6, ['人', '「事」']],
  ['a word apart', 6, ['a word', 'apart']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['', 4, ['']],
  ['一\n\n二', 4, ['一', '', '二']],
] as const) {
  t.test(`${JSON.stringify(text)} is broken as one reads it`, async t => {
    t.same(wrap(text, width, widthOf), lines)
  })
}

t.test(
  'several papers in one file are counted by themselves, each under its own head',
  { skip: lacks('pdftotext') },
  async t => {
    const one = (name: string, lines: number): Paper =>
      paper(
        [
          { kind: 'heading', level: 1, text: '履歷表' },
          { kind: 'text', text: Array.from({ length: lines }, () => name).join('\n') },
        ],
        {
          title: `履歷表：${name}`,
          head: ['示範國小', name],
        },
      )
    const written = await writePapers([one('林美華', 3), one('𠮷田', 80), one('王大明', 3)], { isOne: true })
    if (!written.ok) throw new Error(written.why)
    t.equal(written.files.length, 1)
    const [file = Buffer.alloc(0)] = written.files
    t.same(await pdfContents(t, file), ['履歷表：林美華', '履歷表：U+20BB7田', '履歷表：王大明'], 'each by its name')
    const pages = (await pdfPages(t, file)).map(unblanked)
    t.same(
      pages.map(page => /第\d+頁，共\d+頁/.exec(page)?.[0]),
      ['第1頁，共1頁', '第1頁，共2頁', '第2頁，共2頁', '第1頁，共1頁'],
    )
    t.same(
      pages.map(page => page.includes('以Unicode碼表示')),
      [false, true, true, false],
      'what the font lacks is told where it stands',
    )
    t.match(pages[0], '林美華')
    t.notMatch(pages[3], '田')
    const each = await writePapers([one('林美華', 3), one('王大明', 3)], { isOne: false })
    t.equal(each.ok && each.files.length, 2)
  },
)

t.test('a long head stands whole on every page', { skip: lacks('pdftotext') }, async t => {
  const agency = '晨光市曦和區晨光國民小學附設幼兒園暨特殊教育資源中心與英語情境中心籌備處暨雙語教育推動小組人事室'
  const name = 'Ciwas Ɨyʉ Watan Yupas Kahat Silan Nomin Hola Temu Iban'
  const pages = await pdfPages(t, await pdfOf(paper(parts, { head: [`${agency}　履歷表`, name] })))
  for (const page of pages) {
    for (const sign of new Set(`${agency}${unblanked(name)}`)) t.ok(page.includes(sign), sign)
    t.notMatch(page, '…')
  }
})
