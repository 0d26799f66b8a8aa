import type { FastifyInstance } from 'fastify'
import { mayGiveSensitive, maySetAgencyRules } from '../../domain/agency/permission.ts'
import { allowOnly, allowSome } from '../../web/access/permitted.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { inAgency } from './agency.ts'
import { firstPersonPages } from './first-person.ts'
import { agencyPages } from './pages.ts'
import { passwordPages } from './passwords.ts'
import { purposePages } from './purposes.ts'
import { sensitiveRightPages } from './sensitive-right.ts'
import { ofTopAgency, secondReviewerPages } from './second-reviewer.ts'

const ofAgency = { pressed: 'proof.pressed.agency' } as const

/** Agencies, and who does the HR work of each. */
export default async function agencies(app: FastifyInstance, deps: Deps) {
  app.register(ofAdministrator, deps)
  app.register(ofRules, deps)
  app.register(ofSensitiveRight, deps)
}

/** The administrator's part. For everybody else none of it exists. */
async function ofAdministrator(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'administer')

  const agency = agencyPages(deps)
  app.get('/agencies', agency.list)
  app.get('/agencies/new', agency.newForm)
  // by who stands above an agency its people are listed and helped from there
  app.post('/agencies/new', { config: { strong: 'agency', ...ofAgency } }, agency.add)

  app.register(async one => {
    inAgency(one, deps)

    one.get('/agencies/:id', agency.show)
    one.get('/agencies/:id/edit', agency.edit)
    one.post('/agencies/:id/edit', { config: { strong: 'agency', ...ofAgency } }, agency.save)

    const firstPerson = firstPersonPages(deps)
    one.get('/agencies/:id/first-person', { config: { proof: 'fresh', strong: 'agency' } }, firstPerson.show)
    one.post(
      '/agencies/:id/first-person',
      { config: { proof: 'fresh-at-page', strong: 'agency', pressed: 'proof.pressed.hr' } },
      firstPerson.add,
    )
    const ofCode = { strong: 'agency', pressed: 'proof.pressed.activation-code' } as const
    const atAgency = { proof: 'fresh', page: '/agencies/:id', ...ofCode } as const
    one.post('/agencies/:id/activation-code', { config: atAgency }, firstPerson.issue)

    const secondReviewer = secondReviewerPages(deps)
    one.get('/agencies/:id/second-reviewer', ofTopAgency, secondReviewer.show)
    const naming = { strong: 'agency', page: '/agencies/:id/second-reviewer', ...ofAgency } as const
    one.post('/agencies/:id/second-reviewer', { ...ofTopAgency, config: naming }, secondReviewer.save)
  })
}

async function ofRules(app: FastifyInstance, deps: Deps) {
  inAgency(app, deps)
  allowSome(app, 'setAgencyRules', request => maySetAgencyRules(actorOf(request), request.agency.id))

  const passwords = passwordPages(deps)
  app.get('/agencies/:id/passwords', passwords.show)
  // or a thief of the chief's password would first set that it is enough
  app.post('/agencies/:id/passwords', { config: { strong: 'agency', ...ofAgency } }, passwords.save)

  const purposes = purposePages(deps)
  app.get('/agencies/:id/purposes', purposes.show)
  app.post('/agencies/:id/purposes', { config: { strong: 'agency', ...ofAgency } }, purposes.save)
}

async function ofSensitiveRight(app: FastifyInstance, deps: Deps) {
  inAgency(app, deps)
  allowSome(app, 'giveSensitive', request => mayGiveSensitive(actorOf(request), request.agency.id))

  const right = sensitiveRightPages(deps)
  const ofRight = { strong: 'agency', pressed: 'proof.pressed.sensitive' } as const
  const proved = { proof: 'fresh', page: '/agencies/:id/sensitive', ...ofRight } as const
  app.get('/agencies/:id/sensitive', right.show)
  app.post('/agencies/:id/sensitive', { config: proved }, right.save)
}
