import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { addDays, legalDay } from '../../../server/domain/clock.ts'
import { layouts } from '../../../server/domain/import/layouts.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import * as confirmations from '../../../server/store/account/mail-confirmations.ts'
import { readNext } from '../../../server/reading/read-next.ts'
import * as files from '../../../server/store/outgoing/files.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as locks from '../../../server/store/record/locks.ts'
import { accounts, agencyCards, sessions } from '../../../server/store/schema.ts'
import * as passkeys from '../../../server/store/ways/passkeys.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { codeOn } from '../app/pages.ts'
import { addPerson, changeOwnEmail, type TestPerson } from '../person/people.ts'
import { common, decision } from '../record/batches.ts'
import { world } from '../person/world.ts'
import { must, type Browser, type Browsers } from './page.ts'

/** Whoever is signed in to the account is as if they had just shown their card. */
export async function cardShown({ db, clock }: Deps, accountId: string): Promise<void> {
  const strong = JSON.stringify({ strong: { at: clock().getTime(), by: 'card' } })
  const data = sql`${sessions.data} || ${strong}::jsonb`
  await db.update(sessions).set({ data }).where(eq(sessions.accountId, accountId))
}

/** A passkey of which only the row is true. */
export async function addPasskey({ db, clock }: Deps, accountId: string, label: string): Promise<string> {
  const key = { credentialId: randomUUID(), publicKey: Buffer.from('a key'), counter: 0, transports: [], label }
  const added = await passkeys.add(db, accountId, { ...key, isBackedUp: true }, clock())
  if (!added.ok) throw new Error(added.why)
  return added.id
}

/** One deputy who is at work for the officer, and one for whom the chief's word is missing. */
export async function namedDeputies(
  { db, clock }: Deps,
  { chief: boss, officer: clerk, deputy }: Browsers,
  { officer, chief }: { officer: TestPerson; chief: TestPerson },
) {
  const [found] = await db.select().from(accounts).where(eq(accounts.loginName, world.wang.loginName))
  const today = legalDay(clock())
  const days = { from: shortDate(today), until: shortDate(addDays(today, 7)), reason: '公假研習' }
  const naming = { represented: officer.accountId, ...days }
  const idOf = async (naming: ReturnType<Browser['post']>) => String((await must(naming)).headers.location).slice(10)
  await clerk.get('/deputies/new')
  const waiting = await idOf(clerk.post('/deputies/new', { ...naming, deputy: chief.accountId }))
  await boss.get('/deputies/new')
  const running = await idOf(boss.post('/deputies/new', { ...naming, deputy: found?.id ?? '' }))
  await must(deputy.post('/acting-agency', { agency: running }))
  await deputy.get('/')
  return { running, waiting }
}

/** One request for a new password that HR has stood for, up to the code typed, and one still open; gives the address of that. */
export async function recoveries(
  deps: Deps,
  { forgetful, officer, chief }: Browsers,
  agencyId: string,
): Promise<string> {
  const ask = async (name: string, idNumber: string, loginName: string) => {
    const { personId } = await addPerson(deps, agencyId, { name, idNumber, loginName })
    await must(officer.post(`/people/${personId}/opening`, { purpose: '協助恢復登入' }))
    const { headers } = await must(officer.post(`/people/${personId}/recovery`, { seen: 'yes' }))
    return String(headers.location)
  }
  const done = await ask('高𠮷', 'A123456761', 'gao.ji')
  await must(chief.post(`${done}/confirmation`))
  const code = codeOn(await officer.post(`${done}/code`))
  await forgetful.get('/recovery/code')
  await must(forgetful.post('/recovery/code', { code, name: '高𠮷', last_four: '6761' }))
  await forgetful.get('/recovery/new-password')
  return ask('葉𤧟婷', 'A223456752', 'ye.linting')
}

/**
 * Two people changed their work e-mail: one twice, who asked for as many links as go out in a row, and one who asked for
 * none. The tokens are of one that works and of one for the address before.
 */
export async function mailLinks(
  deps: Deps,
  { deputy }: Browsers,
  { asked, silent }: { asked: TestPerson; silent: TestPerson },
): Promise<{ open: string; stale: string }> {
  const { db, ring, clock } = deps
  const { accountId, personId } = asked
  const link = async (to: string) => {
    await changeOwnEmail(deps, personId, to)
    const { since } = await confirmations.workMail(db, ring, personId)
    if (!since) throw new Error('no work e-mail')
    const token = confirmations.newToken()
    await confirmations.keep(db, ring, { accountId, since, token }, clock())
    return token
  }
  const stale = await link('wang@home.example')
  const open = await link('xiaoming@home.example')
  for (let i = 0; i < 3; i += 1) await must(deputy.post('/account/mail-confirmation'))
  await changeOwnEmail(deps, silent.personId, 'yian@home.example')
  return { open, stale }
}

export async function addAgencyCard({ db, clock }: Deps, agencyId: string, { accountId }: TestPerson) {
  await db.insert(agencyCards).values({
    agencyId,
    issuerFamily: '(測試用)組織及團體憑證管理中心',
    issuerKeyId: 'older',
    subjectSerial: '0000000099900009',
    subjectName: '示範國小',
    certificate: Buffer.from('a certificate'),
    notAfter: new Date('2031-01-01T00:00:00Z'),
    registeredBy: accountId,
    registeredAt: clock(),
  })
}

