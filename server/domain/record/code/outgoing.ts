import { codesOf } from '../code-book.ts'
import { isWordOfOurs } from '../codes.ts'
import type { CodeValue, Field } from '../field.ts'

/**
 * What stands for a value where it leaves this system: the code of its owner. A value without one leaves as nothing,
 * and whoever sends it tells the row: `unmapped` is one of our own or of the agency that nobody has mapped, `unknown`
 * is a text or a code that the table does not have.
 */
export type Outgoing = { ok: true; code: string } | { ok: false; why: 'unmapped' | 'unknown' }

/**
 * The official codes of a kept value, one for each of its parts, in their order; none for a field without a table and
 * for a blank one. A text that a table suggests is its code where it is the name of one.
 */
export function officialCodes(field: Field, value: unknown): Outgoing[] {
  const table = field.codes ?? field.suggestedBy
  if (table === undefined || value === null || value === undefined || value === '') return []
  const parts = Array.isArray(value) ? value.map(String) : [String(value)]
  return parts.map(part => officialCode(codesOf(table), knownAs(field, part)))
}

/** The value of a table that a field keeps by its code or, where the table only suggests, by its name. */
export function knownAs(field: Field, kept: string): CodeValue | undefined {
  const values = codesOf(field.codes ?? field.suggestedBy)
  if (field.codes !== undefined || field.suggestedAs === 'code') return values.find(({ code }) => code === kept)
  return values.find(({ zh }) => zh === kept) ?? values.find(({ formerly }) => formerly?.includes(kept))
}

function officialCode(values: readonly CodeValue[], value: CodeValue | undefined): Outgoing {
  if (!value) return { ok: false, why: 'unknown' }
  if (!value.isLocal) return ownersCode(value)
  const target = values.find(({ code, isLocal }) => code === value.mapsTo && !isLocal)
  return target ? ownersCode(target) : unmapped
}

function ownersCode({ code, mapsTo }: CodeValue): Outgoing {
  const official = isWordOfOurs(code) ? mapsTo : code
  return official === undefined ? unmapped : { ok: true, code: official }
}

const unmapped = { ok: false, why: 'unmapped' } as const
