import type { FastifyInstance } from 'fastify'

/**
 * A page that a browser only fetches ahead was not opened by anybody: it would count as read, and as a use of the
 * session. What is refused is asked for again once somebody goes there (WICG, navigational prefetching).
 */
export function refusePrefetch(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }, reply) => {
    const asked = [headers['sec-purpose'], headers['purpose'], headers['x-moz']].join()
    if (/\b(prefetch|preview)\b/.test(asked)) return reply.code(503).header('Cache-Control', 'no-store').send()
  })
}
