export type Count = { passed: number; failed: number; skipped: number }

/** A process that ran test files and has ended: what it said, line by line, when, and whether its exit status was 0. */
export type Ended = { names: readonly string[]; heard: readonly Heard[]; isWell: boolean; took: number }
/** `after` the start of the process; in milliseconds, as `took`. */
export type Heard = { line: string; after: number }

/** The comment with which a file begins in a process that runs several. */
export const fileBegins = (name: string) => `file: ${name}`

const point = /^(?<no>not )?ok\b(?<rest>.*)/
const plan = /^1\.\.\d/
const measured = /^\s*# (?<figure>measured: .*)/
const noise = /^\s*(ok \d+|# |1\.\.|TAP version|$)/

/**
 * Reads the TAP 14 of whole files; a promise is a test point that stands directly in a file. A file without any counts
 * as a broken one. A process that ends before it has told how many there were, or badly without a broken promise, is
 * held against the last file that began. A comment that begins with "measured: " is a figure and told below its file;
 * others are told of no file.
 */
export function tapReport(say: (line: string) => void) {
  const total: Count = { passed: 0, failed: 0, skipped: 0 }

  function ended({ names, heard, isWell, took }: Ended) {
    const files = filesOf(names, heard, took).map(file => ({ ...file, count: countOf(file.lines) }))
    const isWhole = heard.some(({ line }) => plan.test(line))
    const isTold = files.some(({ count }) => count.failed > 0)
    const last = isWhole && (isWell || isTold) ? undefined : files.findLast(({ lines }) => lines.length > 0)
    for (const { name, lines, seconds, count } of files) {
      const isEmpty = count.passed + count.failed + count.skipped === 0
      if (isEmpty || (name === last?.name && count.failed === 0)) count.failed += 1
      tell(name, count, seconds, lines)
      for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
    }
  }

  function tell(name: string, { passed, failed, skipped }: Count, seconds: number, lines: string[]) {
    const skips = skipped > 0 ? `, ${skipped} skipped` : ''
    const fails = failed > 0 ? `, ${failed} failed` : ''
    say(`${failed > 0 ? 'FAILED' : 'ok'}  test/${name}  ${passed} passed${fails}${skips}  ${seconds.toFixed(1)} s`)
    for (const line of lines) {
      const figure = measured.exec(line)?.groups?.figure
      if (figure) say(`      ${figure}`)
    }
    if (failed > 0) for (const line of worthTelling(lines)) say(line)
  }

  return { total, ended }
}

/** What each of the files said; what comes before the first is its own, and a file that never began said nothing. */
function filesOf(names: readonly string[], heard: readonly Heard[], took: number) {
  const starts = names.map(name => heard.findIndex(({ line }) => line === `# ${fileBegins(name)}`))
  return names.map((name, i) => {
    const [start = -1, end = -1] = [i === 0 ? 0 : starts[i], starts[i + 1]]
    const lines = start === -1 ? [] : heard.slice(start, end === -1 ? undefined : end)
    const over = (end === -1 ? undefined : heard[end]?.after) ?? took
    return { name, lines: lines.map(({ line }) => line), seconds: (over - (lines[0]?.after ?? over)) / 1000 }
  })
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
