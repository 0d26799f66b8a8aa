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
  app.post('/agencies/new', agency.add)

  app.register(async one => {
    inAgency(one, deps)

    one.get('/agencies/:id', agency.show)
    one.get('/agencies/:id/edit', agency.edit)
    one.post('/agencies/:id/edit', agency.save)

    const firstPerson = firstPersonPages(deps)
    one.get('/agencies/:id/first-person', { config: { proof: 'fresh' } }, firstPerson.show)
    one.post(
      '/agencies/:id/first-person',
      { config: { proof: 'fresh-at-page', pressed: 'proof.pressed.hr' } },
      firstPerson.add,
    )
    const atAgency = { proof: 'fresh', page: '/agencies/:id', pressed: 'proof.pressed.activation-code' } as const
    one.post('/agencies/:id/activation-code', { config: atAgency }, firstPerson.issue)

    const secondReviewer = secondReviewerPages(deps)
    one.get('/agencies/:id/second-reviewer', ofTopAgency, secondReviewer.show)
    one.post('/agencies/:id/second-reviewer', ofTopAgency, secondReviewer.save)
  })
}

async function ofRules(app: FastifyInstance, deps: Deps) {
  inAgency(app, deps)
  allowSome(app, 'setAgencyRules', request => maySetAgencyRules(actorOf(request), request.agency.id))

  const passwords = passwordPages(deps)
  app.get('/agencies/:id/passwords', passwords.show)
  app.post('/agencies/:id/passwords', passwords.save)

  const purposes = purposePages(deps)
  app.get('/agencies/:id/purposes', purposes.show)
  app.post('/agencies/:id/purposes', purposes.save)
}

async function ofSensitiveRight(app: FastifyInstance, deps: Deps) {
  inAgency(app, deps)
  allowSome(app, 'giveSensitive', request => mayGiveSensitive(actorOf(request), request.agency.id))

  const right = sensitiveRightPages(deps)
  const proved = { proof: 'fresh', page: '/agencies/:id/sensitive', pressed: 'proof.pressed.sensitive' } as const
  app.get('/agencies/:id/sensitive', right.show)
  app.post('/agencies/:id/sensitive', { config: proved }, right.save)
}
