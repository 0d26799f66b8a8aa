import type { FastifyRequest } from 'fastify'
import { visitorProgram, type VisitorProgram } from '../../domain/account/visitor-program.ts'

/** Where a request comes from, as the owner of an account reads it later: network address, browser and system. */
export type Visit = { address: string } & VisitorProgram

export const visitOf = (request: FastifyRequest): Visit => ({
  address: request.ip,
  ...visitorProgram(request.headers['user-agent']),
})
