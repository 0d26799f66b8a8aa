import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { deputyshipPages, ofDeputyship } from './deputyship.ts'
import { namingPages, ofHr } from './naming.ts'

/** Who stands in for whom: everybody sees their own deputyships, the HR chief those of the agency. */
export default async function deputyPages(app: FastifyInstance, deps: Deps) {
  app.register(async hr => {
    allowOnly(hr, 'keepPeople')
    hr.addHook('preHandler', async request => void ofHr(request))

    const naming = namingPages(deps)
    hr.get('/deputies/new', { config: { proof: 'fresh' } }, naming.form)
    hr.post('/deputies/new', { config: { proof: 'fresh-at-page' } }, naming.name)
  })

  const deputyship = deputyshipPages(deps)
  app.get('/deputies', deputyship.list)
  app.register(async one => {
    ofDeputyship(one, deps)

    one.get('/deputies/:id', deputyship.show)
    one.post('/deputies/:id/agreement', { config: { proof: 'fresh', page: '/deputies/:id' } }, deputyship.agree)
    one.post('/deputies/:id/end', deputyship.end)
  })
}
