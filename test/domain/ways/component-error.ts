import t from 'tap'
import { componentFailures } from '../../../server/domain/ways/component-codes.ts'
import { componentFailure } from '../../../server/domain/ways/component-error.ts'
import { component } from '../../../server/text/ways/component.ts'

const told = (retCode: number | string, lastError: number | string = 0) =>
  componentFailure({ componentFailure: '', retCode: String(retCode), lastError: String(lastError) })

t.test('an answer that says it is good is no failure', async t => {
  t.equal(told(0), undefined)
  t.equal(told(0, 160), undefined, 'only the first number counts')
})

const met: [string, number | string, number | string, string, string][] = [
  ['a wrong PIN', 1980760070, 160, 'pin-wrong', '0x76100006/0xA0'],
  ['a wrong PIN with two tries left', 1980760070, -2147483646, 'pin-two-left', '0x76100006/0x80000002'],
  ['a wrong PIN with one try left', 1980760070, -2147483647, 'pin-one-left', '0x76100006/0x80000001'],
  ['one try left as unsigned number', 1980760070, 2147483649, 'pin-one-left', '0x76100006/0x80000001'],
  // what JSON.parse makes of 0xFFFFFFFF80000001 and of 0xFFFFFFFF80000002
  ['tries in 64 bits', 1980760070, JSON.parse('18446744071562067969'), 'pin-few-left', '0x76100006/0xFFFFFFFF80000020'],
  ['a PIN too short', 1980760070, 162, 'pin-length', '0x76100006/0xA2'],
  ['a locked card', 1980760070, 164, 'pin-locked', '0x76100006/0xA4'],
  ['a log-in that fails without a reason', 1980760070, 0, 'log-in', '0x76100006'],
  ['a log-in that fails for a new reason', 1980760070, 5, 'log-in', '0x76100006/0x5'],
  ['a reader without a card', 1979711494, 0, 'no-card', '0x76000006'],
  ['no reader', 1980760067, 0, 'no-reader', '0x76100003'],
  ['a card pulled out', 1982857220, 50, 'card-removed', '0x76300004/0x32'],
  ['an expired certificate', 1984954370, 0, 'expired', '0x76500002'],
  ['a certificate from tomorrow', 1984954369, 0, 'early', '0x76500001'],
  ['a site that is not trusted', 1979711537, 0, 'untrusted', '0x76000031'],
  ['a site that is forbidden', 1979711503, 0, 'untrusted', '0x7600000F'],
  ['a helper that hangs', 1979711501, 0, 'helper', '0x7600000D'],
  ['a person who cancels', 1979713945, 0, 'cancelled', '0x76000999'],
  ['a person who cancels, negative', -536870894, 0, 'cancelled', '0xE0000012'],
  ['a key that is not the certificate’s', -536870909, 0, 'stale', '0xE0000003'],
  ['a card without a signing key', 1980760077, 0, 'no-certificate', '0x7610000D'],
  ['another kind of card', 2197815554, 0, 'other-card', '0x83000102'],
  ['a number just outside the table', 1999638597, 0, 'unknown', '0x77301045'],
  ['a number nobody knows', 1234, 0, 'unknown', '0x4D2'],
  ['a number nobody knows, with a known reason', 1234, 160, 'pin-wrong', '0x4D2/0xA0'],
  ['no number', '', '', 'unreadable', '-'],
  ['a word for a number', 'none', '', 'unreadable', '-'],
]
for (const [what, retCode, lastError, name, code] of met) {
  t.test(`${what} is told as ${name}`, async t =>
    t.same(told(retCode, lastError), { text: `component.refused.${name}`, holes: { code } }),
  )
}

t.test('what the script of the page could not do is told by its own words', async t => {
  for (const name of [
    'popup-blocked',
    'not-ready',
    'no-answer',
    'closed',
    'closed-while-signing',
    'garbled',
    'other-origin',
    'wrong-func',
  ]) {
    const failure = componentFailure({ componentFailure: name, retCode: '', lastError: '' })
    t.equal(failure?.text, `component.refused.${name}`)
  }
  const odd = componentFailure({ componentFailure: 'pin-wrong <b>', retCode: '0', lastError: '' })
  t.equal(odd?.text, 'component.refused.unreadable', 'only the script’s own words count here')
})

// every number of the published tables
const known: [number, number[]][] = [
  [0x76000000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0x31, 0x998, 0x999]],
  [0x76001000, [0, 1, 2, 3, 4, 5]],
  [0x76100000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb, 0xc, 0xd]],
  [0x76200000, [1, 6, 7, 8]],
  [0x76210000, [1, 2, 3, 4]],
  [0x76300000, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [0x76400000, [1, 2, 3]],
  [0x76500000, [1, 2]],
  [0x76600000, [1, 2]],
  [0x76700000, [1, 2, 3]],
  [0x77100000, [1]],
  [0x77200000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0x10, 0x11, 0x101, 0x102, 0x103]],
  [0x77301000, [1, 9, 0x10, 0x19, 0x20, 0x29, 0x30, 0x31, 0x36, 0x37, 0x40, 0x42]],
  [0x81000000, [1, 5, 0x111, 0x115, 0x201, 0x233, 0x301, 0x302, 0x11000, 0x11006]],
  [0x82000000, [3, 4, 0x111, 0x118]],
  [0x83000000, [0x100, 0x101, 0x102, 0x103, 0x104, 0x105, 0x106]],
  [0xe0000000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0x10, 0x12, 0x13]],
]
t.test('no published number is unknown, whether it comes signed or unsigned', async t => {
  for (const [base, rest] of known) {
    for (const code of rest.map(low => base + low)) {
      const unsigned = told(code)
      t.ok(unsigned && unsigned.text !== 'component.refused.unknown', code.toString(16))
      if (code >= 2 ** 31) t.same(told(code - 2 ** 32), unsigned)
    }
  }
})

t.test('every failure has its own sentence, and every sentence a failure', async t => {
  t.same(Object.keys(component).sort(), componentFailures.map(name => `component.refused.${name}`).sort())
  t.equal(new Set(Object.values(component).map(({ zh }) => zh)).size, componentFailures.length)
})
