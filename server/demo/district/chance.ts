/** Numbers that look random and are the same in every demonstration. */
export type Chance = {
  /** A whole number from 0 up to, not including, `end`. */
  below: (end: number) => number
  /** A whole number from `min` to `max`, both included. */
  between: (min: number, max: number) => number
  pick: <T>(all: readonly T[]) => T
  /** True in `part` of a hundred cases. */
  percent: (part: number) => boolean
  digits: (count: number) => string
  uuid: () => string
}

/** The generator known as mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  function next() {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number) => Math.floor(next() * end)
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('')
  const hex = (count: number) => Array.from({ length: count }, () => below(16).toString(16)).join('')
  return {
    below,
    between: (min, max) => min + below(max - min + 1),
    pick: <T>(all: readonly T[]): T => {
      const chosen = all[below(all.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
    percent: part => next() * 100 < part,
    digits,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}
