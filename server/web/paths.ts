import { parse } from 'node:querystring'
import type { FastifyInstance } from 'fastify'
import { notFound } from './errors.ts'
import { rawForm, type Raw } from './forms.ts'

/** The part of an address after `?`, read like an ordinary form: a name that comes twice counts once. */
export const readQuery = (text: string): Raw => rawForm(parse(text))

/** No page of ours has a control character in its address, and the database cannot keep all of them. */
export function refuseOddPaths(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const parts = Object.values(request.params as Record<string, string>)
    done(parts.some(part => /\p{Cc}/u.test(part)) ? notFound() : undefined)
  })
}
