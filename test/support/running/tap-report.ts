export type Count = { passed: number; failed: number; skipped: number }

/** A test file whose process has ended: what it said, line by line, and whether its exit status was 0. */
export type Ended = { name: string; lines: readonly string[]; isWell: boolean; seconds: number }

const point = /^(?<no>not )?ok\b(?<rest>.*)/
const measured = /^\s*# (?<figure>measured: .*)/
const noise = /^\s*(ok \d+|# |1\.\.|TAP version|$)/

/**
 * Reads the TAP 14 of whole files; a promise is a test point that stands directly in a file. A file that ends badly
 * without a broken promise counts as one, and so does a file without any. A comment that begins with "measured: " is a
 * figure and told below its file; others are told of no file.
 */
export function tapReport(say: (line: string) => void) {
  const total: Count = { passed: 0, failed: 0, skipped: 0 }

  function file({ name, lines, isWell, seconds }: Ended) {
    const here = countOf(lines)
    const isEmpty = here.passed + here.failed + here.skipped === 0
    if (here.failed === 0 && (!isWell || isEmpty)) here.failed = 1

    const skips = here.skipped > 0 ? `, ${here.skipped} skipped` : ''
    const fails = here.failed > 0 ? `, ${here.failed} failed` : ''
    const said = here.failed > 0 ? 'FAILED' : 'ok'
    say(`${said}  ${name}  ${here.passed} passed${fails}${skips}  ${seconds.toFixed(1)} s`)
    for (const line of lines) {
      const figure = measured.exec(line)?.groups?.figure
      if (figure) say(`      ${figure}`)
    }
    if (here.failed > 0) for (const line of worthTelling(lines)) say(line)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += here[key]
  }

  return { total, file }
}

function countOf(lines: readonly string[]): Count {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const line of lines) {
    const found = point.exec(line)?.groups
    if (!found) continue
    if (/# (SKIP|TODO)/i.test(found.rest ?? '')) count.skipped += 1
    else count[found.no ? 'failed' : 'passed'] += 1
  }
  return count
}

/** Without what holds and without the quoted source of what does not. */
function worthTelling(lines: readonly string[]): string[] {
  // how deep the quoted source is that is passed over now
  let hidden = -1
  return lines.filter(line => {
    const depth = line.search(/\S/)
    if (hidden >= 0 && (depth === -1 || depth > hidden)) return false
    hidden = /^\s+source: /.test(line) ? depth : -1
    return hidden === -1 && !noise.test(line)
  })
}
