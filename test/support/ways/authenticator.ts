import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import forge from 'node-forge'

/** What a page asks a device for, from the attributes of its form. */
export type Asked = { options: Options; fields: { line: string; seal: string } }
type Options = {
  challenge: string
  rpId?: string
  rp?: { id: string; name: string }
  user?: { id: string; name: string; displayName: string }
  allowCredentials?: { id: string }[]
  excludeCredentials?: { id: string }[]
  pubKeyCredParams?: { alg: number }[]
  authenticatorSelection?: Record<string, unknown>
  attestation?: string
  userVerification?: string
}

/** What a device may do wrong, or a stranger between it and us. */
export type Tricks = {
  origin?: string
  crossOrigin?: boolean
  type?: string
  challenge?: string
  rpId?: string
  isVerified?: boolean
  counter?: number
  /** Signs with a key of its own. */
  signsWrong?: boolean
  userHandle?: string | null
  /** What vouches for the device, given what it signs. */
  attestation?: (signed: Buffer) => Cbor
  curve?: 'P-256' | 'P-384'
  /** Gives the new key the name of an older one. */
  id?: string
}

type Key = { id: string; privateKey: KeyObject; userHandle: string; counter: number }
export type Device = ReturnType<typeof device>

/** The form with `data-passkey` of a page. */
export function askedFor(html: string): Asked {
  const [form = ''] = /<form[^>]*data-passkey=[^]*?<\/form>/.exec(html) ?? []
  const found = (pattern: RegExp) => (pattern.exec(form)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  return {
    options: JSON.parse(found(/data-options="([^"]*)"/) || '{}') as Options,
    fields: { line: found(/name="line" value="([^"]*)"/), seal: found(/name="seal" value="([^"]*)"/) },
  }
}

/** A phone or security key with ES256 and no certificates, which counts its uses unless `counts` is false. */
export function device({ origin = 'http://localhost:3000', counts = true } = {}) {
  const keys: Key[] = []

  const clientData = (type: string, { options }: Asked, tricks: Tricks) =>
    Buffer.from(
      JSON.stringify({
        type: tricks.type ?? type,
        challenge: tricks.challenge ?? options.challenge,
        origin: tricks.origin ?? origin,
        crossOrigin: tricks.crossOrigin ?? false,
      }),
    )

  return {
    keys,

    /** Makes a key, and fills the fields of the form that asked for it. */
    make(html: string, tricks: Tricks = {}): Record<string, string> {
      const asked = askedFor(html)
      const namedCurve = tricks.curve ?? 'P-256'
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
      const key: Key = {
        id: tricks.id ?? url(randomBytes(32)),
        privateKey,
        userHandle: asked.options.user?.id ?? '',
        counter: 0,
      }
      keys.push(key)
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const [algorithm, curve] = namedCurve === 'P-256' ? [-7, 1] : [-35, 2]
      const cose = new Map<number, Cbor>([
        [1, 2],
        [3, algorithm],
        [-1, curve],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ])
      const id = Buffer.from(key.id, 'base64url')
      const credential = Buffer.concat([Buffer.alloc(16), short(id.length), id, cbor(cose)])
      const authData = Buffer.concat([
        head(tricks.rpId ?? asked.options.rp?.id ?? '', 0x40, { counter: 0, ...tricks }),
        credential,
      ])
      const said = clientData('webauthn.create', asked, tricks)
      const statement = tricks.attestation?.(Buffer.concat([authData, sha256(said)]))
      const attestationObject = cbor(
        new Map<string, Cbor>([
          ['fmt', statement ? 'packed' : 'none'],
          ['attStmt', statement ?? new Map()],
          ['authData', authData],
        ]),
      )
      const response = {
        clientDataJSON: url(said),
        attestationObject: url(attestationObject),
        transports: ['internal', 'smoke-signals'],
      }
      return { ...asked.fields, answer: answer(key.id, response) }
    },

    /** Answers with one of its keys, by default the newest. */
    use(html: string, tricks: Tricks = {}, key: Key | undefined = keys.at(-1)): Record<string, string> {
      if (!key) throw new Error('the device has no key')
      const asked = askedFor(html)
      key.counter = tricks.counter ?? (counts ? key.counter + 1 : 0)
      const said = clientData('webauthn.get', asked, tricks)
      const rpId = tricks.rpId ?? asked.options.rpId ?? ''
      const authenticatorData = head(rpId, 0, { ...tricks, counter: key.counter })
      const signer = tricks.signsWrong ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : key.privateKey
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(said)]), signer)
      const handle = tricks.userHandle === undefined ? key.userHandle : tricks.userHandle
      const response = {
        clientDataJSON: url(said),
        authenticatorData: url(authenticatorData),
        signature: url(signature),
        ...(handle && { userHandle: handle }),
      }
      return { ...asked.fields, answer: answer(key.id, response) }
    },
  }
}

/** A certificate that its maker gave to the device, as a site gets it that asks for one. */
export function withCertificate(signed: Buffer): Cbor {
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048)
  const certificate = forge.pki.createCertificate()
  const subject = { C: 'TW', O: 'Invented devices', OU: 'Authenticator Attestation', CN: 'A device' }
  const names = Object.entries(subject).map(([shortName, value]) => ({ shortName, value }))
  certificate.publicKey = publicKey
  certificate.serialNumber = '01'
  certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z')
  certificate.validity.notAfter = new Date('2040-01-01T00:00:00Z')
  certificate.setSubject(names)
  certificate.setIssuer(names)
  certificate.setExtensions([{ name: 'basicConstraints', cA: false }])
  certificate.sign(privateKey, forge.md.sha256.create())
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary')
  return new Map<string, Cbor>([
    ['alg', -257],
    ['sig', sign('sha256', signed, forge.pki.privateKeyToPem(privateKey))],
    ['x5c', [der]],
  ])
}

const answer = (id: string, response: object) =>
  JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })

/** Hash of the site, flags (0x01 present, 0x04 verified), count. */
function head(rpId: string, flags: number, { isVerified = true, counter = 0 }: Tricks): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags | 0x01 | (isVerified ? 0x04 : 0)]), count])
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
const url = (bytes: Buffer) => bytes.toString('base64url')

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

export type Cbor = number | string | Buffer | Cbor[] | Map<string | number, Cbor>

/** As much of CBOR (RFC 8949) as a device speaks: whole numbers, bytes, text, lists, maps. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? start(1, -1 - value) : start(0, value)
  if (typeof value === 'string') return Buffer.concat([start(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([start(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([start(4, value.length), ...value.map(cbor)])
  return Buffer.concat([start(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

function start(kind: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(kind << 5) | value])
  if (value < 256) return Buffer.from([(kind << 5) | 24, value])
  return Buffer.concat([Buffer.from([(kind << 5) | 25]), short(value)])
}
