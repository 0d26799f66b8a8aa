import { sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { csvOf } from '../../../server/documents/sheet/csv.ts'
import { calendarColumns, calendarLines } from '../../../server/domain/calendar/year-file.ts'
import { addDays, legalDay } from '../../../server/domain/clock.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import * as records from '../../../server/store/record/records.ts'
import { sessions } from '../../../server/store/schema.ts'
import { newFormKey } from '../../../server/web/access/once.ts'
import { goodRow } from '../../support/record/rows.ts'
import { formOfRow } from '../../../server/web/show/row-form.ts'
import { withMail } from '../../support/all-pages/all-pages.ts'
import { startApp, visitor, type Browser } from '../../support/app/app.ts'
import { formIn } from '../../support/app/pages.ts'
import { routesOf } from '../../support/app/routes.ts'
import { draftCorrection, sendCorrection, skill } from '../../support/correction/corrections.ts'
import { addPerson, openTo, signIn, type TestPerson } from '../../support/person/people.ts'
import { addSchool } from '../../support/person/school.ts'
import { world } from '../../support/person/world.ts'

const wholeYear = csvOf([calendarColumns, ...calendarLines(2029, [])]).toString()

async function everybody(t: Test) {
  const started = await startApp(t)
  const { app, deps } = started
  const people = await addSchool(deps)
  const administrator = await addPerson(deps, people.agencyId, world.admin)
  const enter = async (person: TestPerson): Promise<Browser> => {
    const browser = visitor(app)
    await signIn(browser, person)
    await browser.get('/')
    return browser
  }
  const browsers = {
    lin: await enter(people.teacher),
    chen: await enter(people.officer),
    huang: await enter(people.chief),
    yian: await enter(administrator),
  }
  /** How many rows each table has; what says who looked and who came is left out. */
  async function counts(): Promise<Record<string, number>> {
    const { rows } = await deps.db.execute<{ name: string }>(
      sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
    )
    const parts = rows.map(
      ({ name }) => sql`select ${name}::text as name, count(*)::int as count from ${sql.identifier(name)}`,
    )
    const counted = await deps.db.execute<{ name: string; count: number }>(sql.join(parts, sql` union all `))
    return Object.fromEntries(counted.rows.map(({ name, count }) => [name, count]))
  }
  return { ...started, ...people, ...browsers, administrator, enter, counts }
}

type World = Awaited<ReturnType<typeof everybody>>
type Who = 'lin' | 'chen' | 'huang' | 'yian'
type Sending = { url: string; form: Record<string, string> }

const today = legalDay(new Date('2026-11-23T06:00:00Z'))

/** Forms that add something: who sends them from where, and a table in which exactly one row more stands afterwards. */
const adding: [route: string, who: Who, table: string, sending: (w: World) => Promise<Sending> | Sending][] = [
  ['/record/:section/own', 'lin', 'record_versions', ownRow],
  [
    '/record/:section/own/confirmation',
    'lin',
    'events',
    async ({ deps, teacher }) => {
      const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
      const version = String(rows.find(({ section }) => section === 'basic')?.version)
      return { url: '/record/basic/own/confirmation', form: { version } }
    },
  ],
  ['/corrections/:id/unsigned', 'lin', 'signatures', draft],
  [
    '/corrections/:id/withdrawal',
    'lin',
    'correction_events',
    async w => ({ url: `/corrections/${await sent(w)}/withdrawal`, form: {} }),
  ],
  [
    '/corrections/:id/dispute',
    'lin',
    'locks',
    async ({ deps, teacher, agencyId, huang }) => {
      const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
      const row = rows.find(({ section }) => section === 'education')
      const to = { ...row?.data, dept: '數學教育學系' }
      const id = await sendCorrection(deps, teacher, agencyId, { section: 'education', rowId: row?.id ?? null, to })
      await huang.post(`/review/${id}/taking`, {})
      await huang.post(`/review/${id}/decision`, { all: 'rejected', text: '查無資料', seen_version: '1' })
      return { url: `/corrections/${id}/dispute`, form: { field_dept: 'yes', reason: '畢業證書寫的不一樣' } }
    },
  ],
  [
    '/review/:id/taking',
    'chen',
    'correction_events',
    async w => ({ url: `/review/${await sent(w)}/taking`, form: {} }),
  ],
  [
    '/review/:id/release',
    'chen',
    'correction_events',
    async w => {
      const id = await sent(w)
      await w.chen.post(`/review/${id}/taking`, {})
      return { url: `/review/${id}/release`, form: {} }
    },
  ],
  ['/people/new', 'chen', 'people', () => ({ url: '/people/new', form: newcomer('周測試', 'A123456761') })],
  [
    '/findings/opening',
    'chen',
    'findings_openings',
    () => ({ url: '/findings/opening', form: { purpose: '每月定期檢誤' } }),
  ],
  ['/people/:id/opening', 'chen', 'access_log', ({ teacher }) => at(teacher, 'opening', { purpose: '核對學歷證件' })],
  [
    '/people/:id/sections/:section/entry',
    'chen',
    'record_rows',
    ({ teacher }) => at(teacher, 'sections/skill/entry', row),
  ],
  ['/people/:id/rows/:row/entry', 'chen', 'record_versions', changedRow],
  ['/people/:id/rows/:row/deletion', 'chen', 'record_versions', deletedRow],
  ['/people/:id/rows/:row/dispute', 'huang', 'locks', disputedRow],
  [
    '/people/:id/activation-code',
    'chen',
    'activations',
    async w => at(await invited(w), 'activation-code', { way: 'letter' }),
  ],
  [
    '/people/invitations',
    'chen',
    'activations',
    async w => ({ url: '/people/invitations', form: { [`person_${(await invited(w)).personId}`]: 'yes' } }),
  ],
  ['/people/:id/recovery', 'chen', 'recoveries', ({ teacher }) => at(teacher, 'recovery', { seen: 'yes' })],
  ['/files/copy', 'lin', 'made_files', () => ({ url: '/files/copy', form: { format: 'json', section_basic: 'yes' } })],
  [
    '/papers/file',
    'chen',
    'made_files',
    ({ teacher: { personId } }) => {
      const form = { purpose: '核對人事資料', section_basic: 'yes', listed_all: 'yes', listed: personId }
      return { url: '/papers/file', form }
    },
  ],
  ['/exports/new', 'chen', 'export_profiles', () => ({ url: '/exports/new', form: profileOf('健康中心') })],
  [
    '/exports/:profile/edit',
    'chen',
    'export_profile_versions',
    async w => ({ url: `${await keptProfile(w)}/edit`, form: { ...profileOf('校護'), version: '1' } }),
  ],
  [
    '/exports/:profile/file',
    'chen',
    'made_files',
    async w => ({ url: `${await keptProfile(w)}/file`, form: { version: '1', purpose: '辦理健康檢查' } }),
  ],
  ['/batches/new', 'chen', 'batches', ({ teacher }) => ({ url: '/batches/new', form: batchOf(teacher) })],
  [
    '/batches/:id/opening',
    'huang',
    'batch_openings',
    async w => ({ url: (await begunBatch(w)).replace('values', 'opening'), form: { purpose: '登錄獎懲令' } }),
  ],
  ['/batches/:id/values', 'chen', 'batch_rows', async w => ({ url: await begunBatch(w), form: awardOf('115/1/31') })],
  ['/batches/:id/application', 'chen', 'record_versions', w => triedBatch(w, 'application', '115/2/28')],
  ['/batches/:id/reversal', 'chen', 'record_versions', w => triedBatch(w, 'reversal', '115/3/31')],
  ['/people/:id/leave', 'chen', 'record_rows', ({ teacher }) => at(teacher, 'leave', { ...leave, ...order })],
  ['/people/:id/return', 'chen', 'record_versions', returning],
  ['/people/:id/duty', 'chen', 'record_rows', ({ teacher }) => at(teacher, 'duty', { ...duty, ...order })],
  [
    '/people/:id/departure',
    'chen',
    'departures',
    ({ teacher }) => at(teacher, 'departure', { ...departure, ...order }),
  ],
  [
    '/people/:id/locks',
    'huang',
    'locks',
    ({ teacher }) => at(teacher, 'locks', { part: '', reason: '學歷查證中', until: '115/12/31' }),
  ],
  [
    '/deputies/new',
    'huang',
    'deputies',
    ({ teacher, officer }) => ({
      url: '/deputies/new',
      form: {
        represented: officer.accountId,
        deputy: teacher.accountId,
        from: shortDate(today),
        until: shortDate(addDays(today, 7)),
        reason: '公假研習',
      },
    }),
  ],
  [
    '/agencies/new',
    'yian',
    'agencies',
    () => ({
      url: '/agencies/new',
      form: { code: '999000003C', name: '第三示範國小', kind: 'school', admin_parent: '', hr_parent: '' },
    }),
  ],
  [
    '/agencies/:id/first-person',
    'yian',
    'people',
    ({ agencyId }) => ({
      url: `/agencies/${agencyId}/first-person`,
      form: { ...newcomer('許測試', 'A123456752'), hr_chief: 'yes' },
    }),
  ],
  [
    '/guides/:slug/edit',
    'yian',
    'guides',
    () => ({ url: '/guides/tour/edit', form: { body: '# 導覽\n\n請由此開始。', version: '0' } }),
  ],
  [
    '/administration/code-tables/:name',
    'yian',
    'events',
    () => ({
      url: '/administration/code-tables/job_series',
      form: { code: 'L01', zh: '校園防護', en: 'Campus safety', version: '1' },
    }),
  ],
  [
    '/administration/code-tables/:name/end',
    'yian',
    'events',
    () => ({
      url: '/administration/code-tables/relations/end',
      form: { ended: 'friend', valid_to: '115/12/31', version: '1' },
    }),
  ],
  [
    '/administration/code-tables/:name/mapping',
    'yian',
    'events',
    () => ({
      url: '/administration/code-tables/sexes/mapping',
      form: { mapped: '1', maps_to_code: '', version: '1' },
    }),
  ],
  [
    '/administration/code-tables/:name/values',
    'yian',
    'events',
    () => ({
      url: '/administration/code-tables/modes/values',
      form: { lines: 'code,zh,en\nL02,線上,Online\n', version: '1' },
    }),
  ],
  [
    '/administration/calendar',
    'yian',
    'events',
    () => ({ url: '/administration/calendar', form: { day: '116/1/4', kind: 'off', name: '颱風', version: '0' } }),
  ],
  [
    '/administration/calendar/days',
    'yian',
    'events',
    () => ({ url: '/administration/calendar/days', form: { lines: wholeYear, version: '0' } }),
  ],
  ['/administration/outages', 'yian', 'events', () => ({ url: '/administration/outages', form: { card: '維護中' } })],
  [
    '/people/:id/account',
    'chen',
    'events',
    ({ teacher }) => at(teacher, 'account', { change: 'suspend', reason: '留職停薪' }),
  ],
  ['/people/:id/assignments', 'chen', 'notices', leaving],
]

const order = { authority_name: '教育局', authority_day: '115/11/20', authority_number: '晨教人字第1150000009號' }
const leave = {
  row_kind: 'unpaid_leave',
  row_reason: '育嬰',
  row_from: '115/11/1',
  row_until: '116/7/31',
  // nobody entered a post of theirs
  told: 'leave_status.post@from',
}
const duty = {
  row_kind: 'homeroom',
  row_title: '導師',
  row_org: '示範國小',
  row_from: '115/8/1',
  row_until: '116/7/31',
}
const departure = { row_kind: 'resigned', row_reason: '個人生涯規劃', last_day: '116/7/31' }

const profileOf = (name: string) => ({
  name,
  recipients: '健康中心',
  purpose: '辦理健康檢查',
  columns: '基本資料：中文姓名',
})

let profilesKept = 0
const keptProfile = async ({ chen }: World): Promise<string> => {
  profilesKept += 1
  return String((await chen.post('/exports/new', profileOf(`名單 ${profilesKept}`))).headers.location)
}

const batchOf = ({ personId }: { personId: string }) => ({
  verb: 'add',
  section: 'reward',
  purpose: '登錄獎懲令',
  [`person_${personId}`]: 'yes',
})
const awardOf = (day: string) => ({
  ...formOfRow(sectionOf('reward'), goodRow(sectionOf('reward'), 1, { filled: true })),
  row_decide_date: day,
  authority_name: '教育局',
  authority_day: day,
  authority_number: '晨教人字第1150000001號',
  reason: '依獎懲令',
})

const begunBatch = async ({ chen, teacher }: World) =>
  String((await chen.post('/batches/new', batchOf(teacher))).headers.location)

async function triedBatch(w: World, what: 'application' | 'reversal', day: string): Promise<Sending> {
  const values = await begunBatch(w)
  await w.chen.post(values, awardOf(day))
  const url = values.replace('values', 'application')
  if (what === 'application') return { url, form: { run: '1' } }
  await w.chen.post(url, { run: '1' })
  return { url: values.replace('values', 'reversal'), form: { reason: '獎懲令撤銷' } }
}

const newcomer = (name: string, idNumber: string) => ({
  name,
  id_kind: 'national',
  id_number: idNumber,
  staff_kind: 'teacher',
  title: '',
})
const row = { ...formOfRow(sectionOf('skill'), skill), reason: '依證書正本', effective: '' }
const at = ({ personId }: { personId: string }, page: string, form: Record<string, string>) => ({
  url: `/people/${personId}/${page}`,
  form,
})

let people = 0
const invited = ({ deps, agencyId }: World) => {
  const [name, idNumber] = (
    [
      ['游子涵', 'A123456743'],
      ['葉庭妤', 'A223456790'],
    ] as const
  )[people++ % 2] ?? ['', '']
  return addPerson(deps, agencyId, { name, idNumber, loginName: `invited.${people}`, state: 'invited', password: null })
}

async function leaving({ administrator, officer, deps }: World): Promise<Sending> {
  await openTo(deps, officer, administrator.personId)
  return at(administrator, 'assignments', { last_day: shortDate(addDays(today, 5)) })
}

async function returning({ teacher, deps }: World): Promise<Sending> {
  const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
  const row = rows.find(({ section }) => section === 'leave_status')
  return at(teacher, 'return', { ...order, leave: `${row?.id}:${row?.version}`, returned_on: '116/2/1' })
}

async function changedRow({ teacher, chen, deps }: World): Promise<Sending> {
  const [education] = (await records.ofPerson(deps.db, deps.ring, teacher.personId)).filter(
    ({ section }) => section === 'education',
  )
  const url = `/people/${teacher.personId}/rows/${education?.id}/entry`
  const form = fieldsOf(await chen.get(url), url)
  return { url, form: { ...form, row_dept: '數理教育學系', reason: '依畢業證書正本' } }
}

async function disputedRow({ teacher, deps }: World): Promise<Sending> {
  const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
  const row = rows.find(({ section }) => section === 'basic')
  const [field] = Object.keys(row?.data ?? {})
  const form = { [`field_${field}`]: 'yes', reason: '本人主張有誤', until: '115/12/31' }
  return at(teacher, `rows/${row?.id}/dispute`, form)
}

async function deletedRow({ teacher, deps }: World): Promise<Sending> {
  const [education] = (await records.ofPerson(deps.db, deps.ring, teacher.personId)).filter(
    ({ section }) => section === 'education',
  )
  const form = { version: String(education?.version), reason: '重複登錄', effective: '' }
  return at(teacher, `rows/${education?.id}/deletion`, form)
}

async function ownRow({ lin }: World): Promise<Sending> {
  const url = '/record/basic/own'
  const form = fieldsOf(await lin.get(url), url)
  return { url, form: { ...form, ...contact } }
}

const contact = {
  row_cur_addr_county: '63000',
  row_cur_addr_town: '大安區',
  row_cur_addr_rest: '示範路 1 號',
  row_tel_mobile: '0912345678',
  row_email_work: 'lin@example.edu.tw',
  row_ec_name: '林大同',
  row_ec_relation: 'father',
  row_ec_mobile: '0912345679',
}

async function draft({ lin, deps, teacher }: World): Promise<Sending> {
  const id = await draftCorrection(deps, teacher.personId, { section: 'autobiography', to: { text: '喜歡登山' } })
  const url = `/corrections/${id}/unsigned`
  const form = fieldsOf(await lin.get(`/corrections/${id}/signing`), url)
  return { url, form }
}

const sent = ({ deps, teacher, agencyId }: World) =>
  sendCorrection(deps, teacher, agencyId, { section: 'skill', to: skill })

/** What a form sends but for what was made for this rendering of it. */
function fieldsOf(page: Parameters<typeof formIn>[0], action: string): Record<string, string> {
  const { _once, _csrf, ...fields } = formIn(page, action) ?? {}
  return fields
}

const grown = (before: Record<string, number>, after: Record<string, number>, but: RegExp = /^$/) =>
  Object.keys(after).filter(name => !but.test(name) && after[name] !== before[name])

t.test('what a form adds stands there once, however often it is sent', async t => {
  const w = await everybody(t)
  await countLooks(w)
  for (const browser of [w.chen, w.huang]) {
    await browser.post(`/people/${w.teacher.personId}/opening`, { purpose: '核對學歷證件' })
  }
  for (const [route, who, table, make] of adding) {
    await t.test(`POST ${route}`, async t => {
      const browser = w[who]
      const { url, form } = await make(w)
      const keyed = { ...form, _once: newFormKey() }
      const before = await w.counts()
      const [one, other] = await Promise.all([browser.post(url, keyed), browser.post(url, keyed)])
      const after = await w.counts()
      t.equal((after[table] ?? 0) - (before[table] ?? 0), 1, `one row of ${table} of two clicks at once`)
      t.ok(one.statusCode < 400 && other.statusCode < 400, `${one.statusCode} ${other.statusCode}`)
      t.equal(one.headers.location, other.headers.location, 'both lead to the same page')
      t.same(codesOn(one.body), codesOn(other.body), 'and show the same code')

      const again = await browser.post(url, keyed)
      t.same(grown(after, await w.counts()), [], 'nothing more of a third one')
      t.equal(again.headers.location, one.headers.location)
      const told = again.statusCode === 303 ? await browser.get(String(again.headers.location)) : again
      t.match(told.body, /id="status"[^>]*>[^<]*已經(送出|撤回)/, 'the page says that it was sent before')

      await missOneLook(w)
      const between = await browser.post(url, keyed)
      const left = grown(after, await w.counts(), /^(access_log|record_looks)$/)
      t.same(left, [], 'nor of one that was sent while the first was carried out')
      t.equal(between.headers.location, one.headers.location, `${between.statusCode}`)
      t.same(codesOn(between.body), codesOn(one.body))
    })
  }
})

/** The next request looks for its form a moment too early; what the first one wrote it finds. */
async function missOneLook({ deps }: World): Promise<void> {
  await deps.db.execute(sql`alter sequence looks restart`)
}

async function countLooks({ deps }: World): Promise<void> {
  await deps.db.execute(sql`create sequence looks`)
  await deps.db.execute(sql`alter table sent_forms rename to kept_forms`)
  await deps.db.execute(sql`create view sent_forms as select * from kept_forms where nextval('looks') > 1`)
  await deps.db.execute(sql`select nextval('looks')`)
}

const codesOn = (body: string) => body.match(/\b[A-Z0-9]{5}-[A-Z0-9]{5}\b/g) ?? []

const keptLists = ['/people', '/people/directory', '/findings', '/review', '/certificates/issued']

/** Why the others need no key, or have one that is tried elsewhere. */
const others: Record<string, string> = {
  '/language': 'sets a choice',
  '/diagnosis': 'keeps nothing',
  '/diagnosis/reports': 'of anybody: each report has a number of its own and is forgotten in a month',
  '/diagnosis/signature': 'keeps nothing',
  '/set-up/:token': 'the token is used up',
  '/mail-address': 'the token is used up',
  '/phone-answer': 'is handed to the request that waits for it',
  '/sign-out': 'ends the session',
}
for (const [reason, routes] of Object.entries({
  'before one is signed in; what it changes is used up by it': [
    '/sign-in/card',
    '/sign-in/password',
    '/sign-in/health-card',
    '/sign-in/phone',
    '/sign-in/passkey',
    '/sign-in/second-factor',
    '/sign-in/second-factor/passkey',
    '/sign-in/renewal/password',
    '/sign-in/renewal/code',
    '/activation',
    '/activation/card',
    '/activation/password',
    '/activation/health-card',
    '/activation/phone',
    '/activation/mail',
    '/activation/without-code/card',
    '/activation/without-code/health-card',
    '/activation/without-code/phone',
    '/recovery/card',
    '/recovery/phone',
    '/recovery/code',
    '/recovery/mail',
    '/recovery/new-password',
  ],
  'proves who one is, and adds nothing': [
    '/proof/password',
    '/proof/card',
    '/proof/health-card',
    '/proof/passkey',
    '/proof/phone',
  ],
  'sets what stands there already the second time': [
    '/session/extension',
    '/acting-agency',
    '/account/cards/:id',
    '/account/health-cards/:id',
    '/account/passkeys/:id',
    '/account/card-end',
    '/account/second-factor/app',
    '/account/second-factor/removal',
    '/account/phones/new/enrolment',
    '/administration/calendar/load',
    '/administration/code-tables/:name/load',
    '/administration/component',
    '/agencies/:id/edit',
    '/people/search',
    '/people/:id/assignments/place',
    '/review/search',
    '/findings/search',
    '/findings/exemption',
    '/findings/exemption/removal',
    '/people/directory/agencies',
    '/people/directory/search',
    '/certificates/issued/search',
    ...keptLists.flatMap(list => ['', '/:view', '/columns'].map(rest => `${list}/views${rest}`)),
    '/personal-data',
    '/agencies/:id/passwords',
    '/agencies/:id/purposes',
    '/agencies/:id/sensitive',
    '/agencies/:id/second-reviewer',
    '/inbox/all-read',
    '/inbox/:id',
    '/trust/lists',
    '/trust/new',
    '/password',
  ],
  'takes away what is not there any more the second time': [
    '/account/cards/:id/removal',
    '/account/health-cards/:id/removal',
    '/account/passkeys/:id/removal',
    '/account/sessions/end',
    '/account/lock',
    '/account/not-me',
    '/trust/:fingerprint/removal',
    '/agencies/:id/cards/:card/removal',
    '/corrections/:id/evidence/:file/removal',
    ...keptLists.map(list => `${list}/views/:view/removal`),
    '/exports/:profile/removal',
  ],
  'the same row, draft or bytes are found again': [
    '/corrections',
    '/corrections/:id/evidence',
    '/corrections/:id/edit',
    '/card-renewal',
    '/card-renewal/refusal',
  ],
  'shows what was chosen and writes nothing': [
    '/people/selected',
    '/batches/choice',
    '/batches/comparison',
    '/batches/comparison/file',
    '/exports/choice',
    '/papers/choice',
    '/papers/look',
    '/record/paper',
    '/exports/:profile/look',
  ],
  'makes a file, and each one that was made is told': ['/people/:id/paper', '/people/selected/sign-off'],
  'has a key too, which the test of imports sends twice': ['/imports', '/imports/:id/columns'],
  'goes on where it stands, and tries nobody twice': ['/batches/:id/trial'],
  'asks a phone anew, and the question before ends by itself': [
    '/account/phones/new',
    '/corrections/:id/signing/phone',
  ],
  'has a key too, and the line that was signed is used up': [
    '/account/cards/new',
    '/account/health-cards/new',
    '/account/passkeys/new',
    '/agencies/:id/cards',
    '/agency-card',
    '/corrections/:id/signing',
  ],
  'has a key too, and the state guards it': [
    '/imports/:id/people',
    '/imports/:id/new-people',
    '/account/mail-confirmation',
    '/account/password',
    '/account/second-factor/app/code',
    '/account/second-factor/spare-codes',
    '/agencies/:id/activation-code',
    '/deputies/:id/agreement',
    '/deputies/:id/end',
    '/people/:id/account/names',
    '/people/:id/departure/removal',
    '/people/:id/photo',
    '/people/:id/photo/removal',
    '/people/:id/account/cards/:credential/removal',
    '/people/:id/account/phones/:credential/removal',
    '/people/:id/account/health-cards/:credential/removal',
    '/people/:id/account/passkeys/:credential/removal',
    '/people/:id/locks/:lock/end',
    '/corrections/:id/dispute/end',
    '/people/:id/certificates',
    '/people/:id/certificates/:certificate/seal',
    '/people/:id/certificates/:certificate/revocation',
    '/certificates/issued/:certificate/seal',
    '/certificates/issued/:certificate/revocation',
    '/certificates/templates',
    '/people/:id/reopening',
    '/recoveries/:id/code',
    '/recoveries/:id/confirmation',
    '/recipients/:id',
    '/review/:id/return',
    '/review/:id/forwarding',
    '/review/:id/extension',
    '/review/:id/confirmation',
    '/review/:id/decision',
    '/review/:id/authority',
    '/trust',
  ],
})) {
  for (const route of routes) others[route] = reason
}

t.test('every form is in one of the two tables', async t => {
  const { app } = await startApp(t, {}, withMail)
  const known = new Set([...adding.map(([route]) => route), ...Object.keys(others)])
  const routes = routesOf(app)
    .filter(({ method, url }) => method === 'POST' && url !== '/*')
    .map(({ url }) => url)
  t.ok(routes.includes('/people/new'))
  t.same(
    routes.filter(route => !known.has(route)),
    [],
  )
  t.same(
    [...known].filter(route => !routes.includes(route)),
    [],
  )
})

t.test('who goes back and types something else is asked whether it is another one', async t => {
  const { chen, teacher, deps, counts } = await everybody(t)
  const { url, form } = at(teacher, 'sections/skill/entry', row)
  await chen.post(`/people/${teacher.personId}/opening`, { purpose: '核對學歷證件' })
  const key = newFormKey()
  const other = { ...form, ...formOfRow(sectionOf('skill'), { skill: '水上救生', licence: '救生員證書' }) }
  await chen.post(url, { ...form, _once: key })
  const before = await counts()
  const asked = await chen.post(url, { ...other, _once: key })
  t.match(asked.headers.location, /^\/saved-forms\//)
  t.same(grown(before, await counts(), /^saved_forms$/), [], 'nothing was written')
  const page = await chen.get(String(asked.headers.location))
  t.match(page.body, '先前已經送出')
  t.equal((await chen.post(url, formIn(page, url))).statusCode, 303)
  const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
  const licences = rows.filter(({ section }) => section === 'skill').map(({ data }) => data['licence'])
  t.same(licences.sort(), ['初級急救員證書', '救生員證書'])
})

t.test('a form that comes after the session ended keeps its key', async t => {
  const { chen, teacher, officer, deps, counts } = await everybody(t)
  const { url, form } = at(teacher, 'sections/skill/entry', row)
  await chen.post(`/people/${teacher.personId}/opening`, { purpose: '核對學歷證件' })
  const keyed = { ...form, _once: newFormKey() }
  await chen.post(url, keyed)
  // the answer was lost, and while the officer was away the session ended
  await deps.db.update(sessions).set({ data: sql`jsonb_set(data, '{seenAt}', '0')` })
  const late = String((await chen.post(url, keyed)).headers.location)
  const before = await counts()
  await signIn(chen, officer)
  const saved = decodeURIComponent(late.replace('/sign-in?next=', ''))
  await chen.post(url, formIn(await chen.get(saved), url))
  t.same(grown(before, await counts(), /^(sessions|sign_ins|accounts|notices)$/), [], 'it was carried out before')
})

t.test('a page from before there were keys still works, and a key that fits nothing is none', async t => {
  const { chen, teacher, deps } = await everybody(t)
  const { url, form } = at(teacher, 'sections/skill/entry', row)
  await chen.post(`/people/${teacher.personId}/opening`, { purpose: '核對學歷證件' })
  for (const keyed of [form, { ...form, _once: '' }, { ...form, _once: "' or 1=1 --" }]) {
    t.equal((await chen.post(url, keyed)).statusCode, 303)
  }
  const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
  t.equal(rows.filter(({ section }) => section === 'skill').length, 3)
})

t.test('a key is of one person and one form', async t => {
  const { chen, huang, teacher, counts } = await everybody(t)
  const key = newFormKey()
  const path = `/people/${teacher.personId}`
  for (const browser of [chen, huang]) {
    const before = await counts()
    await browser.post(`${path}/opening`, { purpose: '核對學歷證件', _once: key })
    t.same(
      grown(before, await counts(), /^(events|notices)$/).sort(),
      ['access_log', 'record_openings', 'sent_forms'].sort(),
    )
  }
  const entered = await chen.post(`${path}/sections/skill/entry`, { ...row, _once: key })
  t.match(entered.headers.location, path, 'the same key on another form is another form')
})

t.test('a refused form may be sent again under its key', async t => {
  const { huang, teacher } = await everybody(t)
  const path = `/people/${teacher.personId}`
  await huang.post(`${path}/opening`, { purpose: '核對學歷證件' })
  const key = newFormKey()
  const lock = { part: '', reason: '學歷查證中', until: '115/12/31' }
  await huang.post(`${path}/locks`, lock)
  t.equal((await huang.post(`${path}/locks`, { ...lock, _once: key })).statusCode, 409, 'another lock holds')
  const page = await huang.get(`${path}/locks`)
  const [, end = ''] = /action="([^"]+\/end)"/.exec(page.body) ?? []
  await huang.post(end, { [`end_${end.split('/').at(-2)}`]: '查證完畢' })
  t.equal((await huang.post(`${path}/locks`, { ...lock, _once: key })).headers.location, `${path}/locks`)
})

