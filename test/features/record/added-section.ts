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
    decidedBy: 'hr',
    fields: [
      { id: 'name', zh: '社團名稱', en: 'Club', type: 'text', maxLength: 60 },
      { id: 'from', zh: '起日', en: 'From', type: 'date' },
      { id: 'until', zh: '迄日', en: 'Until', type: 'date', required: 'never' },
      { id: 'hours', zh: '每週時數', en: 'Hours a week', type: 'number', min: 1, max: 40 },
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
  },
]`

t.test('one more entry in one file is a section with its page, its form and its correction', async t => {
  t.equal(findSection('club'), undefined, 'the section is not ours')
  const folder = await scratchFolder()
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true })
  for (const name of ['node_modules', 'views', 'public', 'migrations', 'package.json']) {
    symlinkSync(path.join(root, name), path.join(folder, name))
  }
  const file = path.join(folder, 'dist/server/domain/record/sections/merit.js')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/\n\];\s*$/, club))

  const said = await run(path.join(folder, 'dist/test/features/record/dictionary.js'))
  t.equal(said.status, 0, said.out.slice(-2000))
  t.match(said.out, 'ok 1 - club: added, changed, deleted')
  t.match(said.out, 'change name from until hours regime paid words')
  t.notMatch(said.out, /not ok/)
})

function run(script: string): Promise<{ status: number | null; out: string }> {
  const { PATH, TEST_DATABASE_URL } = process.env
  const child = spawn(process.execPath, [script], {
    env: { PATH, ...(TEST_DATABASE_URL && { TEST_DATABASE_URL }), ONLY_SECTION: 'club' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => (out += more))
  return new Promise(resolve => child.once('close', status => resolve({ status, out })))
}
