import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PurposeOf } from '../domain/way.ts'
import { algorithms, rpIdOf } from '../domain/ways/passkey.ts'
import type { Passkey } from '../store/ways/passkeys.ts'
import { speak } from '../text/speak.ts'
import { languageOf } from '../web/access/language.ts'
import type { Deps } from '../web/deps.ts'
import { issueLine, type Line } from './challenge.ts'
import { webauthn } from './webauthn.ts'

type Settings = Pick<Deps, 'clock' | 'config'>
type Known = readonly Pick<Passkey, 'credentialId' | 'transports'>[]

/** The model of parts/way/passkey: made anew for each page, since each challenge is answered once. */
export type PasskeyQuestion = Pick<Line, 'line' | 'seal'> & { kind: 'create' | 'get'; options: string }

const timeout = 5 * 60_000
const userVerification = 'required'

/**
 * Asks for one of the `known` passkeys, or for any that the device has for this site where none is named. Null where a
 * site at this address can have none.
 */
export async function askForPasskey(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Settings,
  { purpose, known = [] }: { purpose: PurposeOf<'passkey'>; known?: Known },
): Promise<PasskeyQuestion | null> {
  const rpID = rpIdOf(deps.config.baseUrl)
  if (!rpID) return null
  const { nonce, ...line } = issueLine(request, reply, deps, { purpose })
  // as the library would write it, which the page of signing in would have to wait for
  const options: PublicKeyCredentialRequestOptionsJSON = {
    rpId: rpID,
    challenge: Buffer.from(challengeOf(nonce)).toString('base64url'),
    allowCredentials: descriptors(known).map(one => ({ ...one, type: 'public-key' })),
    timeout,
    userVerification,
  }
  return { ...line, kind: 'get', options: JSON.stringify(options) }
}

/** Asks the device to make a passkey, unless it holds one of the `known`. `user` is what it shows beside it. */
export async function askToMakePasskey(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Settings,
  { user, known }: { user: { handle: string; loginName: string; name: string }; known: Known },
): Promise<PasskeyQuestion | null> {
  const rpID = rpIdOf(deps.config.baseUrl)
  if (!rpID) return null
  const { nonce, ...line } = issueLine(request, reply, deps, { purpose: 'binding' })
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: speak(languageOf(request))('layout.product'),
    rpID,
    userID: new Uint8Array(handleBytes(user.handle)),
    userName: user.loginName,
    userDisplayName: user.name,
    challenge: challengeOf(nonce),
    timeout,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification },
    excludeCredentials: descriptors(known),
    supportedAlgorithmIDs: algorithms,
  })
  return { ...line, kind: 'create', options: JSON.stringify(options) }
}

/** What the device signs is the nonce of the line: the line says what it is for, and its seal that it is ours. */
export const challengeOf = (nonce: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(nonce, 'hex'))

/** A user handle, which the store writes as a uuid, as the device keeps it. */
export const handleBytes = (handle: string): Buffer => Buffer.from(handle.replaceAll('-', ''), 'hex')

export const transports = ['ble', 'hybrid', 'internal', 'nfc', 'usb'] as const

const descriptors = (known: Known) =>
  known.map(({ credentialId: id, transports: said }) => ({
    id,
    transports: transports.filter(one => said.includes(one)),
  }))
