import type { FastifyInstance, FastifyReply } from 'fastify'
import { readPurpose } from '../../domain/record/purpose.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as batches from '../../store/record/batches.ts'
import { keepForm } from '../../web/access/late-form.ts'
import { once } from '../../web/access/once.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the actor reads the records of a batch. */
    batchPurpose: string
  }
  interface FastifyContextConfig {
    /** Where the purpose of a batch is asked for. */
    asksPurpose?: true
  }
}

/** An hour longer than one may read, so that nothing typed meanwhile is lost. */
const sendingMs = 3_600_000

/** A batch is open to whoever said why, for a quarter of an hour; a form that comes too late waits for the purpose. */
export function guardBatch(app: FastifyInstance, deps: Deps): void {
  const { db, clock } = deps
  app.decorateRequest('batchPurpose', '')
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.asksPurpose) return
    const { accountId } = actorOf(request)
    const isSent = request.method === 'POST'
    const opening = { accountId, batchId: request.batch.id }
    const purpose = await batches.openPurpose(db, opening, clock(), isSent ? sendingMs : 0)
    if (purpose === undefined) {
      const next = isSent ? await keepForm(request, deps, accountId) : request.url
      const to = `/batches/${request.batch.id}/opening?${new URLSearchParams(next ? { next } : {})}`
      return isSent ? reply.seeOther(to, 'said.purpose-first') : reply.seeOther(to)
    }
    request.batchPurpose = purpose
  })
}

/** Asks why the records of a batch are read, and goes on to where somebody was. */
export function batchDoor(deps: Deps) {
  const { db, clock } = deps

  const ask: Handler = async (request, reply) =>
    page(reply, { form: { purpose: request.batch.purpose, next: rawForm(request.query)['next'] ?? '' } })

  const open: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const read = readPurpose(form['purpose'] ?? '')
    if (!read.ok) return page(reply.code(422), { form, errors: [{ field: 'purpose', text: read.why }] })
    const { accountId } = actorOf(request)
    const path = `/batches/${request.batch.id}`
    const next = safePath(form['next'])
    const home = request.batch.state === 'draft' ? `${path}/values` : path
    const to = next.startsWith(path) || next.startsWith('/saved-forms/') ? next : home
    const opening = { accountId, batchId: request.batch.id, purpose: read.value }
    await once(
      request,
      deps,
      tx => batches.open(tx, opening, clock()),
      () => to,
    )
    return reply.seeOther(to, 'said.batch-opened')
  }

  async function page(reply: FastifyReply, shown: { form: Raw; errors?: FieldError[] }) {
    const { batch } = reply.request
    return reply.page('batches/closed', {
      ...shown,
      batch,
      next: shown.form['next'] ?? '',
      purposes: usualPurposes(await agencies.purposes(db, batch.agencyId)),
    })
  }

  return { ask, open }
}
