import type { FastifyRequest } from 'fastify'
import * as agencies from '../../store/agency/agencies.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { uuid } from '../../web/ids.ts'

export type WithId = { Params: { id: string } }

export const withId = {
  schema: { params: { type: 'object', properties: { id: uuid } } },
} as const

/** The agency that the URL names; 404 when there is none. */
export async function agencyOf(db: Deps['db'], request: FastifyRequest<WithId>): Promise<agencies.Agency> {
  const agency = await agencies.find(db, request.params.id)
  if (!agency) throw refuseWith(404, 'problem.not-found')
  return agency
}
