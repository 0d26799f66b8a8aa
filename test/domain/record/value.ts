import t from 'tap'
import type { Address, Field } from '../../../server/domain/record/field.ts'
import { fieldOf, sectionOf } from '../../../server/domain/record/sections.ts'
import { inputsOf, readValue, showValue, typedOf } from '../../../server/domain/record/value.ts'
import type { Typed } from '../../../server/domain/record/value.ts'

const fieldAt = (place: string): Field => {
  const [section = '', field = ''] = place.split('.')
  return fieldOf(sectionOf(section), field)
}

const home: Address = { zip: '261', county: '10002', town: '頭城鎮', village: '城東里', nbhd: '5鄰', rest: '和平街1號' }
const homeTyped = {
  dom_addr_zip: '261',
  dom_addr_county: '10002',
  dom_addr_town: '頭城鎮',
  dom_addr_village: '城東里',
  dom_addr_nbhd: '5鄰',
  dom_addr_rest: '和平街1號',
}

const read: [place: string, typed: string | Typed, kept: unknown][] = [
  ['basic.name_zh', '  王　大明 ', '王 大明'],
  ['basic.name_zh', 'e\u0301', '\u00e9'],
  ['basic.name_zh', '王\r\n大\t明', '王 大 明'],
  ['basic.name_zh', '王\u0000大\u001b明\u0085', '王 大 明'],
  ['basic.name_zh', '   ', null],
  ['basic.name_zh', '葛瑪蘭‧巴奈', '葛瑪蘭‧巴奈'],
  ['basic.name_zh', '葛瑪蘭．巴奈', '葛瑪蘭‧巴奈'],
  ['family.name', '瓦旦・諾幹', '瓦旦‧諾幹'],
  ['training.course', '校史．校訓', '校史．校訓'],
  ['basic.name_zh', '𡒸城𠮷', '𡒸城𠮷'],
  ['education.school', '示範大學', '示範大學'],
  ['autobiography.text', '一\r\n二 \r三\n\n四\u0000五\n', '一\n二\n三\n\n四 五'],
  ['autobiography.text', '一\u2028二\u0085三', '一\n二\n三'],
  ['autobiography.text', ' \r\n ', null],
  ['basic.birth_date', '民國 70 年 1 月 2 日', '1981-01-02'],
  ['basic.birth_date', '０７００１０２', '1981-01-02'],
  ['basic.birth_date', '前3/5/1', '1909-05-01'],
  ['basic.birth_date', '', null],
  ['education.start_ym', '115/9', '2026-09'],
  ['education.start_ym', '民國115年9月', '2026-09'],
  ['exam.year', '115學年度', 115],
  ['exam.year', '民國 99 年', 99],
  ['training.hours', '１，２００', 1200],
  ['training.hours', ' 36 ', 36],
  ['training.hours', '-3', -3],
  ['education.is_highest', 'yes', true],
  ['education.is_highest', 'no', false],
  ['education.is_highest', '', null],
  ['education.degree', '50', '50'],
  ['basic.foreign_nat', { foreign_nat_1: 'JP', foreign_nat_2: '', foreign_nat_3: 'US' }, ['JP', 'US']],
  ['basic.foreign_nat', { foreign_nat_1: 'JP', foreign_nat_2: 'JP' }, ['JP']],
  ['basic.foreign_nat', {}, null],
  ['basic.dom_addr', homeTyped, home],
  ['basic.dom_addr', { dom_addr_zip: ' ' }, null],
  ['basic.id_no', ' ａ123 456-789 ', 'A123456789'],
  ['basic.email_work', ' mei@example.edu.tw ', 'mei@example.edu.tw'],
  ['basic.email_work', 'ｍｅｉ＠example．edu．tw', 'mei@example.edu.tw'],
  ['basic.email_work', '\u202Dmei@example.edu.tw\u200B', 'mei@example.edu.tw'],
  ['basic.name_en', 'Ｌｉｎ，　Ｍｅｉ－ｈｕａ', 'Lin, Mei-hua'],
  ['basic.passport_no', '３００１２３４５６', '300123456'],
  ['basic.name_zh', '周\u200B測\u202E試\u3164', '周測試'],
  ['basic.name_zh', '\u{2F81A}\uF9E1', '\u{2F81A}\uF9E1'],
  ['basic.name_zh', '\u8FBB\u{E0101}', '\u8FBB\u{E0101}'],
  ['basic.name_zh', '\u3164\u2800', null],
  ['basic.birth_date', '66/3/3\u200B', '1977-03-03'],
  ['basic.dom_addr', { ...homeTyped, dom_addr_zip: '２６ １\u200B' }, home],
  ['autobiography.text', '一\u202E\n\u3164二\u200B', '一\n二'],
  ['basic.tel_home', '\u202D02-23456789\u202C', '0223456789'],
  ['basic.tel_mobile', '0912-345-678', '0912345678'],
  ['basic.tel_mobile', '０９１２３４５６７８', '0912345678'],
  ['basic.tel_mobile', '+886 912 345 678', '0912345678'],
  ['basic.tel_mobile', '+886-0912-345678', '0912345678'],
  ['basic.tel_mobile', '＋81 90‑1234‑5678', '+819012345678'],
  ['basic.tel_home', '(02) 2345-6789', '0223456789'],
  ['basic.tel_home', '+886 2 2345-6789', '0223456789'],
  ['basic.tel_home', '02-23456789#123', '0223456789#123'],
  ['basic.tel_home', '02-2345-6789 分機 123', '0223456789#123'],
  ['basic.tel_home', '02-2345-6789 分機：123', '0223456789#123'],
  ['basic.tel_home', '02-2345-6789, ext. 123', '0223456789#123'],
  ['basic.tel_home', '０２－２３４５６７８９轉１２３', '0223456789#123'],
]
const quoted = (value: unknown) =>
  JSON.stringify(value).replace(/[\u0080-\u009f\u2028]/g, sign => `\\u${sign.charCodeAt(0).toString(16)}`)

