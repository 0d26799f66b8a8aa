import * as der from '../../../../server/simulators/cards/der.ts'
import type { CardWorld } from '../world.ts'
import type { Add } from './add.ts'

export function algorithms({ sign }: CardWorld, add: Add) {
  const sha256 = '2.16.840.1.101.3.4.2.1'
  const digest = (id: string, parameters?: Buffer) => ({
    digestAlgorithms: [der.algorithm(id, parameters)],
    signer: { digestAlgorithm: der.algorithm(id, parameters) },
  })
  const signature = (algorithm: Buffer) => sign({}, { signer: { signatureAlgorithm: algorithm } })
  add('algorithm', 'SHA-1', sign({ hash: 'SHA1' }))
  add('algorithm', 'said to be MD5', sign({}, digest('1.2.840.113549.2.5')))
  add('algorithm', 'an unknown digest', sign({}, digest('1.2.3.4')))
  add('algorithm', 'parameters of the digest', sign({}, digest(sha256, der.octets(Buffer.of(1)))))
  add('algorithm', 'no digest named above', sign({}, { digestAlgorithms: [] }))
  add(
    'algorithm',
    'another digest named above',
    sign({}, { digestAlgorithms: [der.algorithm('2.16.840.1.101.3.4.2.3')] }),
  )
  add(
    'algorithm',
    'two digests named above',
    sign({}, { digestAlgorithms: [der.algorithm(sha256), der.algorithm(sha256)] }),
  )
  add('algorithm', 'SHA-256 with sha1WithRSA', signature(der.algorithm('1.2.840.113549.1.1.5')))
  add('algorithm', 'SHA-256 with sha512WithRSA', signature(der.algorithm('1.2.840.113549.1.1.13')))
  add('algorithm', 'ECDSA', signature(der.algorithm('1.2.840.10045.4.3.2', null)))
  add('algorithm', 'PSS', signature(der.algorithm('1.2.840.113549.1.1.10', der.sequence())))
  add('algorithm', 'nothing in a SEQUENCE for NULL', signature(der.algorithm('1.2.840.113549.1.1.1', der.sequence())))
  add(
    'algorithm',
    'NULL twice',
    signature(der.algorithm('1.2.840.113549.1.1.11', Buffer.concat([der.empty, der.empty]))),
  )
  add('algorithm', 'parameters of the signature', signature(der.algorithm('1.2.840.113549.1.1.1', der.integer(1))))
  add('digest', 'SHA-1 under the name of SHA-256', sign({ hash: 'SHA1' }, digest(sha256)))
}
