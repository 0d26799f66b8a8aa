import t from 'tap'
import { createHash } from 'node:crypto'
import { contentOf } from '../../../server/domain/card/answer.ts'
import { readRevocationList } from '../../../server/domain/card/crl.ts'
import { holderOf } from '../../../server/domain/card/holder.ts'
import { readOcsp } from '../../../server/domain/card/ocsp.ts'
import { readAuthority } from '../../../server/domain/card/trust.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { ocspAnswer } from '../../../server/simulators/cards/ocsp-answer.ts'
import { serialOf } from '../../../server/simulators/cards/read.ts'
import { changed } from '../../support/card/bad-answers/changes.ts'
import { cardWorld, content, lin, nonce } from '../../support/card/world.ts'

// MUTANTS=200000 npm test: some minutes, after a change of the reader
const rounds = Number(process.env['MUTANTS'] ?? 2000)
const patience = 1_200_000 + 2 * rounds

t.test('an answer changed on its way', { timeout: patience }, async t => {
  const { ca, sign, odd, trust, now, lin: card } = await cardWorld(t)
  const check = (message: Buffer) =>
    holderOf({ cms: message.toString('base64') }, { content, nonce, kinds: ['citizen'] }, trust, now)
  const honest = sign()
  const signature = honest.subarray(-256)
  const { certificate } = card.signing
  const places: [string, Buffer, number, string][] = [
    ['content', content, 40, 'content'],
    ['signature', signature, 200, 'signature'],
    ['certificate', Buffer.from(lin.name), 2, 'issuer-signature'],
    [
      'key of the certificate',
      certificate.subarray(certificate.indexOf(Buffer.from('0203010001', 'hex')) - 9),
      3,
      'issuer-signature',
    ],
    ['number of the certificate', certificate.subarray(15), 4, 'signer-certificate'],
    ['signature of the certificate', certificate.subarray(-256), 100, 'issuer-signature'],
    ['digest', createHash('sha256').update(content).digest(), 7, 'digest'],
    ['nonce', Buffer.concat([Buffer.of(4, 64), Buffer.from(nonce)]), 9, 'nonce'],
    ['card number', Buffer.concat([Buffer.of(19, 16), Buffer.from(lin.cardNumber)]), 10, 'signature'],
  ]
  for (const [title, part, place, why] of places) {
    t.test(`is refused for its ${title}`, async t => {
      t.match(check(changed(honest, part, place)), { ok: false, why: `card.refused.${why}` })
    })
  }

  t.test('is refused wherever one bit of it was changed', async t => {
    const accepted: number[] = []
    for (let at = 0; at < honest.length; at += 1) {
      const copy = Buffer.from(honest)
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8))
      if (check(copy).ok) accepted.push(at)
    }
    t.same(accepted, [])
  })

  t.test(`never throws or says anything else in ${rounds} random forms`, { timeout: patience }, async t => {
    const random = randomOf(20261123)
    const shapes = [honest, sign({}, { attached: null }), sign({}, { signer: { attributes: null } })]
    const said = shapes.map(shape => JSON.stringify(check(shape)))
    let [slowest, accepted] = [0, 0]
    const from = performance.now()
    for (let round = 0; round < rounds; round += 1) {
      const which = round % shapes.length
      const message = mutant(shapes[which] ?? honest, random)
      const begun = performance.now()
      const checked = check(message)
      slowest = Math.max(slowest, performance.now() - begun)
      if (!checked.ok) continue
      accepted += 1
      const cms = message.toString('base64')
      // the content, the signer and what was signed along are those of the honest message
      if (JSON.stringify(checked) !== said[which]) t.fail(`round ${round}: ${cms}`)
      if (!(contentOf(cms) ?? content).equals(content)) t.fail(`round ${round}: ${cms}`)
    }
    const seconds = Math.round((performance.now() - from) / 1000)
    t.comment(
      `${rounds} forms in ${seconds} s, ${accepted} of them unchanged in meaning, the slowest in ${slowest.toFixed(1)} ms`,
    )
  })

  t.test(
    'of a list or of an answer about revocation never says anything else either',
    { timeout: patience },
    async t => {
      const random = randomOf(20261124)
      const issuer = await ca.issuer('moica3')
      const authority = readAuthority(issuer.certificate)
      if (!authority.ok) throw new Error(authority.why)
      const serial = serialOf(certificate)
      const list = await ca.list('moica3', { revoked: [{ serial, at: now, reason: 1 }] })
      const answer = ocspAnswer({ serial, issuer, status: 'revoked', from: now, responder: issuer })
      const asked = { certificate, issuer: authority.authority, now }
      for (let round = 0; round < rounds / 2; round += 1) {
        const changedList = mutant(list, random)
        const read = readRevocationList(changedList, authority.authority, { now })
        if (read.ok && !changedList.equals(list)) t.fail(`round ${round}: ${changedList.toString('base64')}`)
        const changedAnswer = mutant(answer, random)
        if (readOcsp(changedAnswer, asked).ok) t.fail(`round ${round}: ${changedAnswer.toString('base64')}`)
      }
    },
  )

  t.test('takes no long time in the worst shapes that 16 KB can have', async t => {
    const many = (part: Buffer, size: number) =>
      Buffer.concat(Array.from({ length: Math.floor(size / part.length) }, () => part))
    let deep: Buffer = many(der.empty, 15_000)
    for (let level = 0; level < 36; level += 1) deep = der.sequence(deep)
    const huge = der.sequence(der.integer(Buffer.alloc(11_000, 0xfb)), der.integer(65537))
    const hugeKey = der.sequence(der.algorithm('1.2.840.113549.1.1.1'), der.bits(huge))
    const shapes = {
      'as many elements as fit, as deep as allowed': deep,
      'as many attributes as fit': sign(
        {},
        {
          signer: {
            attributes: usual => [...Object.values(usual), many(der.sequence(der.objectId('1.2'), der.set()), 14_000)],
          },
        },
      ),
      'as many certificates as fit': sign({}, { certificates: Array.from({ length: 13 }, () => certificate) }),
      'as many signers as fit': sign(
        {},
        { certificates: [], signers: usual => Array.from({ length: 20 }, () => usual) },
      ),
      'as many certificates that are hardly any': sign(
        {},
        { certificates: [certificate, many(der.sequence(), 13_000)] },
      ),
      'a huge key': await odd({ subjectPublicKey: hugeKey }),
    }
    for (const [title, message] of Object.entries(shapes)) {
      check(message)
      const from = performance.now()
      t.equal(check(message).ok, false, title)
      t.comment(`${title}: ${(performance.now() - from).toFixed(1)} ms`)
    }
  })
})

/** A repeatable source of numbers below `end`: mulberry32. */
function randomOf(seed: number) {
  let state = seed
  return (end: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end
  }
}

/** One to three changes: a bit, a byte, a piece left out, a piece said twice, a length with what follows. */
function mutant(message: Buffer, random: (end: number) => number): Buffer {
  let copy = Buffer.from(message)
  for (let left = 1 + random(3); left > 0; left -= 1) {
    const [at, size] = [random(copy.length), random(24)]
    const edits = [
      () => copy.writeUInt8((copy[at] ?? 0) ^ (1 << random(8)), at),
      () => copy.writeUInt8(random(256), at),
      () => (copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + size)])),
      () => (copy = Buffer.concat([copy.subarray(0, at + size), copy.subarray(at)])),
      () => copy.copy(copy, at, random(copy.length), copy.length),
    ]
    edits[random(edits.length)]?.()
    if (copy.length === 0) copy = Buffer.from(message)
  }
  return copy
}
