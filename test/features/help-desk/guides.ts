import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { root, type Config } from '../../../server/config.ts'
import { policyFiles } from '../../../server/domain/help-desk/browser-policy.ts'
import { guideSlugs, shippedGuides } from '../../../server/text/help-desk/guides/all.ts'
import { all } from '../../../server/text/speak.ts'
import { drawings, renderGuide } from '../../../server/web/show/markdown.ts'
import { withMail } from '../../support/all-pages/all-pages.ts'
import { startApp, visitor } from '../../support/app/app.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'
import { enter, startSchool } from '../../support/person/school.ts'

const edge = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/146.0 Safari/537.36 Edg/146.0' }

async function withAdmin(t: Test, settings: Partial<Config> = {}) {
  const school = await startSchool(t, ['admin'], { settings })
  await enter(school.admin)
  return { ...school, stranger: school.browser }
}

const holes = [
  'site',
  'component',
  'download',
  'phoneMinutes',
  'cardUrl',
  'cardPhone',
  'cardIssuerUrl',
  'healthCardUrl',
  'healthCardPhone',
]

t.test('every guide is there in both languages, with a title, known holes and drawings that exist', async t => {
  const { stranger } = await withAdmin(t)
  for (const slug of guideSlugs) {
    for (const text of Object.values(shippedGuides[slug])) {
      t.match(text, /^# \S/, slug)
      t.ok(
        [...text.matchAll(/!\[[^\]]+\]\((\w+)\)/g)].every(([, name]) => drawings.some(one => one === name)),
        slug,
      )
      t.ok(
        [...text.matchAll(/\{(\w+)\}/g)].every(([, hole = '']) => holes.includes(hole)),
        slug,
      )
    }
    const page = await stranger.get(`/guides/${slug}`)
    t.equal(page.statusCode, 200)
    t.notMatch(page.body, /\{\w+\}/, slug)
    t.notMatch(
      page.body,
      /<(?!a )[a-z]+ [^>]*https?:\/\/(?!localhost|www\.w3\.org)/,
      `${slug} needs nothing from elsewhere`,
    )
  }
  for (const name of drawings) t.ok(existsSync(path.join(root, `public/guides/${name}.svg`)))
})

t.test('the guides for this browser and system stand first', async t => {
  const { stranger } = await withAdmin(t)
  const { body } = await stranger.get('/guides', edge)
  t.ok(body.indexOf('/guides/popups-edge') < body.indexOf('/guides/popups-chrome'))
  t.ok(body.indexOf('/guides/install-windows') < body.indexOf('/guides/install-linux'))
  t.equal((await stranger.get('/guides/popups', edge)).headers.location, '/guides/popups-edge')
  t.ok(body.indexOf('/guides/health-card-windows') < body.indexOf('/guides/health-card-macos'))
  t.equal((await stranger.get('/guides/health-card', edge)).headers.location, '/guides/health-card-windows')
  t.equal((await stranger.get('/guides/install', { 'user-agent': 'iPhone' })).headers.location, '/guides')
  t.equal((await stranger.get('/guides/nothing')).statusCode, 404)
})

t.test('each way to sign in leads to its own guide', async t => {
  const { app, deps } = await startApp(t, {}, withMail)
  await trustCa(deps, await testCa(t))
  const sheets = (await visitor(app).get('/sign-in')).body.split('<section class="sheet"').slice(1)
  const guideOf = (way: string) =>
    sheets.find(sheet => sheet.includes(`id="by-${way}"`))?.match(/href="(\/guides\/[^"]*)/)?.[1]
  t.equal(guideOf('phone'), '/guides/phone-certificate')
  t.equal(guideOf('password'), '/guides/password')
  t.equal(guideOf('health-card'), '/guides/health-card-registration')
})

