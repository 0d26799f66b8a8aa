import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { readConfig, root } from '../server/config.ts'
import { unusablePlaces } from '../server/places.ts'

function mistakesOf(env: NodeJS.ProcessEnv) {
  const read = readConfig(env)
  return read.ok ? unusablePlaces(read.config) : read.mistakes
}

function places(t: Test) {
  const folder = t.testdir({ file: 'a file', lists: {} })
  const at = (name: string) => path.join(folder, name)
  return { at, usual: { DATA_DIR: at('new/data'), KEYS_FILE: at('new/keys/desk.keys') } }
}

t.test('what is still to be made can be made, and lists may come later', async t => {
  const { at, usual } = places(t)
  t.same(mistakesOf({ ...usual, CRL_FOLDER: at('lists') }), [])
})

const wrong: [string, (at: (name: string) => string) => NodeJS.ProcessEnv, object][] = [
  ['CRL_FOLDER that is not there', at => ({ CRL_FOLDER: at('list') }), { why: 'config.folder-missing' }],
  ['CRL_FOLDER that is a file', at => ({ CRL_FOLDER: at('file') }), { why: 'config.folder-no-folder' }],
  [
    'EVIDENCE_FOLDER that is not there, as where a disk is not mounted',
    at => ({ EVIDENCE_HOME: 'folder', EVIDENCE_FOLDER: at('evidence') }),
    { why: 'config.folder-missing', holes: { name: 'EVIDENCE_FOLDER' } },
  ],
  [
    'EVIDENCE_FOLDER that is a file, though new files go elsewhere',
    at => ({ EVIDENCE_HOME: 'database', EVIDENCE_FOLDER: at('file') }),
    { why: 'config.folder-no-folder' },
  ],
  ['DATA_DIR that is a file', at => ({ DATA_DIR: at('file') }), { why: 'config.folder-no-folder' }],
  ['DATA_DIR below a file', at => ({ DATA_DIR: at('file/data') }), { why: 'config.folder-no-folder' }],
  ['KEYS_FILE below a file', at => ({ KEYS_FILE: at('file/keys') }), { holes: { name: 'KEYS_FILE' } }],
]
for (const [what, env, mistake] of wrong) {
  t.test(`${what} is told before anything is made`, async t => {
    const { at, usual } = places(t)
    t.match(mistakesOf({ ...usual, ...env(at) }), [mistake])
  })
}

t.test('with a database of its own DATA_DIR is not looked at', async t => {
  const { at, usual } = places(t)
  t.same(mistakesOf({ ...usual, DATA_DIR: at('file'), DATABASE_URL: 'postgresql://db/desk' }), [])
})

// as root nothing is closed: somebody else must look, who must be able to read the program
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const main = path.join(root, 'dist/server/main.js')
const mayLook = spawnSync('cat', [main], nobody).status === 0
t.test(
  'folders that the user of the service may not use are told with the user to give them to',
  { skip: !mayLook },
  async t => {
    const { at } = places(t)
    for (const name of ['closed', 'full', 'hidden']) mkdirSync(at(name))
    writeFileSync(at('closed/there'), '')
    chmodSync(at('.'), 0o755)
    chmodSync(at('closed'), 0o555)
    chmodSync(at('full'), 0o555)
    chmodSync(at('hidden'), 0o000)
    const evidence = { EVIDENCE_HOME: 'folder', EVIDENCE_FOLDER: at('full') }
    const env = { DATA_DIR: at('closed/data'), KEYS_FILE: at('closed/keys'), CRL_FOLDER: at('hidden'), ...evidence }
    const said = spawnSync(process.execPath, [main], {
      ...nobody,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    })
    // whoever is not root could not remove them
    for (const name of ['closed', 'full', 'hidden']) chmodSync(at(name), 0o755)
    t.equal(said.status, 1)
    const lines = said.stderr.trim().split('\n')
    t.equal(lines.length, 8, said.stderr)
    t.match(said.stderr, /EVIDENCE_FOLDER needs the folder .+full, which cannot be written \(EACCES\)/)
    t.match(said.stderr, /CRL_FOLDER is .+hidden, which cannot be read \(EACCES\)/)
    t.match(said.stderr, /DATA_DIR needs the folder .+closed, which cannot be written \(EACCES\): give it to the user/)
    t.match(said.stderr, /KEYS_FILE needs the folder .+closed, which cannot be written \(EACCES\)/)
  },
)
