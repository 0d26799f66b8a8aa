import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { rpIdOf } from '../../domain/ways/passkey.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import * as passwordValidity from '../../store/account/password-validity.ts'
import * as sessions from '../../store/account/sessions.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import * as records from '../../store/record/records.ts'
import * as boundWays from '../../store/ways/bound-ways.ts'
import * as credentials from '../../store/ways/credentials.ts'
import * as healthCards from '../../store/ways/health-cards.ts'
import * as passkeys from '../../store/ways/passkeys.ts'
import * as secondFactors from '../../store/ways/second-factors.ts'
import { offersPhone } from '../../ways/phone-question.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { tryView } from './history.ts'

const newest = { limit: 10, offset: 0 }

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
  const [kept, passwordUntil, cardsNow, health, keys, past, isOn, spareCodes, open, history, rows, mail] =
    await Promise.all([
      accounts.find(db, accountId),
      passwordValidity.endOf(db, accountId, legalDay(now)),
      credentials.ofAccount(db, accountId),
      healthCards.ofAccount(db, accountId),
      passkeys.ofAccount(db, accountId),
      boundWays.past(db, accountId, 50),
      secondFactors.isOn(db, accountId),
      secondFactors.spareCodesLeft(db, accountId),
      sessions.ofAccount(db, accountId, now),
      signIns.ofAccount(db, accountId, newest),
      records.ofPerson(db, ring, personId),
      contactMail(deps, personId),
    ])
  const here = sessions.idHash(request.session.sessionId)
  const basic = rows.find(({ section }) => section === 'basic')?.data ?? {}
  return reply.page('account/index', {
    cards: cardsNow.map(({ id, kind, label, subjectName, notAfter, boundAt, lastUsedAt }) => ({
      id,
      kind,
      label,
      subjectName,
      notAfter,
      boundAt,
      lastUsedAt,
      isOver: notAfter <= now,
    })),
    hasPhone: await offersPhone(deps),
    healthCards: health.map(({ id, label, boundAt, lastUsedAt }) => ({ id, label, boundAt, lastUsedAt })),
    takesHealthCards: deps.healthCards !== null,
    hasPasskeys: rpIdOf(config.baseUrl) !== undefined,
    passkeys: keys.map(({ id, label, isBackedUp, addedAt, lastUsedAt }) => ({
      id,
      label,
      isBackedUp,
      addedAt,
      lastUsedAt,
    })),
    pastWays: past.map(({ label, subjectName, ...one }) => ({ ...one, name: label || subjectName })),
    hasPassword: Boolean(kept?.passwordHash),
    loginName: kept?.loginName ?? '',
    passwordChangedAt: kept?.passwordChangedAt ?? null,
    passwordUntil,
    hasSecondFactor: isOn,
    spareCodes,
    sessions: open.map(({ idHash, data }) => ({
      id: idHash,
      way: data.way,
      address: data.address ?? '',
      signedInAt: new Date(data.signedInAt),
      seenAt: new Date(data.seenAt),
      isHere: idHash === here,
      hasAgencyCard: data.agencyCard !== undefined,
    })),
    history: history.rows.map(tryView(request, deps)),
    more: history.count > history.rows.length,
    contact: { ...mail, phone: String(basic['tel_mobile'] ?? '') },
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
