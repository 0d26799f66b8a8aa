/** Something that opens an account; `notAfter` is null where it does not end by itself. */
export type WayIn = { id: string; notAfter: Date | null }

/** Whether the account can still be opened when one of its ways is gone. */
export function mayRemove(ways: readonly WayIn[], id: string, now: Date): boolean {
  return ways.some(way => way.id !== id && (way.notAfter === null || way.notAfter > now))
}