t.test('an administrator writes a guide anew, sees it first, and overwrites nobody', async t => {
  const { admin, stranger } = await withAdmin(t)
  t.match((await admin.get('/guides/tour/edit')).body, '# 認識這個網站')
  const { body: editor } = await admin.get('/guides/tour/edit')
  for (const word of [...holes, ...drawings]) t.match(editor, word, 'the editor says what may stand in a guide')
  const text = '# 本校的說明\n\n請找 <b>資訊組</b>，分機 999。[壞](javascript:alert(1)) ![x](https://example.com/x.png)'
  const preview = await admin.post('/guides/tour/edit', { version: '0', body: text, action: 'preview' })
  t.equal(preview.statusCode, 200)
  t.match(preview.body, '<p>請找 &lt;b&gt;資訊組')
  t.notMatch(preview.body, /<a href="javascript|<img src="https/)
  t.notMatch((await stranger.get('/guides/tour')).body, '本校的說明')

  const saved = await admin.post('/guides/tour/edit', { version: '0', body: text, action: 'save' })
  t.equal(saved.headers.location, '/guides/tour')
  t.match((await stranger.get('/guides/tour')).body, '本校的說明')
  t.match((await stranger.get('/guides/tour', { 'accept-language': 'en' })).body, 'Around this site')
  const late = await admin.post('/guides/tour/edit', { version: '0', body: text, action: 'save' })
  t.equal(late.statusCode, 422)
  t.match(late.body, '別人改過這份說明')
  t.equal((await stranger.get('/guides/tour/edit')).statusCode, 303)
})

t.test('a school’s own download stands in the guide with its checksum', async t => {
  const { admin, stranger } = await withAdmin(t)
  t.match((await stranger.get('/guides/install-windows')).body, '請向學校的資訊人員索取')
  await admin.get('/administration/component')
  const link = 'https://files.example.edu.tw/HiCOS_Client.zip'
  await admin.post('/administration/component', {
    minimum_windows: '1.3.8',
    minimum_macos: '1.3.8',
    minimum_linux: '1.3.8',
    download_windows: link,
    sha256_windows: 'ab'.repeat(32),
  })
  const { body } = await stranger.get('/guides/install-windows')
  t.match(body, `<a href="${link}">`)
  t.match(body, 'ab'.repeat(32))
})

t.test('so does its own copy of the health card’s component, with the way to check it', async t => {
  const { admin, stranger } = await withAdmin(t)
  t.match((await stranger.get('/guides/health-card-linux')).body, '或到健保署的下載專區')
  await admin.get('/administration/component')
  const minimums = { minimum_windows: '1.3.8', minimum_macos: '1.3.8', minimum_linux: '1.3.8' }
  const own = { health_download_linux: 'https://files.example.edu.tw/nhi.zip', health_sha256_linux: 'CD'.repeat(32) }
  const wrong = await admin.post('/administration/component', { ...minimums, health_download_linux: 'ftp://x' })
  t.equal(wrong.statusCode, 422)
  await admin.post('/administration/component', { ...minimums, ...own })
  const { body } = await stranger.get('/guides/health-card-linux')
  t.match(body, '<a href="https://files.example.edu.tw/nhi.zip">')
  t.match(body, 'cd'.repeat(32))
  t.match(body, 'sha256sum')
  t.notMatch((await stranger.get('/guides/install-linux')).body, 'files.example.edu.tw')
})

t.test('what the document of the schools says to do about the health card and the phone is in the guides', async t => {
  const { stranger } = await withAdmin(t)
  const said: [string, string[]][] = [
    ['health-card-windows', ['0011', '1001', 'mNHIIC Service', '結束工作', 'href="/codes/4206"', 'href="/codes/A001"']],
    ['health-card-registration', ['戶號', '戶口名簿封面左上角', '村里', '認證信', 'guides/household.svg']],
    ['install-windows', ['moica.nat.gov.tw/rac_plugin.html', '(02)2192-2918', '停止元件服務', '解密失敗']],
    ['health-card-macos', ['med.nhi.gov.tw/iwse5000/IWSE5050S02.aspx', 'ca2/nhi/icc/page/portal.html']],
    ['popups-chrome', ['「設定」＞「隱私權和安全性」＞「網站設定」＞「彈出式視窗與重新導向」']],
    ['renew-card', ['直接用新卡登入', '重新確認身分', 'moica.nat.gov.tw']],
    ['phone-certificate', ['PIN 碼', '貼在手機背面', '戶政事務所', '30 元', 'guides/phone.svg']],
    ['phone-new', ['重新註冊綁定', '要帶手機', '用電腦操作比較方便']],
  ]
  for (const [slug, words] of said) {
    const { body } = await stranger.get(`/guides/${slug}`)
    for (const word of words) t.match(body, word, slug)
  }
})

