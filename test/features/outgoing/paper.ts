import { randomUUID } from 'node:crypto'
import { and, eq, inArray, like } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { unzip } from '../../../server/documents/sheet/zip.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf, sections } from '../../../server/domain/record/sections.ts'
import { showValue } from '../../../server/domain/record/value.ts'
import { makeFiles } from '../../../server/jobs/files.ts'
import { mostOnPaper, mostRowsAtOnce } from '../../../server/domain/paper.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { accessLog, assignments, disclosurePeople, disclosures, recordRows } from '../../../server/store/schema.ts'
import { errorsIn, formIn, words } from '../../support/app/pages.ts'
import { addRow } from '../../support/correction/corrections.ts'
import { jpegPhoto } from '../../support/correction/photos.ts'
import { lacks, odtText, pdfPages, stands, unblanked } from '../../support/documents/tools.ts'
import { addAgency, addColleagues, goodPassword, openTo } from '../../support/person/people.ts'
import { enter, startSchool, type Somebody } from '../../support/person/school.ts'
import { goodRow } from '../../support/record/rows.ts'

const skip = lacks('pdftotext')

const all = Object.fromEntries(sections.map(({ id }) => [`section_${id}`, 'yes']))

const notes = ['人事室自己的註記', '本人也看得到的註記']

/** Lin with a row of every section, as full as it can be, and several of those that can have them. */
async function withRecord(t: Test) {
  const school = await startSchool(t, ['lin', 'chen', 'huang'])
  const { deps, lin, chen, huang } = school
  for (const section of sections.filter(({ id }) => id !== 'basic')) {
    const count = section.form === 'single' ? 1 : 2
    for (let seed = 1; seed <= count; seed++) {
      const row = goodRow(section, seed, { filled: true })
      const { onlyForHr } = section
      const note = onlyForHr && { [onlyForHr.field]: seed === 1 ? onlyForHr.is : 'person', text: notes[seed - 1] }
      await addRow(deps, lin.personId, section.id, { ...row, ...note })
    }
  }
  for (const one of [lin, chen, huang]) await enter(one)
  await openTo(deps, chen, lin.personId)
  await openTo(deps, huang, lin.personId)
  const path = `/people/${lin.personId}/paper`
  const rows = async () => records.ofPerson(deps.db, deps.ring, lin.personId)
  const looks = async () => deps.db.select().from(accessLog).where(eq(accessLog.personId, lin.personId))
  return { ...school, path, rows, looks }
}

/** The copy of their own record that somebody asks for. */
async function copied(who: Somebody, form: Record<string, string>) {
  const asked = await who.post('/files/copy', { format: 'pdf', ...form })
  return who.get(`${String(asked.headers.location)}/copy`)
}

/** Sends the form of a page as it stands, with what was filled in; gives the text of the PDF without blanks. */
async function print(t: Test, who: Somebody, url: string, form: Record<string, string> = {}) {
  const isOwn = url === '/files'
  const shown = formIn(await who.get(url), isOwn ? '/files/copy' : url) ?? {}
  const answer = isOwn ? await copied(who, { ...shown, ...form }) : await who.post(url, { ...shown, ...form })
  t.equal(answer.statusCode, 200)
  const pages = await pdfPages(t, answer.rawPayload)
  return { answer, pages, text: unblanked(pages.join('')) }
}

const shownIn = (section: string, data: Row, masked: boolean) =>
  sectionOf(section)
    .fields.map(field => showValue(field, data[field.id], 'zh-TW', { masked }))
    .flatMap(value => value.split('\n'))
    .filter(value => unblanked(value) !== '')

