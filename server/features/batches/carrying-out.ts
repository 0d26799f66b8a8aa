import type { FastifyReply, FastifyRequest } from 'fastify'
import { applicable, applyWhole } from '../../carrying/carrying-out.ts'
import { goOn } from '../../carrying/going-on.ts'
import type { Actor } from '../../domain/agency/actor.ts'
import { batchResults, mostAtOnce, type BatchResult, type BatchState } from '../../domain/record/batch.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import type { By } from '../../store/database/events.ts'
import * as imports from '../../store/import/imports.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as batches from '../../store/record/batches.ts'
import { once } from '../../web/access/once.ts'
import type { Said } from '../../web/access/said.ts'
import { actorOf, byOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import type { goingOn } from './going-on.ts'
import { dryRun } from './trying.ts'

/** So many milliseconds somebody waits for what then goes on in the background. */
const here = 5000

type Page = (
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { form?: Raw; errors?: FieldError[] },
) => Promise<unknown>

/** From the dry run of a sheet over applying to reversing: whatever goes on until nothing is left. */
export function carryingOut(deps: Deps, work: ReturnType<typeof goingOn>, page: Page) {
  const { db, ring, clock } = deps
  const noteRead = noteReadIn(deps)
  const using = usingFor(deps)

  /** Goes on with the dry run of a sheet that was broken off. */
  const goOnTrying: Handler = async (request, reply) => {
    if (request.batch.state !== 'checking') throw refuseWith(409, 'batch.refused.state')
    return trySheet(request, reply)
  }

  async function trySheet(request: FastifyRequest, reply: FastifyReply) {
    const { id, agencyId } = request.batch
    const by = byOf(request, hrRoleOf(request))
    const piece = async (actor: Actor) => {
      const seen = await batches.find(db, id, agencyId)
      if (seen?.state !== 'checking') return undefined
      const { tried } = seen
      return db.transaction(async tx => {
        const taken = await batches.holdTrial(tx, id, tried)
        if (!taken) return undefined
        const { rows, next } = await dryRun({ ...using(request), db: tx }, taken, actor, { from: tried, place: 0 })
        await batches.setTried(tx, id, next)
        await batches.addRows(tx, ring, taken, rows)
        await noteRead(
          request,
          rows.filter(({ result }) => result !== 'own'),
          tx,
        )
        if (next < taken.peopleCount) return false
        return batches.move(tx, id, { from: ['checking'], to: 'checked' }, { by, at: clock() })
      })
    }
    return inPieces(request, reply, piece, 'said.batch-checked')
  }

  /** A while of it here, so that a small sheet is done when the page comes, and the rest in the background. */
  async function inPieces(
    request: FastifyRequest,
    reply: FastifyReply,
    piece: (actor: Actor) => Promise<boolean | undefined>,
    said: Said,
  ) {
    const end = clock().getTime() + here
    let come = await piece(actorOf(request))
    while (come === false && clock().getTime() < end) come = await piece(actorOf(request))
    if (come) return reply.seeOther(pathOf(request), said)
    // undefined where somebody else is at it
    if (come === false) work.start(request, request.batch, piece)
    return reply.seeOther(pathOf(request), 'said.batch-going-on')
  }

  /** A while of it here, so that a small batch is done when the page comes; of the rest the jobs see to. */
  async function carryOn(request: FastifyRequest, reply: FastifyReply, said: Said) {
    const { id } = request.batch
    const going = goOn(using(request), id, { longest: here, isAlone: false })
    const gone = await going.catch(async (error: unknown) => {
      // whoever tries again need not wait until the claim ends
      await batches.release(db, id, clock()).catch(() => {})
      throw error
    })
    const elsewhere = gone === 'stopped' ? 'said.batch-in-part' : 'said.batch-going-on'
    return reply.seeOther(pathOf(request), gone === 'done' ? said : elsewhere)
  }

  const progress: Handler = async (request, reply) => {
    const shown = await progressOf(request.batch)
    return shown
      ? reply.page('batches/progress', { progress: shown, batch: request.batch }, 'batches/_progress')
      : reply.seeOther(pathOf(request))
  }

  /** How far it is, in people tried or rows seen to; null where nothing goes on by itself. */
  async function progressOf(batch: batches.Batch, known?: Partial<Record<BatchResult, number>>) {
    if (batch.state === 'checking') return { done: batch.tried, all: batch.peopleCount }
    if (batch.doing === null || (batch.state !== 'applying' && batch.state !== 'reversing')) return null
    const counts = known ?? (await batches.counts(db, batch.id))
    const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
    return { done: all - sumOf(counts, batch.state === 'reversing' ? ['applied'] : applicable(batch)), all }
  }

  const apply: Handler = async (request, reply) => {
    const { batch } = request
    const by = byOf(request, hrRoleOf(request))
    const { warnings, run: seen, failed, whole } = rawForm(request.body)
    const takesWarnings = warnings === 'yes'
    const run = /^\d{1,6}$/.test(seen ?? '') ? Number(seen) : 0
    if (batch.importId !== null && whole === 'yes') return applyAll(request, reply, { takesWarnings, run, by })
    const begin = async (tx: Deps['db']) => {
      const at = clock()
      const asSeen = { from: ['checked'], to: 'applying', run } as const
      const set = { by, at, doing: { by } }
      const begun = await batches.move(tx, batch.id, asSeen, { ...set, takesWarnings })
      // whoever goes on with it takes what was taken when it was begun
      if (begun || (await batches.takeUp(tx, batch.id, 'applying', { by }))) return true
      const isAgain = failed === 'yes' && (await batches.move(tx, batch.id, { from: ['applied'], to: 'applying' }, set))
      if (isAgain) await batches.offerAgain(tx, batch.id, { from: 'failed', to: 'clean' })
      return isAgain
    }
    const begun = await once(request, deps, begin, done => (done ? pathOf(request) : null))
    if (!begun) throw refuseWith(409, 'batch.refused.state')
    return carryOn(request, reply, 'said.batch-applied')
  }

  async function applyAll(
    request: FastifyRequest,
    reply: FastifyReply,
    { takesWarnings, run, by }: { takesWarnings: boolean; run: number; by: By },
  ) {
    const { batch } = request
    const asSeen = { from: ['checked'], to: 'applying', run } as const
    // the page does not offer it
    if (sumOf(await batches.counts(db, batch.id), batchResults) > mostAtOnce)
      throw refuseWith(409, 'batch.refused.state')
    const all = async (tx: Deps['db']) => {
      if (!(await batches.move(tx, batch.id, asSeen, { takesWarnings, by, at: clock() }))) {
        return { ok: false as const, why: 'batch.refused.state' as const }
      }
      const isWhole =
        (await imports.linesAside(tx, batch.importId ?? '')) === 0 &&
        (await applyWhole(tx, deps, { ...batch, takesWarnings }, by))
      if (!isWhole) return { ok: false as const, why: 'batch.refused.not-whole' as const }
      await batches.move(tx, batch.id, { from: ['applying'], to: 'applied' }, { by, at: clock() })
      return { ok: true as const }
    }
    const done = await once(
      request,
      deps,
      tx => allOrNothing(tx, all),
      ({ ok }) => (ok ? pathOf(request) : null),
    )
    if (done.ok) return reply.seeOther(pathOf(request), 'said.batch-applied')
    if (done.why === 'batch.refused.state') throw refuseWith(409, done.why)
    return page(request, reply.code(409), { form: rawForm(request.body), errors: [{ field: 'whole', text: done.why }] })
  }

  const reverse: Handler = async (request, reply) => {
    const { batch } = request
    const isLeft = batch.state === 'applying' && batch.doing === null
    if (!isLeft && !reversibleStates.includes(batch.state)) throw refuseWith(409, 'batch.refused.state')
    const errors: FieldError[] = []
    const reason = readText(rawForm(request.body), 'reason', 500, errors)
    if (reason === '') errors.push({ field: 'reason', text: 'correction.refused.reason' })
    if (errors.length > 0) return page(request, reply.code(422), { form: rawForm(request.body), errors })
    const by = byOf(request, hrRoleOf(request))
    const begin = async (tx: Deps['db']) => {
      const anew = reversibleStates.filter(state => state !== 'reversing')
      const set = { by, at: clock(), doing: { by, reason } }
      const begun =
        (await batches.move(tx, batch.id, { from: anew, to: 'reversing' }, set)) ||
        (await batches.move(tx, batch.id, { from: ['applying'], to: 'reversing', isLeft: true }, set))
      // once, or those who are held now would be tried for ever before the others
      if (begun) await batches.offerAgain(tx, batch.id, { from: 'held', to: 'applied' })
      return begun || batches.takeUp(tx, batch.id, 'reversing', { by, reason })
    }
    const begun = await once(request, deps, begin, done => (done ? pathOf(request) : null))
    if (!begun) throw refuseWith(409, 'batch.refused.state')
    return carryOn(request, reply, 'said.batch-reversed')
  }

  return { goOnTrying, trySheet, progress, progressOf, apply, reverse }
}

/** What trying and writing need. */
export const usingFor = (deps: Deps) => (request: FastifyRequest) => ({
  ...deps,
  onFailed: (err: unknown) => request.log.error({ err }, 'A batch failed for one person and goes on.'),
})

/** Everybody of whom something is shown can read it. */
export const noteReadIn =
  ({ db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  async (request: FastifyRequest, rows: readonly { personId: string }[], on = db): Promise<void> => {
    const { batch, batchPurpose: purpose } = request
    const { section } = batch
    const reading = { ...viewerOf(request, hrRoleOf(request)), action: 'read' as const, section, purpose, at: clock() }
    const ids = [...new Set(rows.map(({ personId }) => personId))]
    await accessLog.addForEach(on, ids, reading)
  }

/** Of one that was reversed, what a lock held may be tried once more. */
const reversibleStates: readonly BatchState[] = ['applied', 'reversing', 'reversed']

export const pathOf = ({ batch }: FastifyRequest): string => `/batches/${batch.id}`
export const sumOf = (counts: Partial<Record<BatchResult, number>>, results: readonly BatchResult[]): number =>
  results.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
