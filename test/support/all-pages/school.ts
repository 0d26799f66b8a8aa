import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { eq } from 'drizzle-orm'
import { legalDay } from '../../../server/domain/clock.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import { openCa } from '../../../server/simulators/cards/ca.ts'
import * as savedForms from '../../../server/store/account/saved-forms.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as checkReports from '../../../server/store/help-desk/check-reports.ts'
import * as installation from '../../../server/store/installation/installation.ts'
import * as shownNames from '../../../server/store/person/shown-names.ts'
import * as records from '../../../server/store/record/records.ts'
import { accounts, credentials as credentialRows, roleGrants } from '../../../server/store/schema.ts'
import * as authorities from '../../../server/store/trust/authorities.ts'
import * as credentials from '../../../server/store/ways/credentials.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { visitor } from '../app/app.ts'
import { bindCard, linHolder, trustCa } from '../card/cards.ts'
import { cardFolder } from '../card/folder.ts'
import { addAgency, addPerson } from '../person/people.ts'
import { addSchool } from '../person/school.ts'
import { world } from '../person/world.ts'
import { bindHealthCard } from '../ways/health-card.ts'
import { phonePeople } from '../ways/phone-desk.ts'
import { bindPhone } from '../ways/phone.ts'
import {
  signedIn,
  robbed,
  hurried,
  parted,
  invited,
  linked,
  withoutCode,
  heldOfficer,
  half,
  successors,
  renewing,
  returning,
} from './cast.ts'
import { everyState } from './corrections.ts'
import { must, type Browsers } from './page.ts'
import {
  addPasskey,
  cardShown,
  namedDeputies,
  recoveries,
  mailLinks,
  addAgencyCard,
  addLock,
  askedCopy,
  keptProfile,
  triedBatch,
  sentSheets,
  awayAndLeft,
} from './things.ts'
import { sealedCertificate, waitingCertificate } from '../record/certificates.ts'

