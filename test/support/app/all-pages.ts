import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { addDays, legalDay } from '../../../server/domain/clock.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import { openHealthCardVerifier } from '../../../server/outside/nhi-verifier.ts'
import { openCa, type Ca } from '../../../server/simulators/cards/ca.ts'
import * as activations from '../../../server/store/account/activations.ts'
import * as confirmations from '../../../server/store/account/mail-confirmations.ts'
import * as savedForms from '../../../server/store/account/saved-forms.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import * as evidence from '../../../server/store/correction/evidence.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as checkReports from '../../../server/store/help-desk/check-reports.ts'
import * as installation from '../../../server/store/installation/installation.ts'
import * as shownNames from '../../../server/store/person/shown-names.ts'
import * as locks from '../../../server/store/record/locks.ts'
import * as records from '../../../server/store/record/records.ts'
import { accounts, agencyCards, credentials as credentialRows, roleGrants } from '../../../server/store/schema.ts'
import * as authorities from '../../../server/store/trust/authorities.ts'
import * as credentials from '../../../server/store/ways/credentials.ts'
import * as passkeys from '../../../server/store/ways/passkeys.ts'
import * as secondFactors from '../../../server/store/ways/second-factors.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { formOfRow } from '../../../server/web/show/row-form.ts'
import { activationCode, addSchool } from '../browser/site.ts'
import { bindCard, linCard, signedBy, trustCa } from '../card/cards.ts'
import { addAgency, addPerson, changeOwnEmail, setEmail, signIn, type TestPerson } from '../person/people.ts'
import { bindHealthCard } from '../ways/health-card.ts'
import { phonePeople } from '../ways/phone-desk.ts'
import { bindPhone } from '../ways/phone.ts'
import { visitor } from './app.ts'
import { codeOn } from './pages.ts'

type Browser = ReturnType<typeof visitor>
export type Who =
  | 'visitor'
  | 'invited'
  | 'linked'
  | 'forgetful'
  | 'half'
  | 'renewing'
  | 'returning'
  | 'robbed'
  | 'teacher'
  | 'officer'
  | 'chief'
  | 'deputy'
  | 'administrator'
export type Browsers = Record<Who, Browser>

/** A page and who sees it. With `form` it is what the form answers; `status` is 200, or 422 for a form. */
export type Page = { who: Who; url: string; form?: Record<string, string>; status?: number }

export const statusOf = ({ form, status }: Page) => status ?? (form ? 422 : 200)

/** For messages: the address without the ids of this run. */
export const nameOf = ({ who, url, form }: Page) =>
  `${who} ${form ? 'POST ' : ''}${url.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g, ':id')}`

/** Fetches a page as the person who sees it. A form is sent from a page of the same person, for its token. */
export async function fetchPage(browsers: Browsers, { who, url, form }: Page) {
  return form ? browsers[who].post(url, form) : browsers[who].get(url)
}

/**
 * What the application of these pages is started with, beside its usual settings: mail goes nowhere, no phone answers, and
 * nobody reaches the verifier of health cards.
 */
export const withMail: Partial<Deps> = {
  sendMail: async () => {},
  healthCards: openHealthCardVerifier({ url: 'http://localhost:1', token: 'a token' }),
  phone: {
    ask: async () => ({ ok: false, why: 'mobile-id.refused.unreachable', code: '' }),
    hear: async () => 'pending',
    enrolment: async () => ({ ok: true, hasPhone: false, hasCertificate: false }),
    page: {
      url: 'http://localhost:1/fidoRedirect/web',
      form: ({ transactionId }) => ({ transaction_id: transactionId }),
      read: () => ({ ok: false, why: 'mobile-id.refused.cancelled', code: '' }),
    },
    isReached: async () => false,
  },
}

/**
 * A school with something of everything, and one line for each page that it can show. Pages are only looked at and
 * forms refused, so the lines do not disturb each other.
 */
