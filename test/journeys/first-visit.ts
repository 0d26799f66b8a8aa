import t from 'tap'
import { openContext, openShell, skip } from '../support/browser/browser.ts'
import { startBareSite } from '../support/browser/site.ts'

const paper = 'getComputedStyle(document.body).backgroundColor'

t.test('a first visit asks for two things before it is whole, and the next for a page only', { skip }, async t => {
  const { app, baseUrl } = await startBareSite(t)
  const asked: string[] = []
  app.server.on('request', ({ url = '' }) => asked.push(url.replace(/\?.*/, '')))
  const browser = await openShell(t)

  for (const javaScriptEnabled of [true, false]) {
    await t.test(javaScriptEnabled ? 'with script' : 'without script', async t => {
      const page = await (await openContext(browser, { javaScriptEnabled })).newPage()
      const refused: string[] = []
      page.on('console', said => refused.push(said.text()))
      // the sign is asked for by browsers with windows only
      const visit = async (address: string) => {
        asked.length = 0
        await page.goto(baseUrl + address, { waitUntil: 'load' })
        return asked.filter(url => url !== '/public/seal.svg')
      }
      const scripts = javaScriptEnabled ? ['/public/ways.js'] : []

      t.same(await visit('/sign-in'), ['/sign-in', ...scripts, '/public/site.css'], 'the sheet comes last, to be kept')
      const shown = await page.evaluate(paper)
      t.not(shown, 'rgba(0, 0, 0, 0)')
      t.same(await visit('/sign-in'), ['/sign-in'])
      t.equal(await page.evaluate(paper), shown, 'and it looks the same')
      t.same(await visit('/recovery'), ['/recovery'], 'another page has nothing new to fetch')
      t.same(refused, [], 'the browser found nothing against the policy')
    })
  }
})
