import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { root } from '../server/config.ts'
import { readId } from '../server/domain/national-id.ts'
import type { Sentences } from '../server/text/sentences.ts'
import { shippedGuides } from '../server/text/help-desk/guides/all.ts'
import { all, speak } from '../server/text/speak.ts'
import { world, type Invented } from './support/person/world.ts'

type Source = { file: string; text: string }

const filesOf = (folder: string, ending: string): Source[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => ({ file: `${folder}/${file}`, text: readFileSync(path.join(root, folder, file), 'utf8') }))

const views = filesOf('views', '.eta').map(({ file, text }) => ({ file, text: text.replace(/\/\*[\s\S]*?\*\//g, '') }))
const code = filesOf('server', '.ts')
  .filter(({ file }) => !file.startsWith('server/text/') && !file.startsWith('server/simulators/'))
  .map(({ file, text }) => ({ file, text: withoutComments(text) }))

// strings come first, so that the slashes of an address are not taken for a comment
function withoutComments(text: string): string {
  const stringOrComment = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
  return text.replace(stringOrComment, (_, string?: string) => string ?? '')
}

// ---- sentences by themselves

const han = /[\u3400-\u9fff\uf900-\ufaff]/u
const fullWidth = /[\u3001-\u303f\uff00-\uffef]/u
const holesOf = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted().join(' ')

// the name of the other language, and what a document number looks like
const quotesChinese = ['layout.language', 'record.warning.document-number']

/** What is wrong with a sentence, in words. */
function faultsOf(key: string, { zh, en }: { zh: string; en: string }): string[] {
  const nextToHan = /[\u3400-\u9fff]\s?[,;:?!()"']|[,;:?!()"']\s?[\u3400-\u9fff]|[\u3400-\u9fff]\.(?!\w)/u
  return [
    zh.trim() === '' || en.trim() === '' ? 'is empty in a language' : '',
    holesOf(zh) === holesOf(en) ? '' : 'has other holes in the other language',
    nextToHan.test(zh) ? 'has half-width punctuation beside Chinese' : '',
    (han.test(en) || fullWidth.test(en)) && !quotesChinese.includes(key) ? 'has Chinese in its English' : '',
    /[!！]/.test(zh + en) ? 'shouts' : '',
    zh.trim() !== zh || /\s\s/.test(zh) ? 'has white space to spare' : '',
  ]
    .filter(Boolean)
    .map(fault => `${key} ${fault}`)
}

/** Keys that stand in more than one file. */
function repeated(files: Record<string, Sentences>): string[] {
  const keys = Object.values(files).flatMap(sentences => Object.keys(sentences))
  return keys.filter((key, i) => keys.indexOf(key) !== i)
}

async function sentenceFiles(): Promise<Record<string, Sentences>> {
  const folder = path.join(root, 'dist/server/text')
  const found: Record<string, Sentences> = {}
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter(name => /^(?!speak|sentences|help-desk\/guides\/).*\.js$/.test(name))) {
    for (const sentences of Object.values(await import(pathToFileURL(path.join(folder, file)).href)))
      found[file] = { ...found[file], ...(sentences as Sentences) }
  }
  return found
}

/** Keys by which one does not find their file: `lock.title` stands in lock.ts, or in lock-….ts where it is a part of that. */
const misplaced = (files: Record<string, Sentences>): string[] =>
  Object.entries(files).flatMap(([file, sentences]) => {
    const name = path.basename(file, '.js')
    return Object.keys(sentences)
      .filter(key => !`${name}-`.startsWith(`${key.split('.')[0]}-`))
      .map(key => `${file}: ${key}`)
  })

t.test('a key begins with the name of its file', async t => {
  t.same(misplaced(await sentenceFiles()), [])
  t.same(misplaced({ 'record/lock.js': { 'lock.title': { zh: '', en: '' }, 'locks.title': { zh: '', en: '' } } }), [
    'record/lock.js: locks.title',
  ])
})

t.test('a sentence stands in one file, and speak knows every file', async t => {
  const files = await sentenceFiles()
  t.not(Object.keys(files).length, 0)
  t.same(repeated(files), [])
  t.same(
    Object.values(files)
      .flatMap(sentences => Object.keys(sentences))
      .filter(key => !(key in all)),
    [],
  )
})

t.test('every sentence is whole in both languages', async t =>
  t.same(
    Object.entries(all).flatMap(([key, sentence]) => faultsOf(key, sentence)),
    [],
  ),
)

// ---- one word for one idea

/** A word that is not ours, and ours; each was found beside the other in the sentences once. */
const otherWords: [said: RegExp, ours: string][] = [
  [/廢止名單/, '廢止清冊'],
  [/身分證字號|(?<!國民)身分證號(?!碼)/, '身分證統一編號'],
  [/佐證附件/, '證明文件'],
  [/人事管理員|人事同仁/, '人事人員'],
  [/登不進|登入不成|讀卡不成/, '無法登入'],
  [/丟棄/, '刪除'],
  [/停掉/, '停用'],
  [/不對勁/, '異常'],
  [/斷線/, '連線中斷'],
  [/馬上/, '立即'],
  [/檢視|^看(?!到|不)/, '查看'],
  [/補件|補充(?:資料|文件)/, '補正'],
  [/的話/, '時，or 若'],
  [/發卡單位|發卡機構/, '發卡機關'],
  [/查驗/, '驗證'],
  [/驗不過/, '未通過驗證'],
  [/審核/, '審查'],
  [/人事上級/, '上級人事機關'],
  [/告訴/, '告知'],
  [/再證明一次/, '重新確認身分'],
  [/口令/, '密碼'],
  [/登入名稱/, '帳號'],
  [/提交/, '送出'],
  [/製作[^，。；]{0,6}碼/, '產生'],
  [/身分證末四碼|最後四碼/, '身分證統一編號末四碼'],
  [/(?<!無法|強制)打開|打得開|打不開/, '開啟'],
  [/關掉/, '關閉'],
  [/立刻/, '立即'],
  [/不見/, '遺失'],
  [/對不起來/, '不符'],
  [/碼不對/, '錯誤'],
  [/看不懂|讀不懂/, '無法辨識'],
  [/還是一樣|還是不行/, '仍無法解決時'],
  [/被(?!代理人)/, 'the sentence without it'],
  [/(?<!跨平)台/, '臺'],
  [/(?:查看|開啟)的?目的/, '查閱目的'],
  [/\{time\}(?=[\u4e00-\u9fff])/, '{time} with a blank after it, as it ends in digits'],
  [/(?<!末)[三四五六七八九十百]+(?:分鐘|秒|小時|天|年|個|位|次|碼)/, 'digits with a blank before the unit'],
  [/(?<![A-Za-z])mNHIICC/, 'mNHIIC, as the document of the schools has it'],
  [/」，「/, '＞ between the items of a menu'],
  [/\bsupplement/i, 'complete'],
  [/\bmended\b/, 'fixed'],
  [/\banew\b/, 'again'],
  [/\bHR (?:people|person)\b/, 'HR staff, HR officer'],
  [/\bany more\b/, 'no longer'],
  [/\b(?:signs? (?:you )?in|counts|here) no more\b/, 'no longer'],
  [/\bneed do nothing\b/, 'No action is needed.'],
  [/\bcome another way\b/, 'sign in another way'],
]

t.test('one idea has one word', async t => {
  const told = Object.entries({ ...all, ...shippedGuides }).flatMap(([key, { zh, en }]) =>
    otherWords.filter(([said]) => said.test(zh) || said.test(en)).map(([said, ours]) => `${key}: ${said} is ${ours}`),
  )
  t.same(told, [])
})

t.test('no blank stands between two Chinese words', async t => {
  const joined = Object.entries(all).filter(([, { zh }]) => /[\u3400-\u9fff] [\u3400-\u9fff]/u.test(zh))
  t.same(
    joined.map(([key]) => key),
    [],
  )
})

t.test('no blank stands beside a hole that begins or ends in Chinese', async t => {
  const zh = speak('zh-TW')
  const until = (time: string) => zh('recovery.code-until', { time })
  const after = (time: string) => zh('sign-in.refused.wait', { time })
  t.match(until('14:05'), /^14:05 以前有效/)
  t.match(after('14:05'), '請在 14:05 以後再試')
  t.match(after('民國 115 年 11 月 30 日 14:05'), '請在民國 115 年 11 月 30 日 14:05 以後再試')
  t.match(zh('notice.trust.ending', { name: '內政部憑證管理中心' }), '憑證機構內政部憑證管理中心的憑證')
  t.match(zh('notice.trust.ending', { name: 'MOICA G3' }), '憑證機構 MOICA G3 的憑證')
})

// ---- sentences and those who say them

type Said = { file: string; key: string; kind: 'whole' | 'prefix' | 'suffix' }

/** Every literal that is a key (`'noun.what'`), begins one (`'noun.' + x`, `noun.${x}`) or ends one (`${x}-means`). */
function saidIn({ file, text }: Source): Said[] {
  const whole = [...text.matchAll(/(['"`])([a-z][a-z-]*(?:\.[\w-]+)+)\1(?!\s*\+)/g)].map(([, , key]) => ['whole', key])
  const joined = [...text.matchAll(/(['"`])([a-z][a-z-]*\.[\w.-]*)\1\s*\+/g)].map(([, , key]) => ['prefix', key])
  const filled = [...text.matchAll(/`([a-z][a-z-]*\.[\w.-]*)\$\{[^`]*`/g)].map(([, key]) => ['prefix', key])
  const ended = [...text.matchAll(/\}(-[\w-]+)`/g)].map(([, key]) => ['suffix', key])
  return [...whole, ...joined, ...filled, ...ended].map(([kind, key]) => ({ file, key, kind }) as Said)
}

/** Sentences that nobody says. What follows a prefix is one word without a dot. */
function unsaid(keys: string[], said: Said[]): string[] {
  const kind = (wanted: Said['kind']) => new Set(said.filter(one => one.kind === wanted).map(({ key }) => key))
  const [whole, prefixes, suffixes] = [kind('whole'), kind('prefix'), kind('suffix')]
  const stem = (key: string) => key.replace(/[^.]*$/, '')
  const isSaid = (key: string): boolean =>
    whole.has(key) ||
    [...prefixes].some(prefix => key.startsWith(prefix) && (prefix === stem(key) || !prefix.endsWith('.'))) ||
    [...suffixes].some(suffix => key.endsWith(suffix) && isSaid(key.slice(0, -suffix.length)))
  return keys.filter(key => !isSaid(key))
}

/** Keys and prefixes with no sentence. In code the types look after most; a view is not typed. */
function unknown(keys: string[], said: Said[]): string[] {
  const nouns = new Set(keys.map(key => key.slice(0, key.indexOf('.'))))
  return said
    .filter(({ key, kind }) => kind !== 'suffix' && nouns.has(key.slice(0, key.indexOf('.'))))
    .filter(({ key }) => !/\.(js|css|svg|md)$/.test(key))
    .filter(({ key, kind }) => !(kind === 'whole' ? keys.includes(key) : keys.some(one => one.startsWith(key))))
    .map(({ file, key }) => `${file} says ${key}`)
}

const keys = Object.keys(all)
const said = [...code, ...views].flatMap(saidIn)

t.test('every sentence is said somewhere', async t => t.same(unsaid(keys, said), []))

t.test('every sentence that is asked for exists', async t => {
  const refusals = code.flatMap(saidIn).filter(({ key }) => /\.refused\./.test(key))
  t.not(refusals.length, 0)
  t.same(unknown(keys, [...views.flatMap(saidIn), ...refusals]), [])
})

// ---- no sentence anywhere else

// what is data rather than a sentence: the dictionary and its texts for signing, codes, columns of other systems and of those who ask, criteria, calendars, names, invented people
const knowsChinese =
  /^server\/(demo(\/|\.ts)|domain\/(record|calendar)\/|domain\/([\w-]+\/)?(signed-text|roc-date|name-text|name-variants|private-use|own-words|purpose|profile|component-codes|accessibility|layouts|columns|ready)\.ts)/

/** Lines with Chinese letters or punctuation where only `t` may speak. */
function chineseIn({ file, text }: Source): string[] {
  if (knowsChinese.test(file)) return []
  return text
    .split('\n')
    .filter(line => han.test(line) || fullWidth.test(line))
    .map(line => `${file}: ${line.trim()}`)
}

/** Latin words (an access key is only a letter) that a view would show as they stand, as text or in an attribute that is read aloud. */
function englishIn({ file, text }: Source): string[] {
  const shown = text
    .replace(/<pre\b[^>]*\blang="en"[\s\S]*?<\/pre>/g, '')
    .replace(/<%[\s\S]*?%>/g, '\0')
    .replace(/<!doctype[^>]*>/gi, '')
  const spoken = [...shown.matchAll(/\b(?:title|aria-label|alt|placeholder|content)="([^"]*)"/g)]
    .map(([, words]) => words ?? '')
    .filter(words => !words.startsWith('width=device-width'))
  const texts = shown.replace(/<[^>]*>/g, '\n').split('\n')
  return [...texts, ...spoken]
    .map(words => words.replaceAll('\0', ' ').trim())
    .filter(words => /[a-z]{2}/i.test(words))
    .map(words => `${file}: ${words}`)
}

t.test('only sentences speak', async t => {
  t.not(views.length, 0)
  t.same([...views, ...code].flatMap(chineseIn), [])
  t.same(views.flatMap(englishIn), [])
})

// ---- lines that one can read

// what cannot be broken: SQL and patterns; and where a line is a sentence, or of a page that a simulator shows
const unbroken = /`|\$\{|^\s*\/[^/*]/
const mayBeWide = /^server\/(text|simulators)\//

/** Lines of more than 120 signs, which the formatter leaves as they are; a comment can always be broken. */
function wideIn({ file, text }: Source): string[] {
  const isAllowed = (line: string) => !/^\s*(\*|\/\*|\/\/)/.test(line) && (mayBeWide.test(file) || unbroken.test(line))
  return text.split('\n').flatMap((line, i) => (line.length > 120 && !isAllowed(line) ? [`${file}:${i + 1}`] : []))
}

t.test('no line is wider than 120 signs', async t => t.same(filesOf('server', '.ts').flatMap(wideIn), []))

// ---- a broken text would be found

const broken: [string, string, string][] = [
  ['送出', ' ', 'empty'],
  ['共 {count} 筆', '{sum} entries', 'holes'],
  ['共 {count} 筆', '{count} of {count} entries', 'holes'],
  ['請填姓名,再送出', 'Type a name', 'half-width'],
  ['姓名: 請填', 'Type a name', 'half-width'],
  ['姓名(必填)', 'Name (needed)', 'half-width'],
  ['請填姓名.', 'Type a name.', 'half-width'],
  ['請填姓名。', 'Type a name。', 'Chinese'],
  ['請填姓名！', 'Type a name', 'shouts'],
  ['請填姓名。', 'Type a name!', 'shouts'],
  ['請填姓名。 ', 'Type a name.', 'white space'],
]
for (const [zh, en, fault] of broken) {
  t.test(`${JSON.stringify([zh, en])} would be found`, async t => {
    const found = faultsOf('a.b', { zh, en })
    t.equal(found.length, 1)
    t.match(found[0], fault)
  })
}

t.test('a key in two files, unsaid or unknown would be found', async t => {
  const sentence = { zh: '送出', en: 'Send' }
  t.same(repeated({ a: { 'a.b': sentence }, b: { 'a.b': sentence, 'a.c': sentence } }), ['a.b'])

  const text = `t('a.one') t('a.kind.' + kind) t(\`a.way.\${way}\`) t(isNew ? "a.new" : 'a.old') t(\`\${state}-means\`)`
  const words = saidIn({ file: 'x.eta', text })
  const known = ['a.one', 'a.one-means', 'a.kind.x', 'a.way.y', 'a.new', 'a.old']
  t.same(unsaid(known, words), [])
  t.same(unknown(known, words), [])
  t.same(unsaid([...known, 'a.two', 'a.kind.x.y', 'a.two-means'], words), ['a.two', 'a.kind.x.y', 'a.two-means'])
  t.same(unknown(['a.one', 'a.kind.x', 'a.old', 'b.c'], words), ['x.eta says a.new', 'x.eta says a.way.'])
})

t.test('a sentence outside of server/text would be found', async t => {
  const view = (text: string) => ({ file: 'views/x.eta', text })
  t.equal(chineseIn(view('<p>送出</p>')).length, 1)
  t.equal(chineseIn(view('<p><%= it.a %>：<%= it.b %></p>')).length, 1)
  t.equal(
    chineseIn({ file: 'server/web/x.ts', text: withoutComments(`// 送出\nconst a = 'http://x' /* 送出 */`) }).length,
    0,
  )
  t.equal(chineseIn({ file: 'server/web/x.ts', text: withoutComments(`const a = '送出' // 送`) }).length, 1)
  t.same(englishIn(view(`<p>\n<b>Send</b> <%= it.t('a.b') %></p>`)), ['views/x.eta: Send'])
  t.equal(englishIn(view(`<a title="Main" href="/x"><% if (a > b) { %><%= it.t('a.b') %><% } %></a>`)).length, 1)
  t.same(englishIn(view(`<pre lang="en">openssl cms</pre><a href="/x" class="y">:::</a>`)), [])
})

t.test('a wide line would be found', async t => {
  const wide = 'word '.repeat(25)
  t.same(wideIn({ file: 'server/app.ts', text: `// short\n// ${wide}` }), ['server/app.ts:2'])
  t.same(wideIn({ file: 'server/app.ts', text: `const a = '${wide}'` }), ['server/app.ts:1'])
  t.same(wideIn({ file: 'server/text/x.ts', text: `const a = '${wide}'\n  // ${wide}` }), ['server/text/x.ts:2'])
})

// ---- the people of the tests

t.test('whoever has a name in the tests has one number and one login name, and nobody else has them', async t => {
  const people = Object.values<Invented>(world)
  for (const one of ['name', 'idNumber', 'loginName'] as const) {
    t.equal(new Set(people.map(person => person[one])).size, people.length, one)
  }
  t.same(
    people.filter(({ idNumber }) => !readId(idNumber).ok).map(({ name }) => name),
    [],
  )
  const numbers = new Map(people.map(({ name, idNumber }) => [name, idNumber]))
  const others = filesOf('test', '.ts').flatMap(({ file, text }) =>
    [...text.matchAll(/\bname: '([^']+)',\s*idNumber: '([^']+)'/g)]
      .filter(([, name = '', number]) => numbers.has(name) && numbers.get(name) !== number)
      .map(([found]) => `${file}: ${found}`),
  )
  t.same(others, [])
})
