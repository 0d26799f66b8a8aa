import type { FastifyRequest } from 'fastify'
import { readAgencyCode } from '../../domain/agency/agency.ts'
import { permissions } from '../../domain/agency/permission.ts'
import type { Agencies } from '../../store/agency/counted.ts'
import * as directory from '../../store/person/directory.ts'
import type { Office } from '../../store/person/directory.ts'
import { actorOf, agencyOf } from '../access/signed-in.ts'
import type { Deps } from '../deps.ts'
import type { Raw } from '../forms.ts'

/** So many agencies an address names at most. */
export const mostChosen = 50

/** The lists that may hold the agencies below, or those of them that were chosen: where each is. */
export const scoped = {
  people: '/people/directory',
  findings: '/findings/agencies',
  review: '/review/agencies',
} as const
type Scoped = keyof typeof scoped

/** For which of them agencies are chosen, as an address or a form says it. */
export const listIn = ({ for: list = '' }: Raw): Scoped => (list === 'findings' || list === 'review' ? list : 'people')

/**
 * The agencies that are listed: all, or those of them whose codes the address names; `gone` are so many of the named
 * that do not stand below.
 */
export type Scope = { all: Office[]; chosen: Office[] | null; gone: number }

export async function scopeOf(request: FastifyRequest, { db }: Pick<Deps, 'db'>, query: Raw): Promise<Scope> {
  const all = await directory.withBelow(db, agencyOf(request))
  const codes = codesIn(query)
  const chosen = all.filter(({ code }) => codes.includes(code))
  return { all, chosen: chosen.length > 0 ? chosen : null, gone: codes.length - chosen.length }
}

/**
 * The agencies of which is told how many of something they have, and `scope`, which only HR of a parent agency has:
 * others see those that stand right below theirs.
 */
export async function countedIn(
  request: FastifyRequest,
  deps: Pick<Deps, 'db'>,
  query: Raw,
): Promise<{ agencies: Agencies; scope: Scope | null }> {
  if (!permissions.readDirectory(actorOf(request))) return { agencies: { hrParentId: agencyOf(request) }, scope: null }
  const scope = await scopeOf(request, deps, query)
  return { agencies: { agencyIds: (scope.chosen ?? scope.all).map(({ id }) => id) }, scope }
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
