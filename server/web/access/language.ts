import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Language } from '../../domain/language.ts'
import * as accounts from '../../store/account/accounts.ts'
import type { Deps } from '../deps.ts'
import { rawForm } from '../forms.ts'
import { safePath } from '../own-path.ts'
import { readCookie, setCookie } from './cookies.ts'

/**
 * What the signed-in person chose on whatever device, else this browser's choice, else English for browsers that ask
 * for English first, else zh-TW.
 */
export function languageOf(request: FastifyRequest): Language {
  const chosen = request.ownLanguage ?? readCookie(request, 'lang')
  if (chosen === 'en' || chosen === 'zh-TW') return chosen
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-TW'
}

/** POST /language works without script and comes back to the page it was on; an account keeps it for other devices. */
export function chooseLanguage(app: FastifyInstance, { db }: Pick<Deps, 'db'>): void {
  app.post('/language', async (request, reply) => {
    const { language: asked, back } = rawForm(request.body)
    const language = asked === 'en' ? 'en' : 'zh-TW'
    if (request.actor) await accounts.setLanguage(db, request.actor.accountId, language)
    setCookie(reply, 'lang', language, { seconds: 365 * 86_400 })
    return reply.seeOther(safePath(back), 'said.language')
  })
}
