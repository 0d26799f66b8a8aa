import type { Test } from 'tap'
import { openCa, type Ca } from '../../../server/simulators/cards/ca.ts'
import type { Holder } from '../../../server/simulators/cards/card-certificate.ts'
import type { Card } from '../../../server/simulators/cards/card.ts'
import type { MessageTricks } from '../../../server/simulators/cards/signed-data.ts'
import { importTrust } from '../../../server/store/trust/trust.ts'
import * as credentials from '../../../server/store/ways/credentials.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { world } from '../person/world.ts'
import { cardFolder } from './folder.ts'

/** Whom lin's card names. */
export const linHolder: Holder = {
  kind: 'citizen',
  name: world.lin.name,
  serialNumber: '0000000099900001',
  lastFour: world.lin.idNumber.slice(-4),
  cardNumber: 'TP99000000000001',
}

/**
 * The demo authority with short keys, once for a test file. Its revocation lists hold for a week of its clock, which is
 * that of the tests, or `clock` where the application's own goes with the day.
 */
export async function testCa(t: Test, clock = () => new Date('2026-11-23T05:00:00Z')): Promise<Ca> {
  return openCa(await cardFolder(t), { caBits: 2048, clock })
}

/** Lets an installation know the demo authority. */
export async function trustCa({ db, clock }: Deps, ca: Ca): Promise<void> {
  const { refused } = await importTrust(db, ca.trust, { test: true, at: clock() })
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
}

/** Registers a card for an account without the pages that do it. */
export async function bindCard(
  { db, clock }: Deps,
  accountId: string,
  { holder, signing }: { holder: Holder; signing: { certificate: Buffer } },
): Promise<void> {
  const card: credentials.NewCredential = {
    kind: 'citizen_card',
    issuerFamily: '(測試用)內政部憑證管理中心',
    issuerKeyId: 'older',
    subjectSerial: holder.serialNumber,
    subjectName: holder.name,
    certificate: signing.certificate,
    cardNumber: holder.cardNumber,
    notAfter: new Date('2031-01-01T00:00:00Z'),
  }
  const bound = await credentials.bind(db, accountId, card, clock())
  if (!bound.ok) throw new Error(bound.why)
}

/** What the form of a page asks a card to sign. */
export function askedBy(html: string): { line: string; nonce: string; seal: string } {
  const found = (pattern: RegExp) => pattern.exec(html)?.[1] ?? ''
  return {
    line: found(/data-line="([^"]+)"/),
    nonce: found(/data-nonce="([^"]+)"/),
    seal: found(/name="seal" value="([^"]+)"/),
  }
}

export type CardFields = Record<string, string> & { line: string; seal: string; cms: string }

/** The fields that public/card.js posts when the card signed what the page asked for. */
export function signedBy(card: Card, html: string, tricks: MessageTricks = {}): CardFields {
  const { line, nonce, seal } = askedBy(html)
  const { cardNumber } = card.holder
  const cms = card.sign(line, { cardNumber, nonce, at: new Date('2026-11-23T06:00:00Z') }, tricks)
  return { ...blank, line, seal, cms: cms.toString('base64'), card_number: cardNumber, ret_code: '0', last_error: '0' }
}

/** The fields that public/card.js posts when there is no signature. */
export function failedBy(html: string, said: { component_failure?: string; ret_code?: string; last_error?: string }) {
  const { line, seal } = askedBy(html)
  return { ...blank, line, seal, ...said }
}

const blank = {
  cms: '',
  card_number: '',
  ret_code: '',
  last_error: '',
  component_version: '1.3.8',
  component_failure: '',
}
