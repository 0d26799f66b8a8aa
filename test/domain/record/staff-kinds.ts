import t from 'tap'
import { staffKinds } from '../../../server/domain/record/codes.ts'
import { findSection, fieldOf, sectionOf } from '../../../server/domain/record/sections.ts'
import { kindsOf, mayApply, sectionsByKind } from '../../../server/domain/record/staff-kinds.ts'

t.test('what applies to somebody goes by all kinds of staff they were', async t => {
  const post = (kind: string) => ({ section: 'post', data: { staff_kind: kind } })
  const who: [kinds: string[], section: string, applies: boolean][] = [
    [['teacher'], 'qualification', false],
    [['teacher'], 'teacher_salary', true],
    [['civil'], 'qualification', true],
    [['civil'], 'teacher_salary', false],
    [['teacher', 'civil'], 'qualification', true],
    [['worker', 'contract'], 'teacher_salary', false],
    [['other'], 'qualification', true],
    [[], 'qualification', true],
    [['worker'], 'education', true],
  ]
  for (const [kinds, section, applies] of who) {
    t.equal(mayApply(section, kindsOf(kinds.map(post))), applies, `${kinds.join()} ${section}`)
  }
})

t.test('the table names kinds, sections and fields that there are, and none both as must and as never', async t => {
  const known = staffKinds.map(({ code }) => code)
  for (const [id, { must = [], never = [] }] of Object.entries(sectionsByKind)) {
    t.ok(findSection(id), id)
    t.same(
      [...must, ...never].filter(kind => !known.includes(kind)),
      [],
    )
    t.same(
      must.filter(kind => never.includes(kind)),
      [],
    )
  }
  const series = fieldOf(sectionOf('post'), 'series')
  t.match(series, { required: { field: 'staff_kind', is: ['civil'] }, absent: { field: 'staff_kind' } })
})
