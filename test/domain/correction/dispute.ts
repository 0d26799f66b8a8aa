import t from 'tap'
import { states } from '../../../server/domain/correction/correction.ts'
import { refusedFields } from '../../../server/domain/correction/dispute.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'

const items = [
  { field: 'dept', decision: 'accepted' as const },
  { field: 'cert_no', decision: 'rejected' as const },
  { field: 'degree_name' },
]
const fields = (state: (typeof states)[number], operation: 'add' | 'change' | 'delete') =>
  refusedFields({ state, operation, section: 'education', items })

t.test('what stayed against the word of its owner may be marked, and nothing else', async t => {
  t.same(fields('applied', 'change'), ['cert_no'])
  t.same(fields('rejected', 'change'), ['dept', 'cert_no', 'degree_name'], 'whatever was ticked before')
  t.same(
    fields('rejected', 'delete'),
    sectionOf('education').fields.map(({ id }) => id),
  )
  t.same(fields('applied', 'delete'), [])
  t.same(fields('rejected', 'add'), [], 'what was not entered is not there')
  for (const state of states.filter(one => one !== 'applied' && one !== 'rejected')) {
    t.same([fields(state, 'change'), fields(state, 'delete')], [[], []], state)
  }
})
