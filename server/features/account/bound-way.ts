import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { removedDays } from '../../domain/account/strong-proof.ts'
import { slugs } from '../../domain/way.ts'
import * as boundWays from '../../store/ways/bound-ways.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import type { TextKey } from '../../text/speak.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { tellChange } from './change.ts'
import { readLabel } from './label.ts'
import { mayTake, removeWay } from './removal.ts'

type Way = boundWays.Now['way']
type Shown = { form?: Raw; errors?: FieldError[] }
type Words = Record<'boundAt' | 'label' | 'labelHint' | 'removal' | 'removalLead', TextKey>

declare module 'fastify' {
  interface FastifyRequest {
    /** Of whoever is signed in, and named by the address. */
    boundWay: boundWays.Now
  }
}

const ofCard: Words = {
  boundAt: 'health-card.bound-at',
  label: 'account.label',
  labelHint: 'account.label-hint',
  removal: 'account.removal-button',
  removalLead: 'account.removal-lead',
}

const wordsOf: Record<Way, Words> = {
  card: ofCard,
  health_card: { ...ofCard, removalLead: 'account.removal-health-card-lead' },
  phone: {
    ...ofCard,
    labelHint: 'account.label-hint-phone',
    removal: 'account.removal-phone',
    removalLead: 'account.removal-phone-lead',
  },
  passkey: {
    boundAt: 'passkey.added',
    label: 'passkey.label',
    labelHint: 'passkey.label-hint',
    removal: 'passkey.removal-button',
    removalLead: 'passkey.removal-lead',
  },
}

const addresses = {
  card: '/account/cards',
  health_card: '/account/health-cards',
  phone: '/account/cards',
  passkey: '/account/passkeys',
} as const satisfies Record<Way, string>

/** What the event of its removal calls it. */
const idIn = { card: 'credential', health_card: 'healthCard', phone: 'credential', passkey: 'passkey' } as const

const backFrom = (way: Way) => (way === 'passkey' ? '/account#passkeys' : '/account')

/** The addresses of a part name one thing that opens one's account, by one of these ways. */
export const ofBoundWay = (app: FastifyInstance, { db }: Deps, ways: readonly Way[]): void =>
  scope(app, 'boundWay', async request => {
    const { id } = request.params as { id: string }
    const found = await boundWays.find(db, actorOf(request).accountId, id)
    return found && ways.includes(found.way) ? found : undefined
  })

/** A card, phone or passkey of one's own: its page, the name its owner gives it, and taking it away. */
export function boundWayPages(deps: Deps) {
  const { db } = deps

  const show: Handler = async (request, reply) => page(request, reply)

  const rename: Handler = async (request, reply) => {
    const { way, id } = request.boundWay
    const label = readLabel(rawForm(request.body))
    if (!label.ok) return page(request, reply.code(422), label)
    if (!(await boundWays.rename(db, way, actorOf(request).accountId, id, label.value))) throw notFound()
    return reply.seeOther('/account', 'said.way-named')
  }

  const remove: Handler = async (request, reply) => {
    const { way, id } = request.boundWay
    const { accountId } = actorOf(request)
    const removed = await removeWay(request, deps, {
      id,
      // one certificate may be in both
      ways: way === 'card' || way === 'phone' ? ['card', 'phone'] : [way],
      retire: (tx, now) => boundWays.retire(tx, way, accountId, id, 'removed', now),
      async tell(tx, now, ended) {
        if (way === 'passkey') await secondFactors.tidySpareCodes(tx, accountId)
        await tellChange(tx, request, `${slugs[way]}-removed`, now, { [idIn[way]]: id, ended })
      },
    })
    if (removed === 'gone') throw notFound()
    if (removed === 'done') return reply.seeOther('/account', 'said.way-removed')
    return page(request, reply.code(409), { errors: [{ field: 'removal', text: 'account.refused.last-way' }] })
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const { way, id, kind, label, subjectName, notAfter, boundAt, lastUsedAt } = request.boundWay
    return reply.page('account/bound-way', {
      way: { kind, label, subjectName, notAfter, boundAt, lastUsedAt },
      words: wordsOf[way],
      address: `${addresses[way]}/${id}`,
      back: backFrom(way),
      removedDays,
      mayRemove: await mayTake(deps, actorOf(request).accountId, id),
      ...shown,
    })
  }

  return { show, rename, remove }
}
