import t from 'tap'
import { tapReport } from './support/tap-report.ts'

const cases: [string, string, object][] = [
  ['a promise that holds', '    ok 1 - it rains\nok 1 - a.js', { passed: 1, failed: 0, skipped: 0 }],
  ['a broken one', '    not ok 1 - it rains\nnot ok 1 - a.js', { passed: 0, failed: 1, skipped: 0 }],
  ['one left out', '    ok 1 - it rains # SKIP no cloud\nok 1 - a.js', { passed: 0, failed: 0, skipped: 1 }],
  [
    'what is deeper',
    '        not ok 1 - inner\n    not ok 1 - x\nnot ok 1 - a.js',
    { passed: 0, failed: 1, skipped: 0 },
  ],
  ['a file that broke outside of its promises', '    ok 1 - x\nnot ok 1 - a.js', { passed: 1, failed: 1, skipped: 0 }],
  ['two files', '    ok 1 - x\nok 1 - a.js\n    not ok 1 - x\nnot ok 2 - b.js', { passed: 1, failed: 1, skipped: 0 }],
]
for (const [name, text, total] of cases) {
  t.test(`${name} is counted`, async t => {
    const report = tapReport(() => {})
    for (const line of text.split('\n')) report.line(line)
    t.same(report.total, total)
  })
}

t.test('of what a file remarks only its figures are told, below the file they were taken in', async t => {
  const said: string[] = []
  const report = tapReport(line => said.push(line))
  const first = [
    '    # Subtest: it rains',
    '        # measured: 3 drops',
    '        # a remark',
    '    ok 1 - it rains',
    'ok 1 - a.js',
  ]
  for (const line of [...first, '    ok 1 - x', 'ok 2 - b.js']) report.line(line)
  t.same(said, ['ok  a  1 passed  0.0 s', '      measured: 3 drops', 'ok  b  1 passed  0.0 s'])
})
