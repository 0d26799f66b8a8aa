import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseWith } from '../errors.ts'
import type { Raw } from '../forms.ts'
import { refusePinIn } from './pin-alarm.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What is still on its way of a form with a file; null for any other form. */
    upload: { parts: AsyncIterator<Multipart>; file: MultipartFile | undefined; limits: Limits } | null
    /** Reads the fields of a form of which they are kept when it comes after the session; null for any other form. */
    readFields: (() => Promise<void>) | null
  }
}

type Limits = { maxBytes: number; maxFiles: number; maxOfFields: number }

/** What may come in a body beside the file where little is typed with it. */
const fewFields = 64 * 1024

export type Received = { ok: true; name: string; bytes: Buffer } | { ok: false; why: 'blank' | 'large' }

/**
 * Lets the forms of these routes bring one file of at most `maxBytes`; no other route takes such a body. Only the
 * fields that stand before the file are read here, so the token has to be one of them. Nothing of the file is kept
 * until a handler asks for it by `receive`: by then it is known who sends it, and that they may.
 */
export const takeUploads = (app: FastifyInstance, maxBytes: number): Promise<void> =>
  takeForms(app, { maxBytes, maxFiles: 1, maxOfFields: fewFields }, { fields: 8, fieldSize: fewFields / 8 })

/**
 * The same for forms in which much is typed, and to which files may be chosen: in place of these, in the field of the
 * first of them, stands its name. They come by `receiveAll`.
 */
export async function takeFormsWithFiles(app: FastifyInstance, limits: Limits): Promise<void> {
  const { maxOfFields } = limits
  const fields = maxOfFields / 32
  await takeForms(app, limits, { fields, fieldSize: maxOfFields, parts: fields, files: fields }, { named: true })
  app.addHook('onRequest', async request => {
    request.readFields = () => readFields(request, limits, { named: true })
  })
}

async function takeForms(
  app: FastifyInstance,
  limits: Limits,
  others: { fields: number; fieldSize: number; parts?: number; files?: number },
  how: { named?: boolean } = {},
): Promise<void> {
  const { maxBytes, maxFiles } = limits
  await app.register(multipart, {
    limits: { files: maxFiles, ...others, fileSize: maxBytes, headerPairs: 20 },
    throwFileSizeLimit: false,
  })
  app.decorateRequest('upload', null)
  app.decorateRequest('readFields', null)
  app.addHook('preValidation', async request => readFields(request, limits, how))

  // what nobody asked for is dropped, so that a browser that is still sending comes to its answer
  app.addHook('onResponse', async request => {
    if (request.isMultipart()) request.raw.unpipe().resume()
  })
}

async function readFields(request: FastifyRequest, limits: Limits, { named }: { named?: boolean }): Promise<void> {
  if (!request.isMultipart() || request.upload) return
  const parts = request.parts()
  const fields: Raw = {}
  let part = await next(parts)
  let length = 0
  for (; part?.type === 'field'; part = await next(parts)) {
    const { fieldname, value } = part
    if (typeof value !== 'string') continue
    length += Buffer.byteLength(value)
    if (length > limits.maxOfFields) throw refuseWith(413, 'problem.too-large')
    fields[fieldname] ??= value
  }
  refusePinIn(request, fields, part && { [part.fieldname]: '' })
  if (named && part) fields[part.fieldname] = part.filename
  request.body = fields
  request.upload = { parts, file: part, limits }
}

/** The file of the form, whole. */
export async function receive(request: FastifyRequest): Promise<Received> {
  const { upload } = request
  if (!upload?.file?.filename) return { ok: false, why: 'blank' }
  if (isTooLong(request)) return { ok: false, why: 'large' }
  const received = await wholeFile(upload.file)
  if (!received.ok) return received
  for (let more = await next(upload.parts); more; more = await next(upload.parts)) {
    refusePinIn(request, { [more.fieldname]: '' })
  }
  return received
}

/** The files of the form, one after the other, so that no more than one of them is in memory. */
export async function* receiveAll(
  request: FastifyRequest,
): AsyncGenerator<{ name: string } & ({ ok: true; bytes: Buffer } | { ok: false; why: 'large' | 'many' })> {
  const { upload } = request
  if (!upload?.file?.filename) return
  const { file: first, parts, limits } = upload
  if (isTooLong(request)) return void (yield { ok: false, why: 'large', name: first.filename })
  let count = 0
  for (let part: Multipart | undefined = first; part; part = await next(parts)) {
    refusePinIn(request, { [part.fieldname]: '' })
    if (part.type !== 'file') continue
    if (!part.filename) {
      // what is left unread holds up all that comes after it
      part.file.resume()
      continue
    }
    count += 1
    if (count > limits.maxFiles) return void (yield { ok: false, why: 'many', name: part.filename })
    yield { ...(await wholeFile(part)), name: part.filename }
  }
}

async function wholeFile(
  file: MultipartFile,
): Promise<{ ok: true; name: string; bytes: Buffer } | { ok: false; why: 'large' }> {
  const bytes = await whole(file.toBuffer())
  return file.file.truncated ? { ok: false, why: 'large' } : { ok: true, name: file.filename, bytes }
}

/** What cannot hold only such files is not waited for. */
function isTooLong({ headers, upload }: FastifyRequest): boolean {
  const { maxBytes, maxFiles, maxOfFields } = upload?.limits ?? { maxBytes: 0, maxFiles: 0, maxOfFields: 0 }
  return Number(headers['content-length'] ?? 0) > maxBytes * maxFiles + maxOfFields
}

/** So much of memory a file will need at most, as far as one can know before it has come. */
export function expectedBytes({ headers, upload }: FastifyRequest): number {
  const max = upload?.limits.maxBytes ?? 0
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
