import * as der from '../../../../server/simulators/cards/der.ts'
import * as extensions from '../../../../server/simulators/cards/extensions.ts'
import { gpki } from '../../../../server/simulators/cards/oids.ts'
import { signedData } from '../../../../server/simulators/cards/signed-data.ts'
import { content, lin, office, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'
import { without, changed } from './changes.ts'
import { subjects } from './subjects.ts'

export async function profile(world: CardWorld, add: Add) {
  const { ca, lin: card, odd, sign } = world
  const policy = (...policies: string[]) => odd({ policies })
  add('policy', 'none', await odd({ extensions: defaults => without(defaults, 'policies') }))
  add('policy', 'the test policy', await policy('2.16.886.101.0.3.0'))
  add('policy', 'level 1', await policy('2.16.886.101.0.3.1'))
  add('policy', 'any policy', await policy('2.5.29.32.0'))
  add('policy', 'an identifier that begins with it', await policy(`${gpki.levelThree}.1`))
  add('key-usage', 'the certificate for encryption', signedData(content, card.encryption))
  add('key-usage', 'none', await odd({ extensions: defaults => without(defaults, 'keyUsage') }))
  add('key-usage', 'non-repudiation alone', await odd({ usage: ['nonRepudiation'] }))
  const extra = (more: Buffer) => odd({ extensions: defaults => [...Object.values(defaults), more] })
  add('purpose', 'an authority', await extra(extensions.basicConstraints(true)))
  add('purpose', 'a server', await extra(extensions.extendedUsage(['1.3.6.1.5.5.7.3.1'])))
  add('purpose', 'nothing at all', await extra(extensions.extendedUsage([])))
  add('purpose', 'time stamps', await extra(extensions.extendedUsage(['1.3.6.1.5.5.7.3.8'], true)))
  add('purpose', 'answers about revocation', await extra(extensions.extendedUsage(['1.3.6.1.5.5.7.3.9'])))

  const four = [gpki.lastFour, der.utf8('6789')] as const
  const person = [gpki.subjectType, der.objectId(gpki.naturalPerson)] as const
  const type = (...ids: string[]) =>
    odd({ directoryAttributes: [...ids.map(id => [gpki.subjectType, der.objectId(id)] as const), four] })
  add(
    'subject-type',
    'no directory attributes',
    await odd({ extensions: defaults => without(defaults, 'directoryAttributes') }),
  )
  add('subject-type', 'an agency, by the authority for persons', await type(gpki.agency))
  add('subject-type', 'a health professional', await type('2.16.886.1.100.3.1.7'))
  add('subject-type', 'a server', await type('2.16.886.1.100.3.3.1'))
  add('subject-type', 'below a natural person', await type(`${gpki.naturalPerson}.1`))
  add('subject-type', 'two types', await type(gpki.naturalPerson, gpki.naturalPerson))
  add('subject-type', 'a person, by the authority for agencies', await odd({}, 'gca'))
  const company = { ...office, organisation: '2.16.886.101.1' }
  const foreign = { directoryAttributes: [[gpki.subjectType, der.objectId('2.16.886.1.100.3.3.1')] as const] }
  add(
    'subject-type',
    'a server, by the authority for agencies',
    (await ca.oddCard(company, { key: card.signing.key, tricks: foreign })).sign(content),
  )
  const last = (...values: Buffer[]) =>
    odd({ directoryAttributes: [person, ...values.map(value => [gpki.lastFour, value] as const)] })
  add('last-four', 'none', await last())
  add('last-four', 'twice', await last(der.utf8('6789'), der.utf8('6789')))
  add('last-four', 'letters', await last(der.utf8('67B9')))
  add('last-four', 'five', await last(der.utf8('56789')))
  add('last-four', 'of another type', await last(der.octets(Buffer.from('6789'))))
  add('last-four', 'empty', await last(der.utf8('')))

  await subjects(world, add)
  add('signature', 'a card number, changed', changed(sign(), Buffer.from(lin.cardNumber), 3))
}
