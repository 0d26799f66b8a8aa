import type { FastifyReply, FastifyRequest } from 'fastify'
import { removedDays, type Lack, type StrongWay } from '../../../domain/account/strong-proof.ts'
import { waysFor, type WayFor } from '../../../domain/way.ts'
import { keptMinutes } from '../../../store/account/saved-forms.ts'
import * as credentials from '../../../store/ways/credentials.ts'
import * as secondFactors from '../../../store/ways/second-factors.ts'
import type { TextKey } from '../../../text/speak.ts'
import { errorOf } from '../../../ways/answered.ts'
import { offeredWays } from '../../../ways/offered-ways.ts'
import { phonePage } from '../../../ways/phone-answer.ts'
import { lackFor, proofFor, provedRecently } from '../../../web/access/proof.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import { shownStrongly } from '../../../web/access/strong-proof.ts'
import type { Deps } from '../../../web/deps.ts'
import type { FieldError } from '../../../web/forms.ts'
import { rawForm } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { safePath } from '../../../web/own-path.ts'
import { goesOnTo, isOfKeptForm, pageOfFile } from './pressed.ts'
import { phoneAnswered, proofWays, task } from './ways.ts'

/**
 * "Prove it again": asked before sensitive steps; sends the person on to `next`. It is no sign-in, so none is noted.
 */
export function proofPages(deps: Deps) {
  const { clock } = deps
  const isOffered = (way: WayFor<'proof'>) => proofWays[way].isOffered?.(deps) ?? true

  async function page(request: FastifyRequest, reply: FastifyReply, next: unknown, errors: FieldError[] = []) {
    const to = safePath(next)
    const { pressed, settings } = await goesOnTo(request, deps, to)
    const lack = await lackFor(request, deps, settings)
    const back = pageOfFile(request, to)
    if (back && !lack && errors.length === 0 && provedRecently(request, clock())) return provedPage(reply, to, back)
    if (lack && lack.what !== 'proof') return morePage(request, reply, lack, { next: to, pressed })
    const bound = credentials.ofAccount(deps.db, actorOf(request).accountId)
    const takesCode = await hasCode(request, lack)
    const offered = waysFor.proof.filter(way => isOffered(way) && (way !== 'password' || lack === null || takesCode))
    const forms = await Promise.all(offered.map(way => proofWays[way].form(request, reply, deps, bound)))
    const shown = { hasPassword: false, ...Object.assign({}, ...forms), next: to, pressed, errors }
    const strongly = {
      asksMore: lack !== null,
      more: lack ? await newWays(request) : [],
      hasOnlyPassword: settings.strong !== undefined && !lack && (await hasOnlyPassword(request, shown)),
    }
    return reply.page('sign-in/proof', { ...shown, ...strongly, script: 'ways.js' })
  }

  /** A file leaves the page on which it is asked for as it is, and that must not be the one of the proof. */
  const provedPage = (reply: FastifyReply, file: string, back: string) => {
    const { pathname, search } = new URL(file, 'http://own')
    return reply.header('refresh', `0; url=${pathname}${search}`).page('files/proved', { file, back })
  }

  /** Where somebody goes on; to a file by way of a page that says so. */
  const wayOn = (request: FastifyRequest, next: string) => (pageOfFile(request, next) ? proofFor(next) : next)

  /** Whether something stands beside the password: the code of the app, or a spare one of whoever has a passkey. */
  async function hasCode(request: FastifyRequest, lack: Lack | null) {
    const by = lack?.what === 'proof' ? lack.by : []
    if (by.includes('app') || !by.includes('passkey')) return by.includes('app')
    return (await secondFactors.spareCodesLeft(deps.db, actorOf(request).accountId)) > 0
  }

  async function hasOnlyPassword(request: FastifyRequest, shown: Record<string, unknown>) {
    const others = [shown['hasCard'], shown['hasPhone'], shown['healthCard'], shown['passkey']]
    return !others.some(Boolean) && !(await secondFactors.isOn(deps.db, actorOf(request).accountId))
  }

  /** Where there is nothing to prove it by: what to register first, and that a form waits meanwhile. */
  const morePage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    lack: Lack,
    waiting: { next: string; pressed: TextKey | null },
  ) =>
    reply.page('sign-in/stronger-way', {
      ...waiting,
      lack: lack.what,
      days: removedDays,
      minutes: keptMinutes,
      more: await newWays(request),
    })

  /** What may be registered after a password alone. */
  async function newWays(request: FastifyRequest) {
    const offered = await offeredWays(deps)
    const showingNumber = [
      { way: 'card', url: '/account/cards/new', text: 'account.add-card' },
      { way: 'health_card', url: '/account/health-cards/new', text: 'account.add-health-card' },
      { way: 'phone', url: '/account/phones/new', text: 'account.add-phone' },
    ] as const
    const others = [
      { way: 'passkey', url: '/account/passkeys/new', text: 'passkey.add' },
      { way: 'password', url: '/account/second-factor', text: 'second-factor.begin' },
    ] as const
    // asked by itself: whoever HR let in again may lack a proof for this, and none for a new way
    const isFree = (await lackFor(request, deps, { proof: 'fresh', strong: 'ways-in' })) === null
    const all = isFree ? [...showingNumber, ...others] : showingNumber
    return all.filter(({ way }) => offered.includes(way))
  }

  const form: Handler<{ Querystring: { next?: string } }> = async (request, reply) =>
    page(request, reply, request.query.next)

  const answer =
    (way: WayFor<'proof'>): Handler =>
    async (request, reply) => {
      const { next } = rawForm(request.body)
      const answered = await proofWays[way].answer(request, reply, deps)
      if (!answered.ok) return page(request, reply.code(answered.status), next, [errorOf(answered)])
      if (answered.waitsAt) return reply.seeOther(answered.waitsAt)
      proved(request, answered.strongBy ?? null, clock(), safePath(next))
      return reply.seeOther(wayOn(request, safePath(next)))
    }

  const phone: Handler<{ Params: { id: string } }> = async (request, reply) => {
    const { id } = request.params
    const refuse = (error: FieldError, next: string) => page(request, reply.code(422), next, [error])
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `/proof/phone/${id}`,
        back: '/proof',
        async finish({ holder, next }) {
          const answered = await phoneAnswered(request, deps, holder)
          if (!answered.ok) return answered
          proved(request, 'phone', clock(), next)
          return { ok: true, to: wayOn(request, next) }
        },
        refused: ({ why: text, holes }, next) => refuse({ field: 'phone', text, holes }, next),
        over: () => refuse({ field: 'phone', text: 'mobile-id.refused.over' }, '/'),
      },
    )
  }

  return { isOffered, form, answer, phone }
}

function proved(request: FastifyRequest, strongBy: StrongWay | null, now: Date, next: string): void {
  const { signedIn } = request.session
  if (!signedIn) return
  const { goesOn: _earlier, ...rest } = signedIn
  const goesOn = isOfKeptForm(next) ? { goesOn: next } : {}
  request.session.signedIn = { ...rest, proofAt: now.getTime(), seenAt: now.getTime(), ...goesOn }
  if (strongBy) shownStrongly(request, strongBy, now)
}
