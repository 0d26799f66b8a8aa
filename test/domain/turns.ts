import * as fc from 'fast-check'
import t from 'tap'
import { turns } from '../../server/domain/turns.ts'

t.test('no more run at once than may, and all that was taken is done', async t => {
  const keys = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(keys, fc.integer({ min: 1, max: 4 }), async (keys, atOnce) => {
      const { take: inTurn } = turns(atOnce)
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
  const { take: inTurn } = turns(1)
  let order = ''
  await Promise.all([...'aaaaabc'].map(key => inTurn(key, async () => void (order += key))))
  t.equal(order, 'aabcaaa')
})

t.test('who fails makes room for the next', async t => {
  const { take: inTurn } = turns(1)
  const failed = inTurn('a', () => Promise.reject(new Error('no')))
  const next = inTurn('a', async () => 'next')
  await t.rejects(failed, { message: 'no' })
  t.equal(await next, 'next')
})

t.test('it is known how many of one key wait, and that those of another do not', async t => {
  const { take, waiting } = turns(1)
  let go = () => {}
  const first = take('a', () => new Promise<void>(resolve => (go = resolve)))
  t.same([waiting('a'), waiting('b')], [0, 0], 'what runs does not wait')
  const line = [take('a', async () => 1), take('a', async () => 2), take('b', async () => 3)]
  t.same([waiting('a'), waiting('b')], [2, 1])
  go()
  await first
  t.same(await Promise.all(line), [1, 2, 3])
  t.same([waiting('a'), waiting('b')], [0, 0])
})