export async function allPages(
  t: Test,
  app: FastifyInstance,
  deps: Deps,
): Promise<{ browsers: Browsers; pages: Page[] }> {
  const ca = await openCa(t.testdir(), { caBits: 2048, issuers: ['moica3'], clock: deps.clock })
  await trustCa(deps, ca)
  const certificate = (await ca.issuer('moica3')).certificate.toString('base64')
  const { agencyId, teacher, officer, chief } = await addSchool(deps)
  const administrator = await addAdministrator(deps, agencyId)
  const wang = await addPerson(deps, agencyId, standIn)
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
    teacher: await signedIn(app, teacher),
    officer: await signedIn(app, officer),
    chief: await signedIn(app, chief),
    deputy: await signedIn(app, wang),
    administrator: await signedIn(app, administrator),
  }
  // as if only a card opened it
  await deps.db.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, administrator.accountId))
  await bindCard(deps, teacher.accountId, { holder: linCard, signing: { certificate: Buffer.from('a certificate') } })
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
  await addLock(deps, agencyId, chief, teacher)
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

  return {
    browsers,
    pages: [
      { who: 'visitor', url: '/sign-in' },
      { who: 'visitor', url: '/sign-in/password', form: { login_name: '', password: '', next: '/' } },
      { who: 'visitor', url: '/sign-in/card', form: { next: '/' } },
      { who: 'visitor', url: '/sign-in/health-card', form: { next: '/' } },
      { who: 'visitor', url: '/sign-in/health-card', form: { component_failure: 'none' } },
      { who: 'visitor', url: '/sign-in/passkey', form: { next: '/' } },
      { who: 'visitor', url: '/activation' },
      { who: 'visitor', url: '/activation', form: { code: '', name: '', last_four: '' } },
      { who: 'visitor', url: '/activation/without-code/card', form: { card_id_number: '' } },
      { who: 'visitor', url: '/activation/without-code/card', form: { card_id_number: 'A223456781' } },
      { who: 'visitor', url: '/activation/without-code/health-card', form: {} },
      { who: 'visitor', url: '/activation/without-code/phone', form: { id_number: 'A1' } },
      { who: 'visitor', url: '/set-up/token' },
      { who: 'visitor', url: '/set-up/token', form: {} },
      { who: 'visitor', url: '/sitemap' },
      { who: 'visitor', url: '/accessibility' },
      { who: 'visitor', url: '/recovery' },
      { who: 'visitor', url: '/recovery/card' },
      { who: 'visitor', url: '/recovery/card', form: {} },
      { who: 'visitor', url: '/recovery/phone' },
      { who: 'visitor', url: '/recovery/phone', form: { id_number: 'A1' } },
      { who: 'visitor', url: '/recovery/code' },
      { who: 'visitor', url: '/recovery/code', form: { code: '', name: '', last_four: '' } },
      { who: 'visitor', url: '/recovery/mail' },
      { who: 'visitor', url: '/recovery/mail', form: { login_name: '' } },
      { who: 'visitor', url: `/mail-address?token=${links.open}` },
      { who: 'visitor', url: `/mail-address?token=${links.stale}`, status: 422 },
      { who: 'visitor', url: '/mail-address?token=unknown', status: 404 },
      { who: 'visitor', url: '/mail-address/confirmed' },
      { who: 'visitor', url: '/diagnosis' },
      { who: 'visitor', url: '/diagnosis/questions' },
      { who: 'visitor', url: '/diagnosis/result?source=measured&signature=refused' },
      { who: 'visitor', url: '/diagnosis/signature' },
      { who: 'visitor', url: '/diagnosis/health-card' },
      { who: 'visitor', url: '/diagnosis/health-card/questions' },
      {
        who: 'visitor',
        url: '/diagnosis/result?source=measured&browser=chrome&system=windows&permission=granted&health_http=failed&health_name=failed',
      },
      {
        who: 'visitor',
        url: '/diagnosis/result?source=measured&health_name=reached&health_card=refused&health_code=4206',
      },
      { who: 'visitor', url: '/codes/4206' },
      { who: 'visitor', url: '/codes?area=health-card' },
      { who: 'visitor', url: '/codes' },
      { who: 'visitor', url: '/codes?q=PIN' },
      { who: 'visitor', url: '/codes?q=nothing-of-this-kind' },
      { who: 'visitor', url: '/codes/0x7600000b' },
      { who: 'visitor', url: '/diagnosis' },
      { who: 'visitor', url: '/diagnosis/questions' },
      {
        who: 'visitor',
        url: '/diagnosis/result?source=measured&browser=edge&system=windows&window=answered&reader=empty',
      },
      { who: 'visitor', url: '/diagnosis/result?source=said&browser=firefox&popup=blocked&code=0x76100006%2F0xA0' },
      { who: 'visitor', url: `/diagnosis/reports/${ticket}` },
      { who: 'visitor', url: '/diagnosis/signature?source=measured&popup=opened&reader=card' },
      { who: 'visitor', url: '/guides' },
      { who: 'visitor', url: '/guides/install-macos' },
      { who: 'visitor', url: '/guides/popups-chrome' },
      { who: 'visitor', url: '/guides/health-card-windows' },
      { who: 'visitor', url: '/guides/health-card-registration' },
      { who: 'visitor', url: '/guides/phone-certificate' },
      { who: 'visitor', url: '/guides/password' },
      { who: 'visitor', url: '/roll-out' },
      { who: 'visitor', url: '/nothing-here', status: 404 },
      { who: 'linked', url: '/activation/mail' },
      { who: 'linked', url: '/activation/mail', form: {} },
      { who: 'invited', url: '/activation/way' },
      { who: 'invited', url: '/activation/password', form: { login_name: '', password: '' } },
      { who: 'invited', url: '/activation/card', form: {} },
      { who: 'invited', url: '/activation/health-card', form: {} },
      { who: 'half', url: '/sign-in/second-factor?next=/' },
      { who: 'half', url: '/sign-in/second-factor', form: { code: '', next: '/' } },
      { who: 'half', url: '/sign-in/second-factor/passkey', form: { next: '/' } },
      { who: 'returning', url: '/card-renewal' },
      { who: 'renewing', url: '/sign-in/renewal' },
      { who: 'renewing', url: '/sign-in/renewal/password', form: { login_name: '', password: '' } },
      { who: 'renewing', url: '/sign-in/renewal/code', form: { code: '' } },
      { who: 'forgetful', url: '/recovery/new-password' },
      { who: 'forgetful', url: '/recovery/new-password', form: { password: '', again: '' } },

      { who: 'teacher', url: '/' },
      { who: 'teacher', url: '/personal-data' },
      { who: 'teacher', url: '/sitemap' },
      { who: 'teacher', url: '/inbox' },
      { who: 'teacher', url: '/access-log' },
      { who: 'teacher', url: '/account' },
      { who: 'teacher', url: '/account/sign-ins' },
      { who: 'teacher', url: '/account/not-me' },
      { who: 'teacher', url: '/account/not-me', form: { new_password: 'short', again: '' } },
      { who: 'robbed', url: '/account/not-me' },
      { who: 'robbed', url: '/account/not-me', form: {}, status: 200 },
      { who: 'teacher', url: '/account/card-end' },
      { who: 'teacher', url: '/account/cards/new' },
      { who: 'teacher', url: '/account/cards/new', form: {} },
      { who: 'teacher', url: `/account/cards/${card?.id}` },
      { who: 'teacher', url: `/account/cards/${phone?.id}` },
      { who: 'teacher', url: `/account/cards/${card?.id}`, form: { label: '用了很久的卡片'.repeat(5) } },
      { who: 'teacher', url: '/account/health-cards/new' },
      { who: 'teacher', url: '/account/health-cards/new', form: {} },
      { who: 'teacher', url: `/account/health-cards/${healthCard}` },
      { who: 'teacher', url: `/account/health-cards/${healthCard}`, form: { label: '用了很久的卡片'.repeat(5) } },
      { who: 'teacher', url: '/account/passkeys/new' },
      { who: 'teacher', url: '/account/passkeys/new', form: { label: '筆電' } },
      { who: 'teacher', url: `/account/passkeys/${passkey}` },
      { who: 'teacher', url: `/account/passkeys/${passkey}`, form: { label: '用了很久的電腦'.repeat(5) } },
      { who: 'teacher', url: '/account/phones/new' },
      { who: 'teacher', url: '/account/phones/new', form: {} },
      { who: 'teacher', url: '/account/phones/new/enrolment', form: {}, status: 200 },
      { who: 'visitor', url: String(toPage.headers.location) },
      { who: 'teacher', url: `/account/phones/${randomUUID()}`, status: 422 },
      { who: 'teacher', url: `/proof/phone/${randomUUID()}`, status: 422 },
      { who: 'teacher', url: `/corrections/${made.draft}/signing/phone/${randomUUID()}`, status: 422 },
      { who: 'visitor', url: `/sign-in/phone/${randomUUID()}`, status: 422 },
      { who: 'visitor', url: `/recovery/phone/${randomUUID()}`, status: 422 },
      { who: 'visitor', url: `/activation/without-code/phone/${randomUUID()}`, status: 422 },
      { who: 'invited', url: `/activation/phone/${randomUUID()}`, status: 422 },
      { who: 'teacher', url: '/account/lock' },
      { who: 'teacher', url: '/account/sessions/end' },
      { who: 'teacher', url: '/account/second-factor' },
      { who: 'teacher', url: '/account/second-factor/app' },
      { who: 'teacher', url: '/account/second-factor/app/code', form: { code: '000000' } },
      { who: 'teacher', url: '/password' },
      { who: 'teacher', url: '/password', form: { current: '', new_password: '', again: '' } },
      { who: 'teacher', url: '/proof?next=/record' },
      { who: 'teacher', url: '/proof/password', form: { password: '', next: '/record' } },
      { who: 'teacher', url: '/proof/health-card', form: { next: '/record' } },
      { who: 'teacher', url: '/proof/passkey', form: { next: '/record' } },
      { who: 'teacher', url: '/sign-out' },
      { who: 'teacher', url: `/saved-forms/${saved}` },
      { who: 'teacher', url: '/session/extension', form: {}, status: 200 },
      { who: 'teacher', url: '/record' },
      { who: 'teacher', url: `/record/rows/${row('basic')}` },
      { who: 'teacher', url: `/record/rows/${row('education')}` },
      { who: 'teacher', url: `/record/rows/${row('skill')}/history` },
      { who: 'teacher', url: `/record/rows/${row('basic')}/revealed/id_no` },
      { who: 'teacher', url: '/record/basic/own' },
      { who: 'teacher', url: '/record/basic/own', form: { f_email_work: 'nobody', version: '1' } },
      { who: 'teacher', url: '/corrections' },
      { who: 'teacher', url: `/corrections/${made.draft}/edit` },
      { who: 'teacher', url: `/corrections/${made.draft}/edit`, form: { revision: '2' } },
      { who: 'teacher', url: `/corrections/${made.draft}/evidence` },
      { who: 'teacher', url: `/corrections/${made.draft}/evidence`, form: {} },
      { who: 'teacher', url: `/corrections/${made.draft}/check` },
      { who: 'teacher', url: `/corrections/${made.draft}/signing` },
      { who: 'teacher', url: `/corrections/${made.draft}/signing`, form: {} },
      { who: 'teacher', url: `/corrections/${made.draft}/withdrawal` },
      { who: 'teacher', url: `/corrections/${made.deletion}/edit` },
      { who: 'teacher', url: `/corrections/${made.deletion}/check` },
      { who: 'teacher', url: `/corrections/${made.returned}` },
      { who: 'teacher', url: `/corrections/${made.returned}/edit` },
      { who: 'teacher', url: `/corrections/${made.returned}/evidence` },
      { who: 'teacher', url: `/corrections/${made.submitted}` },
      { who: 'teacher', url: `/corrections/${made.submitted}/withdrawal` },
      { who: 'teacher', url: `/corrections/${made.applied}` },
      { who: 'teacher', url: `/corrections/${made.withdrawn}` },
      { who: 'teacher', url: '/people', status: 404 },

      { who: 'officer', url: '/' },
      { who: 'officer', url: '/inbox' },
      { who: 'officer', url: '/record' },
      { who: 'officer', url: '/corrections' },
      { who: 'officer', url: '/access-log' },
      { who: 'officer', url: '/review' },
      { who: 'officer', url: '/review?state=returned' },
      { who: 'officer', url: '/review?state=all' },
      { who: 'officer', url: '/review?q=nobody' },
      { who: 'officer', url: `/review/${made.submitted}` },
      { who: 'officer', url: `/review/${made.inReview}` },
      { who: 'officer', url: `/review/${made.inReview}/decision`, form: {} },
      { who: 'officer', url: `/review/${made.inReview}/return`, form: {} },
      { who: 'officer', url: `/review/${made.inReview}/revealed` },
      { who: 'officer', url: `/review/${made.applied}` },
      { who: 'officer', url: '/people' },
      { who: 'officer', url: '/people?q=nobody' },
      { who: 'officer', url: '/people?account=suspended' },
      { who: 'officer', url: '/people/invitations' },
      { who: 'officer', url: '/people/invitations', form: {} },
      { who: 'officer', url: '/people/invitations', form: { [`person_${unasked}`]: 'yes' }, status: 200 },
      { who: 'officer', url: `/people/${unasked}` },
      { who: 'officer', url: `/people/${unasked}/activation-code`, form: { way: 'letter' }, status: 200 },
      { who: 'officer', url: `/people/${unasked}/activation-code`, form: { way: 'mail' }, status: 200 },
      { who: 'chief', url: '/people/invitations' },
      { who: 'officer', url: '/people/new' },
      { who: 'officer', url: '/people/new', form: {} },
      { who: 'officer', url: own },
      { who: 'officer', url: `${own}/account` },
      { who: 'officer', url: `${own}/account`, form: {} },
      { who: 'officer', url: `${own}/account/names`, form: {} },
      { who: 'officer', url: `${own}/assignments` },
      { who: 'officer', url: `${own}/assignments`, form: {} },
      { who: 'officer', url: `${own}/recovery` },
      { who: 'officer', url: `${own}/recovery`, form: {} },
      { who: 'officer', url: asked },
      { who: 'officer', url: `${own}/locks` },
      { who: 'officer', url: `${own}/rows/${row('education')}` },
      { who: 'officer', url: `${own}/rows/${row('basic')}/revealed/id_no` },
      { who: 'officer', url: `${own}/rows/${row('education')}/entry` },
      { who: 'officer', url: `${own}/rows/${row('education')}/entry`, form: {} },
      { who: 'officer', url: `${own}/rows/${row('skill')}/deletion` },
      { who: 'officer', url: `${own}/rows/${row('skill')}/deletion`, form: {} },
      { who: 'officer', url: `${own}/sections/exam/entry` },
      { who: 'officer', url: `${own}/sections/exam/entry`, form: {} },

      { who: 'chief', url: '/' },
      { who: 'chief', url: '/review' },
      { who: 'chief', url: `/review/${made.waitingChief}` },
      { who: 'chief', url: `/review/${made.waitingChief}/confirmation`, form: {} },
      { who: 'chief', url: `/review/${made.waitingAuthority}` },
      { who: 'chief', url: `/review/${made.waitingAuthority}/authority`, form: {} },
      { who: 'chief', url: `/review/${made.inReview}` },
      { who: 'chief', url: `/review/${made.inReview}/extension`, form: {} },
      { who: 'chief', url: asked },
      { who: 'chief', url: own },
      { who: 'chief', url: `${own}/opening`, form: {} },
      { who: 'chief', url: `${own}/locks` },
      { who: 'chief', url: `${own}/locks`, form: {} },

      { who: 'chief', url: '/deputies' },
      { who: 'chief', url: `/deputies/${running}` },
      { who: 'chief', url: `/deputies/${waiting}` },
      { who: 'chief', url: '/deputies/new' },
      { who: 'chief', url: '/deputies/new', form: {} },
      { who: 'officer', url: '/deputies' },
      { who: 'officer', url: '/deputies/new' },
      { who: 'officer', url: '/deputies/new', form: {} },
      { who: 'officer', url: `/deputies/${waiting}` },
      { who: 'officer', url: `/deputies/${waiting}/agreement`, form: {}, status: 409 },
      { who: 'teacher', url: '/deputies' },

      { who: 'chief', url: `/agencies/${agencyId}/cards` },
      { who: 'chief', url: `/agencies/${agencyId}/cards`, form: {} },
      { who: 'chief', url: '/agency-card' },
      { who: 'chief', url: '/agency-card', form: {} },
      { who: 'deputy', url: '/' },
      { who: 'deputy', url: '/deputies' },
      { who: 'deputy', url: '/inbox' },
      { who: 'deputy', url: '/review' },
      { who: 'deputy', url: '/people' },
      { who: 'deputy', url: '/account' },
      { who: 'deputy', url: '/account/mail-confirmation', form: {}, status: 429 },

      { who: 'administrator', url: '/' },
      { who: 'administrator', url: '/guides/tour' },
      { who: 'administrator', url: '/guides/tour/edit' },
      { who: 'administrator', url: '/guides/tour/edit', form: { body: 'no title' } },
      { who: 'administrator', url: '/administration/failures' },
      { who: 'administrator', url: '/administration/reports' },
      { who: 'administrator', url: '/administration/ways' },
      { who: 'administrator', url: '/administration/outages' },
      { who: 'administrator', url: '/administration/outages', form: { card: '維護中'.repeat(200) } },
      { who: 'administrator', url: '/administration/component' },
      {
        who: 'administrator',
        url: '/administration/component',
        form: { minimum_windows: 'new', sha256_linux: 'x', exceptions_macos: 'x', health_download_linux: 'x' },
      },
      { who: 'administrator', url: '/agencies' },
      { who: 'administrator', url: '/agencies/new' },
      { who: 'administrator', url: '/agencies/new', form: {} },
      { who: 'administrator', url: `/agencies/${agencyId}` },
      { who: 'administrator', url: `/agencies/${empty}` },
      { who: 'administrator', url: `/agencies/${agencyId}/edit` },
      { who: 'administrator', url: `/agencies/${agencyId}/edit`, form: {} },
      { who: 'administrator', url: `/agencies/${empty}/first-person` },
      { who: 'administrator', url: `/agencies/${empty}/first-person`, form: {} },
      { who: 'administrator', url: `/agencies/${agencyId}/second-reviewer` },
      { who: 'administrator', url: `/agencies/${empty}/cards` },
      { who: 'administrator', url: `/agencies/${agencyId}/passwords` },
      { who: 'chief', url: '/people' },
      { who: 'chief', url: `/agencies/${agencyId}/passwords`, form: { days: '30' } },
      { who: 'teacher', url: '/recoveries' },
      { who: 'administrator', url: '/recoveries' },
      { who: 'administrator', url: `/people/${chief.personId}/recovery` },
      { who: 'administrator', url: `/people/${chief.personId}/recovery`, form: {} },
      { who: 'administrator', url: `/people/${held}/recovery` },
      { who: 'administrator', url: `/people/${held}/reopening`, form: {} },
      { who: 'administrator', url: '/trust' },
      { who: 'administrator', url: '/trust/new' },
      { who: 'administrator', url: '/trust/new', form: {} },
      { who: 'administrator', url: '/trust', form: { certificate } },
      { who: 'administrator', url: `/trust/${authority?.fingerprint}/removal` },
      { who: 'administrator', url: '/account' },
      { who: 'administrator', url: '/account/password' },
      { who: 'administrator', url: '/account/password', form: { login_name: '', password: '', again: '' } },
    ],
  }
}

