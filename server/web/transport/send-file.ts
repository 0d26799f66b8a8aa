import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Unopened } from '../../domain/correction/evidence-file.ts'
import { refuseWith } from '../errors.ts'
import { isStill } from './still-pdf.ts'

type Sent = { name: string; media: string; bytes: Buffer }
type Download = Omit<Sent, 'bytes'> & { bytes: Buffer | AsyncIterable<Buffer> }

/** A file as a download that no browser opens as a page of ours: attachment, no sniffing, a sandbox of its own. */
export function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  return send(reply, file, 'attachment', "sandbox; default-src 'none'")
}

/**
 * A file for a frame of our own pages, opened by the browser as what its kind says and never as a page. Browsers open
 * no PDF inside a sandbox, and what runs in one asks in the name of our page or leads the whole page away: one that can
 * do anything at all comes as a download. A viewer has its own styles.
 */
export function showFile(reply: FastifyReply, file: Sent): FastifyReply {
  const styles = "style-src 'unsafe-inline'; frame-ancestors 'self'"
  if (file.media !== 'application/pdf') {
    // by itself a picture would not be made to fit its frame
    const picture = `data:${file.media};base64,${file.bytes.toString('base64')}`
    const page = `<!doctype html><title></title><img alt="" src="${picture}" style="max-width: 100%">`
    const shown = { ...file, media: 'text/html; charset=utf-8', bytes: Buffer.from(page) }
    return send(reply, shown, 'inline', `sandbox; default-src 'none'; img-src data:; ${styles}`)
  }
  return isStill(file.bytes) ? send(reply, file, 'inline', `default-src 'none'; ${styles}`) : sendFile(reply, file)
}

/** A picture for a page of ours, whose bytes were checked when they came. */
export function showPicture(reply: FastifyReply, file: Sent): FastifyReply {
  return send(reply, file, 'inline', "sandbox; default-src 'none'")
}

function send(reply: FastifyReply, { name, media, bytes }: Download, way: 'attachment' | 'inline', policy: string) {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return reply
    .header('Content-Type', media)
    .header('Content-Disposition', `${way}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', policy)
    .header('Cache-Control', 'no-store')
    .send(Buffer.isBuffer(bytes) ? bytes : Readable.from(bytes))
}

/** Ends in the page that says why there is no file; the log has the cause. */
export function unopened(reply: FastifyReply, { why, cause }: { why: Unopened; cause?: unknown }): Error {
  const isPassing = why === 'evidence.unopened.unreachable' || why === 'evidence.unopened.held'
  if (isPassing) reply.header('Retry-After', '60')
  return Object.assign(refuseWith(isPassing ? 503 : 500, why), { cause })
}

const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
