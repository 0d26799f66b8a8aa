import { HtmlElement, HtmlValidate, Parser, StaticConfigLoader } from 'html-validate'
import { eq } from 'drizzle-orm'
import type { Pool } from 'pg'
import t from 'tap'
import type { Db } from '../server/store/database/database.ts'
import { roleGrants } from '../server/store/schema.ts'
import { speak } from '../server/text/speak.ts'
import { allPages, fetchPage, nameOf, statusOf, withMail, type Page } from './support/all-pages/all-pages.ts'
import { startApp } from './support/app/app.ts'
import { routesOf } from './support/app/routes.ts'
import { addColleagues, addCrowd, addYears } from './support/database/crowd.ts'
import { blocksOf, indexesOf, listen, planOf, type Statement } from './support/database/statements.ts'

const config = await new StaticConfigLoader({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }],
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // a button sends its form unless it says otherwise
    'no-implicit-button-type': 'off',
    // a PIN is nothing for a browser to keep
    'autocomplete-password': 'off',
  },
}).getConfigFor('page.html')

/** Gives what was resolved once: to do it again for each page takes longer than to look at one. */
class Resolved extends StaticConfigLoader {
  override getConfigFor() {
    return config
  }
}

const validator = new HtmlValidate(new Resolved())

const languages = [
  { language: 'zh-TW', lang: 'zh-Hant-TW' },
  { language: 'en', lang: 'en' },
] as const
type Tongue = (typeof languages)[number]

