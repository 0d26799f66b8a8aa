import type { FastifyReply, FastifyRequest } from 'fastify'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import * as records from '../../store/record/records.ts'
import * as credentials from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { errorOf } from '../../ways/answered.ts'
import { phonePage, type Finished, type PhoneAnswer } from '../../ways/phone-answer.ts'
import { askEnrolment, askPhone } from '../../ways/phone-question.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import { shownStrongly } from '../../web/access/strong-proof.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { tellChange } from './change.ts'

const task = { purpose: 'binding' } as const

/** A phone for an account that is active: asked with the number of the record, never with one that is typed. */
export function phonePages(deps: Deps) {
  const { db, ring, clock } = deps

  const newForm: Handler = async (_request, reply) => newPage(reply)

  const ask: Handler = async (request, reply) => {
    const idNumber = await ownNumber(request)
    const question = { idNumber, task, path: '/account/phones', next: '/account' }
    const asked = await askPhone(request, reply, deps, question)
    if (asked.ok) return reply.seeOther(asked.path)
    return newPage(reply.code(asked.status), [errorOf(asked)])
  }

  // nothing is changed by it, so the answer stands on the page itself
  const enrolment: Handler = async (request, reply) => {
    const told = await askEnrolment(request, deps, await ownNumber(request))
    if (told.ok) return newPage(reply, [], sayEnrolment(told))
    return newPage(reply.code(told.status), [errorOf(told)])
  }

  const answer: Handler<{ Params: { id: string } }> = async (request, reply) => {
    const { id } = request.params
    const refuse = (text: TextKey, holes: Holes = {}) => newPage(reply.code(422), [{ field: 'phone', text, holes }])
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `/account/phones/${id}`,
        back: '/account',
        finish: answer => bind(request, answer),
        refused: ({ why, holes }) => refuse(why, holes),
        over: () => refuse('mobile-id.refused.over'),
      },
    )
  }

  async function bind(request: FastifyRequest, { holder, idNumber, next }: PhoneAnswer): Promise<Finished> {
    const { accountId, personId, name } = actorOf(request)
    // somebody else may have signed in to this browser since the phone was asked
    if (idNumber !== (await ownNumber(request))) return { ok: false, why: 'mobile-id.refused.over', holes: {} }
    const now = clock()
    if (!(await shownNames.isNameOf(db, { personId, name }, holder.subjectName))) {
      await shownNames.keep(db, personId, holder.subjectName, byOf(request, 'employee'), now)
      return { ok: false, why: 'account.refused.phone-name', holes: {} }
    }
    const bound = await allOrNothing(db, async tx => {
      const done = await credentials.bind(tx, accountId, credentials.phoneOf(holder), now)
      if (!done.ok) return { ok: false as const, why: 'account.refused.phone-elsewhere' as const }
      const kept = (await credentials.ofAccount(tx, accountId)).find(({ id }) => id === done.id)
      if (kept?.kind !== 'phone') return { ok: false as const, why: 'account.refused.phone-known' as const }
      await tellChange(tx, request, 'phone-added', now, { credential: done.id })
      return done
    })
    if (!bound.ok) return { ...bound, holes: {} }
    shownStrongly(request, 'phone', now)
    return { ok: true, to: next, said: 'said.way-added' }
  }

  const ownNumber = (request: FastifyRequest) => records.idNumberOf(db, ring, actorOf(request).personId)

  return { newForm, ask, enrolment, answer }
}

const newPage = (reply: FastifyReply, errors: FieldError[] = [], enrolment: TextKey | null = null) =>
  reply.page('account/new-phone', { errors, enrolment })

function sayEnrolment({ hasPhone, hasCertificate }: { hasPhone: boolean; hasCertificate: boolean }): TextKey {
  if (hasCertificate) return 'account.enrolment.ready'
  return hasPhone ? 'account.enrolment.no-certificate' : 'account.enrolment.none'
}
