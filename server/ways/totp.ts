import { Secret, TOTP } from 'otpauth'
import { halfWidth } from '../domain/typed-text.ts'
import { qrcode } from './qr.ts'

const period = 30

const totpOf = (secret: string, issuer = '', label = '') =>
  new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) })

/** 160 random bits in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** The half minute whose code this is, one before or after the present one included; undefined for a wrong code. */
export function counterOf(secret: string, typed: string, now: Date): number | undefined {
  const token = halfWidth(typed).replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta
}

/** What an authenticator app scans: an SVG element without styles or scripts. */
export async function qrOf(secret: string, issuer: string, label: string): Promise<string> {
  const { toString } = await qrcode()
  return toString(totpOf(secret, issuer, label).toString(), { type: 'svg', margin: 2, width: 220 })
}
