import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { PurposeOf } from '../domain/way.ts'
import { algorithms, ofChallenge, rpIdOf, type PasskeyRefusal } from '../domain/ways/passkey.ts'
import type { NewPasskey, Passkey } from '../store/ways/passkeys.ts'
import { isSpent } from '../store/ways/spent-nonces.ts'
import { spendLine } from '../web/access/spent-lines.ts'
import type { Deps } from '../web/deps.ts'
import { rawForm } from '../web/forms.ts'
import { refused, type Answered, type Refused } from './answered.ts'
import { checkLine } from './challenge.ts'
import { challengeOf, handleBytes, transports } from './passkey-question.ts'
import { webauthn, type Webauthn } from './webauthn.ts'

type Settings = Pick<Deps, 'db' | 'ring' | 'clock' | 'config'>
type Known = Pick<Passkey, 'credentialId' | 'publicKey'> & { userHandle: string }

/** What comes back for a challenge of ours, its own words checked and nothing else. */
type Said<Response> = { ok: true; response: Response; expected: Expected } | { ok: false; why: PasskeyRefusal }
type Expected = { expectedChallenge: string; expectedOrigin: string; expectedRPID: string }

/**
 * Which passkey answered the challenge of our page, from the field that public/passkey.js filled in; `find` knows them
 * by the names their devices give them. The challenge is used up by the first answer that is looked at, right or wrong.
 * `claimed` is the passkey where there is one, because its owner must read of it.
 */
export async function readPasskeyAnswer<Found extends Known>(
  request: FastifyRequest,
  deps: Settings,
  { purpose, find }: { purpose: PurposeOf<'passkey'>; find: (credentialId: string) => Promise<Found | undefined> },
): Promise<Answered<{ passkey: Found; counter: number; isBackedUp: boolean }, Found>> {
  const answer = await readAnswer<AuthenticationResponseJSON>(request, deps, purpose)
  if (!answer.ok) return refuse(request, answer.why)
  const { response, expected } = answer
  const passkey = typeof response.id === 'string' ? await find(response.id) : undefined
  if (!passkey) return refuse(request, 'passkey.refused.not-known')
  const no = (why: PasskeyRefusal) => ({ ...refuse(request, why), claimed: passkey })

  const { userHandle } = response.response
  if (userHandle && !handleBytes(passkey.userHandle).equals(Buffer.from(String(userHandle), 'base64url'))) {
    return no('passkey.refused.other-account')
  }
  const { parseAuthenticatorData, verifyAuthenticationResponse } = await webauthn()
  const data = attempt(() => parseAuthenticatorData(bytesOf(response.response.authenticatorData)))
  const why = data ? misfit(data, expected) : 'passkey.refused.unreadable'
  if (why) return no(why)
  // the library looks at the count before the signature: with 0 it leaves that to the store, which knows a true one
  const credential = { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 }
  const verified = await verifyAuthenticationResponse({ response, ...expected, credential }).catch(() => undefined)
  if (!verified) return no('passkey.refused.unreadable')
  if (!verified.verified) return no('passkey.refused.signature')
  const { newCounter: counter, credentialBackedUp: isBackedUp } = verified.authenticationInfo
  return { ok: true, passkey, counter, isBackedUp }
}

/** The passkey that a device made for the challenge of our page. */
export async function readNewPasskey(
  request: FastifyRequest,
  deps: Settings,
): Promise<Answered<{ passkey: Omit<NewPasskey, 'label'> }>> {
  const answer = await readAnswer<RegistrationResponseJSON>(request, deps, 'binding')
  if (!answer.ok) return refuse(request, answer.why)
  const { response, expected } = answer
  const { decodeAttestationObject, parseAuthenticatorData, verifyRegistrationResponse } = await webauthn()
  const made = attempt(() => decodeAttestationObject(bytesOf(response.response.attestationObject)))
  const data = made && attempt(() => parseAuthenticatorData(made.get('authData')))
  if (!made || !data) return refuse(request, 'passkey.refused.unreadable')
  const why = misfit(data, expected)
  if (why) return refuse(request, why)
  // we ask for no certificates, and those of a stranger would have the server fetch what they name
  if (!['none', 'packed'].includes(made.get('fmt')) || made.get('attStmt')?.get('x5c')) {
    return refuse(request, 'passkey.refused.unreadable')
  }
  const options = { response, ...expected, supportedAlgorithmIDs: algorithms }
  const verified = await verifyRegistrationResponse(options).catch(() => undefined)
  if (!verified?.verified) return refuse(request, 'passkey.refused.unreadable')
  const { credential, credentialBackedUp: isBackedUp } = verified.registrationInfo
  const said: unknown = credential.transports
  return {
    ok: true,
    passkey: {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: transports.filter(one => Array.isArray(said) && said.includes(one)),
      isBackedUp,
    },
  }
}

/** The cause of a refusal is told from the line of the page first, then from what the browser says it answered. */
async function readAnswer<Response extends AuthenticationResponseJSON | RegistrationResponseJSON>(
  request: FastifyRequest,
  { db, ring, clock, config }: Settings,
  purpose: PurposeOf<'passkey'>,
): Promise<Said<Response>> {
  const { line = '', seal = '', answer = '' } = rawForm(request.body)
  const no = (why: PasskeyRefusal) => ({ ok: false as const, why })
  const checked = checkLine(request, { clock, config }, { line, seal }, { purpose })
  if (!checked.ok) return no(ofChallenge[checked.why])
  if (answer === '') return no('passkey.refused.no-answer')
  if (!(await spendLine(request, { db, ring }, checked.line))) return no('passkey.refused.replay')

  const { decodeClientDataJSON } = await webauthn()
  const response = attempt(() => JSON.parse(answer) as Response)
  const said = response && attempt(() => decodeClientDataJSON(response.response.clientDataJSON))
  const expectedRPID = rpIdOf(config.baseUrl)
  if (!response || !said || !expectedRPID) return no('passkey.refused.unreadable')
  const expectedChallenge = Buffer.from(challengeOf(checked.line.nonce)).toString('base64url')
  if (said.challenge !== expectedChallenge) {
    const nonce = Buffer.from(String(said.challenge), 'base64url').toString('hex')
    return no((await isSpent(db, nonce)) ? 'passkey.refused.replay' : 'passkey.refused.unknown')
  }
  if (said.origin !== config.baseUrl || said.crossOrigin) return no('passkey.refused.other-origin')
  return { ok: true, response, expected: { expectedChallenge, expectedOrigin: config.baseUrl, expectedRPID } }
}

/** What the device says of the site and of its owner; undefined where both are right. */
function misfit(
  { rpIdHash, flags }: ReturnType<Webauthn['parseAuthenticatorData']>,
  { expectedRPID }: Expected,
): PasskeyRefusal | undefined {
  const site = createHash('sha256').update(expectedRPID).digest()
  if (!site.equals(rpIdHash)) return 'passkey.refused.other-origin'
  return flags.up && flags.uv ? undefined : 'passkey.refused.not-verified'
}

function refuse(request: FastifyRequest, why: PasskeyRefusal): Refused {
  request.log.info({ why }, 'The answer of a passkey was refused.')
  return refused('passkey', why)
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/** The library throws where it cannot read what a stranger sent. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
