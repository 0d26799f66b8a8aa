import { createHash } from 'node:crypto'
import * as der from '../../../../server/simulators/cards/der.ts'
import { gpki } from '../../../../server/simulators/cards/oids.ts'
import { attribute, type Attributes } from '../../../../server/simulators/cards/signed-data.ts'
import { content, lin, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'
import { without } from './changes.ts'

export function attributes({ lin: card, sign }: CardWorld, add: Add) {
  const odd = (change: (defaults: Attributes) => readonly Buffer[]) =>
    sign(undefined, { signer: { attributes: change } })
  const kind = (id: string) => attribute('1.2.840.113549.1.9.3', der.objectId(id))
  const digestOf = (bytes: Buffer) => attribute('1.2.840.113549.1.9.4', der.octets(bytes))
  const own = createHash('sha256').update(content).digest()
  const other = createHash('sha256').update('other').digest()
  const number = attribute(gpki.cardNumber, der.printable(lin.cardNumber))
  add(
    'attributes',
    'a good digest, then another',
    odd(defaults => [...Object.values(defaults), digestOf(other)]),
  )
  add(
    'attributes',
    'a good digest twice',
    odd(defaults => [...Object.values(defaults), defaults.messageDigest]),
  )
  add(
    'attributes',
    'two values',
    odd(defaults =>
      Object.values({
        ...defaults,
        messageDigest: attribute('1.2.840.113549.1.9.4', der.octets(own), der.octets(other)),
      }),
    ),
  )
  add(
    'attributes',
    'no value',
    odd(defaults => Object.values({ ...defaults, signingTime: attribute('1.2.840.113549.1.9.5') })),
  )
  add(
    'attributes',
    'two card numbers',
    odd(defaults => [...Object.values(defaults), number]),
  )
  add(
    'attribute-kind',
    'none at all',
    odd(() => []),
  )
  add(
    'attribute-kind',
    'not said',
    odd(defaults => without(defaults, 'contentType')),
  )
  add(
    'attribute-kind',
    'another',
    odd(defaults => Object.values({ ...defaults, contentType: kind('1.2.840.113549.1.9.16.1.4') })),
  )
  add(
    'digest',
    'not said',
    odd(defaults => without(defaults, 'messageDigest')),
  )
  add(
    'digest',
    'of other content',
    odd(defaults => Object.values({ ...defaults, messageDigest: digestOf(other) })),
  )
  add(
    'digest',
    'half of it',
    odd(defaults => Object.values({ ...defaults, messageDigest: digestOf(own.subarray(0, 16)) })),
  )
  add(
    'digest',
    'empty',
    odd(defaults => Object.values({ ...defaults, messageDigest: digestOf(Buffer.alloc(0)) })),
  )
  add('digest', 'detached, of other content', card.sign('other', {}, { attached: null }))
  add(
    'digest',
    'a text',
    odd(defaults =>
      Object.values({ ...defaults, messageDigest: attribute('1.2.840.113549.1.9.4', der.element(12, own)) }),
    ),
  )
  add('nonce', 'of another occasion', sign({ nonce: 'cd'.repeat(32) }))
  add(
    'nonce',
    'empty',
    odd(defaults =>
      Object.values({ ...defaults, nonce: attribute('1.2.840.113549.1.9.25.3', der.octets(Buffer.alloc(0))) }),
    ),
  )

  const block = der.set(kind('1.2.840.113549.1.7.1'), digestOf(own))
  add('bare-content', 'attributes signed as content', card.sign(block, {}, { signer: { attributes: null } }), {
    asked: { content: block },
  })
}
