import * as fc from 'fast-check'
import t from 'tap'
import { Busy, turns } from '../../server/domain/turns.ts'

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

/** Work whose end the test decides, of which each piece takes as long. */
function workshop({ atOnce, maxWait, piece }: Record<'atOnce' | 'maxWait' | 'piece', number>) {
  const line = turns(atOnce, { maxWait, waitOf: ahead => (ahead * piece) / atOnce })
  const ends: (() => void)[] = []
  return {
    ...line,
    /** Seconds after which to come again; undefined for whoever was let in. */
    async send(key: string): Promise<number | undefined> {
      const piece = line.take(key, () => new Promise<void>(resolve => ends.push(resolve)))
      let refused: unknown
      piece.catch(error => (refused = error))
      await new Promise(setImmediate)
      return refused instanceof Busy ? refused.seconds : undefined
    },
    async end() {
      ends.shift()?.()
      await new Promise(setImmediate)
    },
  }
}

t.test(
  'whoever would wait for longer than may be is told at once when to come again, and others are let in',
  async t => {
    const { send, end, waiting } = workshop({ atOnce: 1, maxWait: 3000, piece: 1000 })
    for (const who of ['the one who runs', 'at once', 'a second', 'two', 'three'])
      t.equal(await send('a'), undefined, who)
    t.equal(await send('a'), 4)
    t.equal(await send('b'), undefined, 'the one from another place is the next but one')
    t.equal(waiting('a'), 4)
    for (const seconds of [5, 4]) {
      t.equal(await send('a'), seconds)
      await end()
    }
    t.equal(await send('a'), undefined, 'and there is room again')
  },
)

t.test('however long a piece takes, whoever nobody is ahead of is let in', async t => {
  const { send } = workshop({ atOnce: 1, maxWait: 3000, piece: 1_000_000 })
  t.same([await send('a'), await send('a')], [undefined, undefined])
  t.type(await send('a'), 'number')
})

t.test('of however many places they come, no place and no number of places fills the line without end', async t => {
  const keys = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(keys, fc.integer({ min: 1, max: 4 }), async (keys, atOnce) => {
      const { take, waiting } = turns(atOnce, { maxWait: 3000, waitOf: ahead => ahead * 100 })
      const never = () => new Promise<void>(() => {})
      for (const key of keys) take(String(key), never).catch(() => {})
      const waits = [...new Set(keys)].map(key => waiting(String(key))).filter(count => count > 0)
      t.ok(waits.length <= 31 && waits.every(count => count <= 31), `${waits}`)
    }),
    { numRuns: 50 },
  )
})