for (const [place, typed, kept] of read) {
  const field = fieldAt(place)
  t.test(`${place}: ${quoted(typed)} is kept as ${quoted(kept)}`, async t => {
    const texts = typeof typed === 'string' ? { [field.id]: typed } : typed
    t.strictSame(readValue(field, texts), { ok: true, value: kept })
  })
}

const refused: [place: string, typed: string, why: string][] = [
  ['education.is_highest', 'maybe', 'record.refused.flag'],
  ['training.hours', '三十', 'record.refused.number'],
  ['training.hours', '3.5', 'record.refused.number'],
  ['training.hours', '1e3', 'record.refused.number'],
  ['training.hours', '12345678901', 'record.refused.number'],
  ['basic.birth_date', '70/2/30', 'roc-date.refused.no-such-day'],
  ['basic.birth_date', '3981/1/2', 'roc-date.refused.western-year'],
  ['basic.birth_date', '811302', 'roc-date.refused.six-digits'],
  ['basic.birth_date', '99810102', 'roc-date.refused.ambiguous'],
  ['basic.birth_date', '昨天', 'roc-date.refused.unreadable'],
  ['basic.birth_date', '70/13/1', 'roc-date.refused.no-such-month'],
  ['basic.birth_date', '0/1/1', 'roc-date.refused.no-such-year'],
  ['education.start_ym', '3026/9', 'roc-date.refused.western-year'],
  ['education.start_ym', '992609', 'roc-date.refused.ambiguous'],
  ['exam.year', '3026', 'roc-date.refused.western-year'],
  ['exam.year', '今年', 'roc-date.refused.unreadable'],
]
for (const [place, typed, why] of refused) {
  const field = fieldAt(place)
  t.test(`${place}: ${typed} cannot be read: ${why}`, async t =>
    t.same(readValue(field, { [field.id]: typed }), { ok: false, why, input: field.id }),
  )
}

t.test('what may be meant is proposed with the refusal, and kept only once it is typed', async t => {
  t.same(readValue(fieldAt('basic.birth_date'), { birth_date: '810102' }), {
    ok: false,
    why: 'roc-date.refused.confirm',
    input: 'birth_date',
    proposal: '81/01/02',
  })
  t.same(readValue(fieldAt('basic.birth_date'), { birth_date: '2024/8/1' }), { ok: true, value: '2024-08-01' })
})

