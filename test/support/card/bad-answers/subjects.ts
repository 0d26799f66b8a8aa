import { name as nameOf } from '../../../../server/simulators/cards/certificate.ts'
import * as der from '../../../../server/simulators/cards/der.ts'
import { lin, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'

export async function subjects({ odd }: CardWorld, add: Add) {
  const named = (common: string, serial = lin.serialNumber) =>
    odd({
      subject: nameOf([
        ['country', 'TW'],
        ['common', common],
        ['serial', serial],
      ]),
    })
  const part = (id: string, value: Buffer) => der.sequence(der.objectId(id), value)
  const country = der.set(part('2.5.4.6', der.printable('TW')))
  const common = part('2.5.4.3', der.utf8(lin.name))
  const serial = part('2.5.4.5', der.printable(lin.serialNumber))
  const subject = (...sets: Buffer[]) => odd({ subject: der.sequence(country, ...sets) })
  add('subject', 'no number', await subject(der.set(common)))
  add('subject', 'eight digits', await named(lin.name, '12345678'))
  add('subject', 'a letter in the number', await named(lin.name, '000000009990000A'))
  add('subject', 'two names', await subject(der.set(common), der.set(common), der.set(serial)))
  add('subject', 'name and number in one part', await subject(der.set(common, serial)))
  add('subject', 'number before name', await subject(der.set(serial), der.set(common)))
  add(
    'subject',
    'an unknown part',
    await subject(der.set(common), der.set(serial), der.set(part('2.5.4.12', der.utf8('校長')))),
  )
  add('subject', 'a NUL in the name', await named('林測\u0000試'))
  add('subject', 'text turned round', await named('林\u202e測試'))
  add('subject', 'a space that nobody sees', await named('林\u200b測試'))
  add('subject', 'a blank name', await named(' '))
  add('subject', '300 characters', await named('林'.repeat(300)))
  add(
    'subject',
    'no UTF-8',
    await subject(der.set(part('2.5.4.3', der.element(12, Buffer.of(0xe6, 0xb8)))), der.set(serial)),
  )
  add(
    'subject',
    'a name as octets',
    await subject(der.set(part('2.5.4.3', der.octets(Buffer.from('Lin')))), der.set(serial)),
  )
}
