/** A measure of the product beside the same measure of the floor. */
export type Ratio = { what: string; unit: string; ours: number; floor: number }

export function table(ratios: readonly Ratio[]): string {
  const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
  const lines = ratios.map(({ what, unit, ours, floor }) => [
    what,
    `${shown(ours)} ${unit}`,
    `${shown(floor)} ${unit}`,
    `${(ours / floor).toFixed(2)} ×`,
  ])
  const all = [['', 'product', 'floor', 'ratio'], ...lines]
  const widths = [0, 1, 2, 3].map(column => Math.max(...all.map(line => (line[column] ?? '').length)))
  return all
    .map(line =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('   '),
    )
    .join('\n')
}
