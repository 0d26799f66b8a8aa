import * as fc from 'fast-check'
import t from 'tap'
import { turns } from '../../server/web/turns.ts'

t.test('no more run at once than may, and all that was taken is done', async t => {
  const keys = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(keys, fc.integer({ min: 1, max: 4 }), async (keys, atOnce) => {
      const inTurn = turns({ atOnce, most: 100 })
      let running = 0
      const begun: string[] = []
      const all = keys.map(key =>
        inTurn(key, async () => {
          running += 1
          begun.push(key)
          t.ok(running <= atOnce)
          await new Promise(setImmediate)
          running -= 1
          return key
        }),
      )
      t.same(await Promise.all(all), keys)
      t.equal(begun.length, keys.length)
    }),
    { numRuns: 50 },
  )
})

t.test('the one from another place has a turn before all those of a place that came first', async t => {
  const inTurn = turns({ atOnce: 1, most: 10 })
  let order = ''
  await Promise.all([...'aaaaabc'].map(key => inTurn(key, async () => void (order += key))))
  t.equal(order, 'aabcaaa')
})

t.test('who fails makes room for the next', async t => {
  const inTurn = turns({ atOnce: 1, most: 10 })
  const failed = inTurn('a', () => Promise.reject(new Error('no')))
  const next = inTurn('a', async () => 'next')
  await t.rejects(failed, { message: 'no' })
  t.equal(await next, 'next')
})

t.test('where too many of one key wait, its next is turned away and others are not', async t => {
  const inTurn = turns({ atOnce: 1, most: 2 })
  let go = () => {}
  const first = inTurn('a', () => new Promise<void>(resolve => (go = resolve)))
  const line = [inTurn('a', async () => 1), inTurn('a', async () => 2)]
  t.equal(await inTurn('a', async () => 3), undefined)
  const other = inTurn('b', async () => 4)
  go()
  await first
  t.same(await Promise.all([...line, other]), [1, 2, 4])
})
