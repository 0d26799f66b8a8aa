import { halfWidth } from '../typed-text.ts'

/**
 * What can stand where a health card's signature should: from the component, from our own page (A001) and from who
 * verifies (91…). Each has its meaning and remedy in text/ways/health-card-codes.ts.
 */
// oxfmt-ignore
export const healthCardCodes = [
  '0000', '4061', '4206',
  '7001', '7002', '7003', '7004',
  '8001', '8002', '8003', '8004', '8005', '8006', '8007', '8008', '8009', '8010', '8011', '8012', '8013',
  '8201', '8202', '8300', '8301', '8302', '8303', '8304', '8305', '8306', '8403', '8404',
  '9001', '9002', '9101', '9102', '9103', '9876', '9999', 'A001',
] as const
export type HealthCardCode = (typeof healthCardCodes)[number]

/** One of the codes as somebody may type it; undefined for any other. */
export const readHealthCardCode = (text: string): HealthCardCode | undefined =>
  healthCardCodes.find(code => code === halfWidth(text).toUpperCase())

/** The sentence of a sign-in that ended with this code. */
export function healthCardCodeKey(code: string): `health-card.code.${HealthCardCode}` | 'health-card.code.unknown' {
  return `health-card.code.${readHealthCardCode(code) ?? 'unknown'}`
}