async function signedIn(app: FastifyInstance, person: TestPerson): Promise<Browser> {
  const browser = visitor(app)
  const answer = await signIn(browser, person)
  if (answer.statusCode !== 303) throw new Error(`${person.loginName} cannot sign in: ${answer.statusCode}`)
  await browser.get('/')
  return browser
}

/** Somebody with a card alone, registered today, who says that it was not them. */
async function robbed(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '邱宇翔', idNumber: 'A123456725', loginName: 'chiu.yuxiang' }
  const person = await addPerson(deps, agencyId, who)
  const browser = await signedIn(app, person)
  await deps.db.update(accounts).set({ passwordHash: null }).where(eq(accounts.id, person.accountId))
  const holder = { ...linCard, name: who.name, serialNumber: '0000000099900088' }
  await bindCard(deps, person.accountId, { holder, signing: { certificate: Buffer.from('another certificate') } })
  return browser
}

/** Somebody who has typed the code from HR and now chooses how to sign in. */
async function invited(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '葉庭妤', idNumber: 'A223456790', loginName: 'ye.tingyu' }
  const person = await addPerson(deps, agencyId, { ...who, state: 'invited', password: null })
  const browser = visitor(app)
  await browser.get('/activation')
  const claim = { code: await activationCode(deps, person), name: person.name, last_four: '6790' }
  await must(browser.post('/activation', claim))
  await browser.get('/activation/way')
  return browser
}