const shown: [place: string, value: unknown, zh: string, en: string][] = [
  ['basic.name_zh', '林美華', '林美華', '林美華'],
  ['basic.birth_date', '1981-01-02', '民國 70 年 1 月 2 日', '2 January 1981 (ROC 70)'],
  ['education.start_ym', '2026-09', '民國 115 年 9 月', 'September 2026 (ROC 115)'],
  ['exam.year', 115, '民國 115 年', '2026 (ROC 115)'],
  ['education.is_highest', true, '是', 'Yes'],
  ['education.is_highest', false, '否', 'No'],
  ['education.degree', '50', '大學', 'University'],
  ['education.degree', 'old code', 'old code', 'old code'],
  ['basic.foreign_nat', ['JP', 'US'], '日本、美國', 'Japan、United States'],
  ['basic.dom_addr', home, '261 宜蘭縣頭城鎮城東里5鄰和平街1號', '261 宜蘭縣頭城鎮城東里5鄰和平街1號'],
  [
    'basic.dom_addr',
    { ...home, nbhd: '5' },
    '261 宜蘭縣頭城鎮城東里5鄰和平街1號',
    '261 宜蘭縣頭城鎮城東里5鄰和平街1號',
  ],
  ['basic.dom_addr', { ...home, nbhd: '' }, '261 宜蘭縣頭城鎮城東里和平街1號', '261 宜蘭縣頭城鎮城東里和平街1號'],
  ['basic.tel_mobile', '0912345678', '0912-345-678', '0912-345-678'],
  ['basic.tel_home', '0223456789#12', '02-23456789#12', '02-23456789#12'],
  ['basic.tel_home', '082312345', '082-312345', '082-312345'],
  ['basic.tel_home', '083622345', '0836-22345', '0836-22345'],
  ['basic.tel_home', '037123456', '037-123456', '037-123456'],
  ['basic.tel_home', '+819012345678', '+819012345678', '+819012345678'],
  ['training.hours', 0, '0', '0'],
  ['basic.name_en', null, '', ''],
  ['basic.foreign_nat', undefined, '', ''],
]
for (const [place, value, zh, en] of shown) {
  t.test(`${place}: ${JSON.stringify(value)} reads ${zh || 'nothing'}`, async t => {
    t.equal(showValue(fieldAt(place), value, 'zh-TW'), zh)
    t.equal(showValue(fieldAt(place), value, 'en'), en)
  })
}

const masked: [place: string, value: string, shown: string][] = [
  ['basic.id_no', 'A123456789', 'A12345****'],
  ['basic.id_no', 'A12', '***'],
  ['basic.passport_no', 'TR1234567', 'TR123****'],
  ['basic.passport_no', 'tr-1', 't***'],
  ['former_identity.old_value', '林美華', '林**'],
  ['former_identity.old_value', '林', '*'],
  ['former_identity.old_value', '𠮷田', '𠮷*'],
  ['former_identity.old_value', 'Panay Kaluwan', 'P******'],
  ['former_identity.old_value', 'A123456789', 'A12345****'],
  ['basic.name_zh', '林美華', '林美華'],
]
for (const [place, value, text] of masked) {
  t.test(`${place}: ${value} is shown as ${text} where numbers are masked`, async t =>
    t.equal(showValue(fieldAt(place), value, 'zh-TW', { masked: true }), text),
  )
}

t.test('the inputs of an address and of a list of codes carry the name of the field first', async t => {
  t.same(inputsOf(fieldAt('basic.dom_addr')), Object.keys(homeTyped))
  t.same(inputsOf(fieldAt('basic.foreign_nat')), ['foreign_nat_1', 'foreign_nat_2', 'foreign_nat_3'])
  t.same(inputsOf(fieldAt('basic.name_zh')), ['name_zh'])
})

t.test('a value that is not there fills its inputs with nothing', async t => {
  t.same(typedOf(fieldAt('basic.dom_addr'), null), Object.fromEntries(Object.keys(homeTyped).map(name => [name, ''])))
  t.same(typedOf(fieldAt('basic.foreign_nat'), undefined), { foreign_nat_1: '', foreign_nat_2: '', foreign_nat_3: '' })
  t.same(typedOf(fieldAt('basic.birth_date'), null), { birth_date: '' })
  t.same(typedOf(fieldAt('education.is_highest'), null), { is_highest: '' })
})

t.test('a code is read as it was typed: as code, as name, or as a list offers it', async t => {
  const country = fieldOf(sectionOf('education'), 'country')
  const read = (typed: string) => readValue(country, { country: typed })
  for (const typed of ['JP', 'jp', 'ＪＰ', '日本', 'Japan', ' japan ', 'JP 日本', 'JP Japan']) {
    t.same(read(typed), { ok: true, value: 'JP' }, typed)
  }
  t.match(read('剛果'), { ok: false, why: 'record.refused.code-unclear', input: 'country', choices: ['CD', 'CG'] })
  t.match(read('a'), { ok: false, choices: { length: 10 } }, 'no more than one can look through')
  t.same(read('亞特蘭提斯'), { ok: true, value: '亞特蘭提斯' }, 'what no value has in it is left to the rules')
  const several = fieldOf(sectionOf('basic'), 'foreign_nat')
  const typed = { foreign_nat_1: '日本', foreign_nat_2: '剛果', foreign_nat_3: '' }
  t.match(readValue(several, typed), { ok: false, input: 'foreign_nat_2' })
  t.same(readValue(several, { ...typed, foreign_nat_2: 'jp' }), { ok: true, value: ['JP'] })
  t.same(
    readValue(fieldOf(sectionOf('post'), 'series'), { series: 'a105' }),
    { ok: true, value: '新聞傳播' },
    'a text with suggestions of a table takes a code for its name',
  )
})
