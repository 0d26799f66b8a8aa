import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import t from 'tap'
import { correctionText } from '../../../server/domain/correction/signed-text.ts'
import type { CorrectionText } from '../../../server/domain/correction/signed-text.ts'
import { difference } from '../../../server/domain/record/difference.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sealedFields, sectionOf, sections } from '../../../server/domain/record/sections.ts'
import { showValue } from '../../../server/domain/record/value.ts'
import { goodRows } from '../../support/record/rows.ts'

const hash = (field: string, value: unknown) =>
  createHash('sha256')
    .update(`${field}\n${JSON.stringify(value)}`)
    .digest('hex')
    .slice(0, 32)
const textOf = (correction: CorrectionText) => correctionText(correction, hash).toString('utf8')

const example: CorrectionText = {
  name: '林美華',
  agency: '示範國小',
  id: '3f1e0c6a-0000-4000-8000-000000000001',
  round: 2,
  section: sectionOf('education'),
  operation: 'change',
  row: { school: '示範大學', dept: '數學系', degree: '50' },
  changes: [
    { field: 'dept', old: '數學系', new: '應用數學系' },
    { field: 'start_ym', old: '2019-09', new: null },
    { field: 'degree_name', old: null, new: '理學士' },
    { field: 'is_highest', old: false, new: true },
  ],
  reason: '系所名稱登錄錯誤\r\n如畢業證書',
  effective: '2019-09-01',
  evidence: [
    { name: '畢業證書.pdf', sha256: 'ab'.repeat(32) },
    { name: '成績單.png', sha256: 'cd'.repeat(32) },
  ],
}

t.test('the text of a change stands as its readers know it', async t => {
  t.equal(
    textOf(example),
    `個人資料校正申請書（格式 1）
申請編號：3f1e0c6a-0000-4000-8000-000000000001
送出次數：第 2 次
申請人：林美華
服務機關：示範國小
資料類別：學歷
申請事項：更改　示範大學　數學系　大學
欄位：系所
　原值：數學系
　新值：應用數學系
欄位：修業起年月
　原值：民國 108 年 9 月
　新值（無）
欄位：學位名稱
　原值（無）
　新值：理學士
欄位：最高學歷
　原值：否
　新值：是
理由：系所名稱登錄錯誤⏎如畢業證書
生效日期：民國 108 年 9 月 1 日
證明文件：畢業證書.pdf（SHA-256 ${'ab'.repeat(32)}）
證明文件：成績單.png（SHA-256 ${'cd'.repeat(32)}）
`,
  )
})

t.test('an addition says only what is new, a deletion only what was', async t => {
  const row = { school: '示範大學', dept: '數學系' }
  const changes = (operation: 'add' | 'delete') => difference(example.section, operation, row, row)
  const added = textOf({
    ...example,
    operation: 'add',
    row: {},
    changes: changes('add'),
    effective: null,
    evidence: [],
  })
  t.match(added, '申請事項：新增一筆\n欄位：學校名稱\n　新值：示範大學\n欄位：系所\n　新值：數學系\n理由：')
  t.match(added, '生效日期（無）\n證明文件（無）\n')
  const deleted = textOf({ ...example, operation: 'delete', row, changes: changes('delete') })
  t.match(
    deleted,
    '申請事項：刪除一筆　示範大學　數學系\n欄位：學校名稱\n　原值：示範大學\n欄位：系所\n　原值：數學系\n',
  )
  t.notMatch(deleted, '新值')
})

t.test('sealed values are masked, each with a proof of its own', async t => {
  const family = sectionOf('family')
  const text = textOf({
    ...example,
    section: family,
    row: { relation: 'father', name: '林大山', id_no: 'A123456789', birth: '1950-01-02' },
    changes: [
      { field: 'name', old: '林大山', new: '林大川' },
      { field: 'id_no', old: 'A123456789', new: 'A223456781' },
    ],
  })
  t.match(text, `申請事項：更改　＊＊＊（已遮蔽，驗證碼 ${hash('relation', 'father')}）　＊＊＊（已遮蔽，驗證碼 `)
  t.match(text, `　原值：A12345****（已遮蔽，驗證碼 ${hash('id_no', 'A123456789')}）`)
  t.match(text, `　新值：＊＊＊（已遮蔽，驗證碼 ${hash('name', '林大川')}）`)
  for (const clear of ['林大山', '林大川', 'A123456789', 'A223456781', '父親', '1950']) t.notMatch(text, clear)
})

