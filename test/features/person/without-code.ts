import { eq } from 'drizzle-orm'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Mail } from '../../../server/domain/mail.ts'
import { openMobileId } from '../../../server/outside/mobile-id.ts'
import { openHealthCardVerifier } from '../../../server/outside/nhi-verifier.ts'
import { accounts, activations, events, notices } from '../../../server/store/schema.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { visitor, type Browser } from '../../support/app/app.ts'
import { errorsIn, formIn, walk, words } from '../../support/app/pages.ts'
import { testCa, trustCa } from '../../support/card/cards.ts'
import { addAgency, setEmail } from '../../support/person/people.ts'
import { enter, startSchool } from '../../support/person/school.ts'

const path = '/people/invitations'

/** A school where three people have a record and no code: one of them has not even an account. */
async function withoutCode(t: Test, more: Partial<Deps> = {}) {
  const school = await startSchool(t, ['lin', 'chen', 'huang', 'ye', 'gao', 'shi'], { deps: more })
  const { deps, chen, shi } = school
  await deps.db.delete(accounts).where(eq(accounts.id, shi.accountId))
  await enter(chen)
  return { ...school, page: await chen.get(path) }
}

const codesOn = ({ body }: { body: string }) =>
  [...body.matchAll(/<dd[^>]*>([0-9A-Z]{5}-[0-9A-Z]{5})<\/dd>/g)].map(([, code = '']) => code)
const tick = (...people: { personId: string }[]) =>
  Object.fromEntries(people.map(({ personId }) => [`person_${personId}`, 'yes']))
const lettersOn = ({ body }: { body: string }) => body.match(/<section class="box letter".*?<\/section>/gs) ?? []

async function claim(browser: Browser, code: string, name: string, last_four: string) {
  await browser.get('/activation')
  return browser.post('/activation', { code, name, last_four })
}

t.test('HR finds who has no code yet, ticks some, and gets a letter for each, with a code that works', async t => {
  const { chen, page, ye, gao, shi, deps, browser } = await withoutCode(t)
  for (const name of ['葉庭妤', '高志明', '石以安']) t.match(page.body, name)
  for (const name of ['林美華', '黃主任']) t.notMatch(page.body, name, 'they have accounts')
  t.notMatch(page.body, 'name="way"', 'there is no mail here')
  const done = await chen.post(path, { ...formIn(page, path), ...tick(ye, shi) })
  t.equal(done.statusCode, 200)
  t.match(done.headers['cache-control'], 'no-store')
  const letters = lettersOn(done).map(words)
  t.equal(letters.length, 2)
  const [code = ''] = codesOn({ body: lettersOn(done).find(letter => letter.includes('葉庭妤')) ?? '' })
  for (const part of [
    '示範國小人事櫃檯帳號啟用通知',
    'http://localhost:3000/activation',
    '115 年 12 月 7 日',
    '示範國小人事室（陳文彬、黃主任）',
    code,
  ]) {
    t.match(
      letters.find(letter => letter.includes('葉庭妤')),
      part,
    )
  }
  t.notMatch(JSON.stringify(await deps.db.select().from(activations)), code.replace('-', ''))
  t.equal((await claim(browser, code, '葉庭妤', '6790')).headers.location, '/activation/way')

  const [opened] = await deps.db.select().from(accounts).where(eq(accounts.personId, shi.personId))
  t.match(opened, { state: 'invited' })
  t.equal((await deps.db.select().from(events).where(eq(events.what, 'account.opened'))).length, 1)
  const left = await chen.get(path)
  t.match(left.body, gao.name)
  for (const { name } of [ye, shi]) t.notMatch(left.body, name)
})

t.test('a letter names the ways that are open here, and no other', async t => {
  const ca = await testCa(t)
  const phone = openMobileId({ url: 'http://127.0.0.1:9', serviceId: 'SP999001', key: Buffer.alloc(32) })
  const healthCards = openHealthCardVerifier({ url: 'http://127.0.0.1:9', token: 'token' })
  const installations: [string, Partial<Deps>, boolean, string][] = [
    ['nothing but passwords', {}, false, '選擇以後怎麼登入：自己設定的帳號密碼。'],
    ['a service for phones without authorities', { phone }, false, '怎麼登入：自己設定的帳號密碼。'],
    ['cards', {}, true, '怎麼登入：自然人憑證或自己設定的帳號密碼。'],
    ['health cards', { healthCards }, false, '怎麼登入：健保卡或自己設定的帳號密碼。'],
    [
      'everything',
      { phone, healthCards },
      true,
      '怎麼登入：自然人憑證、健保卡、手機（行動自然人憑證）或自己設定的帳號密碼。',
    ],
  ]
  for (const [name, more, hasAuthorities, said] of installations) {
    const { app, chen, ye, deps } = await withoutCode(t, more)
    if (hasAuthorities) await trustCa(deps, ca)
    await chen.get(path)
    t.match(words((await chen.post(path, tick(ye))).body), said, name)
    const first = words((await visitor(app).get('/activation')).body)
    t.equal(/沒有啟用碼：用您的/.test(first), hasAuthorities || Boolean(more.healthCards), name)
    t.equal(/手機/.test(first), hasAuthorities && Boolean(more.phone), name)
    t.equal(/自然人憑證/.test(first), hasAuthorities, name)
  }
})

