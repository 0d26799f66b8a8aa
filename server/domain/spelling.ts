/** Whether one is the other with a slip or two of the fingers: a letter too many, missing, wrong, or two exchanged. */
export function isAlmost(typed: string, meant: string): boolean {
  const [a, b] = [typed.toUpperCase(), meant.toUpperCase()]
  return typed !== meant && slips(a, b) <= Math.min(2, Math.floor(meant.length / 5))
}

// optimal string alignment, row by row
function slips(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      const isExchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const steps = [at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (isSame ? 0 : 1)]
      row.push(Math.min(...steps, isExchanged ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY))
    }
    ;[before, above] = [above, row]
  }
  return at(above, b.length)
}

const at = (row: number[], i: number) => row[i] ?? Number.POSITIVE_INFINITY
