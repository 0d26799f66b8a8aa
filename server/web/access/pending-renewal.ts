import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { isId } from '../ids.ts'
import { forget, recall, remember } from './short-memory.ts'

const name = 'card-renewal'

/** Remembers in this browser the card that was shown and seems to follow a bound one. */
export const rememberRenewal = (reply: FastifyReply, deps: Pick<Deps, 'clock'>, id: string): void =>
  remember(reply, deps, name, id)

export function recallRenewal(request: FastifyRequest, deps: Pick<Deps, 'clock'>): string | undefined {
  const id = recall(request, deps, name)
  return id && isId(id) ? id : undefined
}

export const forgetRenewal = (reply: FastifyReply): void => forget(reply, name)
