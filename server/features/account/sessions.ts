import type { FastifyRequest } from 'fastify'
import * as sessions from '../../store/account/sessions.ts'
import * as events from '../../store/database/events.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

const path = '/account/sessions/end'

/**
 * "Sign out elsewhere": one device, or all others. Somebody who finds an open screen must not throw its owner out with
 * it, so a proof is asked for; the page after it still knows which device was meant.
 */
export function sessionPages({ db, clock }: Deps) {
  const ask: Handler = async (request, reply) => {
    const { session: hash = '' } = rawForm(request.query)
    const here = sessions.idHash(request.session.sessionId)
    const open = await sessions.ofAccount(db, actorOf(request).accountId, clock())
    const ending = open.filter(({ idHash }) => idHash !== here && (hash === '' || idHash === hash))
    if (ending.length === 0) return reply.seeOther('/account')
    return reply.page('account/sessions-end', {
      session: hash,
      ending: ending.map(({ data: { way, address = '', browser, system, signedInAt } }) => ({
        way,
        address,
        browser,
        system,
        signedInAt: new Date(signedInAt),
      })),
    })
  }

  const end: Handler = async (request, reply) => {
    const { session: hash = '' } = rawForm(request.body)
    const { accountId } = actorOf(request)
    await db.transaction(async tx => {
      const ended = hash
        ? Number(await sessions.endOne(tx, accountId, hash))
        : await sessions.endAll(tx, accountId, request.session.sessionId)
      if (ended === 0) return
      const [by, at] = [byOf(request, 'employee'), clock()]
      await events.add(tx, { what: 'account.sessions-ended', about: accountId, by, at, details: { ended } })
    })
    return reply.seeOther('/account', 'said.sessions-ended')
  }

  return { ask, end }
}

/** Where somebody comes back to after the proof: the page that still knows which device was meant. */
export const pageOf = (sent: (request: FastifyRequest) => unknown) => (request: FastifyRequest) => {
  const { session: hash = '' } = rawForm(sent(request))
  return /^[0-9a-f]{64}$/.test(hash) ? `${path}?session=${hash}` : path
}