export async function addLock({ db, clock }: Deps, agencyId: string, chief: TestPerson, { personId }: TestPerson) {
  const facts = { personId, kind: 'case' as const, section: 'training', agencyId, docNumber: null }
  const until = addDays(legalDay(clock()), 20)
  const by = { accountId: chief.accountId, role: 'hr_chief', agencyId, requestId: randomUUID() }
  if (!(await locks.set(db, { ...facts, reason: '成績考核申訴案審議中', until }, by, clock())))
    throw new Error('no lock')
}

/** Somebody on leave, and somebody who left yesterday; gives where HR finds them. */
export async function awayAndLeft(deps: Deps, officer: Browser, agencyId: string) {
  const order = { authority_name: '教育局', authority_day: '115/7/31', authority_number: '晨教人字第1150000002號' }
  const day = (count: number) => shortDate(addDays(legalDay(deps.clock()), count))
  const act = async (person: Pick<TestPerson, 'name' | 'idNumber' | 'loginName'>, page: string, form: object) => {
    const { personId } = await addPerson(deps, agencyId, { ...person, password: null })
    const own = `/people/${personId}`
    await must(officer.post(`${own}/opening`, { purpose: '辦理任職異動' }))
    await must(officer.post(`${own}/${page}`, { ...form, ...order }))
    return own
  }
  const leave = {
    row_kind: 'unpaid_leave',
    row_reason: '育嬰',
    row_from: day(-60),
    row_until: day(60),
    told: 'leave_status.post@from',
  }
  const departure = { row_kind: 'retired', row_reason: '屆齡退休', last_day: day(-1) }
  return {
    away: await act({ name: '方以文', idNumber: 'A223456709', loginName: 'fang.yiwen' }, 'leave', leave),
    left: await act({ name: '何雅築', idNumber: 'A223456718', loginName: 'he.yazhu' }, 'departure', departure),
  }
}

const letter = { name: '獎懲令.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n') }

/** A batch that was tried and lacks nearly everything; gives its address. */
export async function triedBatch(officer: Browser, personId: string): Promise<string> {
  const asked = { verb: 'add', section: 'reward', purpose: '登錄獎懲令', differs_result: 'yes' }
  const { headers } = await officer.post('/batches/new', { ...asked, [`person_${personId}`]: 'yes' })
  const values = String(headers.location)
  await officer.bring(values, { ...common, ...decision, reason: '依獎懲令' }, [letter])
  return values.replace('/values', '')
}

/** A copy of their own record that somebody waits for; gives its address. */
export async function askedCopy({ db, ring, clock }: Deps, { accountId, personId }: TestPerson): Promise<string> {
  const id = files.newId()
  const asker = { personId, agencyId: null, grants: [], actingFor: null, deputyFor: [], secondReviews: false }
  const viewer = { viewerName: '林美華', viewerRole: 'employee', actingFor: null, actingForName: null }
  const asked = { asker, viewer: { ...viewer, address: '', requestId: '' }, language: 'zh-TW' as const, of: {} }
  const whose = { id, kind: 'copy' as const, accountId, agencyId: null, actingFor: null }
  const told = { purpose: '本人要求複本', recipients: '本人', total: 1 }
  await files.ask(db, ring, { ...whose, ...told }, asked, bySystem, clock())
  return `/files/${id}`
}

/**
 * Sheets that came in: of one the columns are asked, of the next who is meant, of another who is new; one is read still,
 * and one cannot be. Gives their addresses.
 */
export async function sentSheets(officer: Browser, deps: Deps) {
  const send = async (text: string, section = 'reward') => {
    const asked = { verb: 'add', section, purpose: '登錄獎懲令' }
    const sheet = { name: 'list.csv', type: 'text/csv', bytes: Buffer.from(text) }
    return String((await officer.bring('/imports', asked, [sheet])).headers.location)
  }
  const large = '甲,乙\n'.repeat(600_000)
  const notRead = await send(large)
  await readNext(deps)
  return {
    notRead,
    reading: await send(large),
    columns: await send('姓名,職稱,獎懲結果,備註\n林美華,教師,嘉獎一次,\n'),
    people: await send(
      '序號,機關,單位,職稱,姓名,獎懲,獎懲事由,審議結果,備註\n1,,教務處,教師,林媄華,嘉獎一次,辦理研習,,\n',
    ),
    register: await send(
      `${Object.keys(layouts.find(({ id }) => id === 'new-staff')?.columns ?? {}).join(',')}\n新同仁,教務處\n高新進,,,A123456761\n`,
      'post',
    ),
  }
}

/** An export of all that a health centre asks for, in Big5; gives its address. */
export async function keptProfile(officer: Browser): Promise<string> {
  const columns = ['基本資料：中文姓名', '基本資料：現居住所', '基本資料：手機'].join('\n')
  const asked = { name: '健康中心', recipients: '健康中心', purpose: '辦理健康檢查', columns, format: 'big5' }
  return String((await must(officer.post('/exports/new', asked))).headers.location)
}