t.test('the whole page is invited with one tick; a list that is sent twice makes no letter worthless', async t => {
  const { chen, page, browser, deps } = await withoutCode(t)
  const sent = { ...formIn(page, path), all: 'yes' }
  const done = await chen.post(path, sent)
  const codes = codesOn(done)
  t.equal(codes.length, 3)
  t.same(codesOn(await chen.post(path, sent)), codes, 'of two clicks the second shows the same letters')
  const again = await chen.post(path, { ...sent, _once: '' })
  t.same(codesOn(again), [])
  t.equal(again.body.match(/已經有還能用的啟用碼/g)?.length, 3)
  const [letter = ''] = lettersOn(done).filter(one => one.includes('高志明'))
  t.equal((await claim(browser, codesOn({ body: letter })[0] ?? '', '高志明', '6761')).statusCode, 303)
  t.match((await chen.get(path)).body, '現在每個人都有帳號')
  t.equal((await deps.db.select().from(activations)).length, 3)
})

t.test('two officers who invite the same people at once make one code for each', async t => {
  const { chen, page, huang, deps } = await withoutCode(t)
  await enter(huang)
  const theirs = await huang.get(path)
  const answers = await Promise.all([
    chen.post(path, { ...formIn(page, path), all: 'yes' }),
    huang.post(path, { ...formIn(theirs, path), all: 'yes' }),
  ])
  t.equal(answers.flatMap(codesOn).length, 3)
  t.equal((await deps.db.select().from(activations)).length, 3)
})

t.test('who is invited again gets a new code, and the older one ends; a code that is over is listed again', async t => {
  const { chen, page, ye, deps, browser, setClock } = await withoutCode(t)
  const [first = ''] = codesOn(await chen.post(path, { ...formIn(page, path), ...tick(ye) }))
  await chen.get(`/people/${ye.personId}`)
  const [second = ''] = codesOn(await chen.post(`/people/${ye.personId}/activation-code`))
  t.match((await claim(browser, first, '葉庭妤', '6790')).body, '已經過期，或人事室給過您更新的一個')
  t.equal((await claim(browser, second, '葉庭妤', '6790')).statusCode, 303)

  setClock(new Date(deps.clock().getTime() + 15 * 86_400_000))
  await enter(chen)
  t.match((await chen.get(path)).body, /葉庭妤.*?115 年 12 月 7 日.*?過期/s)
})

t.test('nobody is invited without a choice, without a fresh proof, or by who does not keep them', async t => {
  const { chen, page, lin, ye, deps, setClock, add } = await withoutCode(t)
  const none = await chen.post(path, formIn(page, path))
  t.equal(none.statusCode, 422)
  t.match(errorsIn(none), [/請勾選/])
  const elsewhere = await addAgency(deps, '999000002B', '第二示範國小')
  const stranger = await add('wang', { state: 'invited', password: null }, elsewhere)
  t.equal((await chen.post(path, { ...formIn(page, path), ...tick(stranger) })).statusCode, 422)
  await enter(lin)
  t.equal((await lin.get(path)).statusCode, 404)
  t.equal((await lin.post(path, tick(ye))).statusCode, 404)
  setClock(new Date('2026-11-23T06:31:00Z'))
  t.match((await chen.get(path)).headers.location, /^\/(proof|sign-in)/)
  t.match((await chen.post(path, tick(ye))).headers.location, /^\/(proof|sign-in)/)
  t.same(await deps.db.select().from(activations), [])
})

/** A school with mail, which comes here or fails. */
async function withMail(t: Test, sendMail?: Deps['sendMail']) {
  const sent: Mail[] = []
  const known = await withoutCode(t, { sendMail: sendMail ?? (async mail => void sent.push(mail)) })
  await setEmail(known.deps, known.ye.personId, 'ye@demo.edu.example')
  return { ...known, sent, link: () => /http:\/\/localhost:3000(\S+)/.exec(sent.at(-1)?.text ?? '')?.[1] ?? '' }
}

