export type Try = { loginName: string; address: string }

/** `count` tries in turn on each of `accounts`, every round of them from the next of `addresses`. */
export function triesOn({ accounts, addresses, count }: Record<'accounts' | 'addresses' | 'count', number>): Try[] {
  return Array.from({ length: count }, (_, i) => {
    const place = ((i % accounts) + Math.floor(i / accounts)) % addresses
    return { loginName: `person.${i % accounts}`, address: `198.18.${place >> 8}.${place & 255}` }
  })
}
