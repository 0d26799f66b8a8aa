import type { FastifyReply, FastifyRequest } from 'fastify'
import { opens } from '../../domain/account/state.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import * as people from '../../store/person/people.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import { idIndex } from '../../store/record/records.ts'
import * as credentials from '../../store/ways/credentials.ts'
import { errorOf } from '../../ways/answered.ts'
import { phonePage, type Finished, type PhoneAnswer } from '../../ways/phone-answer.ts'
import { askPhone, typedNumber } from '../../ways/phone-question.ts'
import { remember } from '../../web/access/short-memory.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

const path = '/recovery/phone'
const task = { purpose: 'recovery' } as const

/** A registered phone proves who forgot the password. */
export function phonePages(deps: Deps) {
  const { db, ring, clock } = deps

  const form: Handler = async (_request, reply) => page(reply)

  const ask: Handler = async (request, reply) => {
    const { id_number: typed = '' } = rawForm(request.body)
    const form = { id_number: typed }
    const read = typedNumber(request, deps)
    if (!read.ok) return page(reply.code(read.status), { form, errors: [errorOf(read)] })
    const question = { idNumber: read.value, task, path, next: '/recovery/new-password' }
    const asked = await askPhone(request, reply, deps, question)
    if (asked.ok) return reply.seeOther(asked.path)
    return page(reply.code(asked.status), { form, errors: [errorOf(asked)] })
  }

  const answer: Handler<{ Params: { id: string } }> = async (request, reply) => {
    const { id } = request.params
    const refuse = (error: FieldError) => page(reply.code(422), { errors: [error] })
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `${path}/${id}`,
        back: '/recovery',
        finish: answer => prove(reply, answer),
        ended: ({ why }, idNumber) => noteRefusal(request, why, idNumber),
        refused: ({ why: text, holes }) => refuse({ field: 'phone', text, holes }),
        over: () => refuse({ field: 'phone', text: 'mobile-id.refused.over' }),
      },
    )
  }

  async function prove(reply: FastifyReply, { holder, idNumber, next }: PhoneAnswer): Promise<Finished> {
    const bound = await credentials.ofCard(db, holder)
    if (!bound) return { ok: false, why: 'recovery.refused.phone', holes: {} }
    const owner = await people.byIdNumber(db, idIndex(ring, idNumber))
    if (owner?.id !== bound.personId) return { ok: false, why: 'mobile-id.refused.other-person', holes: {} }
    if (!opens(bound.state)) return { ok: false, why: 'recovery.refused.state', holes: {} }
    remember(reply, deps, 'recovery', await recoveries.byProof(db, bound.accountId, 'phone', clock()))
    return { ok: true, to: next }
  }

  /** The owner of the number reads of it, because somebody else may have asked. */
  async function noteRefusal(request: FastifyRequest, why: string, idNumber: string | null): Promise<void> {
    const owner = idNumber && (await people.byIdNumber(db, idIndex(ring, idNumber)))
    const account = owner && (await accounts.ofPerson(db, owner.id))
    if (account) await signIns.add(db, { accountId: account.id, way: 'recovery', ...visitOf(request) }, why, clock())
  }

  const page = (reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) =>
    reply.page('recovery/phone', { form: {}, errors: [], ...shown })

  return { form, ask, answer }
}
