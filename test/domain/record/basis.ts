import t from 'tap'
import { basisOf } from '../../../server/domain/record/basis.ts'

const cases: [chosen: string, files: number, needsEvidence: boolean, basis: string | null][] = [
  ['', 0, true, 'reason'],
  ['reason', 0, true, 'reason'],
  ['original', 0, true, 'original'],
  ['nonsense', 0, true, 'reason'],
  ['original', 2, true, 'file'],
  ['reason', 1, true, 'file'],
  ['', 1, false, 'file'],
  ['original', 0, false, 'original'],
  ['reason', 0, false, null],
  ['', 0, false, null],
]
for (const [chosen, files, needsEvidence, basis] of cases) {
  const what = `“${chosen}”, ${files} files, evidence ${needsEvidence ? 'needed' : 'not needed'}`
  t.test(`an entry with ${what} rests on ${basis ?? 'nothing that is told'}`, async t =>
    t.equal(basisOf(chosen, { files, needsEvidence }), basis),
  )
}
