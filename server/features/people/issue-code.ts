import type { FastifyReply, FastifyRequest } from 'fastify'
import { activationDays } from '../../domain/account/activation.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Mail } from '../../domain/mail.ts'
import { showCode } from '../../domain/readable-code.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as activations from '../../store/account/activations.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as roleGrants from '../../store/agency/role-grants.ts'
import type { Db } from '../../store/database/database.ts'
import * as events from '../../store/database/events.ts'
import * as notices from '../../store/notice/notices.ts'
import * as unreachableMail from '../../store/person/unreachable-mail.ts'
import * as records from '../../store/record/records.ts'
import type { TextKey } from '../../text/speak.ts'
import { speak } from '../../text/speak.ts'
import { firstWays, waysInWords } from '../../ways/offered-ways.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { hrOfficeInWords } from '../../web/show/hr-office.ts'

type Recipient = { id: string; name: string }
export type Letter = Recipient & { code: string; expiresAt: Date }
export type Outcome =
  | { kind: 'letter'; letter: Letter }
  | { kind: 'mail'; person: Recipient }
  | { kind: 'refused'; person: Recipient; why: TextKey }

/** What became of one code; `send` posts the letter by mail, once the transaction is kept. */
export type Issued = { outcome: Outcome; send?: () => void }

/** By mail only where mail is configured and the record has a work e-mail; else by letter. */
export type Way = 'letter' | 'mail'

export const readWay = (typed: string | undefined, { sendMail }: Pick<Deps, 'sendMail'>): Way =>
  typed === 'mail' && sendMail ? 'mail' : 'letter'

/**
 * A first code for somebody whose account waits, or who has none yet: a code for a letter on paper, or a link by mail.
 * What was handed out before ends; unless `again` is said, a person with a code or link that still works is left alone,
 * so that a list that is sent twice makes no letter worthless. Works in the caller's transaction.
 */
export async function issueCode(
  request: FastifyRequest,
  deps: Deps,
  tx: Db,
  person: Recipient,
  { way, again }: { way: Way; again: boolean },
): Promise<Issued> {
  const { ring, clock } = deps
  const now = clock()
  const by = byOf(request, hrRoleOf(request))
  const refuse = (why: TextKey): Issued => ({ outcome: { kind: 'refused', person, why } })
  const account = await accounts.openFor(tx, person.id, by, now)
  if (account.state !== 'invited') return refuse('people.refused.active')
  if (!again && (await activations.isOpen(tx, account.id, now))) return refuse('people.refused.has-code')
  const asked = { accountId: account.id, by: by.accountId }
  const to = way === 'mail' ? await records.workEmailOf(tx, ring, person.id) : ''
  await addEvent(tx, request, account.id, to === '' ? 'letter' : 'mail', now)
  if (to === '') {
    const { code, expiresAt } = await activations.issue(tx, ring, asked, now)
    return { outcome: { kind: 'letter', letter: { ...person, code: showCode(code), expiresAt } } }
  }

  const token = await activations.issueLink(tx, ring, asked, now)
  const t = speak(account.language ?? 'zh-TW')
  const url = `${deps.config.baseUrl}/activation/mail/link?token=${token}`
  const text = [t('activation.mail.code', { days: activationDays }), url, t('activation.mail.otherwise')].join('\n\n')
  // not waited for: fifty letters would keep the page; whoever asked hears of one that was not sent
  const mail = { to, subject: t('activation.mail.subject'), text }
  return { outcome: { kind: 'mail', person }, send: () => void sendLetter(request, deps, person, mail) }
}

async function sendLetter(request: FastifyRequest, { db, ring, clock, sendMail }: Deps, person: Recipient, mail: Mail) {
  try {
    const sent = await sendMail?.(mail)
    if (sent !== 'unreachable') return
    await unreachableMail.tell(db, ring, person.id, clock())
  } catch (error) {
    request.log.error({ err: error }, 'A letter was not sent.')
  }
  const notice = { text: 'notice.code-not-sent', url: `/people/${person.id}` } as const
  await notices.tellAccount(db, actorOf(request).accountId, notice, clock())
}

const addEvent = (tx: Db, request: FastifyRequest, about: string, way: Way, at: Date) =>
  events.add(tx, { what: 'activation.issued', about, by: byOf(request, hrRoleOf(request)), at, details: { way } })

export const issuedView = 'people/codes-issued'

/**
 * The model of `issuedView`: what became of each, and the letters to print, the only time that their codes are shown.
 */
async function issuedModel(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { outcomes, isList }: { outcomes: Outcome[]; isList: boolean },
) {
  const { db, clock, config } = deps
  const agency = await agencies.find(db, actorOf(request).agencyId ?? '')
  const office = agency && (await roleGrants.hrOffice(db, agency, legalDay(clock())))
  return {
    isList,
    outcomes,
    letters: outcomes.flatMap(outcome => (outcome.kind === 'letter' ? [outcome.letter] : [])),
    agencyName: agency?.name ?? '',
    whom: hrOfficeInWords(office, reply.language()),
    activationUrl: `${config.baseUrl}/activation`,
    ways: waysInWords(await firstWays(deps), reply.language()),
    dense: isList,
  }
}

/** Issues codes as `work` does, once for each rendering of the form; gives the model of `issuedView`. */
export async function issueOnce<R extends { ok: false }>(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { isList, url }: { isList: boolean; url: string },
  work: (tx: Db) => Promise<Issued[] | R>,
): Promise<{ ok: true; model: object } | R> {
  const done = await once(
    request,
    deps,
    async tx => {
      const issued = await work(tx)
      if (!Array.isArray(issued)) return issued
      const outcomes = issued.map(({ outcome }) => outcome)
      return { issued, model: await issuedModel(request, reply, { ...deps, db: tx }, { outcomes, isList }) }
    },
    made => ('model' in made ? { url, page: { view: issuedView, model: made.model } } : null),
  )
  if (!('model' in done)) return done
  for (const { send } of done.issued) send?.()
  return { ok: true, model: done.model }
}
