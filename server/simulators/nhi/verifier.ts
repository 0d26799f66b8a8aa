import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { json, wishesOf } from '../guarded.ts'
import { notFound, type Ask, type Reply } from '../serve.ts'
import type { Desk } from './component.ts'

const shapes = {
  transaction: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  basic: /^.{1,200}$/u,
  version: /^\w{4}$/,
  random: /^\d{16}$/,
  sign: /^[\dA-F]{256}$/i,
  password: /^.{1,64}$/su,
}

type Body = Record<keyof typeof shapes, string>

/** Stands in for the administration's own check, which is not public: `POST /v1/verifications` is our contract. */
export function verifier({ administration, people }: Desk, token: string) {
  function answered(body: Body) {
    const fault = administration.fault()
    const transaction = fault === 'other-transaction' ? randomUUID() : body.transaction
    if (fault === 'bare-yes') return { transaction, result: '0000' }
    const verdict = administration.check(body)
    if ('code' in verdict)
      return { transaction, result: fault === 'number-result' ? Number(verdict.code) : verdict.code }
    const other = people.find(({ id }) => id !== verdict.person.id)
    const { cardNumber, idNumber } = fault === 'other-person' ? (other ?? stranger) : verdict.person
    return {
      transaction,
      result: fault === 'number-result' ? 0 : '0000',
      card_number: cardNumber,
      id_number: idNumber,
      random: fault === 'other-random' ? [...body.random].toReversed().join('') : body.random,
    }
  }

  return async ({ method, path, headers, body }: Ask): Promise<Reply> => {
    if (method !== 'POST' || path !== '/v1/verifications') return notFound
    if (headers.authorization !== `Bearer ${token}`) return json(401, { error: 'the token is missing or wrong' })
    const fault = administration.fault()
    if (fault === 'silent') return null
    if (fault === 'slow') await pause(administration.delay(), undefined, { ref: false })
    if (fault === 'unreachable') return json(503, { error: 'out of service' })
    if (fault === 'html') return { body: '<!doctype html><title>maintenance</title>' }
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return json(400, { error: 'this is not JSON' })
    const said = wishesOf(body)
    const wrong = said ? fieldsNotIn(said) : 'the body'
    return wrong ? json(400, { error: `${wrong} is not as described` }) : json(200, answered(said as Body))
  }
}

const stranger = { cardNumber: '999999999999', idNumber: 'A100000001' }

/** The first field that is missing, of another form, or not in the contract. */
function fieldsNotIn(said: Record<string, unknown>): string | undefined {
  const wrong = Object.entries(shapes).find(([field, shape]) => {
    const value = said[field]
    return typeof value !== 'string' || !shape.test(value)
  })
  return wrong?.[0] ?? Object.keys(said).find(field => !Object.hasOwn(shapes, field))
}
