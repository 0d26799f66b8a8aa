import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { papersOfMany } from './many.ts'
import { ofPerson, recordPapers } from './record.ts'

/** Papers that are made of records. */
export default async function papers(app: FastifyInstance, deps: Deps) {
  const printing = { pressed: 'proof.pressed.paper' } as const
  // where one's own was printed before it had one page with all other copies
  app.get('/record/paper', async (_request, reply) => reply.seeOther('/files'))
  app.post('/record/paper', async (_request, reply) => reply.seeOther('/files', 'said.copy-moved'))

  app.register(async hr => {
    allowOnly(hr, 'keepPeople')
    const many = papersOfMany(deps)
    const ofMany = { proof: 'fresh', strong: 'agency', page: '/people', ...printing } as const
    hr.post('/papers/choice', { config: { page: '/people' } }, many.choice)
    hr.post('/papers/look', { config: { page: '/people' } }, many.look)
    hr.post('/papers/file', { config: ofMany }, many.make)

    hr.register(async one => {
      nameOnly(one, 'hrOfPerson')
      ofPerson(one, deps)
      const record = recordPapers(deps)
      const ofColleague = { strong: 'agency', ...printing } as const
      const atPage = { proof: 'fresh-at-page', page: '/people/:id/paper', ...ofColleague } as const
      one.get('/people/:id/paper', { config: { proof: 'fresh', strong: 'agency' } }, record.form)
      one.post('/people/:id/paper', { config: atPage }, record.print)
    })
  })
}
