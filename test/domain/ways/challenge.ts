import * as fc from 'fast-check'
import t from 'tap'
import { checkChallenge, endOfChallenge, issueChallenge, type Expected } from '../../../server/domain/ways/challenge.ts'
import type { SigningLine } from '../../../server/domain/ways/signing-line.ts'

const key = Buffer.alloc(32, 7)
const now = new Date('2026-11-23T06:00:00Z')
const text = { request: '115-000123', round: 1, textSha256: 'ab'.repeat(32) }
const asked: SigningLine = {
  purpose: 'correction',
  origin: 'https://hr.example.edu.tw',
  ...text,
  at: now,
  nonce: '0f'.repeat(32),
}
const expected: Expected = { purpose: 'correction', origin: 'https://hr.example.edu.tw', ...text }
const issued = issueChallenge(key, asked, 'this browser')
const presented = { ...issued, browser: 'this browser', expected, now }
const refused = (why: string) => ({ ok: false, why: `challenge.refused.${why}` })

t.test('a line that comes back to its browser within five minutes is taken', async t => {
  t.same(checkChallenge(key, presented), { ok: true, line: asked })
  t.match(checkChallenge(key, { ...presented, now: endOfChallenge(asked) }), { ok: true })
})

const cases: [string, string, Partial<typeof presented>][] = [
  ['asked for something else', 'other-purpose', { expected: { ...expected, purpose: 'proof' } }],
  ['made for another address', 'other-origin', { expected: { ...expected, origin: 'https://hr2.example.edu.tw' } }],
  ['a second too old', 'late', { now: new Date(endOfChallenge(asked).getTime() + 1000) }],
  ['from the future, since the clock was set back', 'early', { now: new Date(now.getTime() - 301_000) }],
  ['in another browser', 'other-browser', { browser: 'that browser' }],
  ['in a browser without cookies', 'other-browser', { browser: '' }],
  ['for another correction', 'other-text', { expected: { ...expected, request: '115-000124' } }],
  ['for another round', 'other-text', { expected: { ...expected, round: 2 } }],
  ['for another text', 'other-text', { expected: { ...expected, textSha256: 'cd'.repeat(32) } }],
  ['with a text where none belongs', 'other-text', { expected: { purpose: 'correction', origin: asked.origin } }],
  ['without its seal', 'unknown', { seal: '' }],
  ['with more than a seal', 'unknown', { seal: `${issued.seal}.00` }],
  ['that is no line at all', 'unknown', { line: 'TBS' }],
]
for (const [what, why, part] of cases) {
  t.test(`a line ${what} is refused as ${why}`, async t =>
    t.same(checkChallenge(key, { ...presented, ...part }), refused(why)),
  )
}

t.test('a line sealed with another key is unknown', async t =>
  t.same(checkChallenge(Buffer.alloc(32, 8), presented), refused('unknown')),
)

t.test('whatever byte of the line or of its seal is changed, the line is unknown', async t => {
  const half = issued.seal.indexOf('.') + 1
  const changes = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 127 }) })
  const change = (bytes: string, { at, by }: { at: number; by: number }) => {
    const changed = Buffer.from(bytes)
    changed[at % changed.length]! ^= by
    return changed.toString('latin1')
  }
  fc.assert(
    fc.property(changes, how => {
      t.same(checkChallenge(key, { ...presented, line: change(issued.line, how) }), refused('unknown'))
      const seal = change(issued.seal.slice(0, half), how) + issued.seal.slice(half)
      t.same(checkChallenge(key, { ...presented, seal }), refused('unknown'))
    }),
    { numRuns: 200 },
  )
})

t.test('a changed second half of the seal is another browser', async t => {
  const seal = issued.seal.slice(0, -1) + (issued.seal.endsWith('0') ? '1' : '0')
  t.same(checkChallenge(key, { ...presented, seal }), refused('other-browser'))
})