for (const section of sections.filter(({ id }) => sealedFields(id).length > 0)) {
  t.test(`${section.id}: no sealed value stands in a text in clear`, async t =>
    fc.assert(
      fc.property(
        goodRows(section),
        goodRows(section),
        fc.constantFrom('add', 'change', 'delete'),
        (row, next, operation) => {
          const changes = difference(section, operation, row, next)
          const text = textOf({ ...example, section, operation, row: operation === 'add' ? {} : row, changes })
          // what a masked value leaves to see, the labels and the proofs are no value
          const told = text.replace(/驗證碼 [0-9a-f]{32}/g, '').replace(/^(?!　|申請事項).*$/gm, '')
          for (const id of sealedFields(section.id)) {
            const field = section.fields.find(field => field.id === id)
            for (const value of [row[id], next[id]]) {
              const clear = field ? showValue(field, value, 'zh-TW') : ''
              if ([...clear].length > 1)
                t.notOk(told.includes(`：${clear}（`) || told.includes(`　${clear}（`), `${id} ${clear}`)
              if ([...clear].length > 4) t.notOk(told.includes(clear), `${id} ${clear}`)
            }
          }
        },
      ),
      { numRuns: 40 },
    ),
  )
}

const signs = fc.oneof(
  fc.constantFrom(
    '\n',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u0000',
    '\u001b',
    '\u200b',
    '\u202e',
    '\u2066',
    '\ufeff',
  ),
  fc.constantFrom(
    '⏎',
    '〈',
    '〉',
    '\u2329',
    '（無）',
    '：',
    '　',
    '理由：',
    '\n理由：假的',
    '〈A〉',
    '\u3008202E〉',
    'e\u0301',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
)
const anyText = fc.array(signs, { minLength: 1, maxLength: 8 }).map(parts => parts.join('').normalize('NFC'))
const plainRow: Row = { school: '示範大學', dept: '數學系' }
const requests = fc
  .record({
    name: anyText,
    agency: anyText,
    old: anyText,
    new: anyText,
    reason: anyText,
    file: anyText,
    title: anyText,
  })
  .map((typed): CorrectionText => ({
    ...example,
    name: typed.name,
    agency: typed.agency,
    row: { ...plainRow, dept: typed.title },
    changes: [{ field: 'dept', old: typed.old, new: typed.new }],
    reason: typed.reason,
    evidence: [{ name: typed.file, sha256: 'ab'.repeat(32) }],
  }))

t.test(
  'whatever stands in a value, the lines are ours, seen as they are, in NFC, and the last one is ended',
  async () =>
    fc.assert(
      fc.property(requests, request => {
        const text = textOf(request)
        const lines = text.split('\n')
        const labels = [
          '個人資料',
          '申請編號：',
          '送出次數：',
          '申請人：',
          '服務機關：',
          '資料類別：',
          '申請事項：',
          '欄位：',
          '　原值：',
          '　新值：',
          '理由：',
          '生效日期：',
          '證明文件：',
          '',
        ]
        return (
          lines.length === labels.length &&
          labels.every((label, i) => lines[i]?.startsWith(label)) &&
          lines.at(-1) === '' &&
          !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', '')) &&
          text === text.normalize('NFC')
        )
      }),
      { numRuns: 500 },
    ),
)

// what `inOneLine` takes for the same: the two ways to end a line
const folded = (text: string) => text.replace(/\r\n/g, '\n')

t.test('one changed character of a value, a reason, a name or a file changes the text', async () =>
  fc.assert(
    fc.property(
      requests,
      fc.constantFrom('name', 'agency', 'old', 'new', 'reason', 'file'),
      anyText,
      anyText,
      fc.nat(),
      (request, where, text, other, at) => {
        const all = [...text]
        const i = at % all.length
        const [sign = 'x'] = other
        const changed = [...all.slice(0, i), sign, ...all.slice(i + 1)].join('').normalize('NFC')
        fc.pre(folded(changed) !== folded(text))
        return textOf(put(request, where, text)) !== textOf(put(request, where, changed))
      },
    ),
    { numRuns: 500 },
  ),
)

function put(correction: CorrectionText, where: string, text: string): CorrectionText {
  const [change] = correction.changes
  const [file] = correction.evidence
  if (!change || !file) throw new Error('no change')
  if (where === 'old' || where === 'new') return { ...correction, changes: [{ ...change, [where]: text }] }
  if (where === 'file') return { ...correction, evidence: [{ ...file, name: text }] }
  return { ...correction, [where]: text }
}

const differences: [what: string, change: Partial<CorrectionText>][] = [
  ['another correction', { id: 'other' }],
  ['another round', { round: 1 }],
  ['another operation', { operation: 'add' }],
  ['another day', { effective: '2019-09-02' }],
  ['no day', { effective: null }],
  ['one file less', { evidence: example.evidence.slice(1) }],
  ['the files the other way round', { evidence: example.evidence.toReversed() }],
  ['other bytes of a file', { evidence: [{ name: '畢業證書.pdf', sha256: 'ac'.repeat(32) }] }],
  ['one field less', { changes: example.changes.slice(1) }],
  ['nothing instead of the word for it', { changes: [{ field: 'dept', old: null, new: '（無）' }] }],
  ['the word for it instead of nothing', { changes: [{ field: 'dept', old: '（無）', new: null }] }],
  ['another row', { row: { ...example.row, school: '別的大學' } }],
]
t.test('two corrections that differ in anything have two texts', async t => {
  const texts = [example, ...differences.map(([, change]) => ({ ...example, ...change }))].map(textOf)
  t.equal(new Set(texts).size, texts.length)
})

const lookAlikes: [string, string][] = [
  ['一\n二', '一⏎二'],
  ['一\n二', '一\r二'],
  ['一\n二', '一\u2028二'],
  ['\u202e', '〈202E〉'],
  ['\u202e', '\u2329202E〉'],
  ['\u200b', ''],
  ['〈3008〉', '〈'],
  ['\u3164', ''],
  ['\u115f', ''],
  ['\u2800', ' '],
  ['\uf9e1', '\u674e'],
]
for (const [one, other] of lookAlikes) {
  t.test(`${JSON.stringify(one).replace('\u202e', '(RLO)')} is not taken for something like it`, async t => {
    t.not(textOf(put(example, 'new', one)), textOf(put(example, 'new', other)))
    t.not(textOf(put(example, 'file', one)), textOf(put(example, 'file', other)))
  })
}

t.test(
  'a character is signed in the shape in which it was typed, as a variant or as a compatibility ideograph',
  async t => t.match(textOf(put(example, 'new', '\uf9e1\u{2f81a}\u8fbb\u{e0101}')), '\uf9e1\u{2f81a}\u8fbb\u{e0101}\n'),
)

for (const section of sections) {
  t.test(`${section.id}: two rows that differ have two texts`, async () =>
    fc.assert(
      fc.property(goodRows(section), goodRows(section), (row, next) => {
        fc.pre(difference(section, 'change', row, next).length > 0)
        const text = (one: Row) =>
          textOf({ ...example, section, operation: 'add', row: {}, changes: difference(section, 'add', {}, one) })
        return text(row) !== text(next)
      }),
      { numRuns: 40 },
    ),
  )
}

t.test('the same correction has the same bytes, whenever it is written', async t =>
  t.same(correctionText(example, hash), correctionText(structuredClone(example), hash)),
)
