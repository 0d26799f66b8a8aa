export type RoomRefusal = 'busy' | 'several'

export type Place = { ok: true; leave: () => void } | { ok: false; why: RoomRefusal }

/**
 * How much of files may be on its way into memory at a time: `maxBytes` of everybody, `maxOfOne` files of one account.
 */
export function openRoom({ maxBytes, maxOfOne }: { maxBytes: number; maxOfOne: number }) {
  let taken = 0
  const filesOf = new Map<string, number>()

  return {
    /** A place for a file of at most `bytes`, until its owner leaves it. */
    enter(accountId: string, bytes: number): Place {
      const files = filesOf.get(accountId) ?? 0
      if (files >= maxOfOne) return { ok: false, why: 'several' }
      if (taken + bytes > maxBytes) return { ok: false, why: 'busy' }
      taken += bytes
      filesOf.set(accountId, files + 1)
      return { ok: true, leave: () => leave(accountId, bytes) }
    },
  }

  function leave(accountId: string, bytes: number) {
    taken -= bytes
    const files = (filesOf.get(accountId) ?? 0) - 1
    if (files > 0) filesOf.set(accountId, files)
    else filesOf.delete(accountId)
  }
}
