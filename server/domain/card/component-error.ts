/** What can go wrong before there is an answer to verify. Every name has its sentence `component.refused.<name>`. */
export const componentFailures = [
  // told by public/card.js
  'popup-blocked',
  'not-ready',
  'no-answer',
  'closed',
  'closed-while-signing',
  // told by the component
  'pin-wrong',
  'pin-two-left',
  'pin-one-left',
  'pin-few-left',
  'pin-length',
  'pin-locked',
  'pin-missing',
  'cancelled',
  'no-reader',
  'no-card',
  'card-removed',
  'card-unreadable',
  'log-in',
  'no-certificate',
  'early',
  'expired',
  'other-card',
  'stale',
  'untrusted',
  'helper',
  'library',
  'signing',
  'request',
  'software-certificate',
  'other-function',
  'unknown',
  // told by nobody: the form came without any of it
  'unreadable',
] as const
export type ComponentFailure = (typeof componentFailures)[number]
export type ComponentRefusal = `component.refused.${ComponentFailure}`

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
  const said = reason === 0n ? hex(code) : `${hex(code)}/${hex(reason)}`
  return refused((vague.has(name) ? reasonOf(reason) : undefined) ?? name, said)
}

const ownFailures = componentFailures.slice(0, 5)

const refused = (name: ComponentFailure, code: string) => ({
  text: `component.refused.${name}` as const,
  holes: { code },
})

// the table of facts/protocols.md 1.16: where numbers overlap, the first line counts
const codes: readonly (readonly [from: number, to: number, name: ComponentFailure])[] = [
  [0x76000001, 0x76000001, 'no-certificate'],
  [0x76000002, 0x76000002, 'no-certificate'],
  [0x76000006, 0x76000006, 'no-card'],
  [0x76000007, 0x76000007, 'log-in'],
  [0x7600000d, 0x7600000d, 'helper'],
  [0x7600000f, 0x7600000f, 'untrusted'],
  [0x76000031, 0x76000031, 'untrusted'],
  [0x76000998, 0x76000998, 'pin-missing'],
  [0x76000999, 0x76000999, 'cancelled'],
  [0x76001003, 0x76001003, 'pin-missing'],
  [0x76000003, 0x7600000e, 'request'],
  [0x76001000, 0x76001005, 'request'],

  [0x76100001, 0x76100002, 'library'],
  [0x76100003, 0x76100004, 'no-reader'],
  [0x76100005, 0x76100005, 'card-unreadable'],
  [0x76100006, 0x76100007, 'log-in'],
  [0x76100008, 0x76100008, 'no-certificate'],
  [0x76100009, 0x76100009, 'card-unreadable'],
  [0x7610000a, 0x7610000a, 'library'],
  [0x7610000b, 0x7610000b, 'card-unreadable'],
  [0x7610000c, 0x7610000d, 'no-certificate'],

  [0x76200001, 0x76200008, 'software-certificate'],
  [0x76210001, 0x76210004, 'other-card'],

  [0x76300005, 0x76300005, 'stale'],
  [0x76300008, 0x76300008, 'stale'],
  [0x76300001, 0x76300009, 'signing'],

  [0x76400001, 0x76400003, 'other-function'],
  [0x76500001, 0x76500001, 'early'],
  [0x76500002, 0x76500002, 'expired'],
  [0x76600001, 0x76600002, 'request'],
  [0x76700001, 0x76700003, 'other-function'],

  [0x77100001, 0x77200103, 'other-function'],
  [0x77301001, 0x77301030, 'other-function'],
  [0x77301036, 0x77301037, 'pin-missing'],
  [0x77301031, 0x77301042, 'signing'],

  [0x81000001, 0x82000118, 'other-function'],
  [0x83000100, 0x83000104, 'other-card'],
  [0x83000105, 0x83000105, 'pin-length'],
  [0x83000106, 0x83000106, 'other-function'],

  [0xe0000001, 0xe0000001, 'no-certificate'],
  [0xe0000005, 0xe0000006, 'no-certificate'],
  [0xe0000003, 0xe0000003, 'stale'],
  [0xe000000f, 0xe000000f, 'other-card'],
  [0xe0000012, 0xe0000012, 'cancelled'],
  [0xe0000013, 0xe0000013, 'stale'],
  [0xe0000001, 0xe0000013, 'software-certificate'],
]

// PKCS#11 2.40, and CHT's own two for the tries that are left
const reasons: Readonly<Record<number, ComponentFailure>> = {
  0x30: 'card-unreadable',
  0x32: 'card-removed',
  0xa0: 'pin-wrong',
  0xa2: 'pin-length',
  0xa4: 'pin-locked',
  0xe0: 'no-card',
  0xe1: 'card-unreadable',
  0x80000001: 'pin-one-left',
  0x80000002: 'pin-two-left',
}

// these say only where it stopped; the second number says why
const vague = new Set<ComponentFailure>(['log-in', 'signing', 'card-unreadable', 'helper', 'unknown'])

const nameOf = (code: bigint) => codes.find(([from, to]) => code >= from && code <= to)?.[2] ?? 'unknown'

function reasonOf(reason: bigint): ComponentFailure | undefined {
  // as unsigned 64 bits the two last tries come out of JSON as one rounded number
  if (reason >= 0xffffffff80000000n && reason < 0xffffffff80001000n) return 'pin-few-left'
  return reasons[Number(reason)]
}

/** Signed 32-bit numbers become unsigned. */
function readNumber(text: string): bigint | undefined {
  if (!/^-?\d{1,20}$/.test(text)) return undefined
  const number = BigInt(text)
  return number < 0n ? BigInt.asUintN(32, number) : number
}

const hex = (number: bigint) => `0x${number.toString(16).toUpperCase()}`
