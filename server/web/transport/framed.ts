import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TextKey } from '../../text/speak.ts'
import { standInFrame } from './headers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Its file stands in a frame of the page with this pattern, which gives it an id, and so does whatever is said
     * instead of the file.
     */
    framedIn?: string
  }
}

/** Why the frame has no file, and the page around it. */
export type Framed = { problem: TextKey; whole: string }

/**
 * What stands in a frame where a file was asked for one and something is answered that no frame shows: a page of ours,
 * or the way to one. Undefined where nobody asked for a frame.
 */
export function saidInFrame(request: FastifyRequest, reply: FastifyReply, problem?: TextKey): Framed | undefined {
  const { framedIn } = request.routeOptions.config
  if (framedIn === undefined || request.headers['sec-fetch-dest'] === 'document') return undefined
  standInFrame(reply)
  const { id = '' } = request.params as { id?: string }
  const elsewhere = request.actor ? 'framed.not-now' : 'framed.sign-in'
  return { problem: problem ?? elsewhere, whole: framedIn.replace(':id', id) }
}
