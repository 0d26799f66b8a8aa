import type { FastifyInstance } from 'fastify'
import { readiness, type Readiness } from '../../store/database/readiness.ts'
import type { Deps } from '../../web/deps.ts'

/** For a watchdog or a load balancer: no session, no words for people. `newest`: when the last migration was made. */
export default async function health(app: FastifyInstance, { db, newest }: Pick<Deps, 'db'> & { newest: number }) {
  app.get('/health/live', async (_request, reply) => reply.type('text/plain').send('live\n'))

  let asking: Promise<Readiness> | undefined
  let last: Readiness = 'ready'
  app.get('/health/ready', async (request, reply) => {
    // whoever asks meanwhile hears the same answer
    asking ??= readiness(db, newest)
      .catch((err: unknown): Readiness => {
        request.log.error({ err }, 'Whether the database is ready could not be found out.')
        return 'unusable'
      })
      .finally(() => (asking = undefined))
    const state = await asking
    if (state !== last) request.log.warn({ state, before: last }, 'The readiness of the database has changed.')
    last = state
    return reply
      .code(state === 'ready' ? 200 : 503)
      .type('text/plain')
      .send(state === 'ready' ? 'ready\n' : `not ready: database ${state}\n`)
  })
}
