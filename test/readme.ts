import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { root, settings } from '../server/config.ts'
import { doors } from '../server/domain/card/answer.ts'
import { checks } from '../server/domain/card/checks.ts'
import { checkNames, steps } from '../server/domain/card/refusal.ts'
import { card } from '../server/text/card/card.ts'

const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')
const isThere = (file: string) => existsSync(path.join(root, file))

const documents = ['README', 'OPERATING', 'VERIFYING', 'CONTRIBUTING', 'SECURITY', 'CHANGELOG'].map(
  name => `${name}.md`,
)
const maxReadmeLines = 150

// ---- the refusals of a card

const [begin, end] = ['<!-- refusals -->\n', '<!-- /refusals -->']

/** One row for each refusal, as it is in the code. */
function table(): string {
  const rows = steps.flatMap(({ step, source, names }) =>
    names.map((name, i) => {
      const { zh, en } = card[`card.refused.${name}`]
      return [name, i === 0 ? step : '', i === 0 ? source : '', zh, en]
    }),
  )
  const lines = [['name', 'step', 'source', 'zh-TW', 'en'], ['---', '---', '---', '---', '---'], ...rows]
  return lines.map(cells => `| ${cells.join(' | ')} |\n`).join('')
}

t.test('VERIFYING says every refusal as the code does', async t => {
  const [before = '', rest = ''] = textOf('VERIFYING.md').split(begin)
  const [, after = ''] = rest.split(end)
  // REFUSALS=write npm test -- readme: after a change of a sentence
  const isWrite = process.env['REFUSALS'] === 'write'
  if (isWrite) writeFileSync(path.join(root, 'VERIFYING.md'), `${before}${begin}${table()}${end}${after}`)
  t.equal(textOf('VERIFYING.md').split(begin)[1]?.split(end)[0], table())
})

t.test('the checks are made in the order of the table', async t => {
  t.same([...doors, ...checks.map(({ name }) => name)], checkNames)
})

// ---- what the documents say of the code

t.test('OPERATING has a line for every setting, and for no other', async t => {
  const section = textOf('OPERATING.md').split('Configuration\n')[1]?.split('\n## ')[0] ?? ''
  const told = [...section.matchAll(/^\| (`[A-Z\d_`, ]+`) \|/gm)].flatMap(
    ([, cell = '']) => cell.match(/[A-Z\d_]+/g) ?? [],
  )
  t.same(told.toSorted(), [...settings].toSorted())
})

t.test('the README is read in one sitting', async t => {
  const lines = textOf('README.md').trimEnd().split('\n').length
  t.ok(lines <= maxReadmeLines, `${lines} of ${maxReadmeLines} lines`)
})

const foldersIn = (folder: string) =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)

t.test('the README draws every floor and every room, and no other', async t => {
  const house = textOf('README.md').split('## How the house is built')[1]?.split('###')[0] ?? ''
  const firstColumns = [...house.matchAll(/^ {4}(.{28})/gm)].map(([, column = '']) => column.trim())
  const names = firstColumns.flatMap(column => column.split(/\s+/))
  const drawn = names.filter(name => !name.endsWith('.ts')).map(name => name.replace('/', ''))
  // the ways to start, like main.ts
  const starts = ['commands', 'demo']
  const floors = foldersIn('server').filter(name => !starts.includes(name))
  const rooms = ['domain', 'store', 'text'].flatMap(floor => foldersIn(`server/${floor}`))
  t.same([...new Set(drawn)].toSorted(), [...new Set([...floors, ...rooms])].toSorted())
})

/** Anchors as the pages of a repository make them of headings. */
const anchorsIn = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Links that lead nowhere, files that are named and not there, commands that package.json does not have. */
function faultsIn(document: string, text: string): string[] {
  const { scripts } = JSON.parse(textOf('package.json'))
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const files = [...text.matchAll(/`((?:server|views|public|test|migrations)\/[\w./-]+)`/g)].map(
    ([, name = '']) => name,
  )
  const commands = [...text.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name = '']) => name)
  const isLost = (link: string) => {
    const [place = '', anchor] = link.split('#')
    if (place && !isThere(place)) return true
    return anchor !== undefined && !anchorsIn(place ? textOf(place) : text).includes(anchor)
  }
  return [
    ...links.filter(link => !/^https?:/.test(link) && isLost(link)).map(link => `leads to ${link}`),
    ...files.filter(name => !isThere(name)).map(name => `names ${name}`),
    ...commands.filter(name => !(name in scripts)).map(name => `runs ${name}`),
  ].map(fault => `${document} ${fault}`)
}

for (const document of documents) {
  t.test(`what ${document} leads to, names and runs is there`, async t =>
    t.same(faultsIn(document, textOf(document)), []),
  )
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Examples of good code, which name their file in the first line, that the file does not have. */
function inventedIn(text: string): string[] {
  const examples = [...text.matchAll(/```[a-z]+\n\/\/ ((?:server|views|public|test)\/\S+)\n([\s\S]*?)\n?…?\)?\n```/g)]
  return examples.filter(([, file = '', code = '']) => !flat(textOf(file)).includes(flat(code))).map(([all]) => all)
}

t.test('the good examples of CONTRIBUTING stand in the code as they are printed', async t => {
  t.match(textOf('CONTRIBUTING.md'), '// server/')
  t.same(inventedIn(textOf('CONTRIBUTING.md')), [])
})

t.test('a document that says what is not so would be found', async t => {
  const bad = '[a](NOTHING.md) [b](README.md#nothing) [c](#nothing) `server/nothing.ts` npm run nothing'
  t.same(
    faultsIn('x', bad).map(fault => fault.replace(/^x /, '')),
    [
      'leads to NOTHING.md',
      'leads to README.md#nothing',
      'leads to #nothing',
      'names server/nothing.ts',
      'runs nothing',
    ],
  )
  t.same(faultsIn('x', '[a](README.md) [c](#a-b) `server/app.ts` npm run -s build\n\n## A, b'), [])
  t.equal(inventedIn('```ts\n// server/app.ts\nconst nothing = 1\n```').length, 1)
  t.equal(inventedIn("```ts\n// server/app.ts\nimport Fastify from   \n'fastify'\n```").length, 0)
})
