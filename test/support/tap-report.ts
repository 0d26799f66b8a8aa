export type Count = { passed: number; failed: number; skipped: number }

const point = /^ {4}(?<no>not )?ok\b(?<rest>.*)/
const file = /^(?<no>not )?ok \d+ - (?<name>\S+)(?<rest>.*)/
const measured = /^\s*# (?<figure>measured: .*)/
const noise = /^\s*(ok \d+|# |1\.\.|TAP version|$)/

/**
 * Reads TAP 14 line by line; a promise is a test point directly inside a file. A file that fails without one counts as
 * one. A comment that begins with "measured: " is a figure and told below its file; others are told of no file.
 */
export function tapReport(say: (line: string) => void) {
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  let here: Count = { passed: 0, failed: 0, skipped: 0 }
  let lines: string[] = []
  let figures: string[] = []
  // how deep the quoted source or the note about a file's process is that is passed over now
  let hidden = -1

  function endFile(groups: Record<string, string | undefined>) {
    if (groups.no && here.failed === 0) here.failed = 1
    const skips = here.skipped > 0 ? `, ${here.skipped} skipped` : ''
    const fails = here.failed > 0 ? `, ${here.failed} failed` : ''
    const time = /time=([\d.]+)ms/.exec(groups.rest ?? '')?.[1] ?? '0'
    const name = (groups.name ?? '').replace(/^dist\//, '').replace(/\.js$/, '')
    const seconds = (Number(time) / 1000).toFixed(1)
    say(`${groups.no ? 'FAILED' : 'ok'}  ${name}  ${here.passed} passed${fails}${skips}  ${seconds} s`)
    for (const figure of figures) say(`      ${figure}`)
    if (groups.no) for (const line of lines) say(line)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += here[key]
    here = { passed: 0, failed: 0, skipped: 0 }
    lines = []
    figures = []
  }

  function keep(text: string) {
    const depth = text.search(/\S/)
    if (hidden >= 0 && (depth === -1 || depth > hidden || (hidden === 2 && text !== '  ...'))) return
    const wasHidden = hidden
    hidden = /^\s+source: /.test(text) || text === '  ---' ? depth : -1
    if (hidden === -1 && !noise.test(text) && !(wasHidden === 2 && text === '  ...')) lines.push(text)
  }

  return {
    total,
    line: (text: string) => {
      const inside = point.exec(text)?.groups
      const outside = file.exec(text)?.groups
      const figure = measured.exec(text)?.groups?.figure
      if (inside && /# (SKIP|TODO)/i.test(inside.rest ?? '')) here.skipped += 1
      else if (inside) here[inside.no ? 'failed' : 'passed'] += 1

      // it ends everything, the file it stands in included
      if (text.startsWith('Bail out!')) for (const one of [text, ...lines]) say(one)
      if (figure) figures.push(figure)
      if (outside) endFile(outside)
      else keep(text)
    },
  }
}
