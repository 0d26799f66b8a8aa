import { derOfFile } from '../domain/card/der.ts'
import { readOcsp } from '../domain/card/ocsp.ts'
import { maxCertificateFile, maxMessageBytes } from '../domain/card/profile.ts'
import { readAuthority } from '../domain/card/trust.ts'
import type { Speak, TextKey } from '../text/speak.ts'
import type { Fields, Question, Said } from './question.ts'

export const verifyOcsp: Question = {
  usage:
    'verify-ocsp --response FILE --certificate FILE --issuer FILE --at ISO-TIME [--nonce HEX] ' +
    '[--json] [--language en]; or --batch FILE',
  options: {
    response: { type: 'string' },
    certificate: { type: 'string' },
    issuer: { type: 'string' },
    at: { type: 'string' },
    nonce: { type: 'string' },
  },
  fields: options => options,
  answer,
  tell,
}

function answer(fields: Fields): Said {
  const now = fields.instant('at')
  const nonce = fields.hex('nonce')
  const response = fields.bytes('response', maxMessageBytes)
  const certificate = derOfFile(fields.bytes('certificate', maxCertificateFile), 'certificate')
  const issuer = readAuthority(derOfFile(fields.bytes('issuer', maxCertificateFile), 'certificate'), now)
  if (!issuer.ok) return { ok: false, refusal: issuer.why }
  const said = readOcsp(response, { certificate, issuer: issuer.authority, now, ...(nonce && { nonce }) })
  if (!said.ok) return { ok: false, refusal: said.why }
  return { ok: true, status: 'good', from: said.from.toISOString(), until: said.until.toISOString() }
}

function tell(said: Said, t: Speak): string[] {
  if (said.refusal) return [`${t(said.refusal as TextKey)} (${said.refusal})`]
  return [t('verifier.ocsp-good', { from: String(said['from']), until: String(said['until']) })]
}
