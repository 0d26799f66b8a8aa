import type { FastifyInstance } from 'fastify'
import { gzipSync } from 'node:zlib'

const worthwhile = 1024

/** Pages are small: compressing them at once costs less than a stream would. */
export function compressPages(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthwhile) return payload
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload
    reply.header('Content-Encoding', 'gzip').removeHeader('Content-Length')
    return gzipSync(payload, { level: 6 })
  })
}
