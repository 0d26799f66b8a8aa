import type { FastifyReply, FastifyRequest } from 'fastify'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import { ownAccount } from '../../store/account/own-account.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import * as records from '../../store/record/records.ts'
import { offersPhone } from '../../ways/phone-question.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { tryView } from './history.ts'

/** The account as its owner sees it, with what was refused. */
export async function accountPage(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  errors: FieldError[] = [],
): Promise<FastifyReply> {
  const { db, ring, clock, config } = deps
  const { accountId, personId } = actorOf(request)
  const now = clock()
  const [own, hasPhone, phone, mail] = await Promise.all([
    ownAccount(db, accountId, now),
    offersPhone(deps),
    records.mobilePhoneOf(db, ring, personId),
    contactMail(deps, personId),
  ])
  const here = sessions.idHash(request.session.sessionId)
  return reply.page('account/index', {
    ...own,
    cards: own.cards.map(card => ({ ...card, isOver: card.notAfter <= now })),
    hasPhone,
    takesHealthCards: deps.healthCards !== null,
    hasPasskeys: rpIdOf(config.baseUrl) !== undefined,
    loginName: own.loginName ?? '',
    pastWays: own.past.map(({ label, subjectName, ...one }) => ({ ...one, name: label || subjectName })),
    sessions: own.sessions.map(({ idHash, data }) => ({
      id: idHash,
      way: data.way,
      address: data.address ?? '',
      browser: data.browser,
      system: data.system,
      signedInAt: new Date(data.signedInAt),
      seenAt: new Date(data.seenAt),
      isHere: idHash === here,
      hasAgencyCard: data.agencyCard !== undefined,
    })),
    history: own.tries.map(tryView(request, deps)),
    more: own.hasMoreTries,
    contact: { ...mail, phone },
    errors,
  })
}

/** Nothing about confirming is said where no mail is sent, or where there is nothing to confirm. */
async function contactMail({ db, ring, clock, sendMail }: Deps, personId: string) {
  const work = await confirmations.workMail(db, ring, personId)
  const { address, since, isConfirmed } = work
  const isUnreachable = sendMail !== null && (await unreachableMail.isUnreachable(db, personId, work))
  if (!sendMail || !since || isConfirmed) {
    return { email: address, isUnreachable, isUnconfirmed: false, sentUntil: null }
  }
  return {
    email: address,
    isUnreachable,
    isUnconfirmed: true,
    sentUntil: (await confirmations.sentUntil(db, since, clock())) ?? null,
  }
}
