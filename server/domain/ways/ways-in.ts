/** Why a card, phone or passkey is no longer bound; kept with it and read by its owner. */
export type RetireReason = 'removed' | 'renewed' | 'blocked-by-hr' | 'not-me' | 'recovered' | 'came-back'

/** Something that opens an account; `notAfter` is null where it does not end by itself. */
export type WayIn = { id: string; notAfter: Date | null }

/** Whether the account can still be opened when one of its ways is gone. */
export const mayRemove = (ways: readonly WayIn[], id: string, now: Date): boolean => mayRemoveAll(ways, [id], now)

/** The same of several at once. */
export function mayRemoveAll(ways: readonly WayIn[], ids: readonly string[], now: Date): boolean {
  return ways.some(({ id, notAfter }) => !ids.includes(id) && (notAfter === null || notAfter > now))
}
