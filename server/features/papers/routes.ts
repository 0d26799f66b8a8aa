import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { ofPerson, recordPapers } from './record.ts'

/** Papers that are made of records. */
export default async function papers(app: FastifyInstance, deps: Deps) {
  const record = recordPapers(deps)
  const printing = { pressed: 'proof.pressed.paper' } as const
  const own = { strong: 'own', ...printing } as const
  app.get('/record/paper', { config: { proof: 'fresh', strong: 'own' } }, record.own.form)
  app.post('/record/paper', { config: { proof: 'fresh-at-page', page: '/record/paper', ...own } }, record.own.print)

  app.register(async one => {
    allowOnly(one, 'keepPeople')
    nameOnly(one, 'hrOfPerson')
    ofPerson(one, deps)
    const ofColleague = { strong: 'agency', ...printing } as const
    const atPage = { proof: 'fresh-at-page', page: '/people/:id/paper', ...ofColleague } as const
    one.get('/people/:id/paper', { config: { proof: 'fresh', strong: 'agency' } }, record.colleague.form)
    one.post('/people/:id/paper', { config: atPage }, record.colleague.print)
  })
}
