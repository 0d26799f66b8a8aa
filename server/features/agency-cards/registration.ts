import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasRole } from '../../domain/agency/actor.ts'
import { sameName } from '../../domain/name-text.ts'
import type { NoticeAt } from '../../domain/notice/notice.ts'
import { mayRegister } from '../../domain/ways/agency-card.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as notices from '../../store/notice/notices.ts'
import * as agencyCards from '../../store/ways/agency-cards.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer } from '../../ways/card-answer.ts'
import { once } from '../../web/access/once.ts'
import { allowSome } from '../../web/access/permitted.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'

type OfCard = { Params: { id: string; card: string } }

/** All addresses of this part name an agency whose cards the actor may register. */
export function ofAgency(app: FastifyInstance, { db }: Deps): void {
  scope(app, 'agency', ({ params }) => agencies.find(db, (params as { id: string }).id))
  allowSome(app, 'registerAgencyCards', request => mayRegister(actorOf(request), request.agency.id))
}

/**
 * Which cards speak for an agency: registered by an administrator or the HR chief, who has just proved who they are.
 */
export function registrationPages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => page(request, reply)

  const add: Handler = async (request, reply) => {
    const { agency } = request
    const path = pathOf(agency)
    const now = clock()
    const refuse = (text: TextKey, holes: Holes = {}) =>
      page(request, reply.code(422), { errors: [{ field: 'card-pin', text, holes }] })
    const answer = await readCardAnswer(request, deps, { purpose: 'binding', kinds: ['agency'] })
    if (!answer.ok) {
      return refuse(
        answer.why === 'card.refused.other-kind' ? 'agency-card.refused.citizen-card' : answer.why,
        answer.holes,
      )
    }
    const { holder } = answer
    const { confirmed, seen_name: seenName } = rawForm(request.body)
    const isConfirmed = confirmed === 'yes' && seenName === holder.subjectName
    if (!sameName(holder.subjectName, agency.name) && !isConfirmed) {
      const errors: FieldError[] = [{ field: 'confirmed', text: 'agency-card.refused.name' }]
      return page(request, reply.code(422), { errors, otherName: holder.subjectName })
    }
    const kept = await once(
      request,
      deps,
      async tx => {
        const done = await agencyCards.register(tx, agency.id, holder, byOf(request, roleOf(request)), now)
        if (done.ok) await tell(tx, agency, 'notice.agency-card.registered', now)
        return done
      },
      done => (done.ok ? path : null),
    )
    return kept.ok ? reply.seeOther(path, 'said.agency-card-registered') : refuse(kept.why)
  }

  const remove: Handler<OfCard> = async (request, reply) => {
    const { agency } = request
    const now = clock()
    await db.transaction(async tx => {
      const done = await agencyCards.retire(tx, agency.id, request.params.card, byOf(request, roleOf(request)), now)
      if (!done) throw notFound()
      await tell(tx, agency, 'notice.agency-card.retired', now)
    })
    return reply.seeOther(pathOf(agency), 'said.agency-card-retired')
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    { errors = [], otherName = '' }: { errors?: FieldError[]; otherName?: string } = {},
  ) {
    const { agency } = request
    return reply.page('agency-cards/index', {
      agency: { id: agency.id, name: agency.name },
      cards: await agencyCards.ofAgency(db, agency.id),
      isAdministrator: hasRole(actorOf(request), 'sysadmin'),
      otherName,
      card: cardChallenge(request, reply, deps, { purpose: 'binding' }),
      errors,
      script: 'ways.js',
    })
  }

  return { list, add, remove }
}

const pathOf = ({ id }: agencies.Agency) => `/agencies/${id}/cards`

const roleOf = (request: FastifyRequest) => (hasRole(actorOf(request), 'sysadmin') ? 'sysadmin' : 'hr_chief')

const tell = (tx: Deps['db'], { id, name: agency }: agencies.Agency, text: NoticeAt<'/agency-card'>, at: Date) =>
  notices.tellHr(tx, id, { text, holes: { agency }, url: '/agency-card' }, at)
