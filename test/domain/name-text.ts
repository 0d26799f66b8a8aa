import * as fc from 'fast-check'
import t from 'tap'
import {
  foldName,
  privateUse,
  privateUseTold,
  sameName,
  withNameDots,
  withoutPrivateUse,
} from '../../server/domain/name-text.ts'
import { confusedPairs, variantGroups } from '../../server/domain/name-variants.ts'
import { privateRuns } from '../../server/domain/private-use.ts'

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

const proposals: [text: string, told: string, proposed: string | undefined][] = [
  ['林\uf6f0華', 'U+F6F0→々', '林々華'],
  ['林\uf6f2\uf74d', 'U+F6F2→〇、U+F74D→イ', '林〇イ'],
  ['\ue832\ue855', 'U+E832→龸、U+E855→𤇾', '龸𤇾'],
  ['林\uf6f0\ue000', 'U+F6F0→々、U+E000', undefined],
  ['林\ue000華', 'U+E000', undefined],
  ['林美華', '', undefined],
]
for (const [text, told, proposed] of proposals) {
  t.test(`for privately drawn characters stands ${told || 'nothing'}`, async t => {
    t.equal(privateUseTold(text), told)
    t.equal(withoutPrivateUse(text), proposed)
  })
}

t.test('no private character has two real ones, and none of these is private itself', async t => {
  const all = privateRuns.flatMap(([first, characters]) => [...characters].map((_, i) => first + i))
  t.equal(new Set(all).size, all.length)
  t.same(privateUse(privateRuns.map(([, characters]) => characters).join('')), [])
  t.ok(all.every(code => privateUse(String.fromCodePoint(code)).length === 1))
})

const dotted: [typed: string, written: string][] = [
  ['葛瑪蘭．巴奈', '葛瑪蘭‧巴奈'],
  ['夏曼·藍波安', '夏曼‧藍波安'],
  ['夏曼 • 藍波安', '夏曼‧藍波安'],
  ['瓦旦･諾幹・哈勇', '瓦旦‧諾幹‧哈勇'],
  ['𡒸城·𠮷田', '𡒸城‧𠮷田'],
  ['Panay Kaluwan Jr.', 'Panay Kaluwan Jr.'],
  ['A.B. Chen', 'A.B. Chen'],
  ['林美華.', '林美華.'],
]
for (const [typed, written] of dotted) {
  t.test(`${typed} is written ${written}`, async t => {
    t.equal(withNameDots(typed), written)
    t.equal(withNameDots(written), written)
  })
}

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
  ['周\u200B測試', '周測試'],
  ['\u202E周測試', '周測\u3164試'],
  ['\u8FBB\u{E0101}子', '\u8FBB子'],
  ['\u4E0D\uFE00', '\u4E0D'],
  ['\u{2F81A}\uF9E1', '\u51AC\u674E'],
  ['吳内慧', '呉內慧'],
  ['戶説', '户說'],
  ['黃淨產', '黄净産'],
  ['衛溫稅', '衞温税'],
  ['德惠錄', '徳恵録'],
  ['高崎', '髙﨑'],
  ['𠮷田', '吉田'],
  ['國學', '国学'],
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
  ['王○明', '王明'],
  ['勳', '勛'],
  ['莊', '庄'],
  ['藝', '芸'],
  ['', '林'],
]
for (const [one, other] of different) {
  t.test(`${one || 'no name'} and ${other} are different names`, async t => t.notOk(sameName(one, other)))
}

t.test('whatever dot stands between the parts of a name, it is the same name', async t => {
  const dots =
    '\u00B7\u0387\u1427\u16EB\u2022\u2024\u2027\u2218\u2219\u22C5\u25E6\u2981\u2E30\u2E31\u2E33\u30FB\u318D\uA78F\uFE52\uFF0E\uFF65.'
  for (const dot of dots) {
    t.ok(sameName(`夏曼${dot}藍波安`, '夏曼藍波安'), `U+${dot.codePointAt(0)?.toString(16)}`)
  }
})

t.test('names are the same or not whatever nobody sees is put into them', async () => {
  const unseen = fc.constantFrom(...'\u200B\u200D\u00AD\u202E\u2060\uFEFF\u3164\u115F\uFE00\u{E0101}\u{E0041}\u034F')
  const name = fc.array(
    fc.oneof(fc.constantFrom(...'林吳呉內内華Aé‧ \uF9E1'), fc.string({ unit: 'binary', maxLength: 1 })),
  )
  fc.assert(
    fc.property(name, unseen, fc.nat(), (signs, sign, at) => {
      const place = at % (signs.length + 1)
      const pasted = [...signs.slice(0, place), sign, ...signs.slice(place)].join('')
      return sameName(signs.join(''), pasted)
    }),
    { numRuns: 500 },
  )
})

t.test('no character stands in two groups, or for none', async t => {
  const groups = [...variantGroups, ...confusedPairs].map(group => [...group])
  const all = groups.flat()
  t.equal(new Set(all).size, all.length)
  for (const group of groups) t.ok(group.length > 1, group.join(''))
  for (const sign of all) t.equal(sign.normalize('NFKC'), sign, sign)
})

t.test('what Big5 tells apart are two names, but for the pairs that people confuse', async t => {
  const known = new Set<string>()
  const big5 = new TextDecoder('big5')
  for (let lead = 0xa4; lead <= 0xf9; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      // between the two levels lie signs and what Hong Kong added
      const isChinese = (lead <= 0xc6 || lead >= 0xc9) && (trail <= 0x7e || trail >= 0xa1)
      if (isChinese && lead * 256 + trail <= 0xf9d5) known.add(big5.decode(Uint8Array.of(lead, trail)))
    }
  }
  t.ok(known.size > 13_000)
  const told = new Map<string, string>()
  const pairs = new Set(confusedPairs.map(pair => [...pair].toSorted().join('')))
  for (const sign of [...known].filter(one => /^\p{Unified_Ideograph}$/u.test(one))) {
    const other = told.get(foldName(sign))
    if (other) t.ok(pairs.has([sign, other].toSorted().join('')), `${sign} ${other}`)
    told.set(foldName(sign), sign)
  }
})
