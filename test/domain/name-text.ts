import * as fc from 'fast-check'
import t from 'tap'
import { privateUse, sameName } from '../../server/domain/name-text.ts'

const drawn: [text: string, signs: string[]][] = [
  ['林美華', []],
  ['𡒸城𠮷ㄅé', []],
  ['林\ue000華', ['U+E000']],
  ['\uf8ff', ['U+F8FF']],
  ['\u{f0000}\u{10fffd}', ['U+F0000', 'U+10FFFD']],
  ['\ue001\ue000\ue001', ['U+E001', 'U+E000']],
  ['', []],
]
for (const [text, signs] of drawn) {
  t.test(`privately drawn characters of a text: ${signs.join(' ') || 'none'}`, async t =>
    t.same(privateUse(text), signs),
  )
}

t.test('no character of a private area gets by, and no other is taken for one', async () => {
  const areas: [number, number][] = [
    [0xe000, 0xf8ff],
    [0xf0000, 0xffffd],
    [0x100000, 0x10fffd],
  ]
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), text => {
      const isPrivate = (sign: string) => areas.some(([from, to]) => within(sign.codePointAt(0) ?? 0, from, to))
      return privateUse(text).length === new Set([...text].filter(isPrivate)).size
    }),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...areas),
      fc.nat(),
      ([from, to], at) => privateUse(String.fromCodePoint(from + (at % (to - from + 1)))).length === 1,
    ),
  )
})

const within = (code: number, from: number, to: number) => code >= from && code <= to

const same: [string, string][] = [
  ['林美華', '林美華'],
  ['林美華', '林　美華'],
  ['黃大明', '黄大明'],
  ['臺大明', '台大明'],
  ['王靜強', '王静强'],
  ['葛瑪蘭‧巴奈', '葛瑪蘭・巴奈'],
  ['葛瑪蘭．巴奈', '葛瑪蘭巴奈'],
  ['Panay Kaluwan', 'PANAY KALUWAN'],
  ['Chen, Mei-Hua', 'Chen Mei Hua'],
  ["O'Neill", 'O’Neill'],
  ['é', 'e\u0301'],
  ['Ａｎｎａ', 'Anna'],
]
for (const [one, other] of same) {
  t.test(`${one} and ${other} are the same name`, async t => {
    t.ok(sameName(one, other))
    t.ok(sameName(other, one))
  })
}

const different: [string, string][] = [
  ['林美華', '林美花'],
  ['林美華', '林美'],
  ['王大明', '王小明'],
  ['𠮷田', '吉田'],
  ['', '林'],
]
for (const [one, other] of different) {
  t.test(`${one || 'no name'} and ${other} are different names`, async t => t.notOk(sameName(one, other)))
}
