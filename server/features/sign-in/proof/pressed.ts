import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import * as savedForms from '../../../store/account/saved-forms.ts'
import type { TextKey } from '../../../text/speak.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import { filledIn } from '../../../web/access/proof.ts'
import type { Deps } from '../../../web/deps.ts'
import { isId } from '../../../web/ids.ts'

const kept = /^\/saved-forms\/([^/?]+)\?proof=/

/** Whether it is the page from which a form goes on that was kept for a proof. */
export const isOfKeptForm = (next: string): boolean => kept.test(next)

type Settings = Pick<FastifyContextConfig, 'proof' | 'strong'>

/**
 * What comes after the proof: the words for a form that was kept for it, else null, and what that form, or one of those
 * on the page, asks for.
 */
export async function goesOnTo(
  request: FastifyRequest,
  { db, ring, clock }: Deps,
  next: string,
): Promise<{ pressed: TextKey | null; settings: Settings }> {
  const id = kept.exec(next)?.[1] ?? ''
  const form = isId(id) && (await savedForms.find(db, ring, actorOf(request).accountId, id, clock()))
  const all = request.server.routeList()
  const routes = form
    ? all.filter(({ method, url }) => method === 'POST' && fits(url, form.path))
    : all.filter(({ url, settings: { page } }) => fits(typeof page === 'string' ? page : url, next) || fits(url, next))
  const asking = routes.flatMap(({ settings }) => (settings.strong && settings.strong !== 'not-asked' ? settings : []))
  return {
    pressed: (form && routes.flatMap(({ settings }) => settings.pressed ?? [])[0]) || null,
    settings: asking.find(({ proof }) => proof) ?? asking[0] ?? {},
  }
}

/** Of an address that answers with a file: the page from which it is fetched. */
export function pageOfFile(request: FastifyRequest, next: string): string | undefined {
  for (const { url, settings } of request.server.routeList()) {
    if (!settings.fetchedAt || !fits(url, next)) continue
    const parts = (next.split('?')[0] ?? '').split('/')
    const params = url.split('/').flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), parts[i] ?? '']] : []))
    return filledIn(settings.fetchedAt, Object.fromEntries(params) as Record<string, string>)
  }
  return undefined
}

/** Whether a route with this pattern is what the address leads to. */
function fits(pattern: string, address: string): boolean {
  const parts = (address.split('?')[0] ?? '').split('/')
  const wanted = pattern.split('/')
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith(':') || part === parts[index])
}
