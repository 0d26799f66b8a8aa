import * as fc from 'fast-check'
import t from 'tap'
import { readPurpose, readPurposes } from '../../../server/domain/record/purpose.ts'

const good = [
  '核對學歷證件',
  '辦理敘薪',
  '查詢年資',
  '測試帳號的問題由本人來電詢問',
  '114年考績',
  'Checking the record',
  'FOIA request 12',
  '  核對\n人事資料  ',
]
const tooShort = ['', '   ', '敘薪', 'pay']
const empty = [
  '1111',
  '12345678',
  '。。。。',
  '----',
  '嗯嗯嗯嗯',
  'aaaa',
  'test',
  'Testing',
  '測試測試',
  'asdf',
  'qwerty',
  'abcdefg',
  '1234 test',
  '🙂🙂🙂🙂',
  'ok ok ok',
]

t.test('a purpose says something', async t => {
  for (const typed of good) t.equal(readPurpose(typed).ok, true, typed)
  for (const typed of tooShort) t.same(readPurpose(typed), { ok: false, why: 'people.refused.purpose' }, typed)
  t.same(readPurpose('核對'.repeat(101)), { ok: false, why: 'people.refused.purpose' })
  for (const typed of empty) {
    t.same(readPurpose(typed), { ok: false, why: 'people.refused.purpose-says-nothing' }, typed)
  }
})

t.test('no repeated sign and no row of digits and marks is a purpose', async () => {
  const marks = fc.string({ unit: fc.constantFrom(...'0123456789 .,-/:;!?()（）。，、'), maxLength: 60 })
  fc.assert(fc.property(marks, typed => !readPurpose(typed).ok))
  const repeated = fc.tuple(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    fc.integer({ min: 1, max: 200 }),
  )
  fc.assert(fc.property(repeated, ([sign, times]) => !readPurpose(sign.repeat(times)).ok))
})

const lists: [typed: string, read: unknown][] = [
  ['', { ok: true, value: null }],
  [' \n\n', { ok: true, value: null }],
  ['核對年資\n  辦理敘薪 \n\n核對年資', { ok: true, value: ['核對年資', '辦理敘薪'] }],
  ['核對年資\n測試', { ok: false, why: 'purpose.refused.line', line: '測試' }],
  ['核對年資\n1111', { ok: false, why: 'purpose.refused.line', line: '1111' }],
  [
    Array.from({ length: 11 }, (_, i) => `第 ${i} 種核對`).join('\n'),
    { ok: false, why: 'purpose.refused.many', line: '' },
  ],
]
for (const [typed, read] of lists) {
  t.test(`a list to choose a purpose from: ${JSON.stringify(typed)}`, async t => t.same(readPurposes(typed), read))
}
