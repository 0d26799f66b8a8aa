import type { FastifyReply, FastifyRequest } from 'fastify'
import { bySystem } from '../../store/database/events.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import { phoneOf } from '../../store/ways/credentials.ts'
import type { TextKey } from '../../text/speak.ts'
import { errorOf } from '../../ways/answered.ts'
import { phonePage, type Finished, type PhoneAnswer } from '../../ways/phone-answer.ts'
import { askPhone, typedNumber } from '../../ways/phone-question.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { activate, noteTry, ownerOf } from './owner.ts'
import { firstPage } from './pages.ts'

const path = '/activation/without-code/phone'
const task = { purpose: 'activation' } as const

/** A phone in place of a code. Whoever types the number, nothing is said of an account before that phone has signed. */
export function phoneAlonePages(deps: Deps) {
  const { db, clock } = deps

  const ask: Handler = async (request, reply) => {
    const { id_number: typed = '' } = rawForm(request.body)
    const form = { id_number: typed }
    const read = typedNumber(request, deps)
    if (!read.ok) return refuse(request, reply.code(read.status), errorOf(read), form)
    const asked = await askPhone(request, reply, deps, { idNumber: read.value, task, path, next: '/' })
    if (asked.ok) return reply.seeOther(asked.path)
    return refuse(request, reply.code(asked.status), errorOf(asked), form)
  }

  const answer: Handler<{ Params: { id: string } }> = async (request, reply) => {
    if (request.actor) return reply.seeOther('/')
    const { id } = request.params
    return phonePage(
      request,
      reply,
      deps,
      { id, task },
      {
        path: `${path}/${id}`,
        back: '/activation',
        finish: answer => enter(request, reply, answer),
        ended: ({ why }, idNumber) => noteTry(request, deps, idNumber, why),
        refused: ({ why: text, holes }) => refuse(request, reply.code(422), { field: 'phone', text, holes }),
        over: () => refuse(request, reply.code(422), { field: 'phone', text: 'mobile-id.refused.over' }),
      },
    )
  }

  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    { holder, idNumber, next }: PhoneAnswer,
  ): Promise<Finished> {
    const no = (why: TextKey) => ({ ok: false as const, why, holes: {} })
    const owner = await ownerOf(deps, idNumber)
    const { subjectName } = holder
    if (owner?.account?.state === 'invited' && !(await shownNames.isNameOf(db, owner, subjectName))) {
      await shownNames.keep(db, owner.personId, subjectName, { ...bySystem, requestId: request.id }, clock())
      return no('activation.refused.phone-name')
    }
    const activated = await activate(request, reply, deps, owner, { way: 'phone', card: phoneOf(holder) })
    return activated.ok ? { ok: true, to: next, said: 'said.activated' } : no(activated.why)
  }

  const refuse = (request: FastifyRequest, reply: FastifyReply, error: FieldError, form: Raw = {}) =>
    firstPage(request, reply, deps, { form, errors: [error] })

  return { ask, answer }
}
