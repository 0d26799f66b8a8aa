import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { assert, constantFrom, oneof, option, property, record, string } from 'fast-check'
import t from 'tap'
import { root } from '../server/config.ts'
import { keptPages } from '../server/web/show/kept-page.ts'
import { optionLists } from '../server/web/show/option-list.ts'
import { withoutLayout } from '../server/web/show/view-layout.ts'
import { openViews } from '../server/web/show/views.ts'

type View = { file: string; text: string }

const folder = path.join(root, 'views')
const views: View[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.eta'))
  .map(file => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))

const longest = 120
const maxFiles = 20
const voids = /^(area|base|br|col|hr|img|input|link|meta|source|wbr|!doctype)$/
const verbatim = /^(pre|textarea)$/

type Mark = { isOpen: boolean; name: string; line: number; isFirst: boolean }

const hidden = (part: string) => part.replace(/[^\n]/g, ' ')

/** The text without comments and without what pre and textarea hold, each character where it was. */
const bare = (text: string) =>
  text
    .replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, hidden)
    .replace(/(<(pre|textarea)\b(?:<%[^]*?%>|[^>])*>)([^]*?)(?=<\/\2>)/g, (_, tag: string, _name, held: string) =>
      tag.concat(hidden(held)),
    )

/** Where each element begins and ends, and each bracket of code. */
function marksOf(text: string): Mark[] {
  const mark = (isOpen: boolean, name: string, index: number): Mark => {
    const lines = text.slice(0, index).split('\n')
    return { isOpen, name, line: lines.length, isFirst: /^\s*(<%[-_]?\s*)?$/.test(lines.at(-1) ?? '') }
  }
  const elements = [...text.replace(/<%[^]*?%>/g, hidden).matchAll(/<(\/?)([a-z!][^\s>]*)[^>]*?(\/?)>/gi)]
    .filter(({ 2: name = '', 3: end }) => !voids.test(name) && !verbatim.test(name) && !end)
    .map(({ 1: slash, 2: name = '', index }) => mark(!slash, name, index))
  const brackets = [...text.matchAll(/<%[^]*?%>/g)].flatMap(({ 0: tag, index }) =>
    [...tag.replace(literal, hidden).matchAll(/[{}()[\]]/g)].map(({ 0: sign, index: at }) =>
      mark('{(['.includes(sign), pairs[sign] ?? sign, index + at),
    ),
  )
  return [...elements, ...brackets]
}

const literal = /'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/(?:\[[^\]\n]*\]|\\.|[^/\n\s\\[])+\/[gimsuy]*(?=[.,)])/g
const pairs: Record<string, string> = { '}': '{', ')': '(', ']': '[' }

