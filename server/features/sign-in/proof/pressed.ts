import type { FastifyRequest } from 'fastify'
import * as savedForms from '../../../store/account/saved-forms.ts'
import type { TextKey } from '../../../text/speak.ts'
import { actorOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { isId } from '../../../web/ids.ts'

/** What is carried out after the proof, by the address it was sent to; the first that fits counts. */
const pressed: readonly (readonly [TextKey, RegExp])[] = [
  ['proof.pressed.sessions-end', /^\/account\/sessions\/end/],
  ['proof.pressed.lock', /^\/account\/lock/],
  ['proof.pressed.removal', /^\/account\/[a-z-]+\/[^/]+\/removal/],
  ['proof.pressed.account', /^\/account\//],
  ['proof.pressed.unsigned', /^\/corrections\/[^/]+\/unsigned/],
  ['proof.pressed.activation-code', /^\/(people|agencies)\/[^/]+\/activation-code|^\/people\/invitations/],
  ['proof.pressed.recovery', /^\/people\/[^/]+\/(recovery|reopening)|^\/recoveries\//],
  ['proof.pressed.person-account', /^\/people\/[^/]+\/account/],
  ['proof.pressed.assignments', /^\/people\/[^/]+\/assignments/],
  ['proof.pressed.record-lock', /^\/people\/[^/]+\/locks/],
  ['proof.pressed.agency-card', /^\/agencies\/[^/]+\/cards/],
  ['proof.pressed.deputy', /^\/deputies\//],
]

/** The words for what goes on after the proof; null where `next` is no form that was kept for one. */
export async function pressedBefore(
  request: FastifyRequest,
  { db, ring, clock }: Deps,
  next: string,
): Promise<TextKey | null> {
  const id = /^\/saved-forms\/([^/?]+)\?proof=/.exec(next)?.[1] ?? ''
  const form = isId(id) && (await savedForms.find(db, ring, actorOf(request).accountId, id, clock()))
  if (!form) return null
  return pressed.find(([, path]) => path.test(form.path))?.[0] ?? 'proof.pressed.other'
}