t.test('whom to call and where to look is said by the installation', async t => {
  const { stranger } = await withAdmin(t, {
    help: {
      cardUrl: 'https://intranet.example.edu.tw/cards',
      cardPhone: '分機 119',
      cardIssuerUrl: 'https://intranet.example.edu.tw/issuer',
      healthCardUrl: 'https://intranet.example.edu.tw/health',
      healthCardPhone: '分機 120',
    },
  })
  t.match(
    (await stranger.get('/guides/install-windows')).body,
    /href="https:\/\/intranet\.example\.edu\.tw\/cards".*分機 119/s,
  )
  t.match((await stranger.get('/guides/health-card-windows')).body, /example\.edu\.tw\/health".*分機 120/s)
  t.match((await stranger.get('/guides/renew-card')).body, 'href="https://intranet.example.edu.tw/issuer"')
})

t.test('the check of this computer and the guides name the same menus, and one way with a new card', async t => {
  const menu = (text: string) =>
    [...text.matchAll(/「([^」]+)」(?=＞)|(?<=＞)「([^」]+)」/g)].map(([, a, b]) => a ?? b ?? '')
  for (const browser of ['edge', 'safari'] as const) {
    const items = menu(all[`diagnosis.how.allow-popups-${browser}`].zh)
    t.ok(items.length > 2, browser)
    for (const item of items) t.match(shippedGuides[`popups-${browser}`].zh, `「${item}」`)
  }
  for (const { zh } of Object.values({ ...all, ...shippedGuides })) t.notMatch(zh, /」\s*[>→]\s*「|[-－]「/)
  for (const said of [shippedGuides['renew-card'].zh, all['recovery.lost-card-text'].zh]) {
    t.match(said, '直接用新卡登入')
    t.notMatch(said, '再登記', 'nobody has to register a new card by hand')
  }
  t.match(shippedGuides['renew-card'].zh, all['proof.title'].zh.replace('請', ''))
})

t.test('whatever a guide links to is there', async t => {
  const { admin, stranger } = await withAdmin(t)
  const links = Object.values(shippedGuides).flatMap(({ zh, en }) =>
    [zh, en].flatMap(text => [...text.matchAll(/[^!]\[[^\]]+\]\((\/[^)]*)\)/g)].map(([, url = '']) => url)),
  )
  t.ok(links.includes('/codes/4206') && links.includes('/codes/diagnosis.stale'))
  for (const url of new Set(links)) {
    const { statusCode } = await stranger.get(url)
    t.ok(statusCode === 200 || statusCode === 303, url)
  }
  t.match((await stranger.get('/guides/rehearsal')).body, '<table>')
  t.match((await admin.get('/roll-out')).body, 'href="/guides/rehearsal"')
})

t.test('a title is the first line; other first headings step down', async t => {
  t.same(renderGuide('# A {site}\n\n# B', { site: 'x' }), { title: 'A x', html: '<h2>B</h2>\n' })
})

t.test('policy files name this site for every browser', async t => {
  const { stranger } = await withAdmin(t)
  const page = await stranger.get('/roll-out')
  for (const { name, text } of policyFiles('http://localhost:3000')) {
    t.match(page.body, `href="/roll-out/${name}"`)
    const file = await stranger.get(`/roll-out/${name}`)
    t.equal(file.body, text)
    t.match(file.headers['content-disposition'], `attachment; filename="${name}"`)
    t.match(text, 'http://localhost:3000')
  }
  const [chromium, firefox, registry, profile] = policyFiles('https://hr.example.edu.tw').map(({ text }) => text)
  t.same(JSON.parse(chromium ?? '').LoopbackNetworkAllowedForUrls, ['https://hr.example.edu.tw'])
  t.same(JSON.parse(firefox ?? '').policies.PopupBlocking.Allow, ['https://hr.example.edu.tw'])
  t.match(registry, '\\Google\\Chrome\\PopupsAllowedForUrls]\r\n"9001"="https://hr.example.edu.tw"\r\n')
  const hasPython = spawnSync('python3', ['--version']).status === 0
  if (hasPython) {
    const read = 'import plistlib,sys;print(len(plistlib.loads(sys.stdin.buffer.read())["PayloadContent"]))'
    t.equal(execFileSync('python3', ['-c', read], { input: profile }).toString().trim(), '3')
  }
  t.equal((await stranger.get('/roll-out/other.reg')).statusCode, 404)
})
