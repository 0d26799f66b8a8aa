import type { FastifyRequest } from 'fastify'
import * as listViews from '../../store/person/list-views.ts'
import type { TextKey } from '../../text/speak.ts'
import { actorOf } from '../access/signed-in.ts'
import type { Deps } from '../deps.ts'
import type { Raw } from '../forms.ts'
import { columnsOf, type Column } from '../show/list/list.ts'

/** A list of which every account keeps for itself how it sees it: its columns, and what it narrows it to. */
export type KeptList = {
  /** What it is called where that is kept: for ever. */
  id: string
  path: string
  columns: readonly { id: string; label: TextKey }[]
  /** Those of an account that chose none; all where it is left out. */
  usual?: readonly string[]
  /** What of an address may be kept under a name: filters of this list, and never whom it looks for. */
  keep: (query: Raw, request: FastifyRequest) => Raw
}

/** How somebody sees a list: the columns they chose, the order they left it in, and the model of parts/list/saved. */
export async function keptFor(request: FastifyRequest, { db }: Pick<Deps, 'db'>, list: KeptList, query: Raw) {
  const { columns, query: chosen, saved } = await listViews.ofAccount(db, actorOf(request).accountId, list.id)
  const now = list.keep(query, request)
  return {
    columnsOf: <Row>(all: readonly Column<Row>[]) => columnsOf(all, columns, list.usual ?? all.map(({ id }) => id)),
    chosen,
    kept: {
      saved: saved.map(({ name, query: kept }) => ({ name, href: hrefIn(list.path, kept) })),
      settings: hrefIn(`${list.path}/views`, now),
    },
  }
}

export function hrefIn(path: string, query: Raw): string {
  const asked = new URLSearchParams(query).toString()
  return asked ? `${path}?${asked}` : path
}
