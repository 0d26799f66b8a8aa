/** What can open an account. */
export type WaysIn = { hasPassword: boolean; cards: readonly { id: string; notAfter: Date }[] }

/** Whether the account can still be opened when a card is gone: by the password, or by another card that is valid. */
export function mayRemoveCard({ hasPassword, cards }: WaysIn, id: string, now: Date): boolean {
  return hasPassword || cards.some(card => card.id !== id && card.notAfter > now)
}
