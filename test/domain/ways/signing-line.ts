import * as fc from 'fast-check'
import t from 'tap'
import { purposes } from '../../../server/domain/way.ts'
import { maxBytes, readSigningLine, signingLine, type SigningLine } from '../../../server/domain/ways/signing-line.ts'

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const host = fc.oneof(fc.domain(), fc.ipV4(), fc.constant('localhost'))
const text = fc.record({ request: fc.uuid(), round: fc.integer({ min: 1, max: 99 }), textSha256: hex(64) })
const anyLine: fc.Arbitrary<SigningLine> = fc
  .record({
    purpose: fc.constantFrom(...purposes),
    origin: fc.tuple(fc.constantFrom('http', 'https'), host, fc.integer({ min: 1, max: 65_535 })),
    text: fc.option(text, { nil: undefined }),
    at: fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true }),
    nonce: hex(64),
  })
  .map(({ origin: [scheme, host, port], text, ...rest }) => ({
    ...rest,
    origin: `${scheme}://${host}:${port}`,
    ...text,
  }))

t.test('a line holds only signs that every transport carries, and is never longer than 900 bytes', async () =>
  fc.assert(
    fc.property(anyLine, line => {
      const said = signingLine(line)
      return /^[A-Za-z0-9 .:/-]+$/.test(said) && Buffer.byteLength(said) <= maxBytes
    }),
  ),
)

t.test('a line that was written is read again, to the second', async t =>
  fc.assert(
    fc.property(anyLine, line => {
      const read = readSigningLine(signingLine(line))
      t.same(read, { ...line, at: new Date(Math.floor(line.at.getTime() / 1000) * 1000) })
    }),
    { numRuns: 50 },
  ),
)

const example: SigningLine = {
  purpose: 'correction',
  origin: 'https://hr.example.edu.tw',
  request: '115-000123',
  round: 2,
  textSha256: 'ab'.repeat(32),
  at: new Date('2026-11-23T06:00:00.999Z'),
  nonce: '0f'.repeat(32),
}

t.test('a line is written as its readers outside know it', async t => {
  t.equal(
    signingLine(example),
    `personnel-desk-1 purpose:correction origin:https://hr.example.edu.tw request:115-000123 round:2 text-sha256:${'ab'.repeat(32)} at:2026-11-23T06:00:00Z nonce:${'0f'.repeat(32)}`,
  )
})

const unfit: [string, Partial<SigningLine>][] = [
  ['an origin with a path', { origin: 'https://hr.example.edu.tw/x' }],
  ['an origin with a second word', { origin: 'https://hr.example.edu.tw purpose:sign-in' }],
  ['a name that is not ASCII', { origin: 'https://人事.tw' }],
  ['a short nonce', { nonce: '0f' }],
  ['a round of nothing', { round: 0 }],
  ['a correction with a blank', { request: 'a b' }],
]
for (const [what, part] of unfit) {
  t.test(`${what} is not written`, async t => t.throws(() => signingLine({ ...example, ...part })))
}

const strange: [string, (line: string) => string][] = [
  ['a blank at the end', line => `${line} `],
  ['a new line at the end', line => `${line}\n`],
  ['two blanks', line => line.replace(' at:', '  at:')],
  ['a part twice', line => line.replace(' at:', ' round:2 at:')],
  ['a correction without its text', line => line.replace(/ text-sha256:\w+/, '')],
  ['a day that does not exist', line => line.replace('2026-11-23', '2026-02-30')],
  ['another version', line => line.replace('desk-1', 'desk-2')],
  ['another purpose', line => line.replace('purpose:correction', 'purpose:payment')],
  ['capitals in the nonce', line => line.replace(/nonce:\w+/, `nonce:${'0F'.repeat(32)}`)],
]
for (const [what, change] of strange) {
  t.test(`a line with ${what} is not read`, async t =>
    t.equal(readSigningLine(change(signingLine(example))), undefined),
  )
}
