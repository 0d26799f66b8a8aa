import { readRevocationList } from '../domain/card/crl.ts'
import { derOfFile } from '../domain/card/der.ts'
import { maxCertificateFile, maxListBytes } from '../domain/card/profile.ts'
import type { TrustRefusal } from '../domain/card/refusal.ts'
import { readAuthority } from '../domain/card/trust.ts'
import type { Speak, TextKey } from '../text/speak.ts'
import { numbersOf, Unanswerable, type Fields, type Question, type Said } from './question.ts'

export const readCrl: Question = {
  usage:
    'read-crl --crl FILE --issuer FILE --at ISO-TIME [--serial HEX] [--uri ADDRESS] ' +
    '[--last-crl-number KEYID=N] [--json] ' +
    '[--language en]; or --batch FILE',
  options: {
    crl: { type: 'string' },
    issuer: { type: 'string' },
    at: { type: 'string' },
    serial: { type: 'string' },
    uri: { type: 'string' },
    'last-crl-number': { type: 'string', multiple: true },
  },
  fields: ({ 'last-crl-number': last, ...rest }) => ({ ...rest, lastCrlNumber: numbersOf(last) }),
  answer,
  tell,
}

type SaidOfList = Said & {
  number?: string
  thisUpdate?: string
  nextUpdate?: string
  entries?: number
  listed?: boolean
}

function answer(fields: Fields): SaidOfList {
  const at = fields.instant('at')
  const serial = fields.hex('serial')
  if (serial && serial.length > 21) throw new Unanswerable('question.serial')
  const lastNumbers = fields.numbers('lastCrlNumber')
  const issuer = readAuthority(derOfFile(fields.bytes('issuer', maxCertificateFile), 'certificate'), at)
  if (!issuer.ok) return refused(issuer.why)
  const read = readRevocationList(derOfFile(fields.bytes('crl', maxListBytes), 'list'), issuer.authority, {
    now: at,
    uris: fields.texts('uri'),
  })
  if (!read.ok) return refused(read.why)
  const { list, entries } = read
  if (list.number < (lastNumbers.get(list.issuerKeyId) ?? 0n)) return refused('trust.refused.list-number')
  if (at > list.until) return refused('trust.refused.list-expired')
  return {
    ok: true,
    number: String(list.number),
    thisUpdate: list.from.toISOString(),
    nextUpdate: list.until.toISOString(),
    entries,
    ...(serial && { listed: list.has(serial.subarray(serial.findIndex(byte => byte !== 0))) }),
  }
}

const refused = (refusal: TrustRefusal): Said => ({ ok: false, refusal })

function tell(answered: Said, t: Speak): string[] {
  const said = answered as SaidOfList
  if (said.refusal) return [`${t(said.refusal as TextKey)} (${said.refusal})`]
  const { number = '', thisUpdate = '', nextUpdate = '', entries = 0, listed } = said
  return [
    t('verifier.list-good', { number, from: thisUpdate, until: nextUpdate, entries }),
    ...(listed === undefined ? [] : [t(listed ? 'verifier.listed' : 'verifier.not-listed')]),
  ]
}
