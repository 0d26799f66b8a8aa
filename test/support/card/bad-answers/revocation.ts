import { createHash } from 'node:crypto'
import { serialOf } from '../../../../server/simulators/cards/read.ts'
import type { CardWorld } from '../world.ts'
import type { Add } from './add.ts'

export async function revocation({ ca, lin: card, odd, sign, trust, now, withList }: CardWorld, add: Add) {
  const serial = serialOf(card.signing.certificate)
  const listed = (reason?: number) => ({ serial, at: now, ...(reason !== undefined && { reason }) })
  const others = Array.from({ length: 300 }, (_, i) => ({
    serial: createHash('sha256')
      .update(String(i))
      .digest()
      .subarray(0, 16 + (i % 3)),
    at: now,
  }))
  const listOf = async (...revoked: Parameters<typeof ca.list>[1][]) =>
    withList(await ca.list('moica3', revoked[0]), 'moica3')
  add('revoked', 'revoked', sign(), { trust: await listOf({ revoked: [listed(1)] }) })
  add('revoked', 'on hold', sign(), { trust: await listOf({ revoked: [...others, listed(6)] }) })
  add('revoked', 'among many', sign(), { trust: await listOf({ revoked: [listed(), ...others] }) })
  const high = Buffer.alloc(16, 0xf0)
  add('revoked', 'a number with the highest bit', await odd({ serial: high }), {
    trust: await listOf({ revoked: [{ serial: high, at: now }] }),
  })
  const older = Buffer.alloc(16, 0x21)
  add('revoked', 'a card of the older generation', await odd({ serial: older }, 'moica2'), {
    trust: await withList(await ca.list('moica2', { revoked: [{ serial: older, at: now }] }), 'moica2'),
  })

  const [moica2, moica3] = [await ca.issuer('moica2'), await ca.issuer('moica3')].map(({ keyId }) =>
    keyId.toString('hex'),
  )
  const unlisted = (keyId: string | undefined) => ({
    ...trust,
    lists: new Map([...trust.lists].filter(([key]) => key !== keyId)),
  })
  add('no-list', 'no list at all', sign(), { trust: { ...trust, lists: new Map() } })
  add('no-list', 'the list of the older generation only', sign(), { trust: unlisted(moica3) })
  add('no-list', 'an older card with the list of the newer generation only', await odd({}, 'moica2'), {
    trust: unlisted(moica2),
  })
  const week = 7 * 86_400_000
  add('list-expired', 'a day after the list ended', sign(), { now: new Date(now.getTime() + week + 86_400_000) })
  add('list-early', 'ten minutes before the list begins', sign(), { now: new Date(now.getTime() - 600_000) })
  const authority = { serial: serialOf(card.issuer), at: now }
  add('issuer-revoked', 'MOICA is on the list of its root', sign(), {
    trust: await withList(await ca.list('grca3', { revoked: [authority] }), 'grca3'),
  })
}
