import * as fc from 'fast-check'
import t from 'tap'
import { markChinese } from '../../server/web/show/chinese-parts.ts'
import { withFieldNames } from '../../server/web/show/error-names.ts'

const zh = (text: string) => `<span lang="zh-Hant-TW">${text}</span>`

const cases: [what: string, html: string, marked: string][] = [
  ['a name', '<dd>林美華</dd>', `<dd>${zh('林美華')}</dd>`],
  ['a name among English words', '<p>Taken by 陳文彬, today</p>', `<p>Taken by ${zh('陳文彬')}, today</p>`],
  ['an address with its numbers', '<dd>板橋區 1 鄰 文化路 2 號</dd>', `<dd>${zh('板橋區 1 鄰 文化路 2 號')}</dd>`],
  ['a sentence to its end', '<p>請補「畢業證書」。</p>', `<p>${zh('請補「畢業證書」。')}</p>`],
  ['what stands behind an element', '<b>Who</b> 林美華</p>', `<b>Who</b> ${zh('林美華')}</p>`],
  ['an escaped sign within', '<p>甲&#39;乙&amp;x</p>', `<p>${zh('甲&#39;乙')}&amp;x</p>`],
  ['what was typed', '<input name="q" value="林">', '<input lang="zh-Hant-TW" name="q" value="林">'],
  ['typed lines', '<textarea id="r">\n更正</textarea>', '<textarea lang="zh-Hant-TW" id="r">\n更正</textarea>'],
  ['a choice', '<option value="1">臺北市</option>', '<option lang="zh-Hant-TW" value="1">臺北市</option>'],
  [
    'what says so already',
    '<pre lang="zh-Hant-TW">甲<pre>乙</pre>丙</pre>',
    '<pre lang="zh-Hant-TW">甲<pre>乙</pre>丙</pre>',
  ],
  ['what comes after it', '<b lang="zh-Hant-TW">甲</b>乙', `<b lang="zh-Hant-TW">甲</b>${zh('乙')}`],
  ['a style sheet', '<style>p { font-family: 微軟 }</style>', '<style>p { font-family: 微軟 }</style>'],
  ['a title, which holds no element', '<title>林美華</title>', '<title>林美華</title>'],
]

t.test('whatever is Chinese in an English page says so', async t => {
  for (const [what, html, marked] of cases) t.equal(markChinese(html), marked, what)
})

t.test('and nothing else of the page changes', async t => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<b lang="zh-Hant-TW">',
    '</b>',
    '林',
    '美',
    ' ',
    '1',
    '，',
    'Lin',
    '&amp;',
  )
  const html = fc.array(pieces, { maxLength: 30 }).map(all => `<main>${all.join('')}</main>`)
  fc.assert(
    fc.property(html, html => {
      t.equal(markChinese(html).replace(/<span lang="zh-Hant-TW">|<\/span>/g, ''), html)
    }),
  )
})

t.test('an error says its field unless its sentence does', async t => {
  const labels = new Map([
    ['hours', '時數'],
    ['name', 'Name'],
    ['sign', '<b>'],
  ])
  const words = { escape: (text: string) => text.replaceAll('<', '&lt;'), labels, colon: '：' }
  for (const [html, named] of [
    ['<a href="#hours"><!--hours-->請填數字。</a>', '<a href="#hours">時數：請填數字。</a>'],
    ['<a href="#hours"><!--hours-->時數是數字。</a>', '<a href="#hours">時數是數字。</a>'],
    ['<a href="#name"><!--name-->Type a name.</a>', '<a href="#name">Type a name.</a>'],
    ['<a href="#sign"><!--sign-->請填。</a>', '<a href="#sign">&lt;b>：請填。</a>'],
    ['<a href="#main"><!--main-->有人改過了。</a>', '<a href="#main">有人改過了。</a>'],
  ] as const) {
    t.equal(withFieldNames(html, words), named)
  }
})
