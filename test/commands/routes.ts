import t from 'tap'
import { allRoutes, linesOf, routes } from '../../server/commands/routes.ts'
import { stepPaths } from '../../server/domain/account/required-step.ts'
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

t.test('every form that waits for a proof says what it carries out', async t => {
  // a new password is not kept meanwhile
  const waits = ({ proof, strong = 'not-asked' }: (typeof list)[number]['settings']) => proof || strong !== 'not-asked'
  const asking = list.filter(({ method, url, settings }) => method === 'POST' && url !== '/password' && waits(settings))
  t.ok(asking.length > 25)
  t.same(
    asking.filter(({ settings }) => !settings.pressed).map(({ url }) => url),
    [],
  )
})

t.test('each line says who may call it', async t => {
  const lines = linesOf(list, speak('en')).map(line => line.replace(/ {2,}/g, ' | '))
  for (const line of [
    'GET | /sign-in | everybody',
    'GET | /record | signed in',
    'GET | /record/rows/:row | its owner',
    'GET | /people/:id | HR of the person’s agency, or of the last one of whoever left; never the person',
    'POST | /people/:id/locks | the HR chief of the person’s agency; never the person, not by password alone where the agency says so',
    'GET | /people | HR',
    'POST | /people/:id/account | HR of the person’s agency; never the person, after a fresh proof, not by password alone where the agency says so',
    'POST | /agencies/:id/first-person | administrators, after a proof that was fresh at the form, not by password alone where the agency says so',
    'GET | /review | HR or second reviewers',
    'GET | /review/:id/revealed | HR of its agency or its second reviewer; never its owner, after a fresh proof, not by password alone where the agency says so',
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

t.test('where what the address names decides who may call it, the line says who that is', async t => {
  const forAll = ['administer', 'helpBack', 'registerAgencyCards', 'setAgencyRules', 'giveSensitive']
  const unsaid = list.filter(
    ({ url, settings: { needsSignIn, may, only } }) =>
      needsSignIn && url.includes('/:') && !only && !forAll.some(one => one === may),
  )
  t.same(
    unsaid.map(({ method, url }) => `${method} ${url}`),
    [],
  )
})

const urlIn = (line: string) => line.split(' | ')[1] ?? ''

// each stands between a borrowed seat and a step that cannot be taken back; a page added to them is added here too
const proved = {
  fresh: [
    'POST /account/cards/:id/removal',
    'GET /account/cards/new',
    'POST /account/health-cards/:id/removal',
    'GET /account/health-cards/new',
    'GET /account/lock',
    'POST /account/mail-confirmation',
    'GET /account/not-me',
    'POST /account/passkeys/:id/removal',
    'GET /account/passkeys/new',
    'GET /account/password',
    'GET /account/phones/new',
    'POST /account/second-factor/app',
    'POST /account/second-factor/removal',
    'POST /account/second-factor/spare-codes',
    'GET /account/sessions/end',
    'POST /account/sessions/end',
    'POST /agencies/:id/activation-code',
    'GET /agencies/:id/cards',
    'POST /agencies/:id/cards/:card/removal',
    'POST /agencies/:id/sensitive',
    'GET /agencies/:id/first-person',
    'GET /corrections/:id/signatures/:round/:piece',
    'POST /corrections/:id/unsigned',
    'POST /deputies/:id/agreement',
    'GET /deputies/new',
    'POST /people/:id/account',
    'POST /people/:id/account/cards/:credential/removal',
    'POST /people/:id/account/health-cards/:credential/removal',
    'POST /people/:id/account/names',
    'POST /people/:id/account/passkeys/:credential/removal',
    'POST /people/:id/account/phones/:credential/removal',
    'POST /people/:id/activation-code',
    'POST /people/:id/assignments',
    'POST /certificates/issued/:certificate/seal',
    'POST /certificates/issued/:certificate/revocation',
    'GET /people/:id/certificates/:certificate/file',
    'POST /people/:id/certificates',
    'POST /people/:id/certificates/:certificate/revocation',
    'POST /people/:id/certificates/:certificate/seal',
    'POST /people/:id/departure',
    'POST /people/:id/departure/removal',
    'POST /people/:id/duty',
    'POST /people/:id/recovery',
    'POST /people/:id/reopening',
    'GET /access-log/file',
    'GET /certificates/:certificate/file',
    'GET /batches/:id/file',
    'POST /batches/comparison/file',
    'POST /exports/:profile/file',
    'GET /files/:file/content',
    'GET /files/:file/copy',
    'POST /files/copy',
    'POST /papers/file',
    'GET /findings/file',
    'GET /people/:id/paper',
    'GET /imports/:id/file',
    'GET /people/:id/rows/:row/revealed/:field',
    'GET /people/invitations',
    'GET /record/rows/:row/revealed/:field',
    'POST /recoveries/:id/code',
    'POST /recoveries/:id/confirmation',
    'GET /review/:id/revealed',
    'GET /trust/:fingerprint/removal',
    'GET /trust/new',
  ],
  'fresh-at-page': [
    'POST /account/cards/new',
    'POST /account/health-cards/new',
    'POST /account/lock',
    'POST /account/not-me',
    'POST /account/passkeys/new',
    'POST /account/password',
    'POST /account/phones/new',
    'POST /account/phones/new/enrolment',
    'POST /account/second-factor/app/code',
    'POST /agencies/:id/cards',
    'POST /agencies/:id/first-person',
    'POST /deputies/new',
    'POST /people/:id/paper',
    'POST /people/invitations',
    'POST /trust',
    'POST /trust/:fingerprint/removal',
  ],
}

t.test('these steps, and no other, ask for a fresh proof', async t => {
  for (const [proof, expected] of Object.entries(proved)) {
    const asks = list.filter(({ settings }) => settings.proof === proof).map(({ method, url }) => `${method} ${url}`)
    t.same(asks.sort(), expected.toSorted())
  }
})

/** A proof by password is enough: a card or phone shows whose it is, what ends opens no door, and the rest says why. */
const byPassword = {
  'a new way that shows the ID number': [
    'GET /account/cards/new',
    'POST /account/cards/new',
    'GET /account/health-cards/new',
    'POST /account/health-cards/new',
    'GET /account/phones/new',
    'POST /account/phones/new',
    'POST /account/phones/new/enrolment',
  ],
  'ends something': [
    'POST /account/cards/:id/removal',
    'POST /account/health-cards/:id/removal',
    'POST /account/passkeys/:id/removal',
    'GET /account/lock',
    'POST /account/lock',
    'GET /account/sessions/end',
    'POST /account/sessions/end',
  ],
  'must not wait for the app of an intruder': ['GET /account/not-me', 'POST /account/not-me'],
  'is kept as sent by password': ['POST /corrections/:id/unsigned'],
  'enters something, as many forms do without any proof': [
    'POST /people/:id/assignments',
    'POST /people/:id/departure',
    'POST /people/:id/departure/removal',
    'POST /people/:id/duty',
  ],
}

/** What asks for no fresh proof: a strong one in the session is enough. */
const inSession = [
  'GET /administration/code-tables/:name/load',
  'POST /administration/calendar',
  'POST /administration/calendar/days',
  'POST /administration/code-tables/:name',
  'POST /administration/code-tables/:name/end',
  'POST /administration/code-tables/:name/mapping',
  'POST /administration/code-tables/:name/values',
  'POST /findings/exemption',
  'POST /findings/exemption/removal',
  'GET /account/second-factor/app',
  'GET /password',
  'POST /password',
  'POST /agencies/:id/edit',
  'POST /agencies/:id/passwords',
  'POST /agencies/:id/purposes',
  'POST /agencies/:id/second-reviewer',
  'POST /agencies/new',
  'POST /batches/:id/application',
  'POST /batches/:id/reversal',
  'POST /people/:id/locks',
  'POST /people/:id/locks/:lock/end',
  'POST /people/:id/rows/:row/dispute',
  'POST /review/:id/authority',
  'POST /review/:id/confirmation',
  'POST /review/:id/decision',
]

t.test('every step that asks for a fresh proof says whether a password is enough for it', async t => {
  const named = (routes: typeof list) => routes.map(({ method, url }) => `${method} ${url}`).sort()
  const asking = list.filter(({ settings }) => settings.proof)
  t.same(named(asking.filter(({ settings }) => !settings.strong)), [])
  const plain = asking.filter(({ settings }) => settings.strong === 'not-asked')
  t.same(named(plain), Object.values(byPassword).flat().sort())
  const others = list.filter(({ settings: { proof, strong = 'not-asked' } }) => !proof && strong !== 'not-asked')
  t.same(named(others), inSession.toSorted())
})

t.test('every step that somebody must take first has its page', async t => {
  const pages = list.filter(({ method }) => method === 'GET').map(({ url }) => url)
  t.same(
    Object.values(stepPaths).filter(path => !pages.includes(path)),
    [],
  )
})

t.test('a language that it does not speak is refused', async t => {
  t.equal(await routes(['--language', 'fr']), 2)
  t.equal(await routes(['more']), 2)
})
