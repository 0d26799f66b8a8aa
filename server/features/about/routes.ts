import type { FastifyInstance } from 'fastify'
import { permissions } from '../../domain/agency/permission.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { accessibilityPage } from './accessibility.ts'

type Page = { href: string; text: TextKey }

const forVisitors: Page[] = [
  { href: '/sign-in', text: 'nav.sign-in' },
  { href: '/recovery', text: 'recovery.title' },
  { href: '/diagnosis', text: 'diagnosis.title' },
  { href: '/diagnosis/health-card', text: 'diagnosis.health.title' },
  { href: '/guides', text: 'guide.title' },
  { href: '/roll-out', text: 'roll-out.title' },
  { href: '/codes', text: 'code.title' },
  { href: '/verify', text: 'verify.title' },
  { href: '/accessibility', text: 'nav.accessibility' },
]
const forEverybody: Page[] = [
  { href: '/', text: 'nav.home' },
  { href: '/record', text: 'nav.record' },
  { href: '/certificates', text: 'certificate.own.title' },
  { href: '/files', text: 'copy.link' },
  { href: '/corrections', text: 'nav.corrections' },
  { href: '/access-log', text: 'nav.access-log' },
  { href: '/access-log/recipients', text: 'recipient.title' },
  { href: '/inbox', text: 'nav.inbox' },
  { href: '/account', text: 'nav.account' },
  { href: '/deputies', text: 'deputy.title' },
]

/** Pages about the site itself. */
export default async function about(app: FastifyInstance, deps: Deps) {
  app.get('/sitemap', async (request, reply) => {
    const { actor } = request
    const pages: Page[] = actor ? [...forEverybody] : []
    if (actor && permissions.reviewQueue(actor)) pages.push({ href: '/review', text: 'nav.review' })
    if (actor && permissions.keepPeople(actor)) {
      pages.push(
        { href: '/people', text: 'nav.people' },
        { href: '/findings', text: 'findings.title' },
        { href: '/batches', text: 'batch.title' },
        { href: '/imports', text: 'import.title' },
        { href: '/exports', text: 'export.title' },
        { href: '/certificates/issued', text: 'certificate.agency.title' },
        { href: '/recipients', text: 'told.title' },
      )
    }
    if (actor && permissions.readDirectory(actor)) pages.push({ href: '/people/directory', text: 'directory.title' })
    if (actor && permissions.administer(actor)) {
      pages.push(
        { href: '/agencies', text: 'nav.agencies' },
        { href: '/trust', text: 'nav.trust' },
        { href: '/administration/failures', text: 'administration.title' },
        { href: '/administration/calendar', text: 'calendar.title' },
        { href: '/administration/code-tables', text: 'code-table.title' },
      )
    }
    return reply.page('about/sitemap', { pages: [...pages, ...forVisitors] })
  })

  app.get('/accessibility', accessibilityPage(deps))
}
