/**
 * Lets `atOnce` pieces of work run; the others wait, and each key has its turn, so that a thousand from one place do
 * not hold up the one from another. `waiting` tells how many of one key wait.
 */
export function turns(atOnce: number) {
  const lines = new Map<string, (() => void)[]>()
  let running = 0

  function next() {
    const [first] = lines
    if (!first) return void (running -= 1)
    const [key, line] = first
    const go = line.shift()
    lines.delete(key)
    if (line.length > 0) lines.set(key, line)
    go?.()
  }

  return {
    waiting: (key: string): number => lines.get(key)?.length ?? 0,
    async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
      if (running < atOnce) running += 1
      else {
        const line = lines.get(key) ?? []
        lines.set(key, line)
        await new Promise<void>(go => line.push(go))
      }
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
