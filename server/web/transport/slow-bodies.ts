import type { FastifyInstance } from 'fastify'
import { refuseWith } from '../errors.ts'

/** In every stretch of so many milliseconds at least so many bytes of a body have to come. */
export type Patience = { milliseconds: number; bytes: number }

/** A line of 1 KB a second is slow; what comes slower has stopped, or is meant to hold a place. */
export const defaultPatience: Patience = { milliseconds: 60_000, bytes: 60 * 1024 }

/**
 * Ends a body that no longer comes, however long it took until then: the limit is on silence, not on the whole. The
 * answer is a page, and what is still on its way is taken and dropped, because a browser that is cut off while it sends
 * shows no answer. Who stays silent after that is cut off.
 */
export function endSilentBodies(app: FastifyInstance, { milliseconds, bytes }: Patience): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined)
      return done()
    let before = raw.socket.bytesRead
    let stretchesLeft = stretchesAfterAnswer
    const watch = setInterval(() => {
      const came = raw.socket.bytesRead - before
      before += came
      if (reply.sent && --stretchesLeft < 0) return void raw.destroy()
      // what came and is not taken yet waits for us
      if (came >= bytes || raw.readableLength > 0) return
      if (reply.sent) {
        raw.destroy()
      } else if (raw.listenerCount('error') > 0) {
        // told to whoever reads the body; destroying it would end the connection before the answer
        raw.emit('error', refuseWith(408, 'problem.too-slow'))
        raw.unpipe().resume()
      }
    }, milliseconds).unref()
    const stop = () => clearInterval(watch)
    raw.once('end', stop).once('close', stop)
    done()
  })
  app.addHook('onSend', ({ raw, headers }, reply, _payload, done) => {
    // the parser of bodies ends the connection of whoever sends too much, and a proxy then answers in our place
    if (
      reply.statusCode === 413 &&
      reply.getHeader('connection') === 'close' &&
      Number(headers['content-length']) <= maxDropped
    ) {
      reply.removeHeader('connection')
      raw.resume()
    }
    done()
  })
}

/** For so many stretches what is still on its way is taken after the answer, however fast it comes. */
const stretchesAfterAnswer = 5

/** Of a body that is refused, so much is taken and dropped: more than any proxy before us lets through. */
const maxDropped = 64 * 2 ** 20
