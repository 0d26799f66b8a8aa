import t from 'tap'
import { placeOf } from '../../server/domain/sign-in-delay.ts'

const places: [string, string][] = [
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:a:b:c:d', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:8::1', '2001:db8:0:0'],
  ['2001:db8:1:2:3::', '2001:db8:1:2'],
  ['::1.2.3.4', '0:0:0:0'],
  ['', ''],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
]
for (const [address, place] of places) {
  t.test(`tries from ${address} are counted at ${place}`, async t => t.equal(placeOf(address), place))
}
