import t from 'tap'
import { applied } from '../../../server/domain/record/difference.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { checkDays, rowDifferences } from '../../../server/domain/record/past.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'

const days: [string, string | null, string | undefined][] = [
  ['2026-11-30', null, undefined],
  ['2026-12-01', null, 'past.refused.future'],
  ['2026-11-30', '2026-11-29', undefined],
  ['2026-11-30', '2026-11-30', undefined],
  ['2026-11-29', '2026-11-30', 'past.refused.order'],
]
for (const [day, since, refused] of days) {
  t.test(`on 2026-11-30 somebody asks for ${day} and ${since}: ${refused ?? 'shown'}`, async t =>
    t.equal(checkDays(day, since, '2026-11-30'), refused),
  )
}

const section = sectionOf('skill')
const row = (id: string, data: Row) => ({ id, data })

t.test('a row that came, one that changed, one that lost a value and one that went; others are not told', async t => {
  const before = [
    row('same', { skill: '急救' }),
    row('changed', { skill: '游泳' }),
    row('poorer', { skill: '急救', licence: '初級' }),
    row('gone', { skill: '書法' }),
  ]
  const after = [
    row('same', { skill: '急救', licence: '' }),
    row('changed', { skill: '游泳教學' }),
    row('poorer', { skill: '急救' }),
    row('new', { skill: '電腦' }),
  ]
  const differences = rowDifferences(section, before, after)
  t.same(
    differences.map(({ row, operation, changes }) => [row.id, operation, changes]),
    [
      ['changed', 'change', [{ field: 'skill', old: '游泳', new: '游泳教學' }]],
      ['poorer', 'change', [{ field: 'licence', old: '初級', new: null }]],
      ['new', 'add', [{ field: 'skill', old: null, new: '電腦' }]],
      ['gone', 'delete', [{ field: 'skill', old: '書法', new: null }]],
    ],
  )
  const [changed] = differences
  t.same(applied({ skill: '游泳' }, changed?.changes ?? []), { skill: '游泳教學' })
})
