import type { FastifyInstance } from 'fastify'
import * as agencies from '../../store/agency/agencies.ts'
import type { Deps } from '../../web/deps.ts'
import { scope } from '../../web/scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    agency: agencies.Agency
  }
}

/** All addresses of this part name an agency. */
export const inAgency = (app: FastifyInstance, { db }: Deps): void =>
  scope(app, 'agency', ({ params }) => agencies.find(db, (params as { id: string }).id))
