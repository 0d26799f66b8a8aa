import type { FastifyReply, FastifyRequest } from 'fastify'
import { showCode } from '../../domain/readable-code.ts'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as passkeys from '../../store/ways/passkeys.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import { speak } from '../../text/speak.ts'
import { offersCards } from '../../ways/card-answer.ts'
import { counterOf, newSecret, qrOf } from '../../ways/totp.ts'
import { once } from '../../web/access/once.ts'
import { lackFor } from '../../web/access/proof.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import { shownStrongly } from '../../web/access/strong-proof.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'

const path = '/account/second-factor'

const codesView = 'account/spare-codes'
const codesModel = (codes: string[]) => ({ codes: codes.map(showCode) })
const codesPage = (codes: string[]) => ({ url: path, page: { view: codesView, model: codesModel(codes) } })

/**
 * An authenticator app or a passkey that is asked for after the password, and ten spare codes for the day it is lost.
 */
export function secondFactorPages(deps: Deps) {
  const { db, ring, clock, config } = deps

  const show: Handler = async (request, reply) => {
    const { accountId } = actorOf(request)
    const totp = await secondFactors.totpOf(db, ring, accountId)
    const [account, keys] = await Promise.all([accounts.find(db, accountId), passkeys.ofAccount(db, accountId)])
    const isAsked = request.requiredSteps.includes('second-factor')
    return reply.page('account/second-factor', {
      isAsked,
      hasMore: isAsked && (await lackFor(request, deps, { proof: 'fresh', strong: 'ways-in' })) !== null,
      takesCards: await offersCards(deps),
      hasPassword: Boolean(account?.passwordHash),
      since: totp?.confirmedAt ?? null,
      hasPasskeys: rpIdOf(config.baseUrl) !== undefined,
      passkeys: keys.length,
      spare: await secondFactors.spareCodesLeft(db, accountId),
    })
  }

  const beginApp: Handler = async (request, reply) => {
    await secondFactors.begin(db, ring, actorOf(request).accountId, newSecret(), clock())
    return reply.seeOther(`${path}/app`)
  }

  const app: Handler = async (request, reply) => appPage(request, reply)

  const confirmApp: Handler = async (request, reply) => {
    const { accountId } = actorOf(request)
    const now = clock()
    const totp = await secondFactors.totpOf(db, ring, accountId)
    if (!totp || totp.confirmedAt) return reply.seeOther(path)
    const counter = counterOf(totp.secret, rawForm(request.body)['code'] ?? '', now)
    if (counter === undefined) {
      return appPage(request, reply.code(422), [{ field: 'code', text: 'second-factor.refused.code' }])
    }
    const codes = await once(
      request,
      deps,
      async tx => {
        const isFirst = !(await secondFactors.isOn(tx, accountId))
        if (!(await secondFactors.use(tx, totp.id, counter, now))) return undefined
        await tellChange(tx, request, 'second-factor-on', now)
        // those that came with a passkey stay good
        return isFirst ? secondFactors.makeSpareCodes(tx, ring, accountId) : undefined
      },
      made => (made ? codesPage(made) : path),
    )
    shownStrongly(request, 'app', now)
    return codes ? reply.page(codesView, codesModel(codes)) : reply.seeOther(path, 'said.second-factor-on')
  }

  const makeSpareCodes: Handler = async (request, reply) => {
    const { accountId } = actorOf(request)
    if (!(await secondFactors.isOn(db, accountId))) return reply.seeOther(path)
    const codes = await once(
      request,
      deps,
      async tx => {
        await tellChange(tx, request, 'spare-codes-made', clock())
        return secondFactors.makeSpareCodes(tx, ring, accountId)
      },
      codesPage,
    )
    return reply.page(codesView, codesModel(codes))
  }

  const removeApp: Handler = async (request, reply) => {
    await db.transaction(async tx => {
      await secondFactors.endApp(tx, actorOf(request).accountId)
      await tellChange(tx, request, 'second-factor-off', clock())
    })
    return reply.seeOther(path, 'said.second-factor-off')
  }

  async function appPage(request: FastifyRequest, reply: FastifyReply, errors: FieldError[] = []) {
    const { accountId } = actorOf(request)
    const totp = await secondFactors.totpOf(db, ring, accountId)
    if (!totp || totp.confirmedAt) return reply.seeOther(path)
    const account = await accounts.find(db, accountId)
    const issuer = speak(reply.language())('layout.product')
    return reply.page('account/authenticator', {
      errors,
      qr: await qrOf(totp.secret, issuer, account?.loginName ?? ''),
      secret: totp.secret.replace(/(.{4})(?=.)/g, '$1 '),
    })
  }

  return { show, beginApp, app, confirmApp, makeSpareCodes, removeApp }
}
