import t from 'tap'
import { saidIn, sheetOf, typedIn, untidy } from '../../../server/domain/import/line.ts'
import { layouts } from '../../../server/domain/import/layouts.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { readRow } from '../../../server/domain/record/validate.ts'

const dates: [string, string | undefined][] = [
  ['1150731', '2026-07-31'],
  ['0990801', '2010-08-01'],
  ['115/07/31', '2026-07-31'],
  ['115.7.31', '2026-07-31'],
  ['民國115年7月31日', '2026-07-31'],
  ['2026-07-31', '2026-07-31'],
  ['2026-07-31 00:00:00', '2026-07-31'],
  ['2026/7/31', '2026-07-31'],
  ['20260731', '2026-07-31'],
  ['46234', '2026-07-31'],
  ['４６２３４', '2026-07-31'],
  [' 115/07/31\u200B', '2026-07-31'],
  ['990801', undefined],
  ['31/07/2026', undefined],
  ['115/02/30', undefined],
  ['七月', undefined],
]
for (const [cell, day] of dates) {
  t.test(`${JSON.stringify(cell)} is ${day ?? 'no day that is taken without a question'}`, async t => {
    const sheet = sheetOf({ section: 'reward', columns: ['field:decide_date'], names: ['核定日期'] })
    const { row, unread } = readRow(sheet.section, typedIn(sheet, [cell]))
    t.equal(row['decide_date'], day)
    t.equal(unread.length, day === undefined ? 1 : 0)
  })
}

t.test('flags, numbers and codes are read as other systems write them', async t => {
  const sheet = sheetOf({
    section: 'post',
    columns: ['field:no_qual', 'field:staff_kind', 'field:series'],
    names: ['a', 'b', 'c'],
  })
  t.match(typedIn(sheet, ['Ｙ', '', '']), { no_qual: 'yes' })
  t.match(typedIn(sheet, ['否', '', '']), { no_qual: 'no' })
  t.match(typedIn(sheet, ['不明', '', '']), { no_qual: '不明' }, 'what is neither is left for the rules to refuse')
  const point = sheetOf({ section: 'qualification', columns: ['field:point'], names: ['俸點'] })
  t.match(typedIn(point, ['490.0']), { point: '490' })
})

t.test('of the table for review the letter on which a reason rests is left out', async t => {
  const names = Object.keys(layouts.find(({ id }) => id === 'reward-review')?.columns ?? {})
  const sheet = sheetOf({
    section: 'reward',
    columns: names.map(name => (name === '獎懲事由' ? 'field:reason' : '')),
    names,
  })
  const cells = names.map(name => (name === '獎懲事由' ? '辦理研習\n依據教育局115年7月1日函辦理。' : ''))
  t.same(typedIn(sheet, cells), { reason: '辦理研習' })
  t.equal(sheet.section, sectionOf('reward'))
})

t.test('a line says whose it is by what its columns are for', async t => {
  t.same(saidIn(['', 'who:name', 'who:id-number'], ['x', ' 林美華\u200B', '']), { name: '林美華' })
  t.same(saidIn(['who:name'], []), {})
})

t.test('cells with what nobody sees or of full width are counted', async t => {
  t.equal(untidy(['林美華', 'a\u200Bb', ' c', '１２', 'd\uFEFF', '\u00A0', '']), 5)
})
