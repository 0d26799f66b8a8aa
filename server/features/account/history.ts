import type { FastifyRequest } from 'fastify'
import * as signIns from '../../store/account/sign-ins.ts'
import type { TextKey } from '../../text/speak.ts'
import { isTextKey } from '../../text/speak.ts'
import { languageOf } from '../../web/access/language.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { pager, readPage } from '../../web/paging.ts'
import { refusalLater } from '../../web/show/codes.ts'

type Try = Omit<Awaited<ReturnType<typeof signIns.ofAccount>>['rows'][number], 'count'>

// what these say besides was meant for the moment of the refusal
const inHistory: Record<string, TextKey> = {
  // told while the card was there, and meant for who stood before it
  'card.refused.not-bound': 'account.cause.new-card',
  'sign-in.refused.card-retired': 'account.cause.card-retired',
  'sign-in.refused.password': 'account.cause.password',
  'sign-in.refused.wait': 'account.cause.wait',
  'sign-in.refused.account-closed': 'account.cause.held',
  'sign-in.refused.account-closed-for': 'account.cause.held',
  'sign-in.refused.account-invited': 'account.cause.held',
  'sign-in.refused.account-locked': 'account.cause.held',
  'sign-in.refused.account-locked-for': 'account.cause.held',
  'sign-in.refused.account-suspended': 'account.cause.held',
  'sign-in.refused.account-suspended-for': 'account.cause.held',
}

/** A try to sign in as its owner reads it; older rows and forgotten sentences have no cause. */
export const tryView =
  (request: FastifyRequest, { config }: Pick<Deps, 'config'>) =>
  ({ outcome, cause, ...seen }: Try) => {
    const key = cause ? (inHistory[cause] ?? (isTextKey(cause) ? cause : undefined)) : undefined
    const isOk = outcome === 'ok'
    return { ...seen, isOk, cause: key ? refusalLater(key, languageOf(request), config) : '' }
  }

/** All tries to sign in to one's own account. */
export function historyPages(deps: Deps) {
  const list: Handler = async (request, reply) => {
    const asked = readPage(request.query, 50)
    const { rows, count, isMore } = await signIns.ofAccount(deps.db, actorOf(request).accountId, asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/account/sign-ins')
    return reply.page('account/sign-ins', {
      history: rows.map(tryView(request, deps)),
      pager: pager('/account/sign-ins', asked, count, isMore),
      years: deps.config.keepYears.sign_ins,
      dense: true,
    })
  }

  return { list }
}
