import * as fc from 'fast-check'
import t from 'tap'
import { kindOf, lastFour, maskId, normaliseId, readId, sexOf, type IdKind } from '../../server/domain/national-id.ts'

const good: [IdKind, string[]][] = [
  [
    'national',
    'A123456789 A100000001 F123456784 F223456786 I100000003 O200000006 W100000001 X100000009 Y200000002 Z299999992'.split(
      ' ',
    ),
  ],
  ['ui_new', ['A800000014', 'F800123455', 'F912345678']],
  ['ui_old', ['AC01234567', 'FA12345670', 'FB76543216', 'AD30001967', 'HD12345678']],
]
for (const [kind, numbers] of good) {
  for (const number of numbers) {
    t.test(`${number} is a number of kind ${kind}`, async t => {
      t.same(readId(number), { ok: true, value: number, kind })
      t.same(readId(number, kind), { ok: true, value: number, kind })
      t.equal(readId(number, kind === 'national' ? 'ui_new' : 'national').ok, false)
    })
  }
}

const refused: [string, IdKind | undefined, string][] = [
  ['', undefined, 'blank'],
  ['   ', undefined, 'blank'],
  ['A123456788', undefined, 'check-digit'],
  ['A323456789', undefined, 'shape'],
  ['AE12345678', undefined, 'shape'],
  ['1234567890', undefined, 'shape'],
  ['A12345678', undefined, 'length'],
  ['A1234567890', undefined, 'length'],
  ['123456789012', undefined, 'residence-permit'],
  ['A123456789', 'ui_new', 'other-kind'],
  ['AB 1', 'passport', 'passport-shape'],
  ['護照123456', 'passport', 'passport-shape'],
]
for (const [typed, kind, why] of refused) {
  t.test(`"${typed}"${kind ? ` as ${kind}` : ''} is refused: ${why}`, async t => {
    t.same(readId(typed, kind), { ok: false, why: `national-id.refused.${why}` })
  })
}

t.test('a number typed in small letters, full width or with blanks is the same number', async t => {
  for (const typed of ['a123456789', ' A1234 56789 ', 'Ａ１２３４５６７８９', 'A-123-456-789', 'A123–456789']) {
    t.match(readId(typed), { ok: true, value: 'A123456789' }, typed)
  }
})

t.test('a single wrong digit is noticed, except where its weight shares a divisor with ten', async t => {
  const weightAt = [0, 0, 7, 6, 5, 4, 3, 2, 1, 1]
  const numbers = fc.constantFrom(...good.flatMap(([, list]) => list))
  const place = fc.integer({ min: 2, max: 9 })
  const digit = fc.integer({ min: 0, max: 9 })
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(numbers, place, digit, (number, at, wrong) => {
        const changed = number.slice(0, at) + wrong + number.slice(at + 1)
        const unnoticed = ((wrong - Number(number[at])) * (weightAt[at] ?? 0)) % 10 === 0
        return readId(changed).ok === unnoticed
      }),
    ),
  )
})

t.test('a normal form stays as it is', async t => {
  const typed = fc.string({ unit: fc.constantFrom(...'aB1２ｃ-– 　') })
  t.doesNotThrow(() => fc.assert(fc.property(typed, text => normaliseId(normaliseId(text)) === normaliseId(text))))
})

t.test('the second character tells the sex, the mask hides what a first sign-in asks for', async t => {
  t.same(['A123456789', 'F223456786', 'A800000014', 'F912345678', 'AC01234567', 'FB76543216', 'X'].map(sexOf), [
    '1',
    '2',
    '1',
    '2',
    '1',
    '2',
    undefined,
  ])
  t.equal(maskId('A123456789'), 'A12345****')
  t.equal(maskId('AB'), '**')
  t.equal(lastFour('a123456789'), '6789')
  t.equal(kindOf('A123456789x'), undefined)
})
