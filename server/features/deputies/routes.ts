import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { deputyshipPages, ofDeputyship } from './deputyship.ts'
import { namingPages, ofHr } from './naming.ts'

const ofDeputy = { strong: 'agency', pressed: 'proof.pressed.deputy' } as const

/** Who stands in for whom: everybody sees their own deputyships, the HR chief those of the agency. */
export default async function deputyPages(app: FastifyInstance, deps: Deps) {
  app.register(async hr => {
    allowOnly(hr, 'keepPeople')
    hr.addHook('preHandler', async request => void ofHr(request))

    const naming = namingPages(deps)
    hr.get('/deputies/new', { config: { only: 'hrInOwnName', proof: 'fresh', strong: 'agency' } }, naming.form)
    const atNaming = { only: 'hrInOwnName', proof: 'fresh-at-page', ...ofDeputy } as const
    hr.post('/deputies/new', { config: atNaming }, naming.name)
  })

  const deputyship = deputyshipPages(deps)
  app.get('/deputies', deputyship.list)
  app.register(async one => {
    nameOnly(one, 'concernedByDeputyship')
    ofDeputyship(one, deps)

    one.get('/deputies/:id', deputyship.show)
    const atDeputyship = { proof: 'fresh', page: '/deputies/:id', only: 'agreeingToDeputyship', ...ofDeputy } as const
    one.post('/deputies/:id/agreement', { config: atDeputyship }, deputyship.agree)
    one.post('/deputies/:id/end', deputyship.end)
  })
}
