import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { deputyshipPages, ofDeputyship } from './deputyship.ts'
import { namingPages, ofHr } from './naming.ts'

/** Who stands in for whom: everybody sees their own deputyships, the HR chief those of the agency. */
export default async function deputyPages(app: FastifyInstance, deps: Deps) {
  app.register(async hr => {
    allowOnly(hr, 'keepPeople')
    hr.addHook('preHandler', async request => void ofHr(request))

    const naming = namingPages(deps)
    hr.get('/deputies/new', { config: { only: 'hrInOwnName', proof: 'fresh' } }, naming.form)
    hr.post('/deputies/new', { config: { only: 'hrInOwnName', proof: 'fresh-at-page' } }, naming.name)
  })

  const deputyship = deputyshipPages(deps)
  app.get('/deputies', deputyship.list)
  app.register(async one => {
    nameOnly(one, 'concernedByDeputyship')
    ofDeputyship(one, deps)

    one.get('/deputies/:id', deputyship.show)
    const atDeputyship = { proof: 'fresh', page: '/deputies/:id', only: 'agreeingToDeputyship' } as const
    one.post('/deputies/:id/agreement', { config: atDeputyship }, deputyship.agree)
    one.post('/deputies/:id/end', deputyship.end)
  })
}
