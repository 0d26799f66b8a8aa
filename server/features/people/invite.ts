import type { FastifyReply, FastifyRequest } from 'fastify'
import { activationDays, showCode } from '../../domain/activation-code.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Mail } from '../../domain/mail.ts'
import * as accounts from '../../store/accounts.ts'
import * as activations from '../../store/activations.ts'
import * as agencies from '../../store/agencies.ts'
import type { Db } from '../../store/database.ts'
import * as events from '../../store/events.ts'
import * as notices from '../../store/notices.ts'
import * as records from '../../store/records.ts'
import * as roleGrants from '../../store/role-grants.ts'
import * as unreachableMail from '../../store/unreachable-mail.ts'
import type { TextKey } from '../../text/speak.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { hrOfficeInWords } from '../../web/hr-office.ts'
import { firstWays, waysInWords } from '../../web/offered-ways.ts'
import { actorOf, byOf } from '../../web/signed-in.ts'
import { roleOf } from './person.ts'

type Invited = { id: string; name: string }
export type Letter = Invited & { code: string; expiresAt: Date }
export type Outcome =
  | { kind: 'letter'; letter: Letter }
  | { kind: 'mail'; person: Invited }
  | { kind: 'refused'; person: Invited; why: TextKey }

/** By mail only where mail is configured and the record has a work e-mail; else by letter. */
export type Way = 'letter' | 'mail'

export const readWay = (typed: string | undefined, { sendMail }: Pick<Deps, 'sendMail'>): Way =>
  typed === 'mail' && sendMail ? 'mail' : 'letter'

/**
 * Invites somebody whose account waits, or who has none yet: a code for a letter on paper, or a link by mail. What was
 * handed out before ends; unless `again` is said, a person with a code or link that still works is left alone, so that a
 * list that is sent twice makes no letter worthless.
 */
export async function invite(
  request: FastifyRequest,
  deps: Deps,
  person: Invited,
  { way, again }: { way: Way; again: boolean },
): Promise<Outcome> {
  const { db, ring, clock } = deps
  const now = clock()
  const by = byOf(request, roleOf(request))
  const made = await db.transaction(async tx => {
    const account = await accounts.openFor(tx, person.id, by, now)
    if (account.state !== 'invited') return 'people.refused.not-invited' as const
    if (!again && (await activations.isOpen(tx, account.id, now))) return 'people.refused.has-code' as const
    const asked = { accountId: account.id, by: by.accountId }
    const to = way === 'mail' ? await records.workEmailOf(tx, ring, person.id) : ''
    await note(tx, request, account.id, to === '' ? 'letter' : 'mail', now)
    if (to === '') return activations.issue(tx, ring, asked, now)
    return { to, token: await activations.issueLink(tx, ring, asked, now), language: account.language ?? 'zh-TW' }
  })
  if (typeof made === 'string') return { kind: 'refused', person, why: made }
  if ('code' in made) return { kind: 'letter', letter: { ...person, ...made, code: showCode(made.code) } }

  const t = speak(made.language)
  const url = `${deps.config.baseUrl}/activation/mail/link?token=${made.token}`
  const text = [t('activation.mail.invited', { days: activationDays }), url, t('activation.mail.otherwise')].join(
    '\n\n',
  )
  // not waited for: fifty letters would keep the page; who invited hears of one that was not sent
  void send(request, deps, person, { to: made.to, subject: t('activation.mail.subject'), text })
  return { kind: 'mail', person }
}

async function send(request: FastifyRequest, { db, ring, clock, sendMail }: Deps, person: Invited, mail: Mail) {
  try {
    const sent = await sendMail?.(mail)
    if (sent !== 'unreachable') return
    await unreachableMail.tell(db, ring, person.id, clock())
  } catch (error) {
    request.log.error({ err: error }, 'A letter was not sent.')
  }
  const notice = { text: 'notice.invitation-not-sent', url: `/people/${person.id}` }
  await notices.tellAccount(db, actorOf(request).accountId, notice, clock())
}

const note = (tx: Db, request: FastifyRequest, about: string, way: Way, at: Date) =>
  events.add(tx, { what: 'activation.issued', about, by: byOf(request, roleOf(request)), at, details: { way } })

/** What became of each, and the letters to print: the only time that their codes are shown. */
export async function invitedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { outcomes, isList }: { outcomes: Outcome[]; isList: boolean },
): Promise<FastifyReply> {
  const { db, clock, config } = deps
  const agency = await agencies.find(db, actorOf(request).agencyId ?? '')
  const office = agency && (await roleGrants.hrOffice(db, agency, legalDay(clock())))
  return reply.page('people/invited', {
    isList,
    outcomes,
    letters: outcomes.flatMap(outcome => (outcome.kind === 'letter' ? [outcome.letter] : [])),
    agencyName: agency?.name ?? '',
    whom: hrOfficeInWords(office, reply.language()),
    activationUrl: `${config.baseUrl}/activation`,
    ways: waysInWords(await firstWays(deps), reply.language()),
    dense: isList,
  })
}
