import type { FastifyRequest } from 'fastify'
import { instantText } from '../../domain/roc-date.ts'
import * as savedForms from '../../store/account/saved-forms.ts'
import { speak } from '../../text/speak.ts'
import { readCookie } from '../../web/access/cookies.ts'
import { languageOf } from '../../web/access/language.ts'
import { limitsOf, sessionEnd } from '../../web/access/session.ts'
import type { Deps } from '../../web/deps.ts'
import { isId } from '../../web/ids.ts'

/**
 * Why somebody who was signed in has to sign in again, and that what they sent is kept where it is, in a sentence;
 * undefined of whoever was not signed in. `next` is the page they wanted.
 */
export async function whyEnded(
  request: FastifyRequest,
  deps: Pick<Deps, 'db' | 'ring' | 'clock' | 'config'>,
  next: string,
): Promise<string | undefined> {
  const { signedIn } = request.session
  const language = languageOf(request)
  const t = speak(language)
  // its session is not there any more: somebody ended it, or it ended long ago
  if (!signedIn) return readCookie(request, 'desk') === undefined ? undefined : t('session.ended')
  const { at, isLast } = sessionEnd(signedIn, limitsOf(deps.config))
  if (at > deps.clock()) return t('session.ended')
  const isKept = await isKeptAt(next, signedIn.accountId, deps)
  const kept = isKept ? '-kept' : ''
  return t(isLast ? `session.ended-longest${kept}` : `session.ended-idle${kept}`, { time: instantText(at, language) })
}

async function isKeptAt(next: string, accountId: string, { db, ring, clock }: Pick<Deps, 'db' | 'ring' | 'clock'>) {
  const id = /^\/saved-forms\/([^/?]+)$/.exec(next)?.[1] ?? ''
  return isId(id) && (await savedForms.find(db, ring, accountId, id, clock())) !== undefined
}