/** Somebody who has opened the link of an invitation by mail. */
async function linked(app: FastifyInstance, deps: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '方以晴', idNumber: 'A223456816', loginName: 'fang.yiqing' }
  const { accountId } = await addPerson(deps, agencyId, { ...who, state: 'invited', password: null })
  const token = await activations.issueLink(deps.db, deps.ring, { accountId, by: null }, deps.clock())
  const browser = visitor(app)
  await must(browser.get(`/activation/mail/link?token=${token}`))
  await browser.get('/activation/mail')
  return browser
}

/** Somebody with a record and a work e-mail whom HR has not invited yet; gives the id. */
async function withoutCode(deps: Deps, agencyId: string, who: { name: string; idNumber: string }): Promise<string> {
  const { personId } = await addPerson(deps, agencyId, { ...who, state: 'invited', password: null })
  await setEmail(deps, personId, 'staff@demo.edu.example')
  return personId
}

/** Somebody of HR whose account is suspended; gives the id. */
async function heldOfficer(deps: Deps, agencyId: string): Promise<string> {
  const who = { name: '鄧宜蓁', idNumber: 'A223456825', loginName: 'deng.yizhen' }
  const { personId } = await addPerson(deps, agencyId, { ...who, roles: ['hr_officer'], state: 'suspended' })
  await deps.db.update(accounts).set({ stateReason: '留職停薪' }).where(eq(accounts.personId, personId))
  return personId
}

