import * as fc from 'fast-check'
import t from 'tap'
import { countTry, placeOf, type Tries } from '../../../server/domain/account/sign-in-delay.ts'

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
  t.test(`tries from ${address} are counted at ${place}`, async t =>
    t.same(placeOf(address), { id: place, people: 300 }),
  )
}

const day = 86_400_000

t.test('of so many tries a day, within no time more than a day’s worth and its part of the day is taken', async t => {
  const pauses = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: day / 4 })), { maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), pauses, (aDay, pauses) => {
      let at = Date.UTC(2026, 10, 23)
      let tries: Tries | undefined
      const taken: number[] = []
      for (const pause of pauses) {
        at += pause
        if (tries?.until && tries.until.getTime() > at) continue
        tries = countTry(tries, { aDay }, new Date(at))
        taken.push(at)
      }
      for (const [i, from] of taken.entries()) {
        for (const [more, to] of taken.slice(i).entries()) t.ok(more + 1 <= aDay + (to - from) / (day / aDay) + 1e-6)
      }
    }),
    { numRuns: 50 },
  )
})

t.test('who used up all of a day waits for its part of the day, not for all of it', async t => {
  const at = new Date('2026-11-23T06:00:00Z')
  let tries: Tries | undefined
  for (let i = 0; i < 300; i += 1) {
    t.notOk(tries?.until && tries.until > at)
    tries = countTry(tries, { aDay: 300 }, at)
  }
  t.same(tries?.until, new Date('2026-11-23T06:04:48Z'))
})
