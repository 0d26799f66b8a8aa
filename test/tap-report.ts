import t from 'tap'
import { tapReport } from './support/running/tap-report.ts'

function reported(text: string, isWell: boolean) {
  const said: string[] = []
  const report = tapReport(line => said.push(line))
  report.file({ name: 'test/a', lines: text.split('\n'), isWell, seconds: 1.25 })
  return { said, total: report.total }
}

const cases: [string, string, boolean, object][] = [
  ['a promise that holds', 'ok 1 - it rains', true, { passed: 1, failed: 0, skipped: 0 }],
  ['a broken one', 'not ok 1 - it rains', false, { passed: 0, failed: 1, skipped: 0 }],
  ['a broken one of a process that ends well', 'not ok 1 - it rains', true, { passed: 0, failed: 1, skipped: 0 }],
  ['one left out', 'ok 1 - it rains # SKIP no cloud', true, { passed: 0, failed: 0, skipped: 1 }],
  ['what is deeper', '    not ok 1 - inner\nnot ok 1 - x', false, { passed: 0, failed: 1, skipped: 0 }],
  ['a file that broke outside of its promises', 'ok 1 - x', false, { passed: 1, failed: 1, skipped: 0 }],
  ['a file that holds no promise', 'TAP version 14\n1..0 # no tests found', true, { passed: 0, failed: 1, skipped: 0 }],
]
for (const [name, text, isWell, total] of cases) {
  t.test(`${name} is counted`, async t => t.same(reported(text, isWell).total, total))
}

t.test('files are added up', async t => {
  const report = tapReport(() => {})
  report.file({ name: 'test/a', lines: ['ok 1 - x'], isWell: true, seconds: 1 })
  report.file({ name: 'test/b', lines: ['ok 1 - x', 'not ok 2 - y'], isWell: false, seconds: 1 })
  t.same(report.total, { passed: 2, failed: 1, skipped: 0 })
})

t.test('of what a file remarks only its figures are told, below the file they were taken in', async t => {
  const { said } = reported('# Subtest: it rains\n    # measured: 3 drops\n    # a remark\nok 1 - it rains', true)
  t.same(said, ['ok  test/a  1 passed  1.3 s', '      measured: 3 drops'])
})

t.test('of a file that fails everything is told but what holds and the quoted source', async t => {
  const lines = `TAP version 14
Error on the other stream
    ok 1 - a cloud
    not ok 2 - a drop
      ---
      source: |2
            t.ok(rains)
        ---^
      stack: sky.ts
      ...
    1..2
not ok 1 - it rains # time=3ms`
  t.same(reported(lines, false).said, [
    'FAILED  test/a  0 passed, 1 failed  1.3 s',
    'Error on the other stream',
    '    not ok 2 - a drop',
    '      ---',
    '      stack: sky.ts',
    '      ...',
    'not ok 1 - it rains # time=3ms',
  ])
})
