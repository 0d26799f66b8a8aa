import { getHashes } from 'node:crypto'
import { derOfFile } from '../domain/card/der.ts'
import { holderOf, type Answer, type Holder, type Report } from '../domain/card/holder.ts'
import { hashNamed, maxCertificateFile, maxMessageBytes } from '../domain/card/profile.ts'
import type { CardKind } from '../domain/card/trust.ts'
import { maxBytes as maxLineBytes, readSigningLine } from '../domain/ways/signing-line.ts'
import type { Speak, TextKey } from '../text/speak.ts'
import { numbersOf, Unanswerable, type Fields, type Question, type Said } from './question.ts'
import { trustOf, type ListFile, type SetAside } from './trust-folder.ts'

export const verifySignature: Question = {
  usage:
    'verify-signature --cms FILE | --pkcs1 FILE --certificate FILE [--hash sha256]  --content FILE --trust DIR ' +
    '[--crl FILE …] [--uri ADDRESS …] --at ISO-TIME [--kind citizen|agency] [--last-crl-number KEYID=N] [--json] ' +
    '[--language en]; or --batch FILE',
  options: {
    cms: { type: 'string' },
    pkcs1: { type: 'string' },
    certificate: { type: 'string' },
    hash: { type: 'string' },
    content: { type: 'string' },
    trust: { type: 'string' },
    crl: { type: 'string', multiple: true },
    uri: { type: 'string', multiple: true },
    at: { type: 'string' },
    kind: { type: 'string' },
    'last-crl-number': { type: 'string', multiple: true },
  },
  fields: ({ crl, 'last-crl-number': last, ...rest }) => ({ ...rest, crls: crl, lastCrlNumber: numbersOf(last) }),
  answer,
  tell,
}

type SaidOfSignature = Said & {
  identity?: { cn: string; serialNumber: string; last4: string | null }
  holder?: Omit<Holder, 'certificate' | 'notAfter' | 'signedAt'> & { notAfter: string; signedAt: string | null }
  report: Report
  setAside: SetAside[]
}

function answer(fields: Fields): SaidOfSignature {
  const at = fields.instant('at')
  const content = fields.bytes('content')
  const lastNumbers = fields.numbers('lastCrlNumber')
  const { trust, setAside } = trustOf(fields.place('trust'), listsIn(fields), { at, lastNumbers })
  // a line of this product says itself for which occasion it was made
  const nonce = readSigningLine(content.toString('latin1', 0, maxLineBytes + 1))?.nonce
  const verified = holderOf(answerIn(fields), { content, nonce, kinds: kindsOf(fields) }, trust, at)
  const { report } = verified
  if (!verified.ok) return { ok: false, refusal: verified.why, report, setAside }

  const { certificate: _, notAfter, signedAt, ...holder } = verified.holder
  const dates = { notAfter: notAfter.toISOString(), signedAt: signedAt?.toISOString() ?? null }
  const identity = { cn: holder.subjectName, serialNumber: holder.subjectSerial, last4: holder.lastFour }
  return { ok: true, identity, holder: { ...holder, ...dates }, report, setAside }
}

function answerIn(fields: Fields): Answer {
  const [cms, pkcs1] = [fields.text('cms'), fields.text('pkcs1')]
  if ((cms === undefined) === (pkcs1 === undefined)) throw new Unanswerable('question.either')
  if (cms !== undefined) return { cms: fields.bytes('cms', maxMessageBytes).toString('base64') }
  return {
    pkcs1: fields.bytes('pkcs1', maxMessageBytes).toString('base64'),
    certificate: derOfFile(fields.bytes('certificate', maxCertificateFile), 'certificate').toString('base64'),
    hash: hashIn(fields),
  }
}

/** One that is known and too weak is refused; one that nobody knows was not asked for. */
function hashIn(fields: Fields): string {
  const hash = fields.text('hash') ?? 'sha256'
  if (getHashes().some(known => hashNamed(known) === hashNamed(hash))) return hash
  throw new Unanswerable('question.one-of', { name: 'hash', words: 'sha256, sha384, sha512' })
}

/** Every list with the addresses that it may name: its own, and those that are said for all. */
function listsIn(fields: Fields): ListFile[] {
  const lists = fields.parts('crls', 'crl')
  if (fields.text('crl') !== undefined) lists.push(fields)
  return lists.map(list => ({ file: list.place('crl'), uris: [...fields.texts('uri'), ...list.texts('uri')] }))
}

function kindsOf(fields: Fields): CardKind[] {
  const kind = fields.text('kind')
  if (kind === undefined) return ['citizen', 'agency']
  if (kind !== 'citizen' && kind !== 'agency')
    throw new Unanswerable('question.one-of', { name: 'kind', words: 'citizen, agency' })
  return [kind]
}

function tell(answered: Said, t: Speak): string[] {
  const said = answered as SaidOfSignature
  const { list, checks } = said.report
  return [
    t(said.ok ? 'verifier.good' : 'verifier.refused'),
    ...(said.refusal ? [`${t(said.refusal as TextKey)} (${said.refusal})`] : []),
    ...(said.holder ? holderLines(said.holder, t) : []),
    list ? t('verifier.list', list) : t('verifier.no-list'),
    ...(said.refusal === 'card.refused.list-early' ? [t('verifier.list-early')] : []),
    ...asideLines(said.setAside, t),
    '',
    ...checks.map(({ key, outcome }) => `[${t(`verifier.outcome.${outcome}`)}] ${t(key)}`),
  ]
}

function holderLines(holder: NonNullable<SaidOfSignature['holder']>, t: Speak): string[] {
  const { kind, subjectName, subjectSerial, lastFour, issuerFamily, issuerKeyId, notAfter, signedAt } = holder
  return [
    t(`verifier.holder.${kind}`, { name: subjectName, serial: subjectSerial }),
    ...(lastFour ? [t('verifier.last-four', { lastFour })] : []),
    t('verifier.issuer', { family: issuerFamily, key: issuerKeyId, until: notAfter }),
    ...(signedAt ? [t('verifier.signed-at', { at: signedAt })] : []),
  ]
}

/** Files that were not used, each with its reason. */
const asideLines = (setAside: SetAside[], t: Speak): string[] =>
  setAside.map(({ file, why }) => t('verifier.set-aside', { file, why: t(why) }))
