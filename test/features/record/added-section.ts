import { spawn } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import t from 'tap'
import { root } from '../../../server/config.ts'
import { findSection } from '../../../server/domain/record/sections.ts'
import { scratchFolder } from '../../support/database/cluster.ts'

const club = `
  {
    id: 'club', zh: '社團指導', en: 'Clubs', form: 'multi', order: 225, title: ['name', 'from'],
    newestFirst: 'from', decidedBy: 'hr',
    fields: [
      { id: 'name', zh: '社團名稱', en: 'Club', type: 'text', maxLength: 60 },
      { id: 'from', zh: '起日', en: 'From', type: 'date' },
      { id: 'until', zh: '迄日', en: 'Until', type: 'date', required: 'never' },
      { id: 'hours', zh: '每週時數', en: 'Hours a week', type: 'number', min: 1, max: 40 },
      { id: 'kind', zh: '社團類別', en: 'Kind', type: 'code', codes: 'club_kinds' },
      {
        id: 'regime', zh: '適用制度', en: 'System', type: 'code', codes: 'regimes',
        required: { field: 'paid', is: [true] }, decidedBy: 'authority',
      },
      { id: 'paid', zh: '有無報酬', en: 'Paid', type: 'flag', decidedBy: 'person' },
      {
        id: 'words', zh: '活動紀要', en: 'Notes', type: 'lines', maxLength: 500, required: 'never',
        decidedBy: 'person',
      },
    ],
    rules: [
      { id: 'club.order', severity: 'error', zh: '迄日早於起日', en: 'It ends first', rule: 'order', from: 'from', to: 'until' },
    ],
  },`

const table = `
  {
    id: 'club_kinds', zh: '社團類別', en: 'Kinds of clubs', isClosed: false,
    values: [
      { code: 'C01', zh: '體育', en: 'Sports' },
      { code: 'C02', zh: '音樂', en: 'Music', validTo: '2020-07-31' },
      { code: 'C03', zh: '學術', en: 'Studies' },
    ],
  },`

const field = `
  { id: 'language', zh: '宣誓語文', en: 'Language', type: 'code', codes: 'languages' },`

const rule = `
  {
    id: 'club.after-birth', severity: 'warning', zh: '起日早於出生年月日', en: 'It begins before birth',
    section: 'club', at: 'from', rule: 'not-before', than: { section: 'basic', field: 'birth_date' },
  },`

/** The line of the compiled application behind which each is added. */
const added: [file: string, line: string, data: string][] = [
  ['code-tables', 'export const shippedTables = [', table],
  ['sections/merit', 'export const merit = [', club],
  ['sections/career', "{ id: 'place', zh: '宣誓地點', en: 'Place', type: 'text', maxLength: 60 },", field],
  ['rules/of-records', 'export const recordRules = [', rule],
  ['staff-kinds', 'export const sectionsByKind = {', "\n  club: { must: ['teacher'], never: ['worker'] },"],
]

t.test('a section, a field, a code table, a rule and what kinds of staff have are added by data alone', async t => {
  t.equal(findSection('club'), undefined, 'the section is not ours')
  const folder = await scratchFolder()
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true })
  for (const name of ['node_modules', 'views', 'public', 'migrations', 'package.json']) {
    symlinkSync(path.join(root, name), path.join(folder, name))
  }
  for (const [name, line, data] of added) {
    const file = path.join(folder, 'dist/server/domain/record', `${name}.js`)
    const text = readFileSync(file, 'utf8')
    t.ok(text.includes(line), name)
    writeFileSync(
      file,
      text.replace(line, () => line + data),
    )
  }

  const said = await run(path.join(folder, 'dist/test/features/record/dictionary.js'))
  t.equal(said.status, 0, said.out.slice(-2000))
  t.match(said.out, 'ok 1 - club: added, changed, deleted')
  t.match(said.out, 'change name from until hours kind regime paid words')
  t.match(said.out, 'ok 2 - oath: added, changed, deleted')
  t.match(said.out, /oath\.language/)
  t.notMatch(said.out, /not ok/)

  const asked = path.join(folder, 'dist/asked.js')
  writeFileSync(asked, questions)
  const { out } = await run(asked)
  t.same(JSON.parse(out), {
    wrongCode: ['record.refused.code'],
    endedCode: ['record.refused.code'],
    codeOfThen: [],
    typed: 'C01',
    menu: ['C01', 'C03', 'C02'],
    findings: ['club.after-birth', 'club.kind', 'club.order'],
    missing: true,
    appliesToWorkers: false,
  })
})

/** What the application with the additions says of a worker's row, and of a teacher without one. */
const questions = `
import { findings } from './server/domain/record/findings.js'
import { fieldOf, sectionOf } from './server/domain/record/sections.js'
import { mayApply } from './server/domain/record/staff-kinds.js'
import { checkRow } from './server/domain/record/validate.js'
import { readValue } from './server/domain/record/value.js'
import { rowControls } from './server/web/show/row-controls.js'

const today = '2026-11-23'
const club = sectionOf('club')
const row = { name: '管樂社', from: '2019-09-01', until: '2020-01-31', hours: 2, kind: 'C02', paid: false }
const wrong = change =>
  checkRow(club, { ...row, ...change }, { today, others: [], basic: undefined }).map(({ why }) => why)
const told = rows => findings({ today, rows: rows.map(([section, data], i) => ({ id: String(i), section, data })) })
  .map(({ rule }) => rule)
const post = kind => ['post', { staff_kind: kind, start: '2019-08-01' }]
const asked = { language: 'zh-TW', today, isOwn: false, only: ['kind'] }
console.log(JSON.stringify({
  wrongCode: wrong({ kind: 'C09' }),
  endedCode: wrong({ from: '2025-09-01', until: '2026-01-31' }),
  codeOfThen: wrong({}),
  typed: readValue(fieldOf(club, 'kind'), { kind: '體育' }).value,
  menu: rowControls(club, {}, asked)[0].options.map(({ value }) => value),
  findings: told([['basic', { birth_date: '2019-10-01' }], post('worker'), ['club', { ...row, until: '2019-08-31' }]])
    .filter(rule => rule.startsWith('club.')).sort(),
  missing: told([post('teacher')]).includes('club.missing'),
  appliesToWorkers: mayApply('club', ['worker']),
}))
`

function run(script: string): Promise<{ status: number | null; out: string }> {
  const { PATH, TEST_DATABASE_URL } = process.env
  const child = spawn(process.execPath, [script], {
    env: { PATH, ...(TEST_DATABASE_URL && { TEST_DATABASE_URL }), ONLY_SECTIONS: 'club,oath' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => (out += more))
  return new Promise(resolve => child.once('close', status => resolve({ status, out })))
}
