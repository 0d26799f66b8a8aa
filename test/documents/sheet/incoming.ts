import t from 'tap'
import { openSheet, type Piece } from '../../../server/documents/sheet/incoming.ts'

async function linesOf(text: string) {
  const sheet = await openSheet(Buffer.from(text), { maxLines: 20 })
  const lines: [number, ...string[]][] = []
  if (!sheet.ok) return lines
  for await (const piece of sheet.pieces()) {
    if (!piece.ok) return piece
    for (const { at, cells } of piece.lines) lines.push([at, ...cells])
  }
  return lines
}

t.test('lines end as each of them ends, and are counted as an editor counts them', async t => {
  const wanted = [
    [1, '姓名', '事由'],
    [2, '林美華', '甲'],
    [3, '王大明', '乙'],
  ]
  for (const [first, second] of [
    ['\r\n', '\n'],
    ['\n', '\r\n'],
    ['\r', '\r'],
    ['\r\n', '\r\n'],
  ]) {
    const text = `姓名,事由${first}林美華,甲${second}王大明,乙${first}`
    t.same(await linesOf(text), wanted, JSON.stringify([first, second]))
  }
  t.same(await linesOf('\r\n姓名,事由\r\n,\r\n林美華,"甲\r\n乙\n丙\r丁"\r\n王大明,乙\r\n'), [
    [2, '姓名', '事由'],
    [4, '林美華', '甲\r\n乙\n丙\r丁'],
    [8, '王大明', '乙'],
  ])
})

t.test('what is wrong is told with its line, after what comes before, and nothing comes after it', async t => {
  const before = `姓名,事由\r\n林美華,"${'甲'.repeat(30_000)}\r\n乙"\r\n`
  const wrong: [after: string, last: number, why: string, at?: number][] = [
    ['王大明,"丙\r\n陳,丁\r\n', 2, 'sheet.refused.quotes', 4],
    ['王大明,丙"丁"\r\n陳,戊\r\n', 2, 'sheet.refused.quotes', 4],
    ['王大明,丙\r\n陳,#REF!\r\n王,丁\r\n', 4, 'sheet.refused.error-value', 5],
    [`${'王,丙\r\n'.repeat(20)}陳,#REF!\r\n`, 21, 'sheet.refused.cells'],
    [`陳,#REF!\r\n${'王,丙\r\n'.repeat(20)}`, 2, 'sheet.refused.error-value', 4],
    [`王大明${','.repeat(200)}\r\n`, 2, 'sheet.refused.cells'],
  ]
  for (const [after, last, why, at] of wrong) {
    const sheet = await openSheet(Buffer.from(before + after), { maxLines: 20 })
    const pieces: Piece[] = []
    if (sheet.ok) for await (const piece of sheet.pieces()) pieces.push(piece)
    const read = pieces.flatMap(piece => (piece.ok ? piece.lines.map(line => line.at) : []))
    t.same(
      [read[0], read.at(-1), pieces.at(-1)],
      [1, last, { ok: false, why, ...(at !== undefined && { at }) }],
      JSON.stringify(after),
    )
  }
  t.same(await linesOf(' ,\r\n\u3000,\r\n'), { ok: false, why: 'sheet.refused.blank' })
})
