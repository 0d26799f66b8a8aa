import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import t from 'tap'
import * as der from '../../../server/simulators/cards/der.ts'
import { extension } from '../../../server/simulators/cards/extensions.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import * as records from '../../../server/store/record/records.ts'
import { events, listFiles as keptLists, signatures } from '../../../server/store/schema.ts'
import * as listFiles from '../../../server/store/trust/list-files.ts'
import { addList } from '../../../server/store/trust/trust.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { askedBy, bindCard, linHolder, signedBy, testCa, trustCa } from '../../support/card/cards.ts'
import { hasOpenssl } from '../../support/card/openssl.ts'
import { beginCorrection, fill, goesTo, sendUnsigned } from '../../support/correction/by-pages.ts'
import { verifyAtHome } from '../../support/correction/take-home.ts'
import { signIn } from '../../support/person/people.ts'
import { addSchool } from '../../support/person/school.ts'

const ca = await testCa(t)
const linCard = await ca.card(linHolder)
const stranger = await ca.card({ ...linHolder, serialNumber: '0000000099900077', cardNumber: 'TP99000000000077' })

const pdf = { name: '畢業證書.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 made up') }

/** A teacher with a bound card whose correction of an education row waits for the signature. */
async function ready(t: Parameters<typeof startApp>[0]) {
  const started = await startApp(t)
  const { deps, app } = started
  await trustCa(deps, ca)
  const school = await addSchool(deps)
  await bindCard(deps, school.teacher.accountId, linCard)
  const browser = visitor(app)
  await signIn(browser, school.teacher)
  const rows = await records.ofPerson(deps.db, deps.ring, school.teacher.personId)
  const row = rows.find(({ section }) => section === 'education')
  const id = await beginCorrection(browser, `change:education:${row?.id}`)

  const write = (dept: string) => fill(browser, id, { row_dept: dept, reason: '證書上是這個系名。', chosen: 'later' })
  await write('國文學系')
  await browser.get(`/corrections/${id}/evidence`)
  await browser.upload(`/corrections/${id}/evidence`, 'file', pdf)
  const signing = await browser.get(`/corrections/${id}/signing`)
  const send = (fields: Record<string, string>) => browser.post(`/corrections/${id}/signing`, fields)
  const state = async () => (await corrections.find(deps.db, deps.ring, id))?.state
  return { ...started, ...school, browser, id, write, signing, send, state }
}

t.test('the card signs exactly the text that the page shows, and what is kept can be verified by anybody', async t => {
  const { signing, send, browser, id, deps, state } = await ready(t)
  t.equal(signing.statusCode, 200)
  const [, pre = ''] = /aria-label="申請書全文"><pre>(.*?)<\/pre>/s.exec(signing.body) ?? []
  const shown = pre.replace(/<span aria-hidden="true">([0-9a-f]{64})<\/span>/g, '$1')
  t.not(shown, pre, 'nobody hears a digest')
  const sha256 = createHash('sha256').update(shown).digest('hex')
  t.match(askedBy(signing.body).line, `purpose:correction origin:http://localhost:3000 request:${id} round:1`)
  t.match(askedBy(signing.body).line, `text-sha256:${sha256}`)

  const sent = await send(signedBy(linCard, signing.body))
  t.equal(sent.headers.location, `/corrections/${id}`)
  t.equal(await state(), 'submitted')
  const status = await browser.get(`/corrections/${id}`)
  t.match(status.body, '已簽章確認')
  t.match(status.body, '校正申請 115-000001')
  t.match(status.body, '民國 115 年 12 月 23 日', 'the answer is due 30 days later')

  const text = await browser.get(`/corrections/${id}/signatures/1/text`)
  t.equal(text.body, shown, 'the kept text is the shown text, byte for byte')
  t.match(text.headers['content-disposition'], 'attachment')
  const [kept] = await deps.db.select().from(signatures)
  t.equal(/(?<=translate="no">)[^<]+/.exec(signing.body)?.[0], kept?.line, 'as is the line that was folded beside it')
  t.notMatch(kept?.sealedText.toString('latin1'), shown.slice(0, 9), 'and it is sealed in the database')

  if (!hasOpenssl) return
  const { ran, ofDesk, desk } = await verifyAtHome(browser, id, t.testdir())
  t.match(ran, [
    { line: /^sha256sum /, status: 0, said: sha256 },
    { line: /^openssl cms -verify /, status: 0, said: kept?.line },
  ])
  t.match(
    ofDesk,
    'verify-signature --cms 115-000001-1.p7m --content 115-000001-1-line.txt --trust trust --crl 115-000001-1-list.crl --at 2026-11-23',
  )
  t.match(desk, { status: 0, said: /簽章有效。/ })
})

