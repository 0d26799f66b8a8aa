import { constants, privateEncrypt, X509Certificate } from 'node:crypto'
import type { Card } from '../cards/card.ts'
import { keyId } from '../cards/certificate.ts'
import { hashes, type Hash } from '../cards/oids.ts'
import { signedData } from '../cards/signed-data.ts'
import type { Cards } from './cards.ts'
import { code, lastError, major, minor } from './codes.ts'
import { tokenOf } from './info.ts'
import type { Machine, Refusal, Slot } from './machine.ts'
import type { Person } from './people.ts'
import { base64Of, type Fields } from './request.ts'

export type Func = 'sign' | 'pkcs11info' | 'decrypt'

export type Answer = { func: string; ret_code: number; last_error: number } & Record<string, unknown>

/** Readers and cards, with certificates and keys on request. */
export async function info(machine: Machine, cards: Cards, { withCertificates = false } = {}): Promise<Answer> {
  const slots = machine.slots().map(async ({ reader, card }, slotID) => ({
    slotID,
    slotDescription: reader,
    manufacturerID: 'Personnel Desk',
    firmwareVersion: 1,
    hardwareVersion: 1,
    flags: card ? 7 : 6,
    token: card && typeof card === 'object' ? await tokenOf(machine, cards, card, withCertificates) : card,
  }))
  return {
    ...done('pkcs11info'),
    cryptokiVersion: 2.04,
    libraryVersion: 1.001,
    libraryDescription: 'Demo PKCS#11 library',
    manufacturerID: 'Personnel Desk',
    flags: 0,
    slots: await Promise.all(slots),
  }
}

/** One signature by the card in the reader; the number of a wrong PIN counts down and then locks. */
export async function sign(machine: Machine, cards: Cards, fields: Fields | null): Promise<Answer> {
  if (!fields) return refused('sign', { ret: code.badJson })
  const chosen = chosenCard(machine.slots(), fields['slotDescription'])
  if ('ret' in chosen) return refused('sign', chosen)
  const person = chosen.card

  const [card, shown] = await Promise.all([cards.card(person), cards.card(machine.shown(person))])
  const late = fields['checkValidity'] === 'true' ? validity(card) : null
  if (late) return refused('sign', late)
  const wrong = machine.login(person, fields['pin'] ?? '')
  if (wrong) return refused('sign', { ret: code.login, last: wrong })

  const signature = signatureOf(card, shown, fields)
  if ('ret' in signature) return refused('sign', signature)
  machine.remember(person)
  return {
    ...done('sign'),
    cardSN: shown.holder.cardNumber,
    certb64: shown.signing.certificate.toString('base64'),
    signature: signature.bytes.toString('base64'),
  }
}

/** Opens what was encrypted to the card. */
export async function decrypt(machine: Machine, cards: Cards, fields: Fields | null): Promise<Answer> {
  if (!fields) return refused('decrypt', { ret: code.badJson })
  const cipher = base64Of(fields['cipher'] ?? '')
  if (!cipher?.length) return refused('decrypt', { ret: code.noCipher })
  const chosen = chosenCard(machine.slots(), fields['slotDescription'])
  if ('ret' in chosen) return refused('decrypt', chosen)
  const card = await cards.card(chosen.card)
  const wrong = machine.login(chosen.card, fields['pin'] ?? '')
  if (wrong) return refused('decrypt', { ret: code.login, last: wrong })
  const plain = card.decrypt(cipher)
  if (!plain) return refused('decrypt', { ret: code.decryption })
  return { ...done('decrypt'), plain: plain.toString(fields['plainEncoding'] === 'base64' ? 'base64' : 'utf8') }
}

export function refused(func: Func, { ret, last = 0 }: Refusal): Answer {
  return {
    func,
    ret_code: ret,
    last_error: last,
    message: major[ret] ?? '',
    ...(last ? { message2: minor[last] ?? '' } : {}),
  }
}

const done = (func: Func): Answer => ({ func, ret_code: 0, last_error: 0 })

function chosenCard(slots: readonly Slot[], reader: string | undefined): { card: Person } | Refusal {
  const named = reader ? slots.filter(slot => slot.reader === reader) : slots
  if (named.length === 0) return { ret: code.noReader }
  const card = named.find(slot => slot.card)?.card
  if (!card) return { ret: code.noCard }
  return card === 'unknown token' ? { ret: code.badCard, last: lastError.notRecognized } : { card }
}

function validity(card: Card): Refusal | null {
  const { validFrom, validTo } = new X509Certificate(card.signing.certificate)
  const now = Date.now()
  if (now < Date.parse(validFrom)) return { ret: code.notYetValid }
  return now > Date.parse(validTo) ? { ret: code.expired } : null
}

// a component that still holds an earlier card signs with the key at hand under the certificate it holds
function signatureOf(card: Card, shown: Card, fields: Fields): { bytes: Buffer } | Refusal {
  const { tbs = '', tbsEncoding, hashAlgorithm: hash, signatureType = '', nonce, withCardSN, keyidb64 } = fields
  const content = tbsEncoding === 'base64' || signatureType === 'RAW' ? base64Of(tbs) : Buffer.from(tbs)
  if (!content) return { ret: code.base64 }
  const { key } = card.signing
  if (keyidb64 && keyidb64 !== keyId(key).toString('base64')) return { ret: code.noKey }
  if (signatureType === 'RAW') return raw(card, content)
  if (!isHash(hash)) return { ret: code.badParameter }
  if (signatureType === 'PKCS1') return { bytes: card.signPkcs1(content, hash) }
  if (signatureType !== 'PKCS7') return { ret: code.signatureType }
  const wish = {
    hash,
    ...(nonce ? { nonce } : {}),
    ...(withCardSN === 'true' ? { cardNumber: shown.holder.cardNumber } : {}),
  }
  return { bytes: signedData(content, { certificate: shown.signing.certificate, key }, wish) }
}

function raw({ signing: { key } }: Card, value: Buffer): { bytes: Buffer } | Refusal {
  try {
    return { bytes: privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, value) }
  } catch {
    return { ret: code.signature }
  }
}

const isHash = (name: string | undefined): name is Hash => name !== undefined && Object.hasOwn(hashes, name)
