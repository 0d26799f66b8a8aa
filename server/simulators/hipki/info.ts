import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { issuerOf, subjectOf } from '../cards/card-certificate.ts'
import { keyId, type NamePart } from '../cards/certificate.ts'
import { profiles } from '../cards/issuers.ts'
import { serialOf } from '../cards/read.ts'
import type { Cards } from './cards.ts'
import type { Machine } from './machine.ts'
import { holderOf, type Person } from './people.ts'

const unknown = 4294967295
const labels = { citizen: 'MOICA', agency: 'GCA', school: 'XCA' }
const sha256WithRsa = '1.2.840.113549.1.1.11'
// PKCS#11 2.20: CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED
const pinFlags = [0x40000, 0x20000, 0x10000, 0]

/** A card as the component describes it; certificates and keys only on request. */
export async function tokenOf(machine: Machine, cards: Cards, person: Person, withCertificates: boolean) {
  return {
    label: labels[person.kind],
    manufacturerID: 'Personnel Desk',
    model: 'Demo card',
    serialNumber: person.cardNumber,
    flags: 1037 + (pinFlags[machine.triesLeft(person)] ?? 0),
    ulMinPinLen: 6,
    ulMaxPinLen: 8,
    ulSessionCount: 0,
    ulMaxSessionCount: unknown,
    ulTotalPublicMemory: unknown,
    ulFreePublicMemory: unknown,
    utcTime: '',
    ...(withCertificates ? await insides(cards, person) : {}),
  }
}

async function insides(cards: Cards, person: Person) {
  const [{ signing, encryption }, { issuer, root }] = await Promise.all([cards.card(person), cards.chain(person)])
  const own = subjectOf(holderOf(person))
  const by = profiles[issuerOf[person.kind]]
  const top = profiles[by.parent]
  const ofPerson = {
    subjectDN: dn(own),
    issuerDN: dn(by.subject),
    subjectCN: person.name,
    subjectID: person.lastFour ?? '',
  }
  const certs = [
    { label: 'cert1', usage: 'digitalSignature', ...ofPerson, ...read(signing.certificate) },
    { label: 'cert2', usage: 'keyEncipherment|dataEncipherment', ...ofPerson, ...read(encryption.certificate) },
    {
      label: 'CA Cert',
      usage: 'keyCertSign|cRLSign',
      subjectDN: dn(by.subject),
      issuerDN: dn(top.subject),
      ...read(issuer),
    },
    {
      label: 'ROOT CA Cert',
      usage: 'keyCertSign|cRLSign',
      subjectDN: dn(top.subject),
      issuerDN: dn(top.subject),
      ...read(root),
    },
  ]
  return { certs, keys: [signing.key, encryption.key].map(described) }
}

const described = (key: KeyObject, index: number) => ({
  id: keyId(key).toString('base64'),
  keyb64: createPublicKey(key).export({ type: 'pkcs1', format: 'der' }).toString('base64'),
  label: `K${index + 1}`,
  type: 0,
})

function read(certificate: Buffer) {
  const { publicKey, fingerprint, validFrom, validTo } = new X509Certificate(certificate)
  const [from, until] = [new Date(validFrom), new Date(validTo)]
  return {
    certb64: certificate.toString('base64'),
    id: keyId(publicKey).toString('base64'),
    sn: serialOf(certificate).toString('hex').toUpperCase(),
    thumbprint: fingerprint.replaceAll(':', ''),
    notBefore: short(from),
    notAfter: short(until),
    notBeforeT: seconds(from),
    notAfterT: seconds(until),
    signatureAlgorithm: sha256WithRsa,
  }
}

const letters: Record<NamePart[0], string> = {
  country: 'C',
  organisation: 'O',
  unit: 'OU',
  common: 'CN',
  serial: 'serialNumber',
}

const dn = (parts: readonly NamePart[]) => parts.map(([part, text]) => `${letters[part]}=${text}`).join(',')

const short = (at: Date) =>
  at
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2)

// the component counts in signed 32-bit seconds and says 0 beyond 2038
const seconds = (at: Date) => (at.getTime() / 1000 > 0x7fffffff ? 0 : Math.floor(at.getTime() / 1000))
