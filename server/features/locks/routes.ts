import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { disputePages } from './dispute.ts'
import { lockPages, ofPerson } from './locks.ts'

const config = { shows: 'locks' } as const
const ofLock = { strong: 'agency', page: '/people/:id/locks', pressed: 'proof.pressed.record-lock' } as const
const ofChief = { ...config, ...ofLock, only: 'chiefOfPerson' } as const
const ofDispute = { strong: 'agency', page: '/people/:id/rows/:row', pressed: 'proof.pressed.record-lock' } as const

/** What holds a record against every change. */
export default async function recordLocks(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')
  nameOnly(app, 'readerInHr')
  ofPerson(app, deps)

  const locks = lockPages(deps)
  app.get('/people/:id/locks', { config }, locks.show)
  app.post('/people/:id/locks', { config: ofChief }, locks.set)
  app.post('/people/:id/locks/:lock/end', { config: ofChief }, locks.end)

  const dispute = disputePages(deps)
  app.get('/people/:id/rows/:row/dispute', { config: { only: 'chiefOfPerson' } }, dispute.form)
  app.post('/people/:id/rows/:row/dispute', { config: { ...ofDispute, only: 'chiefOfPerson' } }, dispute.set)
}
