import type { FastifyReply } from 'fastify'
import type { Unopened } from '../../domain/correction/evidence-file.ts'
import { refuseWith } from '../errors.ts'

type Sent = { name: string; media: string; bytes: Buffer }

/** A file as a download that no browser opens as a page of ours: attachment, no sniffing, a sandbox of its own. */
export function sendFile(reply: FastifyReply, file: Sent): FastifyReply {
  return send(reply, file, 'attachment', "sandbox; default-src 'none'")
}

/**
 * A file for a frame of our own pages, opened by the browser as what its kind says and never as a page. Browsers open
 * no PDF inside a sandbox: what runs in one runs in their viewer, away from our origin. A viewer has its own styles.
 */
export function showFile(reply: FastifyReply, file: Sent): FastifyReply {
  const sandbox = file.media === 'application/pdf' ? '' : 'sandbox; '
  return send(reply, file, 'inline', `default-src 'none'; style-src 'unsafe-inline'; ${sandbox}frame-ancestors 'self'`)
}

function send(reply: FastifyReply, { name, media, bytes }: Sent, way: 'attachment' | 'inline', policy: string) {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return reply
    .header('Content-Type', media)
    .header('Content-Disposition', `${way}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', policy)
    .header('Cache-Control', 'no-store')
    .send(bytes)
}

/** Ends in the page that says why there is no file; the log has the cause. */
export function unopened(reply: FastifyReply, { why, cause }: { why: Unopened; cause?: unknown }): Error {
  const isPassing = why === 'evidence.unopened.unreachable'
  if (isPassing) reply.header('Retry-After', '60')
  return Object.assign(refuseWith(isPassing ? 503 : 500, why), { cause })
}

const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
