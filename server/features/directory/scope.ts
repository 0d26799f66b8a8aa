import type { FastifyRequest } from 'fastify'
import { readAgencyCode } from '../../domain/agency/agency.ts'
import * as directory from '../../store/person/directory.ts'
import type { Office } from '../../store/person/directory.ts'
import { agencyOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { Raw } from '../../web/forms.ts'
import { hrefIn } from '../../web/list/kept-list.ts'

/** So many agencies an address names at most. */
export const mostChosen = 50

/**
 * The agencies whose people are listed: all, or those of them whose codes the address names; `gone` are so many of the
 * named that do not stand below.
 */
export type Scope = { all: Office[]; chosen: Office[] | null; gone: number }

export async function scopeOf(request: FastifyRequest, { db }: Pick<Deps, 'db'>, query: Raw): Promise<Scope> {
  const all = await directory.withBelow(db, agencyOf(request))
  const codes = codesIn(query)
  const chosen = all.filter(({ code }) => codes.includes(code))
  return { all, chosen: chosen.length > 0 ? chosen : null, gone: codes.length - chosen.length }
}

const codesIn = ({ agencies = '' }: Raw) => [
  ...new Set(
    agencies
      .split('.')
      .slice(0, mostChosen)
      .map(readAgencyCode)
      .flatMap(read => (read.ok ? [read.value] : [])),
  ),
]

/** The agencies that an address names, as another carries them on. */
export function scopeIn(query: Raw): Raw {
  const codes = codesIn(query)
  return codes.length > 0 ? { agencies: codes.join('.') } : {}
}

/** The scope as an address carries it on. */
export const scopeQuery = (chosen: readonly Office[] | null): Raw =>
  chosen ? { agencies: chosen.map(({ code }) => code).join('.') } : {}

export const hrefOf = (query: Raw): string => hrefIn('/people/directory', query)
