import { eq } from 'drizzle-orm'
import type { Test } from 'tap'
import t from 'tap'
import * as signatureStore from '../../../server/store/correction/signatures.ts'
import { correctionNumbers, corrections, evidence, signatures } from '../../../server/store/schema.ts'
import { errorsIn, formIn } from '../../support/app/pages.ts'
import {
  attach,
  draftForm,
  fill,
  goesTo,
  pdf,
  sendUnsigned,
  beginCorrection,
} from '../../support/correction/by-pages.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { somebodyWaits } from '../../support/running/waiting.ts'

const early = { ...pdf('early'), name: 'early.pdf' }
const late = { ...pdf('late'), name: 'late.pdf' }

/** A draft with one file that only has to be sent. */
async function ready(t: Test) {
  const { deps, lin } = await startSchool(t, ['lin', 'chen'])
  await enter(lin)
  const id = await beginCorrection(lin, 'add:skill')
  const path = `/corrections/${id}`
  const asked = { row_skill: '急救', row_licence: '初級急救員證書', reason: '新取得證照' }
  goesTo(await fill(lin, id, asked), `${path}/evidence`)
  goesTo(await attach(lin, id, early), `${path}/evidence`)
  const { db, ring } = deps
  const files = async () => {
    const kept = await db.select({ name: evidence.name }).from(evidence).orderBy(evidence.name)
    return kept.map(({ name }) => name)
  }
  const state = async () => (await db.select().from(corrections).where(eq(corrections.id, id)))[0]?.state
  const signed = async () => {
    const [signature] = await signatureStore.ofCorrection(db, ring, id)
    return [...(signature?.text.toString('utf8').matchAll(/證明文件：([^（]+)/g) ?? [])]
      .map(([, name]) => name)
      .toSorted()
  }
  return { db, lin, id, path, asked, files, state, signed }
}

t.test('a file that came after the last page was opened is not sent unread', async t => {
  const { lin, id, path, files, state, signed } = await ready(t)
  const form = formIn(await lin.get(`${path}/signing`), `${path}/unsigned`) ?? {}
  goesTo(await attach(lin, id, late), `${path}/evidence`)
  const refused = await lin.post(`${path}/unsigned`, form)
  t.equal(refused.statusCode, 409)
  t.equal(await state(), 'draft')
  t.same(await files(), ['early.pdf', 'late.pdf'], 'and nothing is lost')
  goesTo(await sendUnsigned(lin, id), path)
  t.same(await signed(), ['early.pdf', 'late.pdf'])
})

t.test('a file that comes in the very moment of sending stops it: what is signed is what is kept', async t => {
  const { db, lin, id, path, files, state, signed } = await ready(t)
  const form = formIn(await lin.get(`${path}/signing`), `${path}/unsigned`) ?? {}
  const sent = await db.transaction(async tx => {
    // the sending has read its text by the time it draws a number
    await tx.insert(correctionNumbers).values({ rocYear: 115, last: 0 })
    const sending = lin.post(`${path}/unsigned`, form)
    await somebodyWaits(db)
    goesTo(await lin.upload(`${path}/evidence`, 'file', late), `${path}/evidence`)
    return { sending }
  })
  t.equal((await sent.sending).statusCode, 409)
  t.equal(await state(), 'draft')
  t.same(await db.select().from(signatures), [])
  t.same(await db.select({ last: correctionNumbers.last }).from(correctionNumbers), [{ last: 0 }], 'no number is lost')
  goesTo(await sendUnsigned(lin, id), path)
  t.same(await files(), ['early.pdf', 'late.pdf'])
  t.same(await signed(), ['early.pdf', 'late.pdf'])
})

t.test('once it is sent, its evidence stays, however soon after somebody adds or removes a file', async t => {
  const { db, lin, path, id, files } = await ready(t)
  const [file] = await db.select({ id: evidence.id }).from(evidence)
  await lin.get(`${path}/evidence`)
  const changes = [
    () => lin.upload(`${path}/evidence`, 'file', late),
    () => lin.post(`${path}/evidence/${file?.id}/removal`),
  ]
  for (const change of changes) {
    const { changing } = await db.transaction(async tx => {
      await tx.update(corrections).set({ state: 'submitted' }).where(eq(corrections.id, id))
      const changing = change()
      await Promise.race([somebodyWaits(db), changing])
      return { changing }
    })
    const refused = await changing
    goesTo(refused, path)
    t.match((await lin.get(path)).body, '已經送出，這一次沒有再送')
    t.same(await files(), ['early.pdf'])
    await db.update(corrections).set({ state: 'draft' }).where(eq(corrections.id, id))
  }
})

t.test('a form that stands open while a file is added can still be saved', async t => {
  const { lin, id, path, asked } = await ready(t)
  const form = await draftForm(lin, id)
  goesTo(await attach(lin, id, late), `${path}/evidence`)
  const saved = await lin.post(`${path}/edit`, { ...form, ...asked, reason: '補充說明' })
  t.same(errorsIn(saved), [])
  goesTo(saved, `${path}/evidence`)
})

t.test('the same bytes under another name are not added again, and the page says as what they are there', async t => {
  const { lin, id, path, files } = await ready(t)
  const again = await attach(lin, id, { ...early, name: '證書（新）.pdf' })
  t.equal(again.statusCode, 422)
  t.match(errorsIn(again).join(), '和已加入的「early.pdf」內容完全相同')
  t.same(await files(), ['early.pdf'])
  goesTo(await attach(lin, id, early), `${path}/evidence`)
  t.same(await files(), ['early.pdf'], 'a double click adds it once and complains of nothing')
})

t.test('a picture with something in front of it is refused in words; a PDF is taken as it came', async t => {
  const { db, lin, id, path, files } = await ready(t)
  const bom = Buffer.from([0xef, 0xbb, 0xbf])
  const picture = Buffer.concat([bom, Buffer.from([0xff, 0xd8, 0xff, 0xe0])])
  const refused = await attach(lin, id, { name: 'photo.jpg', type: 'image/jpeg', bytes: picture })
  t.equal(refused.statusCode, 422)
  t.match(errorsIn(refused).join(), '檔案開頭多了別的內容')
  const scan = { name: 'scan.pdf', type: 'application/pdf', bytes: Buffer.concat([bom, pdf('scan').bytes]) }
  goesTo(await attach(lin, id, scan), `${path}/evidence`)
  t.same(await files(), ['early.pdf', 'scan.pdf'])
  const [kept] = await db.select({ id: evidence.id }).from(evidence).where(eq(evidence.name, 'scan.pdf'))
  const { rawPayload, headers } = await lin.get(`${path}/evidence/${kept?.id}`)
  t.ok(rawPayload.equals(scan.bytes), 'byte for byte, for what was signed is its hash')
  t.equal(headers['content-type'], 'application/pdf')
})
