import * as extensions from '../../../../server/simulators/cards/extensions.ts'

/** All parts but one. */
export const without = (parts: object, name: string): Buffer[] =>
  Object.entries(parts).flatMap(([key, part]) => (key === name ? [] : [part]))

/** The bytes with one bit changed, at `place` in the first occurrence of `part`. */
export function changed(bytes: Buffer, part: Buffer, place: number): Buffer {
  const at = bytes.indexOf(part) + place
  if (at < place) throw new Error('no such part')
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

export const replaced = (which: string, id: string, value: Buffer) => ({
  extensions: (defaults: object) => Object.values({ ...defaults, [which]: extensions.extension(id, value) }),
})
