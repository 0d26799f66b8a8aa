import { createHash } from 'node:crypto'
import * as der from '../../../../server/simulators/cards/der.ts'
import type { CardWorld } from '../world.ts'
import type { Add } from './add.ts'

export function bytes({ sign }: CardWorld, add: Add) {
  const honest = sign()
  const text = honest.toString('base64')
  add('too-long', '16 KB and one byte', Buffer.alloc(16 * 1024 + 1, 0x30))
  add('too-long', '2 MB', 'A'.repeat(2_000_000))
  add('der', 'nothing', '')
  add('base64', 'a PEM file', `-----BEGIN PKCS7-----\n${text}\n-----END PKCS7-----`)
  add('base64', 'a line break', text.replace(/(.{64})/, '$1\n'))
  add('base64', 'the alphabet of URLs', Buffer.from([0x30, 0x02, 0xfb, 0xff]).toString('base64url'))
  add('base64', 'a page in place of a signature', '<!doctype html>')
  add('der', 'trailing bytes', Buffer.concat([honest, Buffer.of(0)]))
  add('der', 'cut short', honest.subarray(0, -1))
  add('der', 'noise', createHash('sha512').update('noise').digest())
  add('der', 'a length that is not the shortest', Buffer.of(0x30, 0x81, 0x02, 0x05, 0x00))
  add('der', 'an indefinite length', Buffer.of(0x30, 0x80, 0x05, 0x00, 0x00, 0x00))
  add('der', 'a length of 4 GB', Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x00))
  add('der', '60 levels', nested(60))
  add('der', 'thousands of nothings', der.sequence(Buffer.alloc(16_000).fill(der.empty)))
  add('der', '4,000 levels', nested(4000))
  add('message', 'NULL', der.empty)
  add('message', '30 levels of nothing', nested(30))
  add('message', 'no certificates and no signers field', der.sequence(der.objectId('1.2.840.113549.1.7.2')))
}

function nested(levels: number): Buffer {
  let all = der.sequence()
  for (let level = 1; level < levels; level += 1) all = der.sequence(all)
  return all
}
