import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import addressparser from 'nodemailer/lib/addressparser'
import t from 'tap'
import { isMailAddress } from '../../server/domain/mail-address.ts'

const plain = [
  'li@school.tw',
  'lin.mei-hua@mail.school.edu.tw',
  "o'neill+desk@school.tw",
  'LIN_1@SCHOOL.TW',
  '1@2.3.tw',
  `${'m'.repeat(64)}@school.tw`,
  `li@${'a'.repeat(63)}.tw`,
]
const none = [
  '',
  '@',
  'li',
  'li@',
  '@school.tw',
  'li@school',
  'li@school.tw.',
  'li@.school.tw',
  'li@school..tw',
  'li@-school.tw',
  'li@school-.tw',
  'li@192.0.2.1',
  'li@[192.0.2.1]',
  '.li@school.tw',
  'li.@school.tw',
  'l..i@school.tw',
  'l i@school.tw',
  'li@school.tw ',
  'li<x@evil.tw>',
  'li<x@evil.tw',
  'Li <li@school.tw>',
  '<li@school.tw>',
  'a@evil.tw,b.school.tw',
  'a@evil.tw,b@school.tw',
  'a@evil.tw;b@school.tw',
  'team:a@school.tw',
  'mailto:li@school.tw',
  'li(desk)@school.tw',
  '"li"@school.tw',
  'a%evil.tw@school.tw',
  'evil.tw!a@school.tw',
  'li@school.tw\r\nBcc: x@evil.tw',
  'li\u200B@school.tw',
  'li@school.tw\u202C',
  'ｌｉ@school.tw',
  '李@school.tw',
  'li@學校.tw',
  `${'m'.repeat(65)}@school.tw`,
  `li@${'a'.repeat(64)}.tw`,
  `li@${'a.'.repeat(125)}tw`,
]
for (const text of plain) t.test(`${text.slice(0, 40)} is an address`, async t => t.ok(isMailAddress(text)))
for (const text of none) {
  t.test(`${JSON.stringify(text.slice(0, 40))} is none`, async t => t.notOk(isMailAddress(text)))
}

t.test('what is an address here is the same one to the library that sends the letters', async () => {
  const signs = fc.constantFrom(...'aA1.-_+@@<>(),;:"\\[]!%\'`| \t\u200Béｌ李')
  const text = fc.oneof(
    fc.array(signs, { maxLength: 20 }).map(all => all.join('')),
    fc.emailAddress(),
  )
  fc.assert(
    fc.property(text, text => {
      const read = addressparser(text, { flatten: true }).map(({ name, address }) => ({ name, address }))
      return !isMailAddress(text) || isDeepStrictEqual(read, [{ name: '', address: text }])
    }),
    { numRuns: 2000 },
  )
})
