import { array, assert, asyncProperty, constantFrom, tuple } from 'fast-check'
import t from 'tap'
import { startApp } from '../../support/app/app.ts'
import { linHolder, testCa, trustCa } from '../../support/card/cards.ts'
import { moves, who, world, type Move, type Who } from '../../support/person/lives.ts'

type Step = [by: Who, move: Move, on: Who]

/** Lives that were thought of, beside those that chance makes. */
const known: Step[][] = [
  [
    ['school chief', 'locks the account', 'teacher'],
    ['school officer', 'locks the account', 'teacher'],
  ],
  [
    ['school officer', 'ends their assignment yesterday', 'school chief'],
    ['school officer', 'forgets the password and loses every device', 'teacher'],
  ],
  [
    ['bureau chief', 'ends their assignment in a week', 'bureau officer'],
    ['bureau officer', 'suspends them', 'bureau chief'],
    ['teacher', 'sees three weeks pass', 'teacher'],
  ],
  [
    ['teacher', 'registers the card', 'teacher'],
    ['teacher', 'has a card that expires', 'teacher'],
    ['school officer', 'sets 90 days for passwords', 'teacher'],
    ['teacher', 'signs in with a renewed card', 'teacher'],
    ['school chief', 'sets 90 days for passwords', 'teacher'],
    ['teacher', 'sees four months pass', 'teacher'],
  ],
  [
    ['teacher', 'registers a health card and a phone', 'teacher'],
    ['teacher', 'adds a passkey', 'teacher'],
    ['school officer', 'blocks all their ways', 'teacher'],
    ['teacher', 'forgets the password and loses every device', 'teacher'],
    ['school officer', 'asks for a code and leaves it', 'teacher'],
    ['school chief', 'suspends them', 'school officer'],
  ],
]

// The rule: whoever's account is not closed comes in by what they know and have, or those who can come in bring them
// in by what they may do; only an office that nobody is left in gets somebody new from the administrator.
t.test('no sequence of events leaves a person with no way in and no way back', async t => {
  const ca = await testCa(t)
  const cards = [
    await ca.card(linHolder),
    await ca.card({ ...linHolder, serialNumber: '0000000099900099', cardNumber: 'TP99000000000099' }),
  ] as const
  const started = await startApp(t)
  await trustCa(started.deps, ca)
  let lives = 0

  const step = tuple(constantFrom(...who), constantFrom(...moves), constantFrom(...who))
  await assert(
    asyncProperty(array(step, { minLength: 1, maxLength: 14 }), async sequence => {
      lives += 1
      const { play, leftOutside } = await world(started, cards)
      for (const [by, move, on] of sequence) await play(by, move, on)
      const outside = await leftOutside()
      if (outside.length > 0) throw new Error(`left outside: ${outside.join(', ')}`)
    }),
    { numRuns: known.length + 8, examples: known.map(life => [life]) },
  )
  t.pass(`${lives} lives`)
})
