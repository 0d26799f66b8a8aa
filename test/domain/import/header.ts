import t from 'tap'
import { findHeader, guessColumns, layoutOf, sourceOf } from '../../../server/domain/import/header.ts'
import { refuseColumns, type Target } from '../../../server/domain/import/import.ts'
import { layouts } from '../../../server/domain/import/layouts.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'

const reward = sectionOf('reward')
const table = (...lines: string[][]) => lines.map((cells, i) => ({ at: i + 1, cells }))

const headers: [string, string[][], { at: number; names: string[] } | undefined][] = [
  ['in the first line', [['姓名', '獎懲結果']], { at: 1, names: ['姓名', '獎懲結果'] }],
  [
    'below a title and the day of printing',
    [['示範國小'], ['列印日期：115/11/30', ''], ['', '姓名', '獎懲結果'], ['', '林美華', '嘉獎一次']],
    { at: 3, names: ['', '姓名', '獎懲結果'] },
  ],
  [
    'with blanks, line breaks, full width and a mark within',
    [['姓　名', '獎懲\n結果', '獎懲事由（長）', '*身分證號']],
    { at: 1, names: ['姓 名', '獎懲 結果', '獎懲事由（長）', '*身分證號'] },
  ],
  [
    'on two lines, of which the second names what one heading spans',
    [
      ['姓名', '獎懲', '', '單位'],
      ['', '獎懲結果', '獎懲事由', ''],
      ['林美華', '嘉獎一次', '辦理研習', '教務處'],
    ],
    { at: 2, names: ['姓名', '獎懲結果', '獎懲事由', '單位'] },
  ],
  ['nowhere', [['林美華', '嘉獎一次']], undefined],
  ['in one word alone', [['姓名'], ['林美華']], undefined],
]
for (const [where, lines, found] of headers) {
  t.test(`a header is found ${where}`, async t => t.same(findHeader(table(...lines), reward), found))
}

t.test('columns are known whatever their width, blanks or signs', async t => {
  t.same(guessColumns(['姓 名', '獎懲\n結果', '＊身分證號', '獎懲事由（長）', 'x'], reward), [
    'who:name',
    'field:result',
    'who:id-number',
    'field:reason_long',
    '',
  ])
})

t.test('each ready layout is known by its own header, also with some columns gone', async t => {
  for (const layout of layouts) {
    const names = Object.keys(layout.columns)
    t.equal(layoutOf(names)?.id, layout.id)
    t.equal(layoutOf(names.slice(0, Math.ceil(names.length * 0.8)))?.id, layout.id)
    for (const column of Object.values(layout.columns)) {
      for (const [section, field] of Object.entries(column ?? {})) {
        t.ok(
          sectionOf(section).fields.some(({ id }) => id === field),
          `${layout.id} fills ${section}.${field}, which there is`,
        )
      }
    }
  }
  t.equal(layoutOf(['姓名', '獎懲結果']), undefined)
})

t.test('the sixteen columns of a reward order are all known, and what is not ours is left aside', async t => {
  const columns = guessColumns(Object.keys(layouts.find(({ id }) => id === 'CPAA0118B')?.columns ?? {}), reward)
  t.same(columns, [
    'who:id-number',
    'who:name',
    '',
    'field:reason',
    'field:reason_long',
    'field:result',
    '',
    'field:category',
    'field:law_code',
    'field:law_name',
    'field:art',
    'field:point',
    'field:para',
    'field:subpara',
    'field:item',
    'field:remedy',
  ])
  const post = guessColumns(Object.keys(layouts.find(({ id }) => id === 'cpape05m')?.columns ?? {}), sectionOf('post'))
  t.equal(post.length, 40)
  t.same(
    post.filter(target => target !== ''),
    ['who:unit', 'who:id-number', 'who:staff-number', 'who:name', 'who:title', 'field:start', 'field:end'],
  )
})

const columns: [string, Target[], string | undefined][] = [
  ['a name and a field', ['who:name', '', 'field:result'], undefined],
  ['nobody', ['who:unit', 'who:title', 'field:result'], 'import.refused.columns'],
  ['nothing to be imported', ['who:name', ''], 'import.refused.columns'],
  ['two columns for one field', ['who:name', 'field:result', 'field:result'], 'import.refused.twice'],
]
for (const [what, targets, why] of columns) {
  t.test(`columns with ${what} are ${why ? 'refused' : 'taken'}`, async t => t.equal(refuseColumns(targets), why))
}

t.test('a source is known again by its columns, and only for what they were for', async t => {
  const [asked, other] = [
    { verb: 'add', section: 'reward' },
    { verb: 'change', section: 'reward' },
  ]
  t.equal(sourceOf(['姓名', '獎懲結果'], asked), sourceOf([' 姓 名', '獎懲結果'], asked))
  t.not(sourceOf(['姓名', '獎懲結果'], asked), sourceOf(['姓名', '獎懲結果'], other))
  t.not(sourceOf(['姓名', '獎懲結果'], asked), sourceOf(['獎懲結果', '姓名'], asked))
})
