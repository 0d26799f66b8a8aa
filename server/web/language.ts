import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Language } from '../domain/language.ts'
import { rawForm } from './forms.ts'
import { safePath } from './signed-in.ts'

const cookieName = 'lang'

/** The visitor's choice, else English for browsers that ask for English first, else zh-TW. */
export function languageOf(request: FastifyRequest): Language {
  const chosen = request.cookies[cookieName]
  if (chosen === 'en' || chosen === 'zh-TW') return chosen
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-TW'
}

/** POST /language works without script and comes back to the page it was on. */
export function chooseLanguage(app: FastifyInstance): void {
  app.post('/language', async (request, reply) => {
    const { language, back } = rawForm(request.body)
    reply.setCookie(cookieName, language === 'en' ? 'en' : 'zh-TW', {
      path: '/',
      sameSite: 'lax',
      httpOnly: true,
      secure: 'auto',
      maxAge: 365 * 86_400,
    })
    return reply.seeOther(safePath(back))
  })
}
