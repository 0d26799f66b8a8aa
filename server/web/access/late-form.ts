import type { FastifyRequest } from 'fastify'
import * as savedForms from '../../store/account/saved-forms.ts'
import { keyedHash } from '../../store/database/sealing.ts'
import type { Deps } from '../deps.ts'
import { isPasswordField, textFields } from '../forms.ts'
import { isOwnForm } from './csrf.ts'

type Using = Pick<Deps, 'db' | 'ring' | 'clock'>

/**
 * Keeps the fields of a form that was sent after its session had ended, and gives the page that offers it again to the
 * same person. Passwords are not kept, nor are files: the page on which one was chosen says so, and the form that is
 * offered again. Undefined when there is nothing to keep or it was not our form.
 */
export async function keepLateForm(request: FastifyRequest, deps: Using): Promise<string | undefined> {
  const { signedIn } = request.session
  if (request.method !== 'POST') return undefined
  if (request.headers['content-type']?.startsWith('multipart/')) {
    if (!signedIn || !request.readFields) return `${request.url.split('?')[0]}?late=file`
    await request.readFields()
  }
  if (!signedIn || !isOwnForm(request)) return undefined
  return keepForm(request, deps, signedIn.accountId)
}

/**
 * Keeps a form that somebody has to prove themselves for, and gives the page from which it goes on after the proof, in
 * this session only. Undefined where a part of it is not kept, so that it has to be sent anew.
 */
export async function keepForProof(
  request: FastifyRequest,
  deps: Using,
  accountId: string,
): Promise<string | undefined> {
  if (request.method !== 'POST' || Object.keys(textFields(request.body)).some(isPasswordField)) return undefined
  const path = await keepForm(request, deps, accountId)
  return path && `${path}?proof=${proofMark(request, deps, path)}`
}

/** Whether the page at `path` was made by `keepForProof` in this session. */
export const isKeptForProof = (request: FastifyRequest, deps: Pick<Using, 'ring'>, path: string, mark?: string) =>
  mark === proofMark(request, deps, path)

/** Of this session, acting for the same agency or colleague. */
function proofMark({ session }: FastifyRequest, { ring }: Pick<Using, 'ring'>, path: string): string {
  const { agencyId, deputyshipId } = session.signedIn ?? {}
  return keyedHash(ring, 'form-for-proof', [path, session.sessionId, agencyId, deputyshipId].join(' '))
}

/**
 * Keeps the fields that were sent, but for `without`, for the account and gives the page that offers them again. They
 * are no larger than the route takes.
 */
export async function keepForm(
  request: FastifyRequest,
  { db, ring, clock }: Using,
  accountId: string,
  without: readonly string[] = [],
): Promise<string | undefined> {
  const notKept = (name: string) => name === '_csrf' || isPasswordField(name) || without.includes(name)
  const sent = Object.entries(textFields(request.body)).filter(([name]) => !notKept(name))
  const fields = Object.fromEntries(sent)
  if (Object.keys(fields).length === 0) return undefined
  const id = await savedForms.keep(db, ring, accountId, { path: request.url, fields }, clock())
  return `/saved-forms/${id}`
}
