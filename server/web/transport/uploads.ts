import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseWith } from '../errors.ts'
import type { Raw } from '../forms.ts'
import { refusePinIn } from './pin-alarm.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What is still on its way of a form with a file; null for any other form. */
    upload: { parts: AsyncIterator<Multipart>; file: MultipartFile | undefined; maxBytes: number } | null
  }
}

/** What may come in a body beside the file. */
const maxOfFields = 64 * 1024

export type Received = { ok: true; name: string; bytes: Buffer } | { ok: false; why: 'blank' | 'large' }

/**
 * Lets the forms of these routes bring one file of at most `maxBytes`; no other route takes such a body. Only the
 * fields that stand before the file are read here, so the token has to be one of them. Nothing of the file is kept
 * until a handler asks for it by `receive`: by then it is known who sends it, and that they may.
 */
export async function takeUploads(app: FastifyInstance, maxBytes: number): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: maxBytes, files: 1, fields: 8, fieldSize: maxOfFields / 8, headerPairs: 20 },
    throwFileSizeLimit: false,
  })
  app.decorateRequest('upload', null)

  app.addHook('preValidation', async request => {
    if (!request.isMultipart()) return
    const parts = request.parts()
    const fields: Raw = {}
    let part = await next(parts)
    for (; part?.type === 'field'; part = await next(parts)) {
      if (typeof part.value === 'string') fields[part.fieldname] ??= part.value
    }
    refusePinIn(request, fields, part && { [part.fieldname]: '' })
    request.body = fields
    request.upload = { parts, file: part, maxBytes }
  })

  // what nobody asked for is dropped, so that a browser that is still sending comes to its answer
  app.addHook('onResponse', async request => {
    if (request.isMultipart()) request.raw.unpipe().resume()
  })
}

/** The file of the form, whole. */
export async function receive(request: FastifyRequest): Promise<Received> {
  const { upload } = request
  if (!upload?.file?.filename) return { ok: false, why: 'blank' }
  const { parts, file, maxBytes } = upload
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + maxOfFields) return { ok: false, why: 'large' }
  const bytes = await whole(file.toBuffer())
  if (file.file.truncated) return { ok: false, why: 'large' }
  for (let more = await next(parts); more; more = await next(parts)) refusePinIn(request, { [more.fieldname]: '' })
  return { ok: true, name: file.filename, bytes }
}

/** So much of memory the file will need at most, as far as one can know before it has come. */
export function expectedBytes({ headers, upload }: FastifyRequest): number {
  const max = upload?.maxBytes ?? 0
  return Math.min(Number(headers['content-length'] ?? max), max)
}

async function next(parts: AsyncIterator<Multipart>): Promise<Multipart | undefined> {
  const { value, done } = await whole(parts.next())
  return done ? undefined : value
}

/** Whatever the reader of such bodies finds wrong with one: it is not ours. */
async function whole<Part>(reading: Promise<Part>): Promise<Part> {
  try {
    return await reading
  } catch (error) {
    // too slow and too large are told as such
    if (error instanceof Error && 'statusCode' in error && [408, 413].includes(Number(error.statusCode))) throw error
    throw refuseWith(400, 'problem.upload-cut')
  }
}
