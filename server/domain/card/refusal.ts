/**
 * What can be wrong with an answer of a card, in the order in which it is looked at, and where it stands that it must
 * not be. Every name has two sentences: `card.refused.<name>` for the person, `card.check.<name>` for the report.
 */
export const steps = [
  { step: 'the bytes', source: 'ITU-T X.690 10 (DER); sizes are ours', names: ['too-long', 'base64', 'der'] },
  {
    step: 'the message',
    source: 'RFC 5652 5.1, 5.3',
    names: ['message', 'message-kind', 'content-kind', 'content', 'certificates', 'extras', 'signers'],
  },
  { step: 'what it claims to be made with', source: 'RFC 5754 2, 3.2', names: ['algorithm'] },
  { step: 'whose certificate', source: 'RFC 5652 5.3', names: ['signer-certificate'] },
  { step: 'its form', source: 'RFC 5280 4.1, 4.2', names: ['certificate', 'extensions', 'key'] },
  {
    step: 'who issued it',
    source: 'RFC 5280 4.2.1.1, 6.1.3; pinned issuers instead of a path',
    names: ['issuer', 'issuer-signature', 'other-kind', 'early', 'expired', 'issuer-expired', 'issuer-revoked'],
  },
  {
    step: 'the profile',
    source: 'GPKI certificate profile',
    names: ['policy', 'key-usage', 'purpose', 'subject-type', 'subject', 'last-four'],
  },
  { step: 'revocation', source: 'RFC 5280 6.3.3', names: ['no-list', 'list-early', 'list-expired', 'revoked'] },
  {
    step: 'what was signed',
    source: 'RFC 5652 5.3, 5.4, 11',
    names: ['attributes', 'attribute-kind', 'digest', 'nonce', 'bare-content'],
  },
  { step: 'and by which key', source: 'RFC 8017 8.2.2', names: ['signature'] },
] as const

export type CheckName = (typeof steps)[number]['names'][number]
export const checkNames: readonly CheckName[] = steps.flatMap(({ names }) => [...names])
export type CardRefusal = `card.refused.${CheckName}`

/** Why a certificate of an authority or a list is not taken into the trust store; for the operator. */
const trustRefusals = [
  // RFC 5280 4.1, 4.2, 6.1.4
  'trust.refused.unreadable',
  'trust.refused.algorithm',
  'trust.refused.authority',
  'trust.refused.dates',
  'trust.refused.unknown-anchor',
  'trust.refused.signature',
  'trust.refused.test-authority',
  // RFC 5280 5.1, 5.2
  'trust.refused.list-issuer',
  'trust.refused.list-scope',
  'trust.refused.list-number',
  'trust.refused.list-early',
  'trust.refused.list-expired',
] as const
export type TrustRefusal = (typeof trustRefusals)[number]

/** Why an answer about revocation says nothing, or nothing good, about a certificate: RFC 6960 3.2, 4.2. */
export const ocspRefusals = [
  'ocsp.refused.unreadable',
  'ocsp.refused.no-answer',
  'ocsp.refused.algorithm',
  'ocsp.refused.signer',
  'ocsp.refused.signature',
  'ocsp.refused.other-certificate',
  'ocsp.refused.nonce',
  'ocsp.refused.early',
  'ocsp.refused.stale',
  'ocsp.refused.unknown',
  'ocsp.refused.revoked',
  // the certificate in question is not valid, whatever is said of it
  'card.refused.early',
  'card.refused.expired',
] as const
export type OcspRefusal = (typeof ocspRefusals)[number]

export type Refusal = CardRefusal | TrustRefusal | OcspRefusal

/** Thrown inside this folder only; its doors turn it into a value. */
export class Refused<Why extends string = Refusal> extends Error {
  why: Why
  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

/** What `read` gives, or what `otherwise` makes of why it was refused. Whatever else is thrown is a bug. */
export function attempt<Read, Other>(read: () => Read, otherwise: (why: Refusal) => Other): Read | Other {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refused) return otherwise(error.why as Refusal)
    throw error
  }
}
