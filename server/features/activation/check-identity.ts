import type { FastifyRequest } from 'fastify'
import { sameName } from '../../domain/name-text.ts'
import { lastFour } from '../../domain/national-id.ts'
import type { Activation } from '../../store/account/activations.ts'
import * as activations from '../../store/account/activations.ts'
import * as delays from '../../store/account/sign-in-delays.ts'
import * as records from '../../store/record/records.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import type { Who } from './form.ts'

type Found = Awaited<ReturnType<typeof activations.find>>
type Checked = { ok: true; activation: Activation } | { ok: false; status: 422 | 429; why: TextKey; holes?: Holes }

/**
 * Whether somebody is who an activation was made for. A try is counted before it is checked; `otherwise` is said alike
 * of a wrong name and a wrong number.
 */
export async function checkIdentity(
  request: FastifyRequest,
  deps: Deps,
  { who, find, otherwise }: { who: Who; find: (now: Date) => Promise<Found>; otherwise: TextKey },
): Promise<Checked> {
  const { db, ring, clock } = deps
  const place = [delays.placeAllowance(ring, request.place)]
  const counted = await mayTry(request, deps, place)
  if (!counted.ok) return { ok: false, status: 429, why: 'activation.refused.wait', holes: counted.holes }
  const found = await find(clock())
  if (!found.ok) return { ...found, status: 422 }
  const { activation } = found
  if (!(await activations.countTry(db, activation.id))) {
    return { ok: false, status: 422, why: 'activation.refused.tries' }
  }
  const number = await records.idNumberOf(db, ring, activation.personId)
  const isSame = sameName(who.name, activation.name) && who.lastFour === lastFour(number)
  if (!isSame) return { ok: false, status: 422, why: otherwise }
  await activations.forgive(db, activation.id)
  await delays.forgive(db, place)
  return { ok: true, activation }
}
