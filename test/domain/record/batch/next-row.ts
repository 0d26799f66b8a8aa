import t from 'tap'
import { sectionFrom, type Row } from '../../../../server/domain/record/field.ts'
import { nextRow } from '../../../../server/domain/record/batch/next-row.ts'
import { fieldOf, sectionOf, sections } from '../../../../server/domain/record/sections.ts'

const terms: [from: string, until: string, next: [string, string], why: string][] = [
  ['2025-08-01', '2026-07-31', ['2026-08-01', '2027-07-31'], 'a school year'],
  ['2023-08-01', '2024-07-31', ['2024-08-01', '2025-07-31'], 'of 366 days, followed by one of 365'],
  ['2024-08-01', '2026-07-31', ['2026-08-01', '2028-07-31'], 'two school years'],
  ['2025-08-01', '2026-01-31', ['2026-02-01', '2026-07-31'], 'half a year'],
  ['2025-09-01', '2025-12-31', ['2026-01-01', '2026-04-30'], 'four months over New Year'],
  ['2026-02-10', '2026-03-11', ['2026-03-12', '2026-04-10'], 'thirty days'],
  ['2025-08-31', '2026-08-30', ['2026-08-31', '2027-08-30'], 'a year from a day that not each month has'],
  ['2024-02-29', '2025-02-28', ['2025-03-01', '2026-02-28'], 'a year from a leap day'],
  ['2023-03-01', '2024-02-29', ['2024-03-01', '2025-02-28'], 'a year to a leap day'],
  ['2024-01-31', '2024-02-29', ['2024-03-01', '2024-03-31'], 'a month of which the next one has no such day'],
  ['2024-08-31', '2025-01-30', ['2025-01-31', '2025-06-30'], 'five months, twice'],
  ['2026-11-30', '2026-11-30', ['2026-12-01', '2026-12-01'], 'one day'],
]

t.test('the next term begins the day after the last one and is as long', async t => {
  for (const [from, until, expected, why] of terms) {
    const { from: begins, until: ends } = nextRow(sectionOf('concurrent_duty'), { from, until })
    t.same([begins, ends], expected, why)
  }
})

t.test('the next row has what stays the same, and nothing else of the last one', async t => {
  const last: Row = { year: 114, regime: 'teacher', kind: '1', score: 85, decide_no: '晨教核字第1140000001號' }
  t.same(nextRow(sectionOf('appraisal'), last), { regime: 'teacher', kind: '1', year: 115 })
  t.same(nextRow(sectionOf('appraisal'), {}), { regime: null, kind: null }, 'what is not known is not reckoned')
  const contract = { agency: '晨光市曦和國民小學', start: '2024-08-01', cont_from: '2025-08-01', cont_to: '2026-07-31' }
  t.match(nextRow(sectionOf('post'), contract), {
    agency: '晨光市曦和國民小學',
    cont_from: '2026-08-01',
    cont_to: '2027-07-31',
    start: '2026-08-01',
    unit: null,
  })
  const none = sectionFrom({ ...sectionOf('oath'), decidedBy: 'hr' })
  t.throws(() => nextRow(none, {}))
})

t.test('rules of next rows and of decisions name fields that are there', async t => {
  for (const section of sections) {
    const { copied = [], year, term } = section.next ?? {}
    const { by, day, number } = section.decision ?? {}
    const named = [...copied, year, term?.from, term?.until, term?.alsoFrom, by, day, number]
    for (const id of named) t.doesNotThrow(() => id && fieldOf(section, id), `${section.id}.${id}`)
    const dates = [day, term?.from, term?.until, term?.alsoFrom]
    for (const id of dates) if (id) t.equal(fieldOf(section, id).type, 'date')
  }
})
