import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../web/deps.ts'

/** For a watchdog or a load balancer: no session, no words for people. */
export default async function health(app: FastifyInstance, { db }: Deps) {
  app.get('/health/live', async (_request, reply) => reply.type('text/plain').send('live\n'))

  app.get('/health/ready', async (request, reply) => {
    reply.type('text/plain')
    try {
      await db.execute('select 1')
      return reply.send('ready\n')
    } catch (error) {
      request.log.warn({ err: error }, 'not ready')
      return reply.code(503).send('database not reachable\n')
    }
  })
}