t.test('a record on paper', async t => {
  const w = await withRecord(t)

  await t.test('people print all that is known of them, but what is for HR alone', { skip }, async t => {
    const { lin, rows } = w
    const { answer, pages, text } = await print(t, lin, '/files', { numbers: 'masked' })
    t.match(answer.headers['content-disposition'], /attachment; filename=".*\.pdf"/)
    const remark = sectionOf('remark').onlyForHr
    for (const { section, data } of await rows()) {
      const isForHr = section === 'remark' && remark && data[remark.field] === remark.is
      for (const value of shownIn(section, data, true)) {
        if (!isForHr) t.ok(stands(text, value), `${section}: ${value}`)
      }
      if (isForHr) t.notOk(text.includes(unblanked(String(data['text']))), 'what HR notes for itself')
    }
    t.match(unblanked(pages.at(-1) ?? ''), `第${pages.length}頁，共${pages.length}頁`)
    t.match(text, '由本人列印')
    t.notMatch(text, lin.idNumber)
    const full = await print(t, lin, '/files')
    t.match(full.text, lin.idNumber)
    t.match(words((await lin.get('/access-log/recipients')).body), /本人 本人要求複本 .*基本資料（/)
  })

  await t.test('HR prints for a purpose that the person reads, and what may not leave stays', { skip }, async t => {
    const { lin, chen, path, rows, looks } = w
    t.equal(formIn(await chen.get(path), path)?.['purpose'], '核對人事資料', 'the purpose of today is there')
    const ticked = Object.keys(formIn(await chen.get(path), path) ?? {}).filter(name => name.startsWith('section_'))
    t.same(ticked, [], 'nothing leaves that was not asked for')
    const { text } = await print(t, chen, path, { purpose: '退休年資初審', ...all })
    t.match(text, /由陳文彬列印。目的：退休年資初審/)
    for (const { section, data } of await rows()) {
      const { sensitive } = sectionOf(section)
      for (const value of shownIn(section, data, true)) {
        if (!sensitive) t.ok(stands(text, value), `${section}: ${value}`)
      }
    }
    for (const { id, zh, sensitive } of sections) if (sensitive) t.notOk(text.includes(zh), `${id} is in no file`)
    t.notMatch(text, lin.idNumber)
    const noted = async () => (await looks()).filter(({ action }) => action === 'print' || action === 'reveal')
    t.match(await noted(), [{ action: 'print', section: null, purpose: '退休年資初審', viewerName: '陳文彬' }])
    t.match((await lin.get('/access-log')).body, '退休年資初審')
    t.match(words((await lin.get('/access-log/recipients')).body), /本機關人事室 退休年資初審 .*學歷（/)

    const one = await print(t, chen, path, { section_education: 'yes', numbers: 'full' })
    t.match(one.text, '學歷')
    t.notMatch(one.text, '兵役')
    t.same(
      (await noted()).slice(1).map(({ action, section }) => `${action} ${section}`),
      ['print education', 'reveal education'],
    )
  })

  await t.test('the photograph stands beside the basic data, and nowhere else', async t => {
    const { lin, chen, path } = w
    const home = `/people/${lin.personId}/photo`
    const jpeg = { name: 'a.jpg', type: 'image/jpeg', bytes: jpegPhoto({}) }
    const kept = await chen.bring(home, { ...formIn(await chen.get(home), home), reason: '報到時繳交' }, [jpeg])
    t.equal(kept.statusCode, 303)
    const photosIn = async (who: Somebody, url: string, form: Record<string, string>) => {
      await who.get(url)
      const sent = { purpose: '退休年資初審', ...form }
      const answer = url === '/files' ? await copied(who, sent) : await who.post(url, sent)
      return answer.rawPayload.toString('latin1').split('/Subtype /Image').length - 1
    }
    t.equal(await photosIn(lin, '/files', { section_basic: 'yes' }), 1)
    t.equal(await photosIn(chen, path, { section_basic: 'yes' }), 1)
    t.equal(await photosIn(chen, path, { section_education: 'yes' }), 0)
    t.equal(await photosIn(chen, path, { section_basic: 'yes', kind: 'check' }), 0)
  })

  await t.test('an address that is protected is not printed for anybody else', { skip }, async t => {
    const { deps, lin, huang, path, rows } = w
    const [basic] = (await rows()).filter(({ section }) => section === 'basic')
    if (!basic) throw new Error('no basic data')
    const cur_addr = { zip: '', county: '63000', town: '大安區', village: '', nbhd: '', rest: '躲藏路 7 號' }
    const { personId } = lin
    const change = {
      personId,
      section: 'basic',
      rowId: basic.id,
      baseVersion: basic.version,
      reason: '保護令',
    } as const
    const data = { ...basic.data, addr_protected: true, cur_addr }
    const written = await records.write(
      deps.db,
      deps.ring,
      { ...change, operation: 'change', data, source: 'hr_entry', writer: 'program' },
      bySystem,
      deps.clock(),
    )
    t.ok(written.ok)
    t.match((await print(t, lin, '/files')).text, '躲藏路7號')
    const theirs = await print(t, huang, path, { numbers: 'full', ...all })
    t.notMatch(theirs.text, '躲藏路')
    t.match(theirs.text, '地址受保護')
  })

  await t.test('nobody prints the record of whom they do not keep, nor their own as a colleague', async t => {
    const { deps, lin, chen, huang, path, add } = w
    const other = await addAgency(deps, '999000002B', '第二示範國小')
    const stranger = await enter(await add('hong', {}, other))
    for (const one of [stranger, lin]) {
      t.equal((await one.get(path)).statusCode, 404)
      t.equal((await one.post(path, { purpose: '核對人事資料', section_basic: 'yes' })).statusCode, 404)
    }
    t.equal((await chen.get(`/people/${chen.personId}/paper`)).statusCode, 404)
    t.match(String((await huang.get(`/people/${chen.personId}/paper`)).headers.location), /\/people\/[^/]+\?next=/)
  })

  await t.test('a form without a purpose or a section says so, and prints nothing', async t => {
    const { chen, path, looks } = w
    const before = (await looks()).length
    await chen.get(path)
    const answer = await chen.post(path, { purpose: '1111', format: 'pdf' })
    t.equal(answer.statusCode, 422)
    t.equal(errorsIn(answer).length, 2)
    t.equal((await looks()).length, before)
  })

  await t.test('what is disputed bears its mark on paper too', { skip }, async t => {
    const { deps, agencyId, lin, chen, huang, path, rows } = w
    const skill = (await rows()).find(({ section }) => section === 'skill')
    const part = { personId: lin.personId, kind: 'dispute' as const, section: 'skill', rowId: skill?.id ?? '' }
    const lock = { ...part, fields: ['skill'], agencyId, reason: '本人主張有誤', docNumber: null, until: '2026-12-31' }
    const by = { accountId: huang.accountId, role: 'hr_chief', agencyId, requestId: null }
    t.notMatch((await print(t, lin, '/files')).text, '爭議中')
    await deps.db.transaction(tx => locks.set(tx, lock, by, deps.clock()))
    const marked = unblanked(`${String(skill?.data['skill'])} ［爭議中］`)
    for (const [one, url] of [
      [lin, '/files'],
      [chen, path],
    ] as const)
      for (const kind of ['record', 'check']) {
        const { text } = await print(t, one, url, { kind, ...all })
        t.ok(text.includes(marked), `${one.name}: ${kind}`)
        t.equal(text.split('爭議中').length, 2, 'that value alone')
      }
  })

  await t.test('a check form has room beside every value, and where one signs', { skip }, async t => {
    const { lin, rows } = w
    const { text, pages } = await print(t, lin, '/files', { kind: 'check', numbers: 'masked' })
    for (const { section, data } of await rows()) {
      if (section === 'remark') continue
      for (const value of shownIn(section, data, true)) t.ok(stands(text, value), `${section}: ${value}`)
    }
    const fields = (await rows())
      .filter(({ section }) => section !== 'remark')
      .map(one => sectionOf(one.section).fields)
    const noted = sectionOf('remark').fields.length
    t.equal(text.split('□').length - 1, fields.flat().length + noted, 'a box for each, filled in or not')
    t.match(unblanked(pages.at(-1) ?? ''), /本人簽章.*日期.*人事單位核章/)
  })

  await t.test(
    'a list to sign has everybody who was chosen, by unit, and nothing of their records',
    { skip },
    async t => {
      const { lin, chen, looks } = w
      const page = formIn(await chen.get('/people'), '/people/selected')
      const form = formIn(
        await chen.post('/people/selected', { ...page, listed_all: 'yes' }),
        '/people/selected/sign-off',
      )
      const answer = await chen.post('/people/selected/sign-off', { ...form })
      const text = unblanked((await pdfPages(t, answer.rawPayload)).join(''))
      t.match(text, /林美華.*□正確□有更正/)
      t.match(text, '黃主任')
      t.notMatch(text, '陳文彬□', 'nobody lists themselves')
      t.notMatch(text, lin.idNumber.slice(0, 6))
      t.match((await looks()).at(-1), { action: 'print', section: 'page.check-list', purpose: '個人資料校對' })
      t.match((await lin.get('/access-log/recipients')).body, '清冊上簽章的人員')
      t.match((await chen.post('/people/selected/sign-off', {})).headers.location, '/people')
    },
  )

  await t.test('what is to be edited comes as an OpenDocument text', { skip: lacks('soffice') }, async t => {
    const { lin } = w
    const answer = await copied(lin, { format: 'odt', section_education: 'yes' })
    t.equal(answer.headers['content-type'], 'application/vnd.oasis.opendocument.text')
    t.match(await odtText(t, answer.rawPayload), /學歷/)
  })

  await t.test('one’s own is asked for at one page, to which the older address leads', async t => {
    const { lin } = w
    t.equal((await lin.get('/record/paper')).headers.location, '/files')
    t.equal((await lin.post('/record/paper', {})).headers.location, '/files')
    t.equal((await lin.post('/files/copy', { format: 'pdf' })).statusCode, 422, 'without a section')
  })

  await t.test(
    'papers of many: each begins on a page, is counted by itself, and is told to each',
    { skip },
    async t => {
      const { deps, lin, chen, huang, looks } = w
      const [looked, chosen] = [await looks(), `${lin.personId} ${huang.personId} ${chen.personId}`]
      const page = await chen.post('/papers/choice', { listed_all: 'yes', listed: chosen })
      const { _once, ...shown } = formIn(page, '/papers/look') ?? {}
      const form = { ...shown, purpose: '退休年資初審', kind: 'record' }
      t.same(
        Object.keys(form).filter(name => name.startsWith('section_')),
        [],
      )
      t.equal((await chen.post('/papers/look', form)).statusCode, 422, 'nothing was ticked')
      const ticked = { ...form, section_basic: 'yes', section_education: 'yes', section_family: 'yes' }
      const told = await chen.post('/papers/look', ticked)
      t.match(words(told.body), '可製作 2 人的文件。')
      t.match(words(told.body), '您自己，或您代理的人（1）')
      t.equal((await looks()).length, looked.length, 'a look shows of nobody anything')

      const file = String((await chen.post('/papers/file', ticked)).headers.location)
      const { headers, rawPayload } = await chen.get(`${file}/content`)
      t.match(headers['content-disposition'], /\.pdf"/)
      const pages = (await pdfPages(t, rawPayload)).map(unblanked)
      const firsts = pages.flatMap((text, i) => (/第1頁，共\d+頁/.test(text) ? [i] : []))
      t.equal(firsts.length, 2)
      t.match(pages[0], '林美華')
      t.match(pages[firsts[1] ?? 0], '黃主任')
      t.notMatch(pages.slice(firsts[1]).join(''), '林美華')
      t.match(pages.at(-1), `第${pages.length - (firsts[1] ?? 0)}頁，共${pages.length - (firsts[1] ?? 0)}頁`)
      for (const text of [lin.idNumber, '家屬', '兵役']) t.notMatch(pages.join(''), text)
      t.same(
        (await looks()).slice(looked.length).map(({ action, section, purpose }) => [action, section, purpose]),
        [
          ['print', 'basic', '退休年資初審'],
          ['print', 'education', '退休年資初審'],
        ],
      )
      t.match(words((await lin.get('/access-log/recipients')).body), /本機關人事室 退休年資初審 .*學歷（/)
      const [left] = (await deps.db.select().from(disclosures)).filter(
        ({ fields, count }) => count === 2 && fields.includes('education.school'),
      )
      const apart = await deps.db
        .select()
        .from(disclosurePeople)
        .where(eq(disclosurePeople.disclosureId, left?.id ?? ''))
      t.ok(
        apart.find(one => one.personId === huang.personId)?.without?.includes('education.school'),
        'of whom has no education none left',
      )
      t.notOk(apart.find(one => one.personId === lin.personId)?.without?.includes('education.school'))

      const each = String((await chen.post('/papers/file', { ...ticked, bundle: 'each' })).headers.location)
      const zip = await unzip((await chen.get(`${each}/content`)).rawPayload, () => true, 10_000_000)
      t.same(zip.ok && [...zip.files.keys()], ['001-林美華.pdf', '002-黃主任.pdf'])
    },
  )

  await t.test('a record that takes long to draw is made in the background', { skip }, async t => {
    const { deps, lin, chen, path, setClock } = w
    // what was disputed before is no reason to make it again
    setClock(new Date(deps.clock().getTime() + 1000))
    const [one] = await deps.db
      .select()
      .from(recordRows)
      .where(and(eq(recordRows.personId, lin.personId), eq(recordRows.section, 'skill')))
    if (!one) throw new Error('no skill')
    const rows = Array.from({ length: mostRowsAtOnce }, () => ({ ...one, id: randomUUID() }))
    await deps.db.insert(recordRows).values(rows)
    const form = { purpose: '退休年資初審', section_skill: 'yes' }
    const asked = await chen.post(path, { ...form, format: 'pdf' })
    const file = String(asked.headers.location)
    t.match((await chen.get(file)).body, '等待製作')
    await makeFiles(deps)
    const pages = await pdfPages(t, (await chen.get(`${file}/content`)).rawPayload)
    t.ok(pages.length > 20)
    t.match(unblanked(pages.at(-1) ?? ''), `第${pages.length}頁，共${pages.length}頁`)
    const ids = rows.map(({ id }) => id)
    await deps.db.delete(recordRows).where(inArray(recordRows.id, ids))
  })

  await t.test('of nobody, of too many, of strangers and of others’ people no papers are made', async t => {
    const { deps, chen, lin, add, path, agencyId } = w
    t.equal((await chen.post('/papers/choice', { listed_all: 'yes', listed: '' })).headers.location, '/people')
    const form = { purpose: '退休年資初審', kind: 'record', section_basic: 'yes', listed_all: 'yes' }
    const lacking = await chen.post('/papers/look', { ...form, listed: lin.personId, purpose: '' })
    t.equal(formIn(lacking, '/language')?.['back'], '/people', 'nowhere else is a page of the choice')
    t.equal(formIn(await chen.post(path, {}), '/language')?.['back'], path)
    const other = await addAgency(deps, '999000003C', '第三示範國小')
    const away = await enter(await add('wang', { roles: ['hr_officer'] }, other))
    for (const [who, listed] of [
      [away, lin.personId],
      [chen, chen.personId],
      [chen, away.personId],
    ] as const) {
      const answer = await who.post('/papers/file', { ...form, listed })
      t.equal(answer.statusCode, 422, who.name)
      t.match(errorsIn(answer).join(), '沒有符合的人員')
    }
    t.equal((await lin.post('/papers/file', { ...form, listed: chen.personId })).statusCode, 404)
    await addColleagues(deps, agencyId, mostOnPaper.each + 1)
    const here = await deps.db.select().from(assignments).where(eq(assignments.agencyId, agencyId))
    const many = async (bundle: string, count: number) => {
      const listed = here.slice(0, count).map(({ personId }) => personId)
      return errorsIn(await chen.post('/papers/look', { ...form, bundle, listed: listed.join(' ') })).join()
    }
    t.match(await many('one', mostOnPaper.one + 5), '選每人一個檔案')
    for (const bundle of ['one', 'each'])
      t.match(await many(bundle, mostOnPaper.each + 5), /最多製作 ?500 ?人/, 'no other format helps')
    const some = here.filter(({ name }) => name.startsWith('同仁')).slice(0, 7)
    const listed = some.map(({ personId }) => personId).join(' ')
    const file = String((await chen.post('/papers/file', { ...form, listed })).headers.location)
    await deps.db.delete(assignments).where(eq(assignments.id, some[0]?.id ?? ''))
    await makeFiles(deps)
    t.match(words((await chen.get(file)).body), /有 ?1 ?人離開本機關/, 'who left meanwhile is not in it, which is told')
    await deps.db.delete(assignments).where(like(assignments.name, '同仁 %'))
  })

  await t.test('a proof is asked for before the page is there', async t => {
    const { lin, chen, path, setClock, deps } = w
    setClock(new Date(deps.clock().getTime() + 16 * 60_000))
    await openTo(deps, chen, lin.personId)
    t.match(String((await chen.get(path)).headers.location), /^\/proof\?next=/)
    t.match(String((await lin.post('/files/copy', { section_basic: 'yes' })).headers.location), /^\/proof\?next=/)
  })

  await t.test('who took their time to choose proves who they are, and then has the file', { skip }, async t => {
    const { lin, chen, path, setClock, deps } = w
    await enter(chen)
    await openTo(deps, chen, lin.personId)
    await chen.get(path)
    for (let i = 0; i < 4; i++) {
      setClock(new Date(deps.clock().getTime() + 15 * 60_000))
      await chen.get('/')
      await openTo(deps, chen, lin.personId)
    }
    const asked = await chen.post(path, { purpose: '退休年資初審', section_education: 'yes', kind: 'check' })
    const to = new URL(String(asked.headers.location), 'http://localhost')
    t.equal(to.pathname, '/proof')
    await chen.get(String(asked.headers.location))
    const next = String(to.searchParams.get('next'))
    const proved = await chen.post('/proof/password', { password: goodPassword, next })
    const kept = formIn(await chen.get(String(proved.headers.location)), path)
    const answer = await chen.post(path, { ...kept })
    t.match(unblanked((await pdfPages(t, answer.rawPayload)).join('')), '個人資料校對表')
  })
})
