import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { scanEvidence } from '../../../server/jobs/expiry.ts'
import { openVirusScanner } from '../../../server/outside/virus-scanner.ts'
import { check } from '../../../server/store/correction/evidence-moving.ts'
import { batches, events, evidence, notices, recordVersions } from '../../../server/store/schema.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import {
  attach,
  beginCorrection,
  fill,
  goesTo,
  pdf,
  sendUnsigned,
  takeCorrection,
} from '../../support/correction/by-pages.ts'
import { clamd, eicar } from '../../support/correction/clamd.ts'
import { common, decision, tick } from '../../support/record/batches.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { openTo } from '../../support/person/people.ts'

const [clean, other, infected] = [pdf('clean'), { ...pdf('other'), name: '另一份.pdf' }, pdf(eicar)]

async function scannedSchool(t: Test) {
  const scanner = await clamd(t)
  const school = await startSchool(t, ['lin', 'chen', 'wang'], {
    deps: { scan: openVirusScanner(scanner.address) },
    wang: { roles: ['sysadmin'] },
  })
  const { deps, lin, chen } = school
  for (const one of [lin, chen]) await enter(one)
  const files = () => deps.db.select().from(evidence).orderBy(evidence.name)
  return { ...school, is: scanner.is, files, scanHeld: () => scanEvidence(deps) }
}

/** A correction of lin's that lacks nothing but its files. */
async function draft({ lin }: Awaited<ReturnType<typeof scannedSchool>>) {
  const id = await beginCorrection(lin, 'add:skill')
  goesTo(
    await fill(lin, id, { row_skill: '急救', row_licence: '初級急救員證書', reason: '新取得證照' }),
    `/corrections/${id}/evidence`,
  )
  return id
}

t.test('a file with a virus is not accepted, in words, and what was there before stays', async t => {
  const school = await scannedSchool(t)
  const { lin, chen, files } = school
  const id = await draft(school)
  goesTo(await attach(lin, id, clean), `/corrections/${id}/evidence`)
  const refused = await attach(lin, id, infected)
  t.equal(refused.statusCode, 422)
  t.match(errorsIn(refused), [
    '掃毒程式在這個檔案裡發現病毒，所以沒有收下。請掃描您的電腦，從原始來源重新取得檔案後再加入。',
  ])
  t.match(await files(), [{ sha256: String, scan: 'clean' }])
  t.notMatch(words((await lin.get(`/corrections/${id}/evidence`)).body), '沒有設掃毒程式')

  await openTo(school.deps, chen, lin.personId)
  const entry = `/people/${lin.personId}/sections/skill/entry`
  const typed = { row_skill: '急救', row_licence: '初級急救員證書', reason: '依證書' }
  const form = { ...formIn(await chen.get(entry), entry), ...typed }
  const answer = await chen.bring(entry, form, [infected, other])
  t.equal(answer.statusCode, 422)
  t.match(errorsIn(answer).join(), /證明文件\.pdf.*發現病毒/)
  t.match(
    await files(),
    [{ name: other.name, scan: 'clean' }, { scan: 'clean' }],
    'and the clean one stays with the form',
  )
})

t.test('while the scanner does not answer a file is held: it is sent and seen, but nobody opens it', async t => {
  const school = await scannedSchool(t)
  const { deps, lin, chen, is, files, scanHeld } = school
  const id = await draft(school)
  is.answering = false
  goesTo(await attach(lin, id, clean), `/corrections/${id}/evidence`)
  t.match(await files(), [{ scan: 'held' }])
  t.match(words((await lin.get(`/corrections/${id}/evidence`)).body), '等待掃毒')
  const [held] = await files()
  const own = `/corrections/${id}/evidence/${held?.id}`
  t.match(await lin.get(own), { statusCode: 503, headers: { 'retry-after': '60' } })
  goesTo(await sendUnsigned(lin, id), `/corrections/${id}`)
  const page = await takeCorrection(chen, id)
  t.match(words(page.body), '等待掃毒')
  t.equal(formIn(page, `/review/${id}/decision`)?.['all'], undefined)
  const early = await chen.post(`/review/${id}/decision`, {
    ...formIn(page, `/review/${id}/decision`),
    all: 'accepted',
  })
  t.not(early.statusCode, 303, 'what nobody could open decides nothing')

  await t.rejects(scanHeld(), { message: 'the virus scanner does not answer' })
  t.match(await files(), [{ scan: 'held' }])
  is.answering = true
  await scanHeld()
  t.match(await files(), [{ scan: 'clean' }])
  t.same((await lin.get(own)).rawPayload, clean.bytes)
  await chen.get(`/review/${id}/evidence/${held?.id}`)
  t.match(words((await chen.get(`/review/${id}`)).body), '已開啟')
  t.same(await deps.db.select().from(events).where(eq(events.what, 'evidence.infected')), [])
})