/** A school with something of everything; what the addresses of its pages need to be known by. */
export async function furnish(t: Test, app: FastifyInstance, deps: Deps) {
  const ca = await openCa(await cardFolder(t), { caBits: 2048, issuers: ['moica3'], clock: deps.clock })
  await trustCa(deps, ca)
  const certificate = (await ca.issuer('moica3')).certificate.toString('base64')
  const { agencyId, teacher, officer, chief } = await addSchool(deps)
  await deps.db
    .insert(roleGrants)
    .values({ accountId: chief.accountId, role: 'parent_hr', agencyId, from: legalDay(deps.clock()) })
  const administrator = await addPerson(deps, agencyId, world.admin)
  const wang = await addPerson(deps, agencyId, world.wang)
  // at home
  await signedIn(app, teacher)
  const browsers: Browsers = {
    visitor: visitor(app),
    invited: await invited(app, deps, agencyId),
    linked: await linked(app, deps, agencyId),
    forgetful: visitor(app),
    half: await half(app, deps, agencyId),
    renewing: (await renewing(app, deps, agencyId, await ca.card(successors.shi))).browser,
    returning: await returning(app, deps, agencyId, await ca.card(successors.du)),
    robbed: await robbed(app, deps, agencyId),
    hurried: await hurried(app, deps, agencyId),
    parted: await parted(app, deps, agencyId),
    teacher: await signedIn(app, teacher),
    officer: await signedIn(app, officer),
    chief: await signedIn(app, chief),
    deputy: await signedIn(app, wang),
    administrator: await signedIn(app, administrator),
  }
  // as if only a card opened it
  await deps.db.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, administrator.accountId))
  await bindCard(deps, teacher.accountId, { holder: linHolder, signing: { certificate: Buffer.from('a certificate') } })
  const soon = new Date(deps.clock().getTime() + 20 * 86_400_000)
  await deps.db.update(credentialRows).set({ notAfter: soon }).where(eq(credentialRows.accountId, teacher.accountId))
  // the first is one of the past from then on
  await bindHealthCard(deps, teacher.accountId, { cardNumber: '990000000009' })
  const healthCard = await bindHealthCard(deps, teacher.accountId, { cardNumber: '990000000001' })
  const passkey = await addPasskey(deps, teacher.accountId, '學校的筆電')
  await bindPhone(deps, teacher.accountId, phonePeople.lin)
  await shownNames.keep(deps.db, teacher.personId, '林美樺', bySystem, deps.clock())
  const unasked = await withoutCode(deps, agencyId, { name: '游子涵', idNumber: 'A123456752' })
  await withoutCode(deps, agencyId, { name: '許書瑋', idNumber: 'A123456716' })
  const asked = await recoveries(deps, browsers, agencyId)
  const held = await heldOfficer(deps, agencyId)
  const links = await mailLinks(deps, browsers, { asked: wang, silent: administrator })
  const { running, waiting } = await namedDeputies(deps, browsers, { officer, chief })
  const made = await everyState(deps, browsers, teacher)
  await browsers.officer.post(`/people/${teacher.personId}/opening`, { purpose: '核對學歷證件' })
  await browsers.chief.post(`/people/${teacher.personId}/opening`, { purpose: '核對學歷證件' })
  await browsers.chief.post('/findings/opening', { purpose: '每月定期檢誤' })
  const batch = await triedBatch(browsers.officer, teacher.personId)
  const copy = await askedCopy(deps, teacher)
  const sheets = await sentSheets(browsers.officer, deps)
  const profile = await keptProfile(browsers.officer)
  const certified = { agencyId, personId: teacher.personId, by: chief }
  const { token: sealed, id: issued } = await sealedCertificate(deps, certified)
  await waitingCertificate(deps, certified)
  const { away, left } = await awayAndLeft(deps, browsers.officer, agencyId)
  await addLock(deps, agencyId, chief, teacher)
  await cardShown(deps, teacher.accountId)
  await browsers.teacher.get('/account/second-factor')
  await must(browsers.teacher.post('/account/second-factor/app'))
  await installation.offerSetUp(deps.db, installation.setUpTokenHash('token'))

  await addAgencyCard(deps, agencyId, administrator)
  const empty = await addAgency(deps, '999000002B', '第二示範國民小學附設幼兒園')
  const rows = await records.ofPerson(deps.db, deps.ring, teacher.personId)
  const row = (section: string) => rows.find(row => row.section === section)?.id ?? ''
  const late = { path: '/record/basic/own', fields: { f_cur_addr: '臺中市示範區測試路 1 號' } }
  const saved = await savedForms.keep(deps.db, deps.ring, teacher.accountId, late, deps.clock())
  const bound = await credentials.ofAccount(deps.db, teacher.accountId)
  const card = bound.find(({ kind }) => kind === 'citizen_card')
  const phone = bound.find(({ kind }) => kind === 'phone')
  const [authority] = await authorities.all(deps.db)
  const own = `/people/${teacher.personId}`

  await browsers.visitor.get('/sign-in')
  const toPage = await must(browsers.visitor.post('/sign-in/phone', { id_number: '', mode: 'page', next: '/' }))

  const ticket = await checkReports.add(
    deps.db,
    { fields: { reader: 'empty' }, findings: ['diagnosis.no-card'] },
    deps.clock(),
  )

  const things = {
    agencyId,
    empty,
    chief,
    own,
    row,
    made,
    links,
    ticket,
    saved,
    card,
    phone,
    healthCard,
    passkey,
    toPage,
    unasked,
    asked,
    running,
    waiting,
    held,
    away,
    left,
    batch,
    copy,
    sheets,
    profile,
    sealed,
    issued,
    authority,
    certificate,
    today: shortDate(legalDay(deps.clock())),
  }
  return { browsers, things }
}

export type Things = Awaited<ReturnType<typeof furnish>>['things']