/** A passkey of which only the row is true. */
async function addPasskey({ db, clock }: Deps, accountId: string, label: string): Promise<string> {
  const key = { credentialId: randomUUID(), publicKey: Buffer.from('a key'), counter: 0, transports: [], label }
  const added = await passkeys.add(db, accountId, { ...key, isBackedUp: true }, clock())
  if (!added.ok) throw new Error(added.why)
  return added.id
}

/** Somebody with an app and a passkey who has typed the password. */
async function half(app: FastifyInstance, { db, ring, clock, ...deps }: Deps, agencyId: string): Promise<Browser> {
  const who = { name: '潘欣怡', idNumber: 'A223456807', loginName: 'pan.xinyi' }
  const person = await addPerson({ db, ring, clock, ...deps }, agencyId, who)
  await secondFactors.begin(db, ring, person.accountId, 'JBSWY3DPEHPK3PXP', clock())
  const totp = await secondFactors.totpOf(db, ring, person.accountId)
  await secondFactors.use(db, totp?.id ?? '', 1, clock())
  await addPasskey({ db, ring, clock, ...deps }, person.accountId, '')
  const browser = visitor(app)
  await signIn(browser, person)
  await browser.get('/sign-in/second-factor')
  return browser
}

const successors = {
  shi: { ...linCard, name: '石志明', lastFour: '6743', serialNumber: '0000000099900089' },
  du: { ...linCard, name: '杜雨青', lastFour: '6805', serialNumber: '0000000099900091' },
}

