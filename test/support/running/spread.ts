/** How long things took, in milliseconds, for a comment: nothing passes or fails by it, since it depends on the machine. */
export function spread(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.round(part * (sorted.length - 1))] ?? NaN).toFixed(1)
  return `${at(0)} | ${at(0.25)} ${at(0.5)} ${at(0.75)} | ${at(1)} ms`
}