t.test('a new certificate of the same card that signs first is taken without a question, and told', async t => {
  const { signing, send, browser, deps, teacher, state } = await ready(t)
  const renewed = await ca.card({ ...linHolder, cardNumber: 'TP99000000000002' })
  await send(signedBy(renewed, signing.body))
  t.equal(await state(), 'submitted')
  t.match(await deps.db.select().from(events).where(eq(events.what, 'account.certificate-renewed')), [
    { about: teacher.accountId },
  ])
  t.match((await browser.get('/inbox')).body, '您的卡片或手機換了新的憑證')
})

/** After ten minutes what was signed is taken home with a fresh proof only. */
async function prove(browser: Browser, page: string) {
  const { body } = await browser.get(`/proof?next=${encodeURIComponent(page)}`)
  goesTo(await browser.post('/proof/card', { ...signedBy(linCard, body), next: page }), page)
}

const later = new Date('2026-11-23T06:15:00Z')
const inTenYears = new Date('2036-11-23T06:00:00Z')

t.test(
  'what was signed is verified by the list of that time, also when a newer one is in use',
  { skip: !hasOpenssl && 'no OpenSSL' },
  async t => {
    const { signing, send, browser, id, deps, setClock } = await ready(t)
    const uri = 'http://crl.moica.test/complete.crl?which=all&of=3'
    const scope = extension('2.5.29.28', der.sequence(der.tagged(0, der.tagged(0, address(uri)))), true)
    const named = await ca.list('moica3', { number: 7 }, { extensions: own => [...Object.values(own), scope] })
    t.match(await addList(deps.db, named, deps.clock(), uri), { ok: true, isNews: true })
    goesTo(await send(signedBy(linCard, signing.body)), `/corrections/${id}`)

    setClock(later)
    const newer = await ca.list('moica3', { number: 8, from: later })
    t.match(await addList(deps.db, newer, later), { ok: true, isNews: true })
    await listFiles.forgetUnused(deps.db, inTenYears)
    await prove(browser, `/corrections/${id}`)
    const folder = t.testdir()
    const { ran, desk } = await verifyAtHome(browser, id, folder)
    t.match(ran, [{ status: 0 }, { line: /^openssl cms -verify /, status: 0 }])
    t.match(desk, { status: 0, said: /簽章有效。/ })
    t.same(readFileSync(path.join(folder, '115-000001-1-list.crl')), named, 'as it was published, byte for byte')
    t.match(desk.script, `--uri "${uri}"`, 'with the address without which it would be refused')

    writeFileSync(path.join(folder, '115-000001-1-list.crl'), newer)
    const tooNew = spawnSync('sh', ['-c', desk.script], { cwd: folder, encoding: 'utf8' })
    t.match(tooNew, { status: 1, stdout: /card\.refused\.list-early.*這份清冊是在所問的時間（--at）之後才發布的/s })
  },
)

t.test('a list that was not kept is told in words, and is there again when it is taken again', async t => {
  const { signing, send, browser, id, deps } = await ready(t)
  goesTo(await send(signedBy(linCard, signing.body)), `/corrections/${id}`)
  // as versions that kept no lists left it
  await deps.db.delete(keptLists)

  const page = `/corrections/${id}`
  const sha256 = createHash('sha256')
    .update(await readFile(path.join(ca.trust, 'lists/moica3.crl')))
    .digest('hex')
  const gone = await browser.get(page)
  t.match(gone.body, `SHA-256 ${sha256}）沒有留存`)
  t.match(gone.body, '存成 115-000001-1-list.crl')
  t.notMatch(gone.body, `${page}/signatures/1/list`)
  t.equal((await browser.get(`${page}/signatures/1/list`)).statusCode, 404)
  t.equal((await browser.get(`${page}/signatures/1/cms`)).statusCode, 200)

  await trustCa(deps, ca)
  const again = await browser.get(page)
  t.notMatch(again.body, '沒有留存')
  t.match(again.body, `${page}/signatures/1/list`)
  t.match(await verifyAtHome(browser, id, t.testdir()), { desk: { status: 0 } })
})

const address = (text: string) => der.element(0x86, Buffer.from(text))