/** What is wrong with a page, in words; nothing is right by chance, so each rule stands alone. */
async function faultsOf(html: string, { language, lang }: Tongue, hasErrors: boolean): Promise<string[]> {
  const page = new Parser(config).parseHtml(html)
  const t = speak(language)
  const title = textOf(page.querySelector('title'))
  const ids = new Set(all(page, '[id]').map(one => one.getAttributeValue('id')))
  const labelled = new Set(
    all(page, 'label').flatMap(label => (textOf(label) === '' ? [] : [label.getAttributeValue('for')])),
  )
  const words = textOf(page.querySelector('body'))
  // languages differ in words only, so one of them tells whether the HTML is right
  const report = language === languages[0].language ? await validator.validateString(html) : { results: [] }
  const fault = (isFault: boolean, what: string) => (isFault ? [what] : [])

  return [
    ...report.results.flatMap(({ messages }) =>
      messages.map(
        ({ ruleId, message, line, column }) =>
          `${ruleId}: ${message} in ${html.split('\n')[line - 1]?.slice(Math.max(0, column - 100), column + 200)}`,
      ),
    ),
    ...fault(all(page, 'h1').length !== 1, `has ${all(page, 'h1').length} h1`),
    ...fault(page.querySelector('html')?.getAttributeValue('lang') !== lang, `has not lang ${lang}`),
    ...fault(!title.endsWith(` - ${t('layout.product')}`), `has the title ${title}`),
    ...fault(
      title.startsWith(t('layout.error-prefix')) !== hasErrors,
      `says by its title ${title} whether it has errors`,
    ),
    ...fault(all(page, 'body a')[0]?.getAttributeValue('href') !== '#main', 'begins with no skip link'),
    ...['U', 'C', 'Z', 'S'].flatMap(key =>
      fault(all(page, `[accesskey="${key}"]`).length !== 1, `has not one access key ${key}`),
    ),
    ...all(page, 'a[href]')
      .map(link => link.getAttributeValue('href') ?? '')
      .filter(href => href.startsWith('#') && !ids.has(href.slice(1)))
      .map(href => `leads to ${href}, which is not there`),
    ...inputs(page)
      .filter(input => !labelled.has(input.getAttributeValue('id')))
      .map(input => `has no label for ${input.getAttributeValue('name') ?? input.getAttributeValue('id')}`),
    ...all(page, 'form')
      .filter(form => all(form, '[name="_csrf"]').length !== tokensOf(form))
      .map(form => `has no token in the form to ${form.getAttributeValue('action')}, or one that goes elsewhere`),
    ...fault(hasErrors && all(page, '#error-summary a').length === 0, 'has a summary without errors'),
    ...alike(all(page, 'a[href]').map(link => [nameOfLink(link), link.getAttributeValue('href')])).map(
      name => `has two links ${name} that lead elsewhere`,
    ),
    ...alike(all(page, 'h1, h2, h3, h4').map(heading => [textOf(heading), heading])).map(
      name => `has two headings ${name}`,
    ),
    ...all(page, '#error-summary a')
      .filter(link => !namesItsField(page, link))
      .map(link => `does not name the field of ${textOf(link)}`),
    ...(language === 'en' ? unmarked(page.querySelector('html')!) : []).map(text => `says ${text} in no language`),
    ...fault(
      /\b(undefined|null|NaN)\b|\[object |GMT[+-]\d/.test(words),
      `says ${/.{0,30}(\b(undefined|null|NaN)\b|\[object |GMT[+-]\d)/.exec(words)?.[0]}`,
    ),
  ]
}

/** The names that stand for more than one thing. */
function alike(pairs: readonly (readonly [name: string, what: unknown])[]): string[] {
  const first = new Map<string, unknown>()
  return pairs.flatMap(([name, what]) => {
    if (!first.has(name)) first.set(name, what)
    return first.get(name) === what ? [] : [name]
  })
}

const nameOfLink = (link: HtmlElement) => link.getAttributeValue('aria-label') ?? textOf(link)

/** A box to tick is named by a whole sentence, and what went wrong at a way in is about the try, not about its field. */
function namesItsField(page: HtmlElement, link: HtmlElement) {
  const id = link.getAttributeValue('href')?.slice(1) ?? ''
  const field = page.querySelector(`input[id="${id}"], select[id="${id}"], textarea[id="${id}"]`)
  if (!field || field.getAttributeValue('type') === 'checkbox' || /^(health-)?card-/.test(id)) return true
  const said = textOf(link).toLowerCase()
  return [page.querySelector(`label[for="${id}"]`), field.closest('fieldset')?.querySelector('legend') ?? null]
    .map(name =>
      textOf(name)
        .replace(/ [（(].*/, '')
        .toLowerCase(),
    )
    .some(name => name !== '' && said.includes(name))
}

/** What an English page says in Chinese without saying that it is. */
function unmarked(element: HtmlElement): string[] {
  if (['title', 'script', 'style'].includes(element.tagName)) return []
  if (element.getAttributeValue('lang')?.startsWith('zh')) return []
  const typed = element.tagName === 'input' ? [element.getAttributeValue('value') ?? ''] : []
  const said = element.childNodes.flatMap(node => (node instanceof HtmlElement ? unmarked(node) : [node.textContent]))
  return [...typed, ...said].filter(text => /\p{sc=Han}/u.test(text))
}

// a form that goes to another site would give it away
const tokensOf = (form: HtmlElement) =>
  form.getAttributeValue('method') === 'post' && form.getAttributeValue('action')?.startsWith('/') ? 1 : 0

const all = (within: HtmlElement, selector: string) => within.querySelectorAll(selector)
const textOf = (element: HtmlElement | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

const inputs = (page: HtmlElement) =>
  all(page, 'input, select, textarea').filter(input => input.getAttributeValue('type') !== 'hidden')

/** Where the links of a page lead within this application. */
const linksOf = (html: string) =>
  [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

t.test('every page in both languages', async t => {
  const { app, deps } = await startApp(t, {}, withMail)
  const { browsers, pages } = await allPages(t, app, deps)
  const links = new Map<Page['who'], Map<string, string>>()

  for (const tongue of languages) {
    await t.test(tongue.language, async t => {
      for (const page of pages) {
        browsers[page.who].cookies.set('lang', tongue.language)
        const answer = await fetchPage(browsers, page)
        t.equal(answer.statusCode, statusOf(page), nameOf(page))
        if (page.form && statusOf(page) !== 200) t.match(answer.body, 'id="error-summary"', nameOf(page))
        t.same(await faultsOf(answer.body, tongue, answer.body.includes('id="error-summary"')), [], nameOf(page))
        const own = links.get(page.who) ?? new Map<string, string>()
        for (const href of linksOf(answer.body)) own.set(href, nameOf(page))
        links.set(page.who, own)
      }
    })
  }

  await t.test('no address with a page is left out', async t => {
    const seen = pages.map(({ url }) => url.replace(/\?.*/, ''))
    const isSeen = (route: string) => seen.some(url => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(url))
    const routes = routesOf(app).flatMap(({ method, url }) => (method === 'GET' && !isNoPage.test(url) ? [url] : []))
    t.ok(routes.includes('/people/:id/rows/:row'))
    t.same(
      routes.filter(route => !isSeen(route)),
      [],
    )
  })

  await t.test('every link leads to a page, and that one is right too', async t => {
    const [tongue] = languages
    const looked = new Set(pages.flatMap(({ who, url, form }) => (form ? [] : `${who} ${url}`)))
    for (const [who, own] of links) {
      browsers[who].cookies.set('lang', tongue.language)
      for (const [href, from] of own) {
        if (looked.has(`${who} ${href}`)) continue
        const { statusCode, headers, body } = await browsers[who].get(href)
        const where = `${from} leads to ${nameOf({ who, url: href })}`
        t.ok(statusCode === 200 || statusCode === 303, `${where}, which answers ${statusCode}`)
        const isPage = statusCode === 200 && String(headers['content-type']).startsWith('text/html')
        if (isPage) t.same(await faultsOf(body, tongue, body.includes('id="error-summary"')), [], where)
      }
    }
  })

  await t.test('the pages that most people open ask few statements', async t => {
    const heard = listen((deps.db as Db & { $client: Pool }).$client)
    for (const [who, url, most] of hotPages) {
      heard.splice(0)
      t.equal((await browsers[who].get(url)).statusCode, 200)
      const asked = heard.map(({ text }) => text)
      t.ok(asked.length <= most, `${asked.length} for ${who} ${url}: ${asked.join('; ')}`)
    }
  })

  await t.test('in a city no page reads all people, or anything else that grows with them', async t => {
    const { $client: pool } = deps.db as Db & { $client: Pool }
    await addYears(deps.db, deps.clock())
    const crowded = await addCrowd(pool)
    t.ok(crowded.has('assignments') && crowded.has('agencies'))
    const heard = listen(pool)
    async function askedBy(pages: Page[]) {
      heard.splice(0)
      const asked = new Map<string, { what: string; statement: Statement }>()
      for (const page of pages) {
        await fetchPage(browsers, page)
        for (const statement of heard.splice(0)) {
          if (!asked.has(statement.text)) {
            asked.set(statement.text, { what: `${nameOf(page)}: ${statement.text}`, statement })
          }
        }
      }
      return [...asked.values()].filter(({ statement }) => !hasNoPlan.test(statement.text))
    }

    // an administrator counts the whole installation
    const asked = await askedBy(pages.filter(({ who }) => who !== 'administrator'))
    t.ok(asked.length > 100, `${asked.length} statements`)
    const indexes = await indexesOf(pool)
    for (const { what, statement } of asked) {
      const { whole, cost } = await planOf(pool, statement, indexes)
      t.same(
        whole.filter(table => crowded.has(table)),
        [],
        what,
      )
      t.ok(cost < dear, `${cost}: ${what}`)
      if (!onlyReads.test(statement.text)) continue
      const blocks = await blocksOf(pool, statement)
      t.ok(blocks <= mostBlocks, `${blocks} blocks: ${what}`)
    }

    await addColleagues(pool, colleagues)
    const lists = pages.filter(({ who, url, form }) => isInHr.test(who) && isList.test(url) && !form)
    t.ok(lists.length > 10, `${lists.length} lists`)
    const search: Page = { who: 'chief', url: `/deputies/new?q=${encodeURIComponent('同仁1')}` }
    async function readsFew(asked: Awaited<ReturnType<typeof askedBy>>, ofList = blocksOfList) {
      for (const { what, statement } of asked) {
        if (!onlyReads.test(statement.text)) continue
        const blocks = await blocksOf(pool, statement, true)
        const most = mosts.find(([asks]) => asks.test(what))?.[1] ?? ofList
        t.ok(blocks <= most, `${blocks} blocks: ${what}`)
      }
    }
    await readsFew(await askedBy([...lists, search]))

    // an officer without the right: each correction of an address is asked for whose it is
    await deps.db.delete(roleGrants).where(eq(roleGrants.role, 'hr_sensitive'))
    const closed = await askedBy(lists.filter(({ who, url }) => who === 'officer' && /^\/($|review)/.test(url)))
    t.ok(closed.some(({ what }) => what.includes('addr_protected')))
    await readsFew(closed, blocksOfList + (colleagues / 5) * blocksForAddress)
  })
})

const hotPages: [Page['who'], string, number][] = [
  ['visitor', '/sign-in', 2],
  ['teacher', '/record', 2],
  ['teacher', '/account', 5],
  ['officer', '/', 5],
  // with how the officer sees the list
  ['officer', '/review', 3],
  ['officer', '/people', 3],
]

const isInHr = /^(officer|chief|deputy)$/
const isList = /^\/($|(people|people\/invitations|review|findings|deputies\/new)($|\?))/
const colleagues = 2000
// fifty rows and what is shown of each, however many there are
const blocksOfList = 500
const mosts: readonly [asks: RegExp, blocks: number][] = [
  // of everybody in the queue whether they have this name: three to find and one to read each
  [/^\S+ \/review\?q/, colleagues * 7],
  // of everybody whether they have such a finding, for the page and to count
  [/^\S+ \/findings\?/, colleagues * 5],
  // a thousand are counted, two of each person
  [/^\S+ \/findings: /, 500 * 4 + blocksOfList],
  // a hundred to choose from
  [/^\S+ \/deputies\/new\?q/, 2 * blocksOfList],
]
// whether it is protected
const blocksForAddress = 2

const onlyReads = /^\(*select(?!.* for (no key )?(update|share))/is
// of the widest it is two thirds
const mostBlocks = 170
const hasNoPlan = /^(begin|commit|rollback|savepoint|release|set|lock)\b/i
// of the dearest it is a quarter; reading one crowded table and something for each of its rows is more
const dear = 1000

// files, what a monitor asks, links in letters, and what is asked in the middle of a sign-in
const isNoPage =
  /^\/(\*|public|health)|\/evidence\/:file(\/view|\/opened)?$|\/photo\/:photo$|\/signatures\/|^\/(findings|batches\/:id|imports\/:id|administration\/(calendar|code-tables\/:name)|access-log|.*:certificate)\/file$|^\/(batches|imports)\/:id\/progress$|^\/verify\/key$|\/(mail|operator)\/link$|\.txt$|^\/files\/:file\/|^\/guides\/(health-card|install|popups)$|^\/roll-out\/:name$|^\/record\/paper$/

const broken: [good: string, bad: string, fault: RegExp, tongue?: Tongue][] = [
  ['<h1>', '<h2>', /h1/],
  [' lang="zh-Hant-TW"', '', /lang/],
  [' - 人事櫃檯</title>', '</title>', /title/],
  ['<a class="skip" href="#main">', '<a class="skip" href="#top">', /skip/],
  ['accesskey="Z"', 'accesskey="Q"', /access key Z/],
  ['<label for="login_name">', '<label for="name">', /label for login_name/],
  ['name="_csrf"', 'name="csrf"', /token/],
  ['action="/sign-in/password"', 'action="https://elsewhere.test/"', /token/],
  ['</main>', '<p>undefined</p></main>', /undefined/],
  ['</main>', '<p>Mon Nov 23 2026 06:00:00 GMT+0000</p></main>', /GMT/],
  ['</main>', '<a href="#nowhere">x</a></main>', /nowhere/],
  ['</main>', '<p id="main">x</p></main>', /no-dup-id/],
  ['</main>', '<p><div>x</div></p></main>', /close/],
  ['</main>', '<p style="color: red">x</p></main>', /no-inline-style/],
  ['<title>', '<title>有誤：', /errors/],
  ['</main>', '<a href="/codes">登入</a></main>', /two links 登入/],
  ['</main>', '<h3>帳號密碼</h3></main>', /two headings 帳號密碼/],
  ['</main>', '<p id="error-summary"><a href="#login_name">不對。</a></p></main>', /not name the field of 不對/],
  ['</main>', '<p>Mei-hua 林美華</p></main>', /林美華 in no language/, languages[1]],
  ['</main>', '<input id="x" value="林美華"></main>', /林美華 in no language/, languages[1]],
]
t.test('a broken page would be found', async t => {
  const { app } = await startApp(t)
  for (const [good, bad, fault, tongue = languages[0]] of broken) {
    const { body } = await app.inject({ url: '/sign-in', headers: { 'accept-language': tongue.language } })
    t.same(await faultsOf(body, tongue, false), [])
    t.match(body, good)
    t.match((await faultsOf(body.replace(good, bad), tongue, false)).join('\n'), fault, bad)
  }
})
