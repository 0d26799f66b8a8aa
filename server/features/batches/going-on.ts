import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/agency/actor.ts'
import { mayEnterForAgency } from '../../domain/record/access.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as actors from '../../store/actor/actors.ts'
import type { Batch } from '../../store/record/batches.ts'
import type { Deps } from '../../web/deps.ts'
import { actorOf } from '../../web/access/signed-in.ts'

/** A piece of work on a batch by whoever it is now; true when nothing is left, undefined where it may not go on. */
type Piece = (actor: Actor) => Promise<boolean | undefined>

/**
 * Goes on with the dry runs of large sheets while nobody waits, a piece at a time. Before each piece it is asked anew
 * who acts: it ends with their session, and with their right. Whatever ends it, a form goes on where it stood.
 */
export function goingOn(app: FastifyInstance, { db, clock }: Pick<Deps, 'db' | 'clock'>) {
  const working = new Map<string, Promise<void>>()
  const state = { isEnding: false }
  app.addHook('onClose', async () => {
    state.isEnding = true
    await Promise.all(working.values())
  })

  async function pieces(request: FastifyRequest, batch: Batch, sessionId: string, piece: Piece) {
    const asked = actorOf(request)
    while (!state.isEnding) {
      const actor = (await actors.ofSession(db, sessionId, clock()))?.seen?.actor
      const isSame = actor?.accountId === asked.accountId && actor.agencyId === batch.agencyId
      if (!actor || !isSame || actor.actingFor?.accountId !== asked.actingFor?.accountId) return
      if (!mayEnterForAgency(actor, { id: '', agencyIds: [batch.agencyId] }, sectionOf(batch.section))) return
      if ((await piece(actor)) !== false) return
    }
  }

  return {
    /** Begins it, unless it goes on here already. */
    start(request: FastifyRequest, batch: Batch, piece: Piece): void {
      if (working.has(batch.id) || state.isEnding) return
      const { sessionId } = request.session
      const { log } = request
      const work = pieces(request, batch, sessionId, piece)
        .catch((err: unknown) => log.error({ err }, 'A batch stopped in the background; a form goes on with it.'))
        .finally(() => working.delete(batch.id))
      working.set(batch.id, work)
    },
  }
}
