import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { allPages, fetchPage, nameOf, withMail } from './support/all-pages/all-pages.ts'
import { startApp } from './support/app/app.ts'

// bytes after gzip: ten segments, which a server sends before it waits for an answer; and what a page may run
const maxShown = 14_336
const maxScript = 16_384

const size = (text: string) => gzipSync(text, { level: 9 }).length
const share = (bytes: number, max: number) => `${bytes} of ${max} bytes (${Math.round((bytes / max) * 100)} %)`

/** The style sheets within a page. */
const sheetsIn = (html: string) => [...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, text = '']) => text)
const linksIn = (html: string) => html.match(/<link rel="stylesheet"[^>]*>/g) ?? []
const scriptsOf = (html: string) => [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, url = '']) => url)

/** What the security policy would stop or what would hold up the page. */
function intruders(html: string): string[] {
  const scripts = (html.match(/<script\b[^>]*>/g) ?? []).filter(tag => !/ src="/.test(tag) || !/ defer/.test(tag))
  const inline = html.match(/<style\b[^>]*>|<[a-z][^>]*?\s(?:style|on[a-z]+)="[^"]*"|href="javascript:[^"]*"/gi) ?? []
  const foreign = html.match(/<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?\/\/[^"]*"/g) ?? []
  return [...scripts, ...inline, ...foreign]
}

t.test('a first visit to any page fits into one flight, and its script is one and waits', async t => {
  const { app, deps } = await startApp(t, {}, withMail)
  const { browsers, pages } = await allPages(t, app, deps)
  const told = new Map<string, string>()
  const sheet = (await app.inject('/public/site.css')).body
  const source = `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`
  const fetched = async (url: string) => {
    const text = told.get(url) ?? (await app.inject(url)).body
    told.set(url, text)
    return text
  }
  const total = async (urls: string[]) =>
    (await Promise.all(urls.map(fetched))).reduce((sum, text) => sum + size(text), 0)

  for (const page of pages) {
    browsers[page.who].cookies.delete('sheet')
    const { body, headers } = await fetchPage(browsers, page)
    const [shown, scripts] = [size(body), scriptsOf(body)]
    t.same(sheetsIn(body), [sheet], `${nameOf(page)} has the style sheet inside, byte for byte`)
    t.match(headers['content-security-policy'], `style-src 'self' ${source};`)
    t.match(linksIn(body), [/^<link rel="stylesheet" media="print"/], 'which the browser also keeps for the next page')
    t.ok(scripts.length <= 1, `${nameOf(page)} has ${scripts.length} scripts`)
    t.ok(shown <= maxShown, `${nameOf(page)} and its style: ${share(shown, maxShown)}`)
    const run = await total(scripts)
    t.ok(run <= maxScript, `${nameOf(page)}, script: ${share(run, maxScript)}`)
    t.same(intruders(body.replace(`<style>${sheet}</style>`, '')), [], nameOf(page))
  }

  await t.test('an old browser can read each script but htmx, and all of it', async t => {
    const own = [...told.keys()].filter(url => /\.js/.test(url) && !/(?:parts|picker)\.js/.test(url))
    t.equal(own.length, 5)
    for (const url of own) t.notMatch(await fetched(url), /\?\?|\?\.(?!\d)|\/\/ /, url)
  })

  await t.test('who is not signed in yet loads no htmx', async t => {
    const early = pages.filter(({ who, url, form }) =>
      who !== 'visitor' || form ? false : /^\/(sign-in|activation)/.test(url),
    )
    t.not(early.length, 0)
    for (const page of early) t.notMatch((await fetchPage(browsers, page)).body, /(?:parts|picker)\.js/, nameOf(page))
  })
})

t.test('what does not belong would be found', t => {
  for (const bad of [
    '<script>let a</script>',
    '<script src="/public/card.js"></script>',
    '<p class="a" style="color: red">',
    '<style>p { color: red }</style>',
    '<button class="a" onclick="go()">',
    '<a href="javascript:go()">',
    '<img src="//elsewhere.example/a.png">',
    '<script src="https://elsewhere.example/a.js" defer></script>',
  ]) {
    t.equal(intruders(bad).length, 1, bad)
  }
  t.same(intruders('<script src="/public/card.js?1" defer></script><p data-on="x" class="style">'), [])
  t.end()
})
