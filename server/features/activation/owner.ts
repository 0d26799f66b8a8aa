import type { FastifyReply, FastifyRequest } from 'fastify'
import { opens, type AccountState } from '../../domain/account/state.ts'
import type { Holder } from '../../domain/card/holder.ts'
import * as accounts from '../../store/account/accounts.ts'
import type { Activation } from '../../store/account/activations.ts'
import * as signIns from '../../store/account/sign-ins.ts'
import { bySystem } from '../../store/database/events.ts'
import * as people from '../../store/person/people.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import { idIndex } from '../../store/record/records.ts'
import { ofRetired } from '../../store/ways/credentials.ts'
import type { TextKey } from '../../text/speak.ts'
import { visitOf } from '../../web/access/visit.ts'
import type { Deps } from '../../web/deps.ts'
import { begin } from './begin.ts'
import { finish, type Means } from './finish.ts'

/** Who has an ID number, and their account where there is one. */
type Owner = {
  personId: string
  name: string
  account: { accountId: string; state: AccountState } | undefined
}

export async function ownerOf({ db, ring }: Deps, idNumber: string): Promise<Owner | undefined> {
  const person = await people.byIdNumber(db, idIndex(ring, idNumber))
  if (!person) return undefined
  const account = await accounts.ofPerson(db, person.id)
  return { personId: person.id, name: person.name, account: account && { accountId: account.id, state: account.state } }
}

/**
 * Activates the account of an owner by what proved who they are, and signs them in. What is said of an account that
 * does not wait is for this owner only: it must not be reached without the proof.
 */
export async function activate(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  owner: Owner | undefined,
  means: Exclude<Means, { way: 'password' }>,
): Promise<{ ok: true } | { ok: false; why: TextKey }> {
  if (!owner?.account) return { ok: false, why: 'activation.refused.nobody' }
  const { accountId, state } = owner.account
  if (opens(state)) return { ok: false, why: 'activation.refused.active' }
  if (state !== 'invited') return { ok: false, why: 'activation.refused.not-waiting' }
  // one that was lost and blocked must not open the account of somebody who comes back
  if (means.way !== 'health_card' && (await ofRetired(deps.db, means.card))) {
    return { ok: false, why: 'activation.refused.retired' }
  }
  const finished = await finish(request, deps, { accountId, id: null }, means)
  if (!finished.ok) return finished
  await begin(request, reply, deps, { accountId, way: means.way })
  return finished
}

/** Whether the name on a card or phone is that of the activation; HR hears of another one. */
export async function isTheirs(
  request: FastifyRequest,
  { db, clock }: Deps,
  activation: Activation,
  { subjectName }: Holder,
): Promise<boolean> {
  const isName = await shownNames.isNameOf(db, activation, subjectName)
  const by = { ...bySystem, requestId: request.id }
  if (!isName) await shownNames.keep(db, activation.personId, subjectName, by, clock())
  return isName
}

/** The owner of the number reads of a try that was refused, because it may have been somebody else's. */
export async function noteTry(
  request: FastifyRequest,
  deps: Deps,
  idNumber: string | null,
  why: TextKey,
): Promise<void> {
  const account = idNumber === null ? undefined : (await ownerOf(deps, idNumber))?.account
  if (!account) return
  const { accountId } = account
  await signIns.add(deps.db, { accountId, way: 'activation', ...visitOf(request) }, why, deps.clock())
}
