import t from 'tap'
import { openSheet } from '../../../server/documents/sheet/incoming.ts'

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
