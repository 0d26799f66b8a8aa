import type { FastifyInstance } from 'fastify'
import * as requests from '../../store/ways/phone-requests.ts'
import { rememberBrought, returnPath } from '../../ways/phone-return.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { uuid } from '../../web/ids.ts'

/**
 * What a browser brings from the ministry's page. The form comes from another site, so that no cookie says whose
 * browser it is: the answer is only kept, and the page that waits, which does see the cookies, checks it.
 */
export default async function phone(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps
  const page = deps.phone?.page
  if (!page) return

  app.post(returnPath, fromMinistry, async (request, reply) => {
    const form = rawForm(request.body)
    const id = form['transaction_id'] ?? ''
    const found = await requests.find(db, ring, id, clock())
    if (found?.question.mode !== 'page') throw refuseWith(422, 'phone-answer.refused.over')
    const answer = page.read(id, form)
    if (!answer.ok && answer.why === 'mobile-id.refused.checksum') throw refuseWith(422, answer.why)
    if (!(await requests.answer(db, ring, id, answer))) throw refuseWith(422, 'phone-answer.refused.over')
    rememberBrought(reply, deps, id)
    return reply.seeOther(found.question.path)
  })
}

const fromMinistry = {
  config: { fromElsewhere: true },
  schema: {
    body: {
      type: 'object',
      required: ['transaction_id'],
      properties: { transaction_id: uuid },
    },
  },
} as const