/** What is wrong with a view, in words: its lines, their indentation by what stands in what, its text keys. */
function faultsOf({ file, text }: View): string[] {
  const told = (line: number, what: string) => `views/${file}:${line} ${what}`
  const shown = bare(text)
  const lines = shown.split('\n')
  const indent = (line: number) => lines[line - 1]?.search(/\S|$/) ?? 0
  // the end of a tag over several lines stands where the tag began
  const isLaidOut = (line: number) => /^\s*(?!\/?>|<\/(?:pre|textarea)>)\S/.test(lines[line - 1] ?? '')

  const ofLines = text
    .split('\n')
    .flatMap((line, i) => [
      ...(line.length > longest ? [told(i + 1, `has ${line.length} characters`)] : []),
      ...(/\s$/.test(line) ? [told(i + 1, 'ends with a blank')] : []),
      ...(line.includes('\t') ? [told(i + 1, 'has a tab')] : []),
      ...(isLaidOut(i + 1) && indent(i + 1) % 2 === 1 ? [told(i + 1, 'is not indented in twos')] : []),
    ])
  const open = new Map<string, Mark[]>()
  const ofNesting = marksOf(shown).flatMap(({ isOpen, name, line, isFirst }) => {
    const others = open.get(name) ?? []
    open.set(name, isOpen ? [...others, { isOpen, name, line, isFirst }] : others.slice(0, -1))
    const begin = others.at(-1)?.line
    if (isOpen || begin === line) return []
    if (begin === undefined) return [told(line, `closes ${name}, which is not open`)]
    const within = Array.from({ length: line - begin - 1 }, (_, i) => begin + 1 + i).filter(isLaidOut)
    return [
      ...(isFirst && indent(line) !== indent(begin)
        ? [told(line, `is not below line ${begin}, which opens ${name}`)]
        : []),
      ...within
        .filter(one => indent(one) <= indent(begin))
        .map(one => told(one, `is not indented in ${name} of line ${begin}`)),
    ]
  })
  const left = [...open.values()].flat().map(({ line, name }) => told(line, `opens ${name} and does not close it`))
  const glued = [...text.matchAll(/\bt\(([^,()]*(?:\+|\$\{)[^,]*)/g)].map(({ 1: key = '', index }) =>
    told(text.slice(0, index).split('\n').length, `glues a key: ${key}`),
  )
  return [...ofLines, ...ofNesting, ...left, ...glued]
}

t.test('views are laid out like code, and no text key is glued in them', async t => {
  t.not(views.length, 0)
  t.same(views.flatMap(faultsOf), [])
})

t.test('no folder of views is crowded', async t => {
  const folders = new Map<string, number>()
  for (const { file } of views) folders.set(path.dirname(file), (folders.get(path.dirname(file)) ?? 0) + 1)
  t.same(
    [...folders].filter(([, count]) => count > maxFiles),
    [],
  )
})

/** Classes of a style sheet that no view gives to anything. */
const unused = (sheet: string) =>
  [...new Set(sheet.replace(/\/\*[^]*?\*\//g, '').match(/(?<=\.)[a-z][\w-]*(?=[^{}]*\{)/g))].filter(
    name =>
      !views.some(({ text }) =>
        new RegExp(`(?<![\\w-])(${name}|${name.replace(/-\w+$/, '-<%=')})(?![\\w-])`).test(text),
      ),
  )

t.test('the style sheet has no class that no view uses', async t => {
  t.same(unused(readFileSync(path.join(root, 'public/site.css'), 'utf8')), [])
  t.same(unused('.sheet .nowhere { margin: 0.5rem }'), ['nowhere'], 'one would be found')
})

t.test('a sign that the style sheet puts before words is seen and not spoken', async t => {
  const sheet = readFileSync(path.join(root, 'public/site.css'), 'utf8')
  t.same(spokenSigns(sheet), [])
  t.same(spokenSigns(`p::before {\n  content: '⚠ ';\n}`), [`'⚠ '`])
})

/** Of each rule the last content: one of signs needs an empty alternative, where older browsers have the one before. */
const spokenSigns = (sheet: string) =>
  sheet
    .split('}')
    .flatMap(rule => [...rule.matchAll(/content: ([^;]*);/g)].map(([, content = '']) => content).slice(-1))
    .filter(content => /^'[^']*[^'\s][^']*'/.test(content) && !content.endsWith(` / ''`))

// ---- a bad view would be found

const good = `<% for (const one of it.rows) { %>
  <p
    id="a"
    <% if (one.isNew) { %> class="new"<% } %>
  ><%= it.t(it.keyOf.change(one.change), { a: 'x' + 'y' }) %></p>
  <pre>
text
  </pre>
<% } %>
`
const broken: [string, string, string][] = [
  ['id="a"', `id="${'a'.repeat(longest)}"`, 'characters'],
  ['id="a"', 'id="a" ', 'ends with a blank'],
  ['    id="a"', '\tid="a"', 'has a tab'],
  ['    id="a"', '   id="a"', 'in twos'],
  ['    id="a"', 'id="a"', 'is not indented in {'],
  ['  <p\n', '<p\n', 'is not indented in {'],
  ['</pre>\n<% } %>', '</pre>\n  <% } %>', 'is not below line 1'],
  ['</p>', '', 'opens p and does not close it'],
  ['</p>', '</p></div>', 'closes div, which is not open'],
  ['it.keyOf.change(one.change)', `'change.' + one.change`, 'glues a key'],
  ['it.keyOf.change(one.change)', '`change.${one.change}`', 'glues a key'],
]
t.test('a view that is laid out well is let through', async t => t.same(faultsOf({ file: 'a.eta', text: good }), []))
for (const [from, to, fault] of broken) {
  t.test(`${JSON.stringify(to.slice(0, 30))} for ${JSON.stringify(from)} would be found`, async t => {
    t.match(good, from)
    const found = faultsOf({ file: 'a.eta', text: good.replace(from, to) })
    t.match(found.join('\n'), fault)
  })
}

// ---- what a page keeps of the layout

const laidOut: [string, string][] = [
  ['<p>\n  a\n  b\n</p>\n', '<p>a b</p>'],
  ['<b>a</b>\n<i>b</i>', '<b>a</b> <i>b</i>'],
  ['<button>a</button>\n<a>b</a>', '<button>a</button>&#32;<a>b</a>'],
  ['<a>a</a>\n<% if (b) { %>\n  <a>b</a>\n<% } %>', '<a>a</a>&#32;<% if (b) { %><a>b</a> <% } %>'],
  ['<input>\n<b>b</b>', '<input> <b>b</b>'],
  ['<%= a %>\n<%= b %>\n<i>c</i>', '<%= a %><%= b %><i>c</i>'],
  ['<i>\n  <%= a %>\n</i>', '<i><%= a %></i>'],
  ['<%\nconst a = 1\n%>\n<p>b</p>', '<%\nconst a = 1\n%><p>b</p>'],
  ['<p\n  id="a"\n  lang="b"\n>c</p>', '<p id="a" lang="b">c</p>'],
  ['<p\n  <% if (a) { %> id="a"<% } %>\n  lang="b"\n>c</p>', '<p<% if (a) { %> id="a"<% } %> lang="b">c</p>'],
  ['<textarea\n  id="a"\n>\n<%= b %>\n  c</textarea>', '<textarea id="a">\n<%= b %>\n  c</textarea>'],
]
for (const [view, page] of laidOut) {
  t.test(`${JSON.stringify(view)} is printed as ${JSON.stringify(page)}`, async t => t.equal(withoutLayout(view), page))
}

t.test('a part knows what its page knows, of which nothing is read that it does not show', async t => {
  const small = t.testdir({
    'page.eta': "<% layout('./frame') %><%~ include('./part', { own: 'of the part' }) %>",
    'part.eta': '<%= it.shared %> <%= it.own %>',
    'frame.eta': '<main><%~ it.body %></main><%= it.shared %>',
  })
  let reads = 0
  const model = {
    shared: 'of the page',
    get other() {
      reads += 1
      return 'of nobody'
    },
  }
  t.equal(openViews(small).render('page', model), '<main>of the page of the part</main>of the page')
  t.equal(reads, 0)
})

t.test('a page that is kept shows whoever comes what is theirs, as if it were made for them', async t => {
  const small = t.testdir({
    'page.eta': `<% layout('./frame') %><%~ include('./part') %> <b title="<%= it.card.line %>"><%= it.shared %></b>`,
    'part.eta': '<% if (it.passkey) { %><%= it.passkey.line %><% } %><%= it.next %>',
    'frame.eta': '<%= it.next %><%~ it.body %><%= it.card.seal %>',
  })
  const views = openViews(small)
  const keptPage = keptPages(views.config.escapeFunction)
  let made = 0
  const text = oneof(string({ unit: 'binary' }), constantFrom('', '$&', '<b title="">', `&'`, 'card.line'))
  const own = record({
    next: text,
    card: record({ line: text, seal: text }),
    passkey: option(record({ line: text })),
  })
  const ofAll = constantFrom('some <words>', 'other words')
  assert(
    property(own, ofAll, (own, shared) => {
      const page = keptPage([shared], own, marks => {
        made += 1
        return views.render('page', { shared, ...marks })
      })
      return page === views.render('page', { shared, ...own })
    }),
  )
  t.equal(made, 4, 'once for each text that all are shown, with and without the part')
})

t.test('in a list of options the one is chosen whose value was asked for, whatever it looks like', async t => {
  const optionList = optionLists(openViews(folder))
  const options = ['', 'a', 'a"b', '$&', '<b>', '甲'].map(value => ({ value, text: `${value}">&` }))
  const chosenIn = (list: string) =>
    [...list.matchAll(/<option value="([^"]*)"( selected)?>/g)]
      .filter(([, , selected]) => selected)
      .map(([, value]) => value)
  for (const [i, { value }] of options.entries()) {
    const list = optionList(options, value)
    t.equal(list.split('<option ').length - 1, options.length)
    t.same(chosenIn(list), [['', 'a', 'a&quot;b', '$&amp;', '&lt;b&gt;', '甲'][i]])
  }
  t.same(chosenIn(optionList(options, 'b')), [])
  const grouped = options.map((option, i) => (i < 2 ? option : { ...option, group: i < 4 ? 'one' : 'two' }))
  const list = optionList(grouped, '甲')
  t.same(chosenIn(list), ['甲'])
  t.match(list, /^<option.*<optgroup label="one">.*<\/optgroup>\s*<optgroup label="two">.*selected>.*<\/optgroup>/s)
})
