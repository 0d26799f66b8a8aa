import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Activation } from '../../store/account/activations.ts'
import * as activations from '../../store/account/activations.ts'
import { forget, recall, remember } from '../../web/access/short-memory.ts'
import type { Deps } from '../../web/deps.ts'

/** Remembers in this browser that code, name and number agreed. No session yet. */
export const rememberProved = (reply: FastifyReply, deps: Deps, { id }: Activation): void =>
  remember(reply, deps, 'activation', id)

const linked = 'link~'

/** Remembers in this browser that the link of a letter was opened: name and number are not proved yet. */
export const rememberLink = (reply: FastifyReply, deps: Deps, { id }: Activation): void =>
  remember(reply, deps, 'activation', `${linked}${id}`)

/** The id of the activation whose link was opened here. */
export function linkOpened(request: FastifyRequest, deps: Deps): string | undefined {
  const said = recall(request, deps, 'activation')
  return said?.startsWith(linked) ? said.slice(linked.length) : undefined
}

/** The activation this browser may finish now; undefined when the time is over or somebody finished it. */
export async function pendingActivation(request: FastifyRequest, deps: Deps): Promise<Activation | undefined> {
  const id = recall(request, deps, 'activation')
  return id === undefined || id.startsWith(linked) ? undefined : activations.open(deps.db, id, deps.clock())
}

export const forgetPending = (reply: FastifyReply): void => forget(reply, 'activation')
