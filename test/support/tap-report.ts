/** What one line of tap's output adds. `said` is for the reader. */
export type Count = { passed: number; failed: number; skipped: number }

const point = /^ {4}(?<no>not )?ok\b(?<rest>.*)/
const file = /^(?<no>not )?ok \d+ - (?<name>\S+)(?<rest>.*)/

/** Reads TAP 14 line by line; a promise is a test point directly inside a file. A file that fails without one counts as one. */
export function tapReport(say: (line: string) => void) {
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  let here: Count = { passed: 0, failed: 0, skipped: 0 }
  let lines: string[] = []

  function endFile(groups: Record<string, string | undefined>) {
    if (groups.no && here.failed === 0) here.failed = 1
    const skips = here.skipped > 0 ? `, ${here.skipped} skipped` : ''
    const time = /time=([\d.]+)ms/.exec(groups.rest ?? '')?.[1] ?? '0'
    const name = (groups.name ?? '').replace(/^dist\//, '').replace(/\.js$/, '')
    say(`${groups.no ? 'FAILED' : 'ok'}  ${name}  ${here.passed} passed${skips}  ${(Number(time) / 1000).toFixed(1)} s`)
    if (groups.no) for (const line of lines.filter(isWorthReading)) say(line)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += here[key]
    here = { passed: 0, failed: 0, skipped: 0 }
    lines = []
  }

  return {
    total,
    line: (text: string) => {
      const inside = point.exec(text)?.groups
      const outside = file.exec(text)?.groups
      if (inside?.no && !/# TODO/i.test(inside.rest ?? '')) here.failed += 1
      else if (inside && /# (SKIP|TODO)/i.test(inside.rest ?? '')) here.skipped += 1
      else if (inside) here.passed += 1

      if (outside) endFile(outside)
      else lines.push(text)
    },
  }
}

const isWorthReading = (line: string) => line.trim() !== '' && !/^\s*(ok \d+|# |1\.\.|TAP version|[{}]$)/.test(line)
