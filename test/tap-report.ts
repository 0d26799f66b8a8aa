import { spawnSync } from 'node:child_process'
import path from 'node:path'
import t from 'tap'
import { root } from '../server/config.ts'
import { fileBegins, tapReport } from './support/running/tap-report.ts'

/** A process with these files that says a line each second, in the end how many promises there were. */
function reported(text: string, isWell: boolean, names = ['a'], plan = ['1..1']) {
  const said: string[] = []
  const report = tapReport(line => said.push(line))
  const lines = [`# ${fileBegins('a')}`, ...text.split('\n'), ...plan]
  const heard = lines.map((line, i) => ({ line, after: i * 1000 }))
  report.ended({ names, heard, isWell, took: heard.length * 1000 })
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

const three = ['a', 'b', 'c']

t.test('files that share a process are told and added up each for itself', async t => {
  const text = `ok 1 - x\n# ${fileBegins('b')}\nok 2 - y\nnot ok 3 - z\n# ${fileBegins('c')}\nok 4 - w`
  const { said, total } = reported(text, false, three)
  t.same(said, [
    'ok  test/a  1 passed  2.0 s',
    'FAILED  test/b  1 passed, 1 failed  3.0 s',
    'not ok 3 - z',
    'ok  test/c  1 passed  3.0 s',
  ])
  t.same(total, { passed: 3, failed: 1, skipped: 0 })
})

t.test('a process that breaks is held against the file it was at, and against those it never came to', async t => {
  const text = `ok 1 - x\n# ${fileBegins('b')}\nok 2 - y\nno memory`
  const { said, total } = reported(text, false, three, [])
  t.same(total, { passed: 2, failed: 2, skipped: 0 })
  t.same(reported(text, true, three, []).total, total, 'even when it seems to end well')
  const earlier = reported(`not ok 1 - x\n# ${fileBegins('b')}\nok 2 - y`, false, ['a', 'b'], [])
  t.same(earlier.total, { passed: 1, failed: 2, skipped: 0 }, 'or when something else was broken before')
  t.same(
    said.filter(line => line !== 'no memory'),
    [
      'ok  test/a  1 passed  2.0 s',
      'FAILED  test/b  1 passed, 1 failed  3.0 s',
      'FAILED  test/c  0 passed, 1 failed  0.0 s',
    ],
  )
})

t.test('of what a file remarks only its figures are told, below the file they were taken in', async t => {
  const { said } = reported('# Subtest: it rains\n    # measured: 3 drops\n    # a remark\nok 1 - it rains', true)
  t.same(said, ['ok  test/a  1 passed  6.0 s', '      measured: 3 drops'])
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
    'FAILED  test/a  0 passed, 1 failed  14.0 s',
    'Error on the other stream',
    '    not ok 2 - a drop',
    '      ---',
    '      stack: sky.ts',
    '      ...',
    'not ok 1 - it rains # time=3ms',
  ])
})

t.test('a file that breaks while it is loaded is a broken promise, and those beside it are not', async t => {
  const good = "import t from 'tap'; t.test('it rains', async () => {})\n"
  const folder = t.testdir({ 'a.js': good, 'b.js': `${good}throw new Error('no cloud')`, 'c.js': good })
  const names = three.map(name => path.relative(path.join(root, 'dist/test'), path.join(folder, name)))
  const script = path.join(root, 'dist/test/support/running/together.js')
  const env = { ...process.env, TEST_FILES: names.join(' ') }
  const { stdout, status } = spawnSync(process.execPath, [script], { encoding: 'utf8', env })
  const said: string[] = []
  const report = tapReport(line => said.push(line))
  const heard = stdout.split('\n').map(line => ({ line, after: 0 }))
  report.ended({ names, heard, isWell: status === 0, took: 0 })
  t.same(report.total, { passed: 3, failed: 1, skipped: 0 })
  t.match(said.join('\n'), 'no cloud')
  t.same(said.filter(line => line.startsWith('FAILED')).length, 1)
})
