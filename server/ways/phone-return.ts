import type { FastifyReply, FastifyRequest } from 'fastify'
import { recall, remember } from '../web/access/short-memory.ts'
import type { Deps } from '../web/deps.ts'

/** Where the ministry's page sends its answer: the address this site is registered with. */
export const returnPath = '/phone-answer'

const name = 'phone-answer'

/** Lets the browser that brought an answer be known by it: an answer counts only where it was asked and brought. */
export const rememberBrought = (reply: FastifyReply, deps: Pick<Deps, 'clock'>, id: string): void =>
  remember(reply, deps, name, id)

export const broughtHere = (request: FastifyRequest, deps: Pick<Deps, 'clock'>, id: string): boolean =>
  recall(request, deps, name) === id
