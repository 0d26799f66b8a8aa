import {
  readVerification,
  refusedAs,
  type HealthCardQuestion,
  type HealthCardVerifier,
} from '../domain/ways/health-card.ts'

const maxLetters = 10_000
const unheard = Symbol('unheard')

/**
 * The verifier of health cards at `url`. How the health insurance administration is really asked is not public, so this
 * is a contract of our own, which a small service between has to speak:
 *
 *     POST {url}/v1/verifications        authorization: Bearer <token>
 *     { "transaction": "<uuid>", "basic": "<what GetBasic gave>", "version": "0001", "random": "<16 digits>",
 *       "sign": "<256 characters>", "password": "<registered password>" }
 *
 *     200 { "transaction": "<same>", "result": "0000", "random": "<same>",
 *           "card_number": "<12 digits>", "id_number": "<10 characters>" }
 *     200 { "transaction": "<same>", "result": "9001" }
 *
 * 9001 the signature does not fit, 9002 the card is not valid, 9101 the password is wrong, 9102 none is registered,
 * 9103 its registration is locked. Any other answer opens nothing. It is asked once: a second try could lock a
 * registration.
 */
export function openHealthCardVerifier(
  { url, token }: { url: string; token: string },
  timeoutMs = 10_000,
): HealthCardVerifier {
  async function send(question: HealthCardQuestion): Promise<unknown> {
    const { transaction, basic, version, random, sign, password } = question
    try {
      const answer = await fetch(`${url}/v1/verifications`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ transaction, basic, version, random, sign, password }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (answer.status !== 200) return unheard
      const text = await answer.text()
      return text.length > maxLetters ? undefined : parsed(text)
    } catch {
      // what was asked holds an ID number and a password, so nothing of the failure is told on
      return unheard
    }
  }

  return {
    async verify(question) {
      const body = await send(question)
      return body === unheard ? refusedAs('unreachable') : readVerification(question, body)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
