import {
  componentFailures,
  hexOf,
  majorCodes,
  minorCodes,
  toldByScript,
  type ComponentFailure,
  type ComponentRefusal,
} from './component-codes.ts'

/** As posted: `componentFailure` comes from public/card.js, the numbers as decimal text from the component. */
export type Told = { componentFailure: string; retCode: string; lastError: string }

/**
 * Why the component gave no signature; undefined when it says that it gave one. The hole `code` is the pair of numbers
 * in hex, as help desks know them.
 */
export function componentFailure(told: Told): { text: ComponentRefusal; holes: { code: string } } | undefined {
  const own = told.componentFailure
  if (own) return refused(ownFailures.find(name => name === own) ?? 'unreadable', own.replace(/[^a-z-]/g, ''))
  const code = readNumber(told.retCode)
  if (code === undefined) return refused('unreadable', '-')
  if (code === 0n) return undefined
  const reason = readNumber(told.lastError) ?? 0n
  const name = nameOf(code)
  const said = reason === 0n ? hexOf(code) : `${hexOf(code)}/${hexOf(reason)}`
  return refused((vague.has(name) ? reasonOf(reason) : undefined) ?? name, said)
}

const ownFailures = componentFailures.slice(0, toldByScript)

const refused = (name: ComponentFailure, code: string) => ({
  text: `component.refused.${name}` as const,
  holes: { code },
})

// these say only where it stopped; the second number says why
const vague = new Set<ComponentFailure>(['log-in', 'signing', 'card-unreadable', 'helper', 'unknown'])

const nameOf = (code: bigint) => majorCodes.get(Number(code))?.failure ?? 'unknown'

function reasonOf(reason: bigint): ComponentFailure | undefined {
  // as unsigned 64 bits the two last tries come out of JSON as one rounded number
  if (reason >= 0xffffffff80000000n && reason < 0xffffffff80001000n) return 'pin-few-left'
  return minorCodes.get(Number(reason))?.failure ?? undefined
}

/** Signed 32-bit numbers become unsigned. */
function readNumber(text: string): bigint | undefined {
  if (!/^-?\d{1,20}$/.test(text)) return undefined
  const number = BigInt(text)
  return number < 0n ? BigInt.asUintN(32, number) : number
}
