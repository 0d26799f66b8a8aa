import type { FastifyReply } from 'fastify'
import type { Unopened } from '../../domain/correction/evidence-file.ts'
import { refuseWith } from '../errors.ts'

/** A file as a download that no browser opens as a page of ours: attachment, no sniffing, a sandbox of its own. */
export function sendFile(reply: FastifyReply, file: { name: string; media: string; bytes: Buffer }): FastifyReply {
  const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return reply
    .header('Content-Type', file.media)
    .header('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded(file.name)}`)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', "sandbox; default-src 'none'")
    .header('Cache-Control', 'no-store')
    .send(file.bytes)
}

/** Ends in the page that says why there is no file; the log has the cause. */
export function unopened(reply: FastifyReply, { why, cause }: { why: Unopened; cause?: unknown }): Error {
  const isPassing = why === 'evidence.unopened.unreachable'
  if (isPassing) reply.header('Retry-After', '60')
  return Object.assign(refuseWith(isPassing ? 503 : 500, why), { cause })
}

const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