t.test(
  'by mail who has a work e-mail gets a link, the others a letter; the mail tells nothing about anybody',
  async t => {
    const { app, chen, page, ye, gao, sent, deps, link, browser } = await withMail(t)
    const done = await chen.post(path, { ...formIn(page, path), way: 'mail', ...tick(ye, gao) })
    t.match(done.body, '連結寄到公務信箱')
    t.equal(codesOn(done).length, 1)
    t.match(sent, [{ to: 'ye@demo.edu.example', subject: '人事櫃檯：啟用您的帳號' }])
    t.notMatch(JSON.stringify(sent), /葉庭妤|6790|示範國小/)
    const token = link().split('=')[1] ?? 'none'
    t.notMatch(done.body, token)
    t.notMatch(JSON.stringify(await deps.db.select().from(activations)), token)
    const kept = await deps.db.select().from(events).where(eq(events.what, 'activation.issued'))
    t.same(
      kept.map(({ details }) => details),
      [{ way: 'mail' }, { way: 'letter' }],
    )

    const opened = await browser.get(link())
    t.equal(opened.headers.location, '/activation/mail', 'the token does not stay in the address')
    t.equal((await browser.get('/activation/way')).headers.location, '/activation', 'the link alone opens nothing')
    t.notMatch((await browser.get('/activation/mail')).body, /葉庭妤|name="code"/)
    const wrong = await browser.post('/activation/mail', { name: '葉庭妤', last_four: '0000' })
    t.equal(wrong.statusCode, 422)
    t.match(wrong.body, '姓名或末四碼與人事資料不符')
    const right = await browser.post('/activation/mail', { name: '葉庭妤', last_four: '6790' })
    t.equal(right.headers.location, '/activation/way')
    await browser.get('/activation/way')
    const login = { login_name: 'ye.tingyu', password: 'a blue heron stands', again: 'a blue heron stands' }
    t.equal((await browser.post('/activation/password', login)).headers.location, '/')
    t.equal((await visitor(app).get(link())).statusCode, 404, 'it works once')
  },
)

t.test('a link works for fourteen days, once, and five wrong tries close it; a letter ends it', async t => {
  const { app, chen, page, ye, link, setClock, browser } = await withMail(t)
  const send = async () => {
    await chen.get(`/people/${ye.personId}`)
    await chen.post(`/people/${ye.personId}/activation-code`, { way: 'mail' })
    return link()
  }
  await chen.post(path, { ...formIn(page, path), way: 'mail', ...tick(ye) })
  const first = link()
  const second = await send()
  t.match((await browser.get(first)).body, '這個連結已經失效')
  t.equal((await browser.get(second)).statusCode, 303)
  await browser.get('/activation/mail')
  for (let i = 0; i < 5; i += 1) await browser.post('/activation/mail', { name: '葉庭妤', last_four: '0000' })
  const closed = await browser.post('/activation/mail', { name: '葉庭妤', last_four: '6790' })
  t.match(closed.body, '錯誤太多次')
  const third = await send()
  await chen.post(`/people/${ye.personId}/activation-code`, { way: 'letter' })
  t.equal((await browser.get(third)).statusCode, 404)
  const fourth = await send()
  setClock(new Date('2026-12-07T06:00:01Z'))
  t.equal((await visitor(app).get(fourth)).statusCode, 404)
  t.equal((await visitor(app).get('/activation/mail')).headers.location, '/activation')
  t.equal((await visitor(app).get('/activation/mail/link?token=none')).statusCode, 404)
})

t.test('HR hears of a link that could not be sent', async t => {
  const { chen, page, ye, deps } = await withMail(t, async () => {
    throw new Error('no mail server')
  })
  t.equal((await chen.post(path, { ...formIn(page, path), way: 'mail', ...tick(ye) })).statusCode, 200)
  while ((await deps.db.select().from(notices)).length === 0) await pause(20)
  const url = `/people/${ye.personId}`
  t.match(await deps.db.select().from(notices), [{ accountId: chen.accountId, text: 'notice.code-not-sent', url }])
})

t.test('a long list comes in pages', async t => {
  const { chen, add } = await withoutCode(t)
  const digits = Array.from({ length: 26 }, (_, i) => i)
  for (const n of digits) {
    await add('wang', { name: `同仁${n}`, idNumber: `TEST${n}`, state: 'invited', password: null })
  }
  const idsIn = (body: string) => [...body.matchAll(/name="person_([^"]+)"/g)].map(([, id = '']) => id)
  const { forth, back, pages } = await walk(chen.get, path, idsIn)
  t.equal(pages, 2)
  t.equal(new Set(forth).size, 29)
  t.same(back, forth)
  const [, next = ''] = /rel="next" href="([^"]+)"/.exec((await chen.get(path)).body) ?? []
  const second = await chen.get(next)
  t.equal((await chen.post(path, formIn(second, path))).statusCode, 422)
  t.same(idsIn((await chen.post(path, formIn(second, path))).body), idsIn(second.body), 'the same page, with a no')
  const done = await chen.post(path, { ...formIn(second, path), all: 'yes' })
  t.equal(codesOn(done).length, 4, 'all of this page, not all of the list')
})
