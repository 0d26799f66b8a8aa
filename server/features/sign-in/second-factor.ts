import type { FastifyReply, FastifyRequest } from 'fastify'
import { opens } from '../../domain/account/state.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as passkeys from '../../store/ways/passkeys.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import type { TextKey } from '../../text/speak.ts'
import { errorOf } from '../../ways/answered.ts'
import { askForPasskey } from '../../ways/passkey-question.ts'
import { forget, recall, remember } from '../../web/access/short-memory.ts'
import { shownStrongly } from '../../web/access/strong-proof.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { enter } from './enter.ts'
import { usePasskey } from './passkey-used.ts'
import { tryCode } from './second-code.ts'

const path = '/sign-in/second-factor'

export const secondPath = (next: string): string => `${path}?next=${encodeURIComponent(next)}`

/** Remembers in this browser that the password was right. No session yet; a newer password makes it worthless. */
export const rememberHalf = (reply: FastifyReply, deps: Deps, account: accounts.Account): void =>
  remember(reply, deps, 'sign-in', halfOf(account))

const halfOf = ({ id, passwordChangedAt }: accounts.Account) => `${id}~${passwordChangedAt?.getTime() ?? 0}`

/** The second half of a sign-in by password: a passkey, the code of an app, or a spare one. */
export function secondFactorPages(deps: Deps) {
  const { db, ring, clock } = deps

  async function half(request: FastifyRequest): Promise<accounts.Account | undefined> {
    const said = recall(request, deps, 'sign-in')
    const account = said ? await accounts.find(db, said.split('~')[0] ?? '') : undefined
    return account && halfOf(account) === said && opens(account.state) ? account : undefined
  }

  const form: Handler<{ Querystring: { next?: string } }> = async (request, reply) => {
    const account = await half(request)
    return account ? page(request, reply, account.id, request.query.next) : reply.seeOther('/sign-in')
  }

  const byCode: Handler = async (request, reply) => {
    const account = await half(request)
    if (!account) return reply.seeOther('/sign-in')
    const { code = '', next } = rawForm(request.body)
    const tried = await tryCode(request, deps, account.id, code)
    if (!tried.ok) {
      await noteSignIn(request, account.id, 'sign-in.refused.second')
      return page(request, reply.code(tried.status), account.id, next, [errorOf(tried)])
    }
    return pass(request, reply, { accountId: account.id, by: 'app' }, next)
  }

  const byPasskey: Handler = async (request, reply) => {
    const account = await half(request)
    if (!account) return reply.seeOther('/sign-in')
    const { next } = rawForm(request.body)
    const used = await usePasskey(request, deps, { purpose: 'second-factor', accountId: account.id })
    if (used.ok) return pass(request, reply, { accountId: account.id, by: 'passkey' }, next)
    await noteSignIn(request, account.id, used.why)
    return page(request, reply.code(used.status), account.id, next, [errorOf(used)])
  }

  async function pass(
    request: FastifyRequest,
    reply: FastifyReply,
    { accountId, by }: { accountId: string; by: 'app' | 'passkey' },
    next: unknown,
  ) {
    await noteSignIn(request, accountId, null)
    forget(reply, 'sign-in')
    await enter(request, reply, deps, { accountId, way: 'password' })
    shownStrongly(request, by, clock())
    return reply.seeOther(safePath(next))
  }

  /** Asks for what the person has. */
  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    accountId: string,
    next: unknown,
    errors: FieldError[] = [],
  ) {
    const [totp, known] = await Promise.all([
      secondFactors.totpOf(db, ring, accountId),
      passkeys.ofAccount(db, accountId),
    ])
    const passkey =
      known.length > 0 ? await askForPasskey(request, reply, deps, { purpose: 'second-factor', known }) : null
    return reply.page('sign-in/second-factor', {
      next: safePath(next),
      errors,
      hasApp: Boolean(totp?.confirmedAt),
      passkey,
      script: passkey ? 'ways.js' : undefined,
    })
  }

  const noteSignIn = (request: FastifyRequest, accountId: string, cause: TextKey | null) =>
    signIns.add(db, { accountId, way: 'password', ...visitOf(request) }, cause, clock())

  return { form, byCode, byPasskey }
}