t.test('a file that was held and has a virus loses its contents, and whoever added it is told', async t => {
  const school = await scannedSchool(t)
  const { deps, lin, is, files, scanHeld } = school
  const { db, ring, evidenceHomes: homes, clock } = deps
  const id = await draft(school)
  is.answering = false
  goesTo(await attach(lin, id, infected), `/corrections/${id}/evidence`)
  goesTo(await attach(lin, id, other), `/corrections/${id}/evidence`)
  is.answering = true
  await Promise.all([scanHeld(), scanHeld()])
  const bad = (await files()).at(-1)
  t.match(await files(), [
    { scan: 'clean', sealed: Buffer },
    { scan: 'infected', sealed: null, outsideId: null },
  ])
  t.match(await db.select().from(notices).where(eq(notices.text, 'notice.evidence-infected')), [
    { accountId: lin.accountId },
  ])
  t.match(await db.select().from(events).where(eq(events.what, 'evidence.infected')), [
    { about: lin.personId, details: { file: bad?.id, correction: id } },
  ])
  t.match(words((await lin.get(`/corrections/${id}/evidence`)).body), '含有病毒，內容已移除')
  t.equal((await lin.get(`/corrections/${id}/evidence/${bad?.id}`)).statusCode, 500)
  const told = []
  for await (const { outcome } of check({ db, ring, homes, clock })) told.push(outcome)
  t.same(told, ['whole'], 'the operator is not told that it is missing')
})

t.test('what lost its contents decides nothing, and keeps nobody from deciding by what is left', async t => {
  const school = await scannedSchool(t)
  const { lin, chen, is, files, scanHeld } = school
  const id = await draft(school)
  is.answering = false
  goesTo(await attach(lin, id, infected), `/corrections/${id}/evidence`)
  is.answering = true
  await scanHeld()
  const check = await lin.get(`/corrections/${id}/check`)
  t.match(errorsIn(check), [/至少一份證明文件/], 'it proves nothing')
  goesTo(await attach(lin, id, other), `/corrections/${id}/evidence`)
  goesTo(await sendUnsigned(lin, id), `/corrections/${id}`)
  t.match(
    (await files()).map(({ scan }) => scan),
    ['clean', 'infected'],
  )
  const decision = formIn(await takeCorrection(chen, id), `/review/${id}/decision`)
  goesTo(await chen.post(`/review/${id}/decision`, { ...decision, all: 'accepted' }), `/review/${id}`)
})

t.test('an entry does not rest on a file that lost its contents while it waited with the form', async t => {
  const school = await scannedSchool(t)
  const { deps, lin, chen, is, files, scanHeld } = school
  await openTo(deps, chen, lin.personId)
  const entry = `/people/${lin.personId}/sections/skill/entry`
  const typed = { row_skill: '急救', row_licence: '初級急救員證書' }
  is.answering = false
  const early = await chen.bring(entry, { ...formIn(await chen.get(entry), entry), ...typed }, [infected])
  t.equal(early.statusCode, 422, 'the reason is missing, the file stays with the form')
  is.answering = true
  await scanHeld()
  t.match(await files(), [{ scan: 'infected' }])
  const late = await chen.post(entry, { ...formIn(early, entry), ...typed, reason: '依證書' })
  t.equal(late.statusCode, 422)
  t.match(errorsIn(late).join(), '含有病毒')
})

t.test('a batch rests on no file that lost its contents after the dry run', async t => {
  const school = await scannedSchool(t)
  const { deps, lin, chen, is, scanHeld } = school
  const asked = { verb: 'add', section: 'reward', purpose: '登錄獎懲令', [tick(lin)]: 'yes' }
  const values = String((await chen.post('/batches/new', asked)).headers.location)
  const url = values.replace('/values', '')
  const typed = { ...common, ...decision, row_result: '嘉獎一次', reason: '依獎懲令' }
  is.answering = false
  goesTo(await chen.bring(values, { ...formIn(await chen.get(values), values), ...typed }, [infected]), url)
  t.match(await deps.db.select().from(batches), [{ state: 'checked', basis: 'file' }])
  is.answering = true
  await scanHeld()
  const form = formIn(await chen.get(url), `${url}/application`)
  goesTo(await chen.post(`${url}/application`, form), url)
  const ofBatch = eq(recordVersions.batchId, url.split('/').at(-1) ?? '')
  t.match(await deps.db.select().from(recordVersions).where(ofBatch), [{ basis: 'reason' }])
})

t.test('where no scanner is set up any more, what was held is released as not scanned', async t => {
  const school = await scannedSchool(t)
  const { deps, lin, is, files } = school
  const id = await draft(school)
  is.answering = false
  goesTo(await attach(lin, id, clean), `/corrections/${id}/evidence`)
  await scanEvidence({ ...deps, scan: null })
  t.match(await files(), [{ scan: 'none' }])
})

t.test('a sheet with a virus is not read, nor any while the scanner does not answer', async t => {
  const { chen, wang, is } = await scannedSchool(t)
  await enter(wang)
  const sheet = (text: string) => ({ name: 'a.csv', type: 'text/csv', bytes: Buffer.from(text) })
  const refusal = async (text: string) => {
    const loaded = await wang.upload('/administration/code-tables/job_series/load', 'file', sheet(text))
    const asked = { verb: 'add', section: 'reward', purpose: '登錄獎懲令' }
    const imported = await chen.bring('/imports', asked, [sheet(text)])
    t.same(errorsIn(imported), errorsIn(loaded), 'an import is refused for the same')
    return [loaded.statusCode, errorsIn(loaded).join()]
  }
  t.match(await refusal(eicar), [422, /發現病毒/])
  is.answering = false
  t.match(await refusal('代碼'), [422, /掃毒程式現在沒有回應/])
})
