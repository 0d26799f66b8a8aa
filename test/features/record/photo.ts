import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { sweepEvidence } from '../../../server/jobs/expiry.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import { accessLog, events, evidence, notices, photos } from '../../../server/store/schema.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { jpegPhoto, pngPhoto } from '../../support/correction/photos.ts'
import { addAgency, openTo } from '../../support/person/people.ts'
import { enter, startSchool, type Somebody } from '../../support/person/school.ts'

const jpeg = { name: 'IMG_2026.jpg', type: 'image/jpeg', bytes: jpegPhoto({ beside: 'Exif\0\0 25.03N 121.56E' }) }
const png = { name: 'photo.png', type: 'image/png', bytes: pngPhoto({}) }

async function office(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang', 'hong'])
  const { deps, lin, chen, huang } = school
  for (const one of [lin, chen, huang]) await enter(one)
  for (const one of [chen, huang]) await openTo(deps, one, lin.personId)
  const home = `/people/${lin.personId}/photo`
  const set = async (one: Somebody, file = jpeg, reason = '報到時繳交') => {
    const form = formIn(await one.get(home), home)
    return one.bring(home, { ...form, reason }, [file])
  }
  const all = () => deps.db.select().from(photos).orderBy(photos.at)
  const pictureIn = (body: string) => /<img class="photo" src="([^"]+)" alt="([^"]*)"/.exec(body)
  return { ...school, home, set, all, pictureIn }
}

t.test('HR enters a photograph, which stands in the record without what the camera wrote', async t => {
  const { deps, lin, chen, home, set, all, pictureIn, setClock } = await office(t)
  t.equal(pictureIn((await lin.get('/record')).body), null)
  t.match((await chen.get(home)).body, '還沒有照片')
  const saved = await set(chen)
  t.equal(saved.headers.location, home)
  t.match((await chen.get(home)).body, '照片已儲存，並已通知本人')
  t.match(await all(), [{ personId: lin.personId, reason: '報到時繳交', byAccountId: chen.accountId, endedAt: null }])
  const told = await deps.db.select().from(notices).where(eq(notices.accountId, lin.accountId))
  t.match(told, [{ text: 'notice.hr-entry' }])
  t.match(await deps.db.select().from(events).where(eq(events.what, 'photo.set')), [{ about: lin.personId }])

  const [, src = '', alt] = pictureIn((await lin.get('/record')).body) ?? []
  t.equal(alt, '林美華的照片')
  const own = await lin.get(src)
  t.match(own.headers, {
    'content-type': 'image/jpeg',
    'cache-control': 'no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  t.notOk(own.rawPayload.includes('121.56'))
  t.equal(own.rawPayload.subarray(0, 2).toString('hex'), 'ffd8')

  const looks = () => deps.db.select().from(accessLog).where(eq(accessLog.personId, lin.personId))
  const before = (await looks()).length
  const [, theirs = ''] = pictureIn((await chen.get(`/people/${lin.personId}`)).body) ?? []
  t.same((await chen.get(theirs)).rawPayload, own.rawPayload)
  t.match((await looks()).slice(before), [{}, { action: 'read', section: 'basic', accountId: chen.accountId }])

  setClock(new Date(deps.clock().getTime() + 60_000))
  t.equal((await set(chen, png, '換新照片')).statusCode, 303)
  t.match(await all(), [{ endedAt: deps.clock(), endReason: null }, { endedAt: null }])
  t.equal((await lin.get(src)).statusCode, 200, 'the one before is history')
  const page = await chen.get(home)
  t.match(words(page.body), /歷次照片[\s\S]*換新照片[\s\S]*換成較新的照片/)
  const removal = `${home}/removal`
  const blank = await chen.post(removal, { ...formIn(page, removal), removal_reason: '' })
  t.equal(blank.statusCode, 422)
  t.match(blank.body, 'href="#removal_reason"')
  const removed = await chen.post(removal, { ...formIn(page, removal), removal_reason: '本人要求' })
  t.equal(removed.headers.location, home)
  t.equal(pictureIn((await lin.get('/record')).body), null)
  t.match((await all()).at(-1), { endReason: '本人要求' })

  setClock(new Date(deps.clock().getTime() + 3 * 86_400_000))
  await sweepEvidence(deps)
  t.equal((await deps.db.select().from(evidence)).length, 2, 'what stood in a record stays in its history')
})

t.test('what is no photograph is refused, and of two officers one enters theirs', async t => {
  const { deps, lin, chen, huang, agencyId, home, set, all } = await office(t)
  const wrong: [typeof jpeg, string, RegExp][] = [
    [{ ...png, bytes: pngPhoto({ width: 500 }) }, '報到', /直式/],
    [{ ...jpeg, bytes: Buffer.from('%PDF-1.4') }, '報到', /不是 JPEG 或 PNG/],
    [{ ...png, bytes: png.bytes.subarray(0, 60) }, '報到', /不完整/],
    [jpeg, '', /理由/],
    [jpeg, '長'.repeat(501), /500/],
  ]
  for (const [file, reason, why] of wrong) {
    const refused = await set(chen, file, reason)
    t.equal(refused.statusCode, 422)
    t.match(errorsIn(refused).join(), why)
  }
  t.match(
    errorsIn(await chen.bring(home, { ...formIn(await chen.get(home), home), reason: '報到' }, [])).join(),
    /選擇/,
  )
  t.same(await all(), [])

  const forms = await Promise.all([chen, huang].map(async one => formIn(await one.get(home), home)))
  const answers = await Promise.all(
    [chen, huang].map((one, i) => one.bring(home, { ...forms[i], reason: '報到' }, [i === 0 ? jpeg : png])),
  )
  t.same(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  t.equal((await all()).length, 1)
  const again = { ...formIn(await chen.get(home), home), reason: '換新' }
  const clicks = await Promise.all([1, 2].map(() => chen.bring(home, again, [jpeg])))
  t.same(
    clicks.map(({ statusCode }) => statusCode),
    [303, 303],
    'two clicks are one',
  )
  t.equal((await all()).length, 2)

  await deps.db.transaction(tx =>
    locks.set(
      tx,
      {
        kind: 'case',
        section: 'basic',
        reason: '查證中',
        docNumber: null,
        until: '2026-12-31',
        personId: lin.personId,
        agencyId,
      },
      { ...bySystem, accountId: huang.accountId },
      deps.clock(),
    ),
  )
  const held = await set(chen, png)
  t.equal(held.statusCode, 409)
  t.match(held.body, '查證中')
  const removal = `${home}/removal`
  const kept = await chen.post(removal, { ...formIn(await chen.get(home), removal), removal_reason: '本人要求' })
  t.equal(kept.statusCode, 409)
  t.equal((await deps.db.select().from(events).where(eq(events.what, 'record.write-held'))).length, 2)
  t.match((await all()).filter(({ endedAt }) => endedAt === null).length, 1)
})

t.test('nobody sees or sets a photograph but its owner and HR of their agency, for a purpose', async t => {
  const { deps, lin, chen, hong, home, set, all, add } = await office(t)
  await set(chen)
  const [photo] = await all()
  await enter(hong)
  const wang = await add('wang', { roles: ['hr_officer'] }, await addAgency(deps, '999000002B', '示範教育局'))
  await enter(wang)
  const picture = `${home}/${photo?.id}`
  for (const stranger of [wang, lin]) {
    t.equal((await stranger.get(home)).statusCode, 404)
    t.equal((await stranger.get(picture)).statusCode, 404)
    t.equal((await stranger.bring(home, { reason: '報到' }, [jpeg])).statusCode, 404)
    t.equal((await stranger.post(`${home}/removal`, { removal_reason: '報到' })).statusCode, 404)
  }
  t.equal((await wang.get(`/record/photo/${photo?.id}`)).statusCode, 404)
  const closed = await hong.get(picture)
  t.equal(closed.statusCode, 303, 'HR without a purpose is asked for one')
  t.equal((await chen.get(`/people/${hong.personId}/photo/${photo?.id}`)).statusCode, 303)
  await openTo(deps, chen, hong.personId)
  t.equal((await chen.get(`/people/${hong.personId}/photo/${photo?.id}`)).statusCode, 404, 'it is of somebody else')
  // a file of somebody's form is no photograph
  const others = { seen: photo?.id ?? '', reason: '報到', id: photo?.id ?? '' }
  t.equal((await chen.post(home, others)).statusCode, 422)
})
