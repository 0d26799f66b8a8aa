import t from 'tap'
import { allTables, useTables } from '../../../../server/domain/record/code-book.ts'
import type { Row } from '../../../../server/domain/record/field.ts'
import { compare, readLines } from '../../../../server/domain/record/batch/comparison.ts'
import { fieldOf, sectionOf } from '../../../../server/domain/record/sections.ts'

t.test('a line is a key and a value, however they are kept apart', async t => {
  const pasted = '林美華\t嘉獎一次\r\n\r\n A123456789 ,115/7/31, \n王大明，丙\n只有姓名\n高,志\t明\n\t沒有姓名'
  t.same(readLines(pasted), [
    { place: 1, key: '林美華', value: '嘉獎一次' },
    { place: 3, key: 'A123456789', value: '115/7/31,' },
    { place: 4, key: '王大明', value: '丙' },
    { place: 5, key: '只有姓名', value: '' },
    { place: 6, key: '高,志', value: '明' },
    { place: 7, key: '', value: '沒有姓名' },
  ])
  t.same(readLines(' \n\t\n'), [])
})

const duty = sectionOf('concurrent_duty')
const cases: [field: string, rows: Row[] | null, pasted: string | null, comparison: string | null][] = [
  ['title', [{ title: '導師' }], '導師', 'same'],
  ['title', [{ title: '導師' }], '組長', 'different'],
  ['title', [{ title: '導師' }], '', 'different'],
  ['title', [{}], '組長', 'different'],
  ['title', [{}], '', 'same'],
  ['title', [], '組長', 'only-pasted'],
  ['title', [{ title: '導師' }], null, 'only-here'],
  ['title', [{}], null, null],
  ['title', null, '導師', 'own'],
  ['from', [{ from: '2026-08-01' }], '115/8/1', 'same'],
  ['from', [{ from: '2025-08-01' }, { from: '2026-08-01' }], '20260801', 'same'],
  ['from', [{ from: '2026-08-01' }], '115/13/1', 'unreadable'],
  ['kind', [{ kind: 'homeroom' }], 'homeroom', 'same'],
  ['kind', [{ kind: 'homeroom' }], '導師', 'same'],
  ['kind', [{ kind: 'homeroom' }], '不是代碼', 'different'],
]

t.test('each line comes out as what it says of the newest row', async t => {
  for (const [id, data, value, comparison] of cases) {
    const rows = data?.map((one, i) => ({ id: `row ${i}`, section: duty.id, version: 1, data: one }))
    const lines = value === null ? [] : [{ place: 1, key: '林', value }]
    const who = { whoIs: () => ['lin'], rowsOf: new Map(rows ? [['lin', rows]] : []) }
    const found = compare({ section: duty, field: fieldOf(duty, id), today: '2026-11-30' }, lines, who)
    t.same(
      found.map(one => one.comparison),
      comparison === null ? [] : [comparison],
      `${id} ${JSON.stringify(data)} ${value}`,
    )
  }
})

t.test('a name that two codes have says neither, unless one of them has ended', async t => {
  const shipped = allTables()
  t.teardown(() => useTables(shipped))
  const [kind, data] = [fieldOf(duty, 'kind'), { kind: 'homeroom' }]
  const rowsOf = new Map([['lin', [{ id: 'row', section: duty.id, version: 1, data }]]])
  const compared = (validTo?: string) => {
    const local = ['x1', 'x2'].map((code, i) => ({
      code,
      zh: `圖書教師${code}`,
      en: 'Teacher librarian',
      isLocal: true,
      ...(i === 0 && validTo !== undefined && { validTo }),
    }))
    useTables(shipped.map(one => (one.id === kind.codes ? { ...one, values: [...one.values, ...local] } : one)))
    const lines = [{ place: 1, key: '林', value: 'Teacher librarian' }]
    return compare({ section: duty, field: kind, today: '2026-11-30' }, lines, { whoIs: () => ['lin'], rowsOf })
  }
  t.match(compared(), [{ comparison: 'unreadable', theirs: null }])
  t.match(compared('2026-07-31'), [{ comparison: 'different', theirs: 'x2' }])
})
