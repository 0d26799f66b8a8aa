import { foldName } from '../../domain/name-text.ts'
import { normaliseId } from '../../domain/national-id.ts'
import { sealedFields } from '../../domain/record/sections.ts'
import type { KeyRing } from '../database/sealing.ts'
import { isSealed, keyedHash, openSealed, seal } from '../database/sealing.ts'

/** Where a value lives. History, corrections and current rows share it, so a sealed value may move between them. */
export type Place = { personId: string; section: string; rowId: string }

const context = (place: Place, field: string) => `${place.personId}/${place.section}/${place.rowId}/${field}`

/** The row with the values of sealed fields replaced by sealed strings; null stays null. */
export function sealRow(ring: KeyRing, place: Place, row: Record<string, unknown>): Record<string, unknown> {
  const sealed = sealedFields(place.section)
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      value !== null && value !== undefined && sealed.includes(field)
        ? seal(ring, value, context(place, field))
        : value,
    ]),
  )
}

export function openRow(ring: KeyRing, place: Place, row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      isSealed(value) ? openSealed(ring, value, context(place, field)) : value,
    ]),
  )
}

export function sealItems<I extends { field: string; old: unknown; new: unknown }>(
  ring: KeyRing,
  place: Place,
  items: readonly I[],
): I[] {
  return items.map(item => {
    const values = sealRow(ring, place, { [item.field]: item.old })
    const proposed = sealRow(ring, place, { [item.field]: item.new })
    return { ...item, old: values[item.field], new: proposed[item.field] }
  })
}

export function openItems<I extends { field: string; old: unknown; new: unknown }>(
  ring: KeyRing,
  place: Place,
  items: readonly I[],
): I[] {
  return items.map(item => {
    const values = openRow(ring, place, { [item.field]: item.old })
    const proposed = openRow(ring, place, { [item.field]: item.new })
    return { ...item, old: values[item.field], new: proposed[item.field] }
  })
}

/** The blind index of an ID number as typed or as kept. */
export const idIndex = (ring: KeyRing, number: string): string => keyedHash(ring, 'id-number', normaliseId(number))

/**
 * The blind index of the whole of a former name, as names are compared. When the variants change,
 * `former_identities` is to be emptied: it fills again by itself.
 */
export const formerNameIndex = (ring: KeyRing, name: string): string => keyedHash(ring, 'former-name', foldName(name))
