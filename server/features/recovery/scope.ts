import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { standsAbove, type HrOffice } from '../../domain/account/recovery.ts'
import { opens } from '../../domain/account/state.ts'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { mayRead } from '../../domain/record/access.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Account } from '../../store/account/accounts.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as hrOffices from '../../store/person/hr-offices.ts'
import type { Person } from '../../store/person/people.ts'
import * as people from '../../store/person/people.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { scope } from '../../web/scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    helped: Helped
  }
}

/**
 * Somebody who can no longer sign in, and for which agency the actor helps them; `below` is their HR office where the
 * actor stands above it.
 */
export type Helped = { person: Person; agencyId: string; below: HrOffice | null }

/** All addresses of this part name somebody whom the actor may help. */
export const ofHelped = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'helped', request => helpedPerson(request, deps))

/**
 * The person of the address, whom the HR of their agency may help. Somebody who does HR work may be helped from above
 * too, since a single officer has no colleague.
 */
export async function helpedPerson(request: FastifyRequest, { db, clock }: Deps): Promise<Helped | undefined> {
  const actor = actorOf(request)
  const today = legalDay(clock())
  const person = await people.find(db, (request.params as { id: string }).id, today)
  if (!person || isTheirOwn(actor, person.id)) return undefined
  if (permissions.keepPeople(actor) && mayRead(actor, person)) {
    return { person, agencyId: actor.agencyId ?? '', below: null }
  }
  const account = await accounts.ofPerson(db, person.id)
  const offices = account ? await hrOffices.ofAccount(db, account.id, today) : []
  const office = offices.find(one => standsAbove(actor, one))
  if (!office) return undefined
  return { person, agencyId: office.hrParentId ?? office.agencyId, below: office }
}

/** The word that events keep for what the actor is to somebody who can no longer sign in. */
export function roleOf(request: FastifyRequest) {
  const actor = actorOf(request)
  if (permissions.keepPeople(actor)) return 'hr_officer'
  return permissions.administer(actor) ? 'sysadmin' : 'second_reviewer'
}

type Shown = {
  person: Person
  account: Account | undefined
  isAbove: boolean
  form?: Raw
  errors?: FieldError[]
}

/** Where a code is asked for; a held account is opened first, by their own HR office or from above. */
export const askPage = (reply: FastifyReply, { account, form = {}, errors = [], ...shown }: Shown) =>
  reply.page('recovery/ask', {
    ...shown,
    form,
    errors,
    mayAsk: account !== undefined && opens(account.state),
    isHeld: account?.state === 'locked' || account?.state === 'suspended',
    reason: account?.stateReason ?? '',
    state: account?.state ?? 'none',
  })

/** Where the state of somebody who can no longer sign in is shown. */
export const showsRecovery = { shows: 'recovery', may: 'helpBack' } as const
