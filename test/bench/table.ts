import type { Crowd, Times } from './crowd.ts'
import type { Listed } from './lists.ts'
import type { Cost } from './measure.ts'

/** A measure of the product beside the same measure of the floor. */
export type Ratio = { what: string; unit: string; ours: number; floor: number }

export type Compared = { name: string; ours: Cost; floor: Cost }

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
const pair = (ours: number, floor: number) => `${shown(ours)} / ${shown(floor)}`
const times = (ours: number, floor: number) => `${(ours / floor).toFixed(2)} ×`

/** Product / floor of each page. */
export const costTable = (pages: readonly Compared[]): string =>
  table([
    ['', 'node µs', 'PostgreSQL µs', 'both', 'statements', 'blocks', 'first 50, µs', '99th of 100, ms', 'MiB'],
    ...pages.map(({ name, ours, floor }) => [
      name,
      pair(ours.node, floor.node),
      pair(ours.postgres, floor.postgres),
      times(ours.node + ours.postgres, floor.node + floor.postgres),
      pair(ours.statements, floor.statements),
      pair(ours.blocks, floor.blocks),
      pair(ours.first, floor.first),
      pair(ours.p99, floor.p99),
      pair(ours.memory, floor.memory),
    ]),
  ])

export const ratioTable = (ratios: readonly Ratio[]): string =>
  table([
    ['', 'product', 'floor', 'ratio'],
    ...ratios.map(({ what, unit, ours, floor }) => [
      what,
      `${shown(ours)} ${unit}`,
      `${shown(floor)} ${unit}`,
      times(ours, floor),
    ]),
  ])

/** How long others waited for a page and a file while a crowd came in. */
export const crowdTable = (crowds: readonly Crowd[]): string =>
  table([
    ['p50 / p95 / longest, ms', 'record of others', 'their style sheet', 'the crowd itself', 'answers'],
    ...crowds.map(({ what, record, sheet, own, answers }) => [
      what,
      ...[record, sheet, own].map(inAll),
      Object.entries(answers)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', '),
    ]),
  ])

/** How long lists take, and how many blocks they read. */
export const listTable = (lists: readonly Listed[]): string =>
  table([
    ['', 'p50, ms', 'p95, ms', 'blocks'],
    ...lists.map(({ what, times, blocks }) => [what, shown(times.p50), shown(times.p95), blocks.toFixed(0)]),
  ])

const inAll = ({ p50, p95, max }: Times) => [p50, p95, max].map(shown).join(' / ')

function table(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => (line[column] ?? '').length)))
  const aligned = (cell: string, i: number) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))
  return lines.map(line => line.map(aligned).join('   ')).join('\n')
}
