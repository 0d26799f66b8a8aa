/** What all are told alike is asked at most once a second for each `of`, however many come; failures are not kept. */
export function keptForASecond<Of extends object, T>(ask: (of: Of) => Promise<T>): (of: Of) => Promise<T> {
  const kept = new WeakMap<Of, { until: number; answer: Promise<T> }>()
  return of => {
    const known = kept.get(of)
    if (known && performance.now() < known.until) return known.answer
    const answer = ask(of)
    kept.set(of, { until: performance.now() + 1000, answer })
    answer.catch(() => kept.delete(of))
    return answer
  }
}