/** Somebody who has come with the successor of their card. */
async function renewing(
  app: FastifyInstance,
  deps: Deps,
  agencyId: string,
  successor: Awaited<ReturnType<Ca['card']>>,
) {
  const { name, lastFour, serialNumber } = successor.holder
  const who = { name, idNumber: `A12345${lastFour}`, loginName: `renewing.${lastFour}` }
  const person = await addPerson(deps, agencyId, who)
  const holder = { ...successor.holder, serialNumber: `${serialNumber.slice(0, -1)}0` }
  await bindCard(deps, person.accountId, { holder, signing: { certificate: Buffer.from('an older certificate') } })
  const browser = visitor(app)
  await must(browser.post('/sign-in/card', signedBy(successor, (await browser.get('/sign-in')).body)))
  await browser.get('/sign-in/renewal')
  return { browser, person }
}

/** The same, who then typed the password on the page of all ways. */
async function returning(...asked: Parameters<typeof renewing>): Promise<Browser> {
  const { browser, person } = await renewing(...asked)
  await must(signIn(browser, person))
  await browser.get('/card-renewal')
  return browser
}

async function addAdministrator(deps: Deps, agencyId: string): Promise<TestPerson> {
  const who = { name: '陳以安', idNumber: 'A123456798', loginName: 'chen.yian' }
  const person = await addPerson(deps, agencyId, who)
  const from = legalDay(deps.clock())
  await deps.db.insert(roleGrants).values({ accountId: person.accountId, role: 'sysadmin', from })
  return person
}