t.test('a code that is shown once is shown again to who clicked twice, while they may see codes', async t => {
  const w = await everybody(t)
  const { chen, deps, setClock } = w
  const person = await invited(w)
  const { url, form } = at(person, 'activation-code', { way: 'letter' })
  const keyed = { ...form, _once: newFormKey() }
  const shown = codesOn((await chen.post(url, keyed)).body)
  t.equal(shown.length > 0, true)
  const start = deps.clock().getTime()
  const after = (minutes: number) => setClock(new Date(start + minutes * 60_000))
  after(9)
  t.same(codesOn((await chen.post(url, keyed)).body), shown)
  after(11)
  const late = await chen.post(url, keyed)
  t.equal(late.headers.location, `/people/${person.personId}`, 'then it leads to the person')
  t.same(codesOn(late.body), [])
})

t.test('a correction that was sent in another tab is shown as sent', async t => {
  const w = await everybody(t)
  const { lin, chen } = w
  const { url, form } = await draft(w)
  const id = url.split('/')[2] ?? ''
  t.equal((await lin.post(url, { ...form, _once: newFormKey() })).headers.location, `/corrections/${id}`)
  const others = [
    () => lin.post(url, { ...form, _once: newFormKey() }),
    () => lin.post(`/corrections/${id}/signing`, {}),
    () => lin.get(`/corrections/${id}/edit`),
    () => lin.get(`/corrections/${id}/check`),
    () => lin.get(`/corrections/${id}/evidence`),
    () => lin.post(`/corrections/${id}/edit`, { revision: '1' }),
  ]
  for (const send of others) {
    t.equal((await send()).headers.location, `/corrections/${id}`)
    t.match((await lin.get(`/corrections/${id}`)).body, /role="status">[^<]*已經送出/)
    t.notMatch((await lin.get(`/corrections/${id}`)).body, /role="status">[^<]+/, 'it is said once')
  }
  await chen.post(`/review/${id}/taking`)
  const decision = { all: 'rejected', text: '不符規定', seen_version: '' }
  const page = await chen.get(`/review/${id}`)
  const decided = await chen.post(`/review/${id}/decision`, {
    ...formIn(page, `/review/${id}/decision`),
    ...decision,
    _once: newFormKey(),
  })
  t.equal(decided.headers.location, `/review/${id}`)
  const again = await chen.post(`/review/${id}/decision`, { ...decision, _once: newFormKey() })
  t.equal(again.headers.location, `/review/${id}`)
  t.match((await chen.get(`/review/${id}`)).body, /role="status">[^<]*已經決定/)
})
