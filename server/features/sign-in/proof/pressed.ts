import type { FastifyRequest } from 'fastify'
import * as savedForms from '../../../store/account/saved-forms.ts'
import type { TextKey } from '../../../text/speak.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { isId } from '../../../web/ids.ts'

const kept = /^\/saved-forms\/([^/?]+)\?proof=/

/** Whether it is the page from which a form goes on that was kept for a proof. */
export const isOfKeptForm = (next: string): boolean => kept.test(next)

/** The words for what goes on after the proof; null where `next` is no form that was kept for one. */
export async function pressedBefore(
  request: FastifyRequest,
  { db, ring, clock }: Deps,
  next: string,
): Promise<TextKey | null> {
  const id = kept.exec(next)?.[1] ?? ''
  const form = isId(id) && (await savedForms.find(db, ring, actorOf(request).accountId, id, clock()))
  if (!form) return null
  const routes = request.server.routeList().filter(({ method, url }) => method === 'POST' && fits(url, form.path))
  return routes.flatMap(({ settings }) => settings.pressed ?? [])[0] ?? null
}

/** Whether a route with this pattern is what the address leads to. */
function fits(pattern: string, address: string): boolean {
  const parts = (address.split('?')[0] ?? '').split('/')
  const wanted = pattern.split('/')
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith(':') || part === parts[index])
}
