import type { FastifyInstance } from 'fastify'
import Negotiator from 'negotiator'
import { gzipSync } from 'node:zlib'

const worthwhile = 1024

/** Settles once for each request whether pages and files may come compressed, for whoever looks at the header later. */
export function settleEncoding(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    const [welcome] = new Negotiator({ headers }).encodings(['gzip', 'identity'])
    headers['accept-encoding'] = welcome === 'gzip' ? 'gzip' : 'identity'
    done()
  })
}

/** Pages are small: compressing them at once costs less than a stream would. */
export function compressPages(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < worthwhile) return done()
    if (request.headers['accept-encoding'] !== 'gzip') return done()
    reply.header('Content-Encoding', 'gzip').removeHeader('Content-Length')
    done(null, gzipSync(payload, { level: 6 }))
  })
}
