import type { FastifyInstance, FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { gzipSync } from 'node:zlib'

const worthwhile = 1024

export type Encoding = 'br' | 'gzip' | 'identity'

/** The most welcome of those in which an answer can come, or the first of those as welcome. */
export function encodingFor({ headers }: Pick<FastifyRequest, 'headers'>, possible: readonly Encoding[]): Encoding {
  return new Negotiator({ headers }).encodings(possible, { preferred: possible })[0] ?? 'identity'
}

/** Pages are small: compressing them at once costs less than a stream would. */
export function compressPages(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < worthwhile) return done()
    if (encodingFor(request, ['gzip', 'identity']) !== 'gzip') return done()
    reply.header('Content-Encoding', 'gzip').removeHeader('Content-Length')
    done(null, gzipSync(payload, { level: 6 }))
  })
}
