import type { Paper, Part } from '../../documents/paper/paper.ts'
import { dateText, shortDate } from '../../domain/roc-date.ts'
import type { Agency } from '../../store/agency/agencies.ts'
import type { Certificate } from '../../store/certificate/certificates.ts'
import type { sealKeyOf } from '../../store/certificate/seal-key.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'

const t = speak('zh-TW')

export const verifyAddress = ({ baseUrl }: Pick<Deps['config'], 'baseUrl'>, token: string): string =>
  `${baseUrl}/verify/${token}`

/** Word for word what stands on the paper, and what Debian's openssl understands. */
export const commands = {
  key: 'openssl pkey -pubin -in key.pem -outform DER | openssl dgst -sha256',
  verify: 'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in certificate.txt -sigfile signature.bin',
} as const

type Sealed = Certificate & { number: string; token: string; signedText: string; signature: Buffer; sealedAt: Date }

export const isSealed = (one: Certificate): one is Sealed => one.signature !== null && one.number !== null

/** A certificate as it is printed: on the first page what it says, on the second how it is checked without us. */
export function certificatePaper(
  one: Sealed,
  agency: Agency,
  key: ReturnType<typeof sealKeyOf>,
  { config, installation }: Pick<Deps, 'config' | 'installation'>,
): Paper {
  const kind = t(`certificate.kind.${one.kind}`)
  // as it was signed, whatever the agency is called by now
  const name = one.agency ?? agency.name
  const address = verifyAddress(config, one.token)
  const number = t('certificate.paper.number', { number: one.number })
  const parts: Part[] = [
    { kind: 'space', height: 48 },
    { kind: 'heading', level: 1, text: `${name}　${kind}` },
    { kind: 'text', text: number, align: 'right' },
    { kind: 'space', height: 30 },
    { kind: 'text', text: one.body, size: 'large' },
    { kind: 'space', height: 56 },
    { kind: 'text', text: name, size: 'large', align: 'middle' },
    { kind: 'text', text: dateText(one.issuedDay ?? '', 'zh-TW'), size: 'large', align: 'middle' },
    { kind: 'seal', lines: [t('certificate.paper.seal'), one.number, shortDate(one.issuedDay ?? '')] },
    { kind: 'foot', height: 120 },
    {
      kind: 'code',
      address,
      alt: t('certificate.paper.alt'),
      lines: [t('certificate.paper.scan', { origin: config.baseUrl }), address, number],
    },
    { kind: 'page' },
    { kind: 'heading', level: 2, text: t('certificate.paper.offline') },
    { kind: 'text', text: t('certificate.paper.files') },
    {
      kind: 'text',
      text: t('certificate.paper.compare', { address: `${config.baseUrl}/verify`, fingerprint: key.fingerprint }),
    },
    { kind: 'command', text: commands.key },
    { kind: 'command', text: commands.verify },
    { kind: 'text', text: t('certificate.paper.result') },
    { kind: 'heading', level: 2, text: t('certificate.paper.text') },
    { kind: 'text', text: one.signedText.trimEnd(), size: 'small' },
    { kind: 'heading', level: 2, text: t('certificate.paper.signature') },
    { kind: 'command', text: one.signature.toString('base64') },
  ]
  return {
    title: `${kind} ${one.number}`,
    language: 'zh-TW',
    author: name,
    madeAt: one.sealedAt,
    head: [`${name}　${kind}`, number],
    foot: installation === 'demo' ? t('paper.demo') : name,
    parts,
    attachments: [
      {
        name: 'certificate.txt',
        media: 'text/plain',
        bytes: Buffer.from(one.signedText),
        what: t('certificate.paper.text'),
      },
      {
        name: 'signature.bin',
        media: 'application/octet-stream',
        bytes: one.signature,
        what: t('certificate.paper.signature'),
      },
      {
        name: 'key.pem',
        media: 'application/x-pem-file',
        bytes: Buffer.from(key.publicPem),
        what: t('verify.key-title'),
      },
    ],
  }
}
