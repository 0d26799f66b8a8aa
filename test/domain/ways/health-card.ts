import t from 'tap'
import {
  componentFailures,
  componentRefusal,
  hasForm,
  randomOf,
  readBasic,
  readVerification,
} from '../../../server/domain/ways/health-card.ts'

const lin = { cardNumber: '990000000001', idNumber: 'A223456781' }
const basic = '990000000001,A223456781,林美華,0680312,F,0'

t.test('the sixteen digits are the last ones of the nonce as a number, with their zeros', async t => {
  t.equal(randomOf('0'.repeat(63) + '7'), '0000000000000007')
  // the last digits of 2 ** 256 - 1, as bc gives them
  t.equal(randomOf('f'.repeat(64)), '4584007913129639935'.slice(-16))
})

const basics: [string, typeof lin | undefined][] = [
  [basic, lin],
  [`${basic},`, lin],
  [' 990000000001 , a223456781 ,林美華,0680312,F,0', lin],
  ['990000000001,A823456781,王小明,0700101,M,0', { ...lin, idNumber: 'A823456781' }],
  ['990000000001,AC23456781,王小明,0700101,M,0', { ...lin, idNumber: 'AC23456781' }],
  ['', undefined],
  ['99000000001,A223456781,林美華,0680312,F,0', undefined],
  ['990000000001,A22345678,林美華,0680312,F,0', undefined],
  ['990000000001;A223456781', undefined],
  [`${basic},${'x'.repeat(300)}`, undefined],
]
for (const [text, holder] of basics) {
  t.test(`${text.slice(0, 50)} is ${holder ? 'read' : 'not read'}`, async t => t.same(readBasic(text), holder))
}

t.test('version and signature have the form of the components', async t => {
  const sign = 'A0'.repeat(128)
  t.ok(hasForm({ version: '0001', sign }))
  t.ok(hasForm({ version: '0001', sign: sign.toLowerCase() }))
  for (const wrong of [
    { version: '1', sign },
    { version: '0001', sign: sign.slice(1) },
    { version: '0001', sign: `${sign}A0` },
    { version: '0001', sign: ` ${sign.slice(1)}` },
  ]) {
    t.notOk(hasForm(wrong))
  }
})

t.test('what the page heard of the components is told by code, by word, or as nothing at all', async t => {
  const of = (said: object) => componentRefusal({ failure: '', code: '', sign: '', ...said })
  t.match(of({ code: '7004' }), { why: 'health-card.code.7004', code: '7004' })
  t.match(of({ code: '7004', failure: 'none', sign: 'A0' }), { why: 'health-card.code.7004' }, 'a code says most')
  t.match(of({ code: '1234567890123' }), { why: 'health-card.code.unknown', code: '1234567890' })
  for (const failure of componentFailures) t.match(of({ failure }), { why: `health-card.refused.${failure}` })
  t.match(of({ failure: 'name', sign: 'A0' }), { why: 'health-card.refused.name' })
  t.match(of({ failure: 'a stranger’s word', sign: 'A0' }), { why: 'health-card.refused.blank' })
  t.match(of({}), { why: 'health-card.refused.blank' })
  t.equal(of({ sign: 'A0' }), undefined)
})

const question = {
  transaction: '0f0e9b7e-6f5c-4a55-9d0e-3f5f1e0b7c11',
  random: '0417938265101177',
  basic,
  version: '0001',
  sign: 'A0'.repeat(128),
  password: 'kite2468',
}
const { transaction, random } = question
const yes = { transaction, random, result: '0000', card_number: lin.cardNumber, id_number: lin.idNumber }
const answers: [string, unknown, string | typeof lin][] = [
  ['a yes', yes, lin],
  ['a yes as a number', { ...yes, result: 0 }, lin],
  ['a yes with small letters', { ...yes, id_number: 'a223456781' }, lin],
  ['a yes without who it is', { transaction, random, result: '0000' }, 'answer'],
  ['a yes with the card alone', { ...yes, id_number: undefined }, 'answer'],
  ['a yes for another card', { ...yes, card_number: '990000000002' }, 'answer'],
  ['a yes for another person', { ...yes, id_number: 'A123456789' }, 'answer'],
  ['a yes to other digits', { ...yes, random: '1417938265101177' }, 'answer'],
  ['a yes without digits', { ...yes, random: undefined }, 'answer'],
  ['a yes in another transaction', { ...yes, transaction: '1f0e9b7e-6f5c-4a55-9d0e-3f5f1e0b7c11' }, 'answer'],
  ['a yes in none', { ...yes, transaction: undefined }, 'answer'],
  ['a yes in an array', [yes], 'answer'],
  ['true', { ...yes, result: true }, 'answer'],
  ['another word', { ...yes, result: 'OK' }, 'answer'],
  ['no result', { ...yes, result: undefined }, 'answer'],
  ['nothing', undefined, 'answer'],
  ['null', null, 'answer'],
  ['a word', 'yes', 'answer'],
  ['9001', { transaction, result: '9001' }, 'signature'],
  ['9001 as a number', { transaction, result: 9001 }, 'signature'],
  ['9001 of another transaction', { transaction: 'x', result: '9001' }, 'answer'],
  ['9002', { transaction, result: '9002' }, 'cancelled'],
  ['9101', { transaction, result: '9101' }, 'password'],
  ['9102', { transaction, result: '9102' }, 'not-registered'],
  ['9103', { transaction, result: '9103' }, 'locked'],
  ['9104', { transaction, result: '9104' }, 'other'],
  ['9101 with all that belongs to a yes', { ...yes, result: '9101' }, 'password'],
]
for (const [name, body, outcome] of answers) {
  const [word, expected] =
    typeof outcome === 'string'
      ? [outcome, { ok: false, why: `health-card.refused.${outcome}` }]
      : ['a yes', { ok: true, ...outcome }]
  t.test(`${name} from the verifier is taken as ${word}`, async t =>
    t.match(readVerification(question, body), expected),
  )
}

t.test('an unknown refusal keeps its code', async t => {
  t.match(readVerification(question, { transaction, result: '9104' }), { code: '9104' })
})
