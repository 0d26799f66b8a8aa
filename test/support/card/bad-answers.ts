import type { Answer } from '../../../server/domain/card/answer.ts'
import type { BadAnswer, Add } from './bad-answers/add.ts'
import { algorithms } from './bad-answers/algorithms.ts'
import { attributes } from './bad-answers/attributes.ts'
import { bare } from './bad-answers/bare.ts'
import { bytes } from './bad-answers/bytes.ts'
import { certificates, keys } from './bad-answers/certificates.ts'
import { issuers } from './bad-answers/issuers.ts'
import { profile } from './bad-answers/profile.ts'
import { revocation } from './bad-answers/revocation.ts'
import { signatures } from './bad-answers/signatures.ts'
import { structure } from './bad-answers/structure.ts'
import { type CardWorld } from './world.ts'

/** Every bad message of the verifier's table; the honest one beside them is Lin's signature over `content`. */
export async function badAnswers(world: CardWorld): Promise<BadAnswer[]> {
  const all: BadAnswer[] = []
  const add: Add = (why, title, said, rest = {}) => all.push({ why, title, answer: answerOf(said), ...rest })

  bytes(world, add)
  await structure(world, add)
  algorithms(world, add)
  await certificates(world, add)
  await keys(world, add)
  await issuers(world, add)
  await profile(world, add)
  await revocation(world, add)
  attributes(world, add)
  await signatures(world, add)
  await bare(world, add)
  return all
}

/** A message as it stands or in base64, or an answer of another form. */
function answerOf(said: Buffer | string | Answer): Answer {
  if (Buffer.isBuffer(said)) return { cms: said.toString('base64') }
  return typeof said === 'string' ? { cms: said } : said
}