const standIn = { name: '王小明', idNumber: 'A123456734', loginName: 'wang.xiaoming' }

/** One deputy who is at work for the officer, and one for whom the chief's word is missing. */
async function namedDeputies(
  { db, clock }: Deps,
  { chief: boss, officer: clerk, deputy }: Browsers,
  { officer, chief }: { officer: TestPerson; chief: TestPerson },
) {
  const [found] = await db.select().from(accounts).where(eq(accounts.loginName, standIn.loginName))
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
async function recoveries(deps: Deps, { forgetful, officer, chief }: Browsers, agencyId: string): Promise<string> {
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
async function mailLinks(
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

async function addAgencyCard({ db, clock }: Deps, agencyId: string, { accountId }: TestPerson) {
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

async function addLock({ db, clock }: Deps, agencyId: string, chief: TestPerson, { personId }: TestPerson) {
  const facts = { personId, kind: 'case' as const, section: 'training', agencyId, docNumber: null }
  const until = addDays(legalDay(clock()), 20)
  const by = { accountId: chief.accountId, role: 'hr_chief', agencyId, requestId: randomUUID() }
  if (!(await locks.set(db, { ...facts, reason: '成績考核申訴案審議中', until }, by, clock())))
    throw new Error('no lock')
}

/** A request of the teacher in each state, brought there by the pages that people use. */
async function everyState(deps: Deps, { teacher, officer }: Browsers, { personId }: TestPerson) {
  const { db, ring, clock } = deps
  const today = legalDay(clock())

  async function draft(section: string, row: Row): Promise<string> {
    const id = await start(`add:${section}`)
    const form = { ...formOfRow(sectionOf(section), row), reason: '新取得證照，請補登。' }
    const revision = await shown(teacher, `/corrections/${id}/edit`, 'revision')
    await must(teacher.post(`/corrections/${id}/edit`, { ...form, effective: '', revision }))
    const file = { name: '證書.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') }
    await must(teacher.upload(`/corrections/${id}/evidence`, 'file', file))
    return id
  }

  async function start(what: string): Promise<string> {
    const { headers } = await must(teacher.post('/corrections', { start: what }))
    return String(headers.location).split('/')[2] ?? ''
  }

  async function sent(section: string, row: Row): Promise<string> {
    const id = await draft(section, row)
    const text_sha256 = await shown(teacher, `/corrections/${id}/signing`, 'text_sha256')
    await must(teacher.post(`/corrections/${id}/unsigned`, { text_sha256 }))
    return id
  }

  const skill = (licence: string): Row => ({ skill: '急救', licence })

  async function taken(section: string, row: Row): Promise<string> {
    const id = await sent(section, row)
    await must(officer.post(`/review/${id}/taking`))
    for (const file of await evidence.ofCorrection(db, id)) await officer.get(`/review/${id}/evidence/${file.id}`)
    return id
  }

  const [applied, returned, waitingChief, waitingAuthority] = [
    await taken('skill', skill('初級救護技術員證書')),
    await taken('skill', skill('校園急救員證書')),
    await taken('skill', skill('水上救生員證書')),
    await taken('exam', {
      kind: 'civil',
      year: 109,
      name: '公務人員普通考試',
      category: '教育行政',
      cert_no: '109公普字第000123號',
      restrict_to: '2026-12-31',
    }),
  ]
  const seen_version = await shown(officer, `/review/${applied}`, 'seen_version')
  await must(officer.post(`/review/${applied}/decision`, { all: 'accepted', seen_version }))
  const day = shortDate(addDays(today, 10))
  await must(officer.post(`/review/${returned}/return`, { return_text: '請補附訓練時數。', return_day: day }))
  const rejected = (await corrections.find(db, ring, waitingChief))?.items.flatMap(({ field }) => [
    [`item_${field}`, 'rejected'],
    [`why_${field}`, '文件看不清楚'],
  ])
  const no = { ...Object.fromEntries(rejected ?? []), text: '所附文件與申請內容不符。', seen_version }
  await must(officer.post(`/review/${waitingChief}/decision`, no))
  await must(officer.post(`/review/${waitingAuthority}/forwarding`))

  const withdrawn = await sent('skill', skill('其他證書'))
  await must(teacher.post(`/corrections/${withdrawn}/withdrawal`))
  const education = (await records.ofPerson(db, ring, personId)).find(({ section }) => section === 'education')
  return {
    applied,
    returned,
    waitingChief,
    waitingAuthority,
    withdrawn,
    draft: await draft('skill', skill('高級心臟救命術證書')),
    deletion: await start(`delete:education:${education?.id}`),
    submitted: await sent('skill', skill('電腦軟體應用乙級技術士證')),
    inReview: await taken('skill', skill('教練證')),
  }
}

/** The value of a hidden field of a page. */
async function shown(browser: Browser, url: string, name: string): Promise<string> {
  const { body } = await browser.get(url)
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
}

async function must(sending: ReturnType<Browser['post']>) {
  const answer = await sending
  if (answer.statusCode === 303) return answer
  const said = answer.body
    .replace(/^[^]*<main/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  throw new Error(`${answer.statusCode} instead of 303: ${said.slice(0, 600)}`)
}