t.test('what was signed is taken home only with a fresh proof, which leads back to its page', async t => {
  const { signing, send, browser, id, setClock } = await ready(t)
  await send(signedBy(linCard, signing.body))
  setClock(new Date('2026-11-23T06:11:00Z'))
  const page = `/corrections/${id}`
  t.match((await browser.get(page)).body, '校正申請 115-000001', 'reading it asks for none')
  for (const piece of ['text', 'line', 'cms', 'issuer', 'root', 'list']) {
    const asked = await browser.get(`${page}/signatures/1/${piece}`)
    t.equal(asked.headers.location, `/proof?next=${encodeURIComponent(page)}`, piece)
  }
  await prove(browser, page)
  t.match((await browser.get(`${page}/signatures/1/text`)).headers['content-disposition'], 'attachment')
})

t.test('a draft that changed after the page was opened must be read and signed again', async t => {
  const { signing, write, send, state } = await ready(t)
  await write('中國文學系')
  const answer = await send(signedBy(linCard, signing.body))
  t.equal(answer.statusCode, 422)
  t.match(answer.body, '中國文學系', 'the page shows the text as it is now')
  t.not(askedBy(answer.body).line, askedBy(signing.body).line)
  t.equal(await state(), 'draft')
})

t.test('one changed byte is refused for what it is in: line, message, certificate, signature', async t => {
  const { signing, send, state } = await ready(t)
  const said = async (fields: Record<string, string>) => {
    const answer = await send(fields)
    t.equal(answer.statusCode, 422)
    return /<p class="field-error"[^>]*>([^<]*)</.exec(answer.body)?.[1] ?? ''
  }
  const page = async () => (await said({})) && signing.body
  const good = signedBy(linCard, await page())
  const cms = Buffer.from(good.cms, 'base64')
  const flipped = (at: number) => {
    const copy = Buffer.from(cms)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy.toString('base64')
  }
  const inContent = cms.indexOf('personnel-desk-1')
  const inCertificate = cms.indexOf(Buffer.from(linCard.holder.serialNumber))
  const causes = [
    await said({ ...good, line: good.line.replace('round:1', 'round:2') }),
    await said({ ...good, cms: flipped(inContent + 3) }),
  ]
  const again = async () => signedBy(linCard, (await send({})).body)
  const second = await again()
  const bytes = Buffer.from(second.cms, 'base64')
  bytes[inCertificate] = (bytes[inCertificate] ?? 0) ^ 1
  causes.push(await said({ ...second, cms: bytes.toString('base64') }))
  const third = await again()
  const end = Buffer.from(third.cms, 'base64')
  end[end.length - 1] = (end.at(-1) ?? 0) ^ 1
  causes.push(await said({ ...third, cms: end.toString('base64') }))
  t.equal(new Set(causes).size, 4, causes.join('\n'))
  t.equal(await state(), 'draft')
})

t.test('a sign-in signature, another card, a used signature and another correction sign nothing', async t => {
  const { signing, send, state, app, deps, officer } = await ready(t)
  const other = visitor(app)
  const signInPage = await other.get('/sign-in')
  t.equal((await send(signedBy(linCard, signInPage.body))).statusCode, 422)
  const strange = await send(signedBy(stranger, signing.body))
  t.equal(strange.statusCode, 422)
  t.equal(await state(), 'draft')
  const fresh = await send({})
  const fields = signedBy(linCard, fresh.body)
  t.equal((await send(fields)).statusCode, 303)
  t.not((await send(fields)).statusCode, 200)
  t.equal((await deps.db.select().from(signatures)).length, 1)
  await signIn(other, officer)
  t.equal(
    (await other.get(`/corrections/${(await deps.db.select().from(signatures))[0]?.correctionId}`)).statusCode,
    404,
  )
})

t.test('without a card it is sent after a fresh proof and marked as not signed', async t => {
  const { browser, id, state, setClock } = await ready(t)
  setClock(new Date('2026-11-23T06:15:00Z'))
  const asked = await browser.post(`/corrections/${id}/unsigned`)
  t.match(asked.headers.location, '/proof?next=')
  t.equal(await state(), 'draft')
  await browser.get(String(asked.headers.location))
  await browser.post('/proof/password', { password: 'correct horse battery', next: `/corrections/${id}/signing` })
  goesTo(await sendUnsigned(browser, id), `/corrections/${id}`)
  t.equal(await state(), 'submitted')
  const status = await browser.get(`/corrections/${id}`)
  t.match(status.body, '未簽章，請核對正本')
  t.notMatch(status.body, '已簽章確認')
})
