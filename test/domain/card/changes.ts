import t from 'tap'
import { createHash } from 'node:crypto'
import { contentOf } from '../../../server/domain/card/answer.ts'
import { holderOf } from '../../../server/domain/card/holder.ts'
import * as der from '../../../server/simulators/cards/der.ts'
import { changed } from '../../support/bad-answers.ts'
import { cardWorld, content, lin, nonce } from '../../support/card-world.ts'

t.test('an answer changed on its way', async t => {
  const { sign, odd, trust, now, lin: card } = await cardWorld(t)
  const judge = (message: Buffer) =>
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
      t.match(judge(changed(honest, part, place)), { ok: false, why: `card.refused.${why}` })
    })
  }

  t.test('is refused wherever one bit of it was changed', async t => {
    const accepted: number[] = []
    for (let at = 0; at < honest.length; at += 1) {
      const copy = Buffer.from(honest)
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8))
      if (judge(copy).ok) accepted.push(at)
    }
    t.same(accepted, [])
  })

  t.test('never throws, takes long or passes in 2,000 random forms', { timeout: 60_000 }, async t => {
    const random = randomOf(20261123)
    const shapes = [honest, sign({}, { attached: null }), sign({}, { signer: { attributes: null } })]
    let slowest = 0
    for (let round = 0; round < 2000; round += 1) {
      const message = mutant(shapes[round % shapes.length] ?? honest, random)
      const from = performance.now()
      const said = judge(message)
      slowest = Math.max(slowest, performance.now() - from)
      const cms = message.toString('base64')
      if (said.ok && !(contentOf(cms) ?? content).equals(content)) t.fail(`round ${round}: ${cms}`)
      if (said.ok && !said.holder.certificate.equals(certificate)) t.fail(`round ${round}: ${cms}`)
    }
    t.ok(slowest < 50, `${slowest} ms`)
  })

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
      judge(message)
      const from = performance.now()
      t.equal(judge(message).ok, false, title)
      t.ok(performance.now() - from < 50, `${title}: ${performance.now() - from} ms`)
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
