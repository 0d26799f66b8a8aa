import type { FastifyRequest } from 'fastify'
import { readAgencyCode } from '../../domain/agency/agency.ts'
import * as directory from '../../store/person/directory.ts'
import type { Office } from '../../store/person/directory.ts'
import { agencyOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Raw } from '../../web/forms.ts'

/** So many agencies an address names at most. */
export const mostChosen = 50

/** The agencies whose people are listed: all, or those of them whose codes the address names. */
export type Scope = { all: Office[]; chosen: Office[] | null }

export async function scopeOf(
  request: FastifyRequest,
  { db }: Pick<Deps, 'db'>,
  { agencies = '' }: Raw,
): Promise<Scope> {
  const all = await directory.withBelow(db, agencyOf(request))
  const codes = agencies.split('.').slice(0, mostChosen).map(readAgencyCode)
  const chosen = all.filter(({ code }) => codes.some(one => one.ok && one.value === code))
  return { all, chosen: chosen.length > 0 ? chosen : null }
}

/** The scope as an address carries it on. */
export const scopeQuery = (chosen: readonly Office[] | null): Raw =>
  chosen ? { agencies: chosen.map(({ code }) => code).join('.') } : {}

export const hrefOf = (query: Raw): string => {
  const asked = new URLSearchParams(query).toString()
  return asked ? `/people/directory?${asked}` : '/people/directory'
}
