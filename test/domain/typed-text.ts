import * as fc from 'fast-check'
import t from 'tap'
import { readLoginName } from '../../server/domain/account/login-name.ts'
import { readPasswordDays } from '../../server/domain/account/password-validity.ts'
import { readAgencyCode } from '../../server/domain/agency/agency.ts'
import { fileName } from '../../server/domain/correction/evidence-file.ts'
import { readVersion } from '../../server/domain/help-desk/component-version.ts'
import { readId } from '../../server/domain/national-id.ts'
import { readPersonName } from '../../server/domain/person/name.ts'
import { readCode } from '../../server/domain/readable-code.ts'
import { readRocDate } from '../../server/domain/roc-date.ts'
import { composed, halfWidth, tidy, visible, yearNumberIn } from '../../server/domain/typed-text.ts'

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))

/** What shows no ink by itself, by the charts of Unicode and not by its properties. */
const inkless = [
  '\u00A0',
  '\u00AD',
  '\u034F',
  '\u061C',
  '\u115F',
  '\u1160',
  '\u17B4',
  '\u17B5',
  '\u1680',
  '\u2800',
  '\u3000',
  '\u3164',
  '\uFEFF',
  '\uFFA0',
  '\uFFFC',
  '\uFFFE',
  '\u{1D159}',
  '\u{13441}',
  '\u{13442}',
  '\u{E0001}',
  ...range(0x180b, 0x180f),
  ...range(0x2000, 0x200f),
  ...range(0x2028, 0x202f),
  ...range(0x205f, 0x206f),
  ...range(0xfdd0, 0xfdef),
  ...range(0xfe00, 0xfe0f),
  ...range(0xfff0, 0xfffb),
  ...range(0x1bca0, 0x1bca3),
  ...range(0x1d173, 0x1d17a),
  ...range(0xe0020, 0xe007f),
  ...range(0xe0100, 0xe01ef),
]

t.test('a text in which nothing can be seen is blank', async t => {
  for (const sign of inkless) t.equal(tidy(sign.repeat(4)), '', `U+${sign.codePointAt(0)?.toString(16)}`)
  fc.assert(fc.property(fc.array(fc.constantFrom(...inkless)), signs => tidy(signs.join('')) === ''))
  fc.assert(fc.property(fc.array(fc.constantFrom(...inkless)), signs => halfWidth(signs.join('')) === ''))
})

const seen = [
  '林美華',
  '𡒸城𠮷',
  '葛瑪蘭‧巴奈',
  "O'Neill",
  'Panay Kaluwan',
  'e\u0301',
  '（一）調查，第１１５號。',
  '＃１２\t３\n四',
  // the variant of an ideograph, registered and standardised
  '\u8FBB\u{E0101}',
  '\u845B\u{E0100}城',
  '\u4E0D\uFE00',
  // joiners between letters of scripts that join
  '\u0915\u094D\u200D\u0937',
  '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
  '\u0DC1\u0DCA\u200D\u0DBB\u0DD3',
  '\u0600\u0661',
  '\u182D\u180B',
  '👩‍🏫',
  '👩🏽‍🏫',
  '👨‍👩‍👧',
  '🏳️‍🌈',
  '1️⃣',
  '☎︎',
  '❤️',
  '🇹🇼',
]
t.test('what can be seen stays as it was', async t => {
  for (const text of seen) t.equal(visible(text), text, text)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), text => visible(text) === text),
    { numRuns: 300 },
  )
})

t.test('joiners and variants are left out where no script needs them', async t => {
  const cases: [typed: string, left: string][] = [
    ['周\u200B測試', '周測試'],
    ['周\u200D測試', '周測試'],
    ['a\u200Cb', 'ab'],
    ['\u0915\u200D', '\u0915'],
    ['a\u{E0101}\uFE00', 'a'],
    ['\u845B\u{E0100}\u{E0101}', '\u845B\u{E0100}'],
    ['1\uFE0F', '1'],
    ['\u202E林美華\u202C', '林美華'],
    ['林\u2800美華', '林 美華'],
  ]
  for (const [typed, left] of cases) t.equal(visible(typed), left, JSON.stringify(typed))
})

t.test('reading a text twice changes nothing more', async () => {
  const any = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...inkless), fc.constantFrom(...seen))
  const text = fc.array(any).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, text => visible(visible(text)) === visible(text) && tidy(tidy(text)) === tidy(text)),
    { numRuns: 1000 },
  )
})

t.test('a compatibility ideograph keeps its shape, and everything else is in NFC', async t => {
  t.equal(composed('\u{2F81A}\uF9E1e\u0301'), '\u{2F81A}\uF9E1\u00e9')
  const others = fc.string({ unit: 'binary' }).filter(text => !/[\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/u.test(text))
  fc.assert(fc.property(others, text => composed(text) === text.normalize('NFC')))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => composed(text).normalize('NFC') === text.normalize('NFC')),
    { numRuns: 500 },
  )
})

const numbers: [what: string, read: (typed: string) => unknown, typed: string][] = [
  ['a date', typed => readRocDate(typed), '66/3/3'],
  ['a login name', typed => readLoginName(typed), 'lin.meihua'],
  ['an activation code', typed => readCode(typed), 'ACDEF-GHJKM'],
  ['an ID number', typed => readId(typed), 'A123456789'],
  ['the code of an agency', typed => readAgencyCode(typed), '999000001A'],
  ['a number of days', typed => readPasswordDays(typed), '90'],
  ['the version of a component', typed => readVersion(typed), '1.3.4.103328'],
]
for (const [what, read, typed] of numbers) {
  t.test(`${what} is read the same with signs that nobody sees, and in full width`, async t => {
    const wide = typed.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    t.same(read(wide), read(typed))
    for (const sign of ['\u200B', '\u00AD', '\u2060', '\uFEFF', '\u202D', '\u3164']) {
      for (const pasted of [`${sign}${typed}`, `${typed}${sign}`, typed.slice(0, 3) + sign + typed.slice(3)]) {
        t.same(read(pasted), read(typed), JSON.stringify(pasted))
      }
    }
  })
}

t.test('a name of a person or of a file holds nothing that nobody sees', async t => {
  t.same(readPersonName('周\u200B測\u202E試\u3164'), { ok: true, value: '周測試' })
  t.same(readPersonName('\u3164\u2800 \u200B'), { ok: false, why: 'person.refused.name-blank' })
  t.same(readPersonName('\u{2F81A}\uF9E1'), { ok: true, value: '\u{2F81A}\uF9E1' })
  t.equal(fileName('函\u202Efdp\u3164.pdf', 'application/pdf'), '函fdp.pdf')
})

t.test('a number of a year is read however it was typed, and no telephone number is one', t => {
  for (const typed of ['115-000001', ' １１５－０００００１ ', '115 - 000001'])
    t.equal(yearNumberIn(typed), '115-000001')
  for (const typed of ['', '115', '02-12345678', '037-123456', '0912-345678', '115-000001a', '115-1']) {
    t.equal(yearNumberIn(typed), undefined, typed)
  }
  t.end()
})
