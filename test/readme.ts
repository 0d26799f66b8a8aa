import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { root, settings } from '../server/config.ts'
import { doors } from '../server/domain/card/answer.ts'
import { checks } from '../server/domain/card/checks.ts'
import { checkNames, steps } from '../server/domain/card/refusal.ts'
import { card } from '../server/text/card/card.ts'

const file = path.join(root, 'README.md')
const operating = path.join(root, 'OPERATING.md')
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

t.test('the README says every refusal as the code does', async t => {
  const text = readFileSync(file, 'utf8')
  const [before = '', rest = ''] = text.split(begin)
  const [, after = ''] = rest.split(end)
  // README=write npm test: after a change of a sentence
  if (process.env['README'] === 'write') writeFileSync(file, `${before}${begin}${table()}${end}${after}`)
  t.equal(readFileSync(file, 'utf8').split(begin)[1]?.split(end)[0], table())
})

t.test('the checks are made in the order of the table', async t => {
  t.same([...doors, ...checks.map(({ name }) => name)], checkNames)
})

t.test('OPERATING has a line for every setting, and for no other', async t => {
  const section = readFileSync(operating, 'utf8').split('Configuration\n')[1]?.split('\n## ')[0] ?? ''
  const told = [...section.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(([, cell = '']) => cell.match(/[A-Z_]+/g) ?? [])
  t.same(told.toSorted(), [...settings].toSorted())
})

t.test('what the documents lead to is there', async t => {
  const headings = readFileSync(operating, 'utf8').matchAll(/^#+ (.+)$/gm)
  const anchors = [...headings].map(([, words = '']) => words.toLowerCase().replaceAll(' ', '-'))
  for (const document of [file, operating]) {
    const text = readFileSync(document, 'utf8')
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    for (const link of links.filter(link => !/^https?:/.test(link))) {
      const [place = '', anchor] = link.split('#')
      if (place) t.ok(existsSync(path.join(root, place)), link)
      const isOperating = place === 'OPERATING.md' || (place === '' && document === operating)
      if (anchor && isOperating) t.ok(anchors.includes(anchor), link)
    }
  }
})
