import type { FastifyRequest } from 'fastify'
import * as savedForms from '../store/saved-forms.ts'
import { isOwnForm } from './csrf.ts'
import type { Deps } from './deps.ts'
import { isPasswordField } from './forms.ts'

const mostBytes = 64 * 1024

/**
 * Keeps the fields of a form that was sent after its session had ended, and gives the page that offers it again to the
 * same person. Passwords are not kept, nor are files: the page on which one was chosen says so. Undefined when there is
 * nothing to keep or it was not our form.
 */
export async function keepLateForm(
  request: FastifyRequest,
  { db, ring, clock }: Pick<Deps, 'db' | 'ring' | 'clock'>,
): Promise<string | undefined> {
  const { signedIn } = request.session
  if (request.method !== 'POST') return undefined
  if (request.headers['content-type']?.startsWith('multipart/')) return `${request.url.split('?')[0]}?late=file`
  if (!signedIn || !isOwnForm(request)) return undefined
  const fields = textFields(request.body)
  if (Object.keys(fields).length === 0 || JSON.stringify(fields).length > mostBytes) return undefined
  const id = await savedForms.keep(db, ring, signedIn.accountId, { path: request.url, fields }, clock())
  return `/saved-forms/${id}`
}

function textFields(body: unknown): Record<string, string | string[]> {
  const entries = Object.entries(body ?? {}).flatMap(([name, value]): [string, string | string[]][] => {
    if (name === '_csrf' || isPasswordField(name)) return []
    if (typeof value === 'string') return [[name, value]]
    return Array.isArray(value) && value.every(one => typeof one === 'string') ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}
