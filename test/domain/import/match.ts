import t from 'tap'
import { faultOf, keyOfSaid, matcher, type Known } from '../../../server/domain/import/match.ts'
import type { Said } from '../../../server/domain/import/line.ts'

const known = (id: string, name: string, more: Partial<Known> = {}): Known => ({
  id,
  name,
  unit: '',
  title: '',
  staffNumber: '',
  ...more,
})
const people = [
  known('lin', '林美華', { staffNumber: 'T001', unit: '教務處', title: '教師' }),
  known('lin-b', '林美華', { unit: '輔導室', title: '教師' }),
  known('qun', '林群妍', { unit: '總務處', title: '幹事' }),
  known('wang', '王大明', { unit: '學務處', title: '主任' }),
  known('dot', '巴奈‧古慕', { unit: '教務處', title: '代理教師' }),
]
const match = matcher({
  people,
  byNumber: number => ({ A223456781: 'lin', B123456780: 'wang' })[number],
  byFormerName: name => (name === '王小明' ? ['wang'] : []),
  remembered: said => (said.name === '大明老師' ? 'wang' : said.name === '離職者' ? 'gone' : undefined),
})

const cases: [string, Said, string, string | null, string[]][] = [
  ['an ID number and the name', { 'id-number': 'a223456781', name: '林美華' }, 'exact', 'lin', ['lin']],
  ['an ID number alone', { 'id-number': 'A223456781' }, 'exact', 'lin', ['lin']],
  ['an ID number and a variant of the name', { 'id-number': 'A223456781', name: '林羙華' }, 'contrary', null, ['lin']],
  ['an ID number and a former name', { 'id-number': 'B123456780', name: '王小明' }, 'exact', 'wang', ['wang']],
  [
    'an ID number of one and the name of another',
    { 'id-number': 'A223456781', name: '王大明' },
    'contrary',
    null,
    ['lin'],
  ],
  [
    'an ID number that nobody here has, and a name',
    { 'id-number': 'C123456781', name: '王大明' },
    'contrary',
    null,
    ['wang'],
  ],
  ['an ID number that nobody here has', { 'id-number': 'C123456781' }, 'nobody', null, []],
  ['a staff number', { 'staff-number': 'T001', name: '林美華' }, 'exact', 'lin', ['lin']],
  ['a name that one has', { name: '王 大明' }, 'exact', 'wang', ['wang']],
  ['a name that two have', { name: '林美華' }, 'ambiguous', null, ['lin', 'lin-b']],
  ['a name that two have, with the unit of one', { name: '林美華', unit: '輔導室' }, 'exact', 'lin-b', ['lin-b']],
  [
    'a name that two have, with a unit of none',
    { name: '林美華', unit: '人事室' },
    'ambiguous',
    null,
    ['lin', 'lin-b'],
  ],
  ['a variant', { name: '林羣姸' }, 'variant', null, ['qun']],
  ['another dot in a name', { name: '巴奈·古慕' }, 'variant', null, ['dot']],
  ['a former name', { name: '王小明' }, 'former-name', null, ['wang']],
  ['a unit and a title that one has', { name: '王某', unit: '學務處', title: '主任' }, 'unit-title', null, ['wang']],
  ['nobody', { name: '查無此人' }, 'nobody', null, []],
  ['nothing', {}, 'nobody', null, []],
  ['what was chosen before', { name: '大明老師' }, 'remembered', 'wang', ['wang']],
  ['what was chosen before, of somebody who left', { name: '離職者' }, 'nobody', null, []],
]
for (const [what, said, confidence, personId, candidates] of cases) {
  t.test(`${what} is ${confidence}`, async t => t.match(match(said), { confidence, personId, candidates }))
}

const numbers: [string, string | null][] = [
  ['A223456781', null],
  ['223456781', 'no-letter'],
  ['A22345678', 'no-zero'],
  ['A223456782', 'check-digit'],
  ['無', 'shape'],
]
for (const [number, fault] of numbers) {
  t.test(`${number} lacks ${fault ?? 'nothing'}`, async t => t.equal(faultOf(number), fault))
}

t.test('one way of naming somebody is one however it is written', async t => {
  t.equal(
    keyOfSaid({ 'id-number': ' a223456781', name: '林 美華' }),
    keyOfSaid({ 'id-number': 'A223456781', name: '林美華' }),
  )
  t.not(keyOfSaid({ name: '林美華', unit: '教務處' }), keyOfSaid({ name: '林美華', title: '教務處' }))
})
