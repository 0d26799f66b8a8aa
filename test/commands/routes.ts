import t from 'tap'
import { allRoutes, linesOf, routes } from '../../server/commands/routes.ts'
import { speak } from '../../server/text/speak.ts'
import { withMail } from '../support/all-pages/all-pages.ts'
import { startApp } from '../support/app/app.ts'
import { routesOf } from '../support/app/routes.ts'

const list = await allRoutes()

t.test('what is printed is what the application has', async t => {
  const { app } = await startApp(t, {}, withMail)
  const has = routesOf(app).filter(({ method }) => method !== 'HEAD')
  const names = (routes: { method: string; url: string }[]) =>
    routes.map(({ method, url }) => `${method} ${url}`).sort()
  t.ok(has.length > 180)
  t.same(names(list), names(has))
})

t.test('each line says who may call it', async t => {
  const lines = linesOf(list, speak('en')).map(line => line.replace(/ {2,}/g, ' | '))
  for (const line of [
    'GET | /sign-in | everybody',
    'GET | /record | signed in',
    'GET | /people | HR',
    'POST | /people/:id/account | HR, after a fresh proof',
    'POST | /agencies/:id/first-person | administrators, after a proof that was fresh at the form',
    'GET | /review/:id/revealed | HR or second reviewers, after a fresh proof',
    'GET | /trust | administrators',
  ]) {
    t.ok(lines.includes(line), line)
  }
  t.same(
    lines,
    lines.toSorted((one, other) => (urlIn(one) < urlIn(other) ? -1 : urlIn(one) > urlIn(other) ? 1 : 0)),
  )
  t.match(linesOf(list, speak('zh-TW')).join('\n'), /\/trust +系統管理者/)
})

const urlIn = (line: string) => line.split(' | ')[1] ?? ''

t.test('a language that it does not speak is refused', async t => {
  t.equal(await routes(['--language', 'fr']), 2)
  t.equal(await routes(['more']), 2)
})
