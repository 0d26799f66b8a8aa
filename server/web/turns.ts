/**
 * Lets `atOnce` pieces of work run; the others wait, and each key has its turn, so that a thousand from one place do not
 * keep back the one from another. Undefined where `most` of one key wait already.
 */
export function turns({ atOnce, most }: { atOnce: number; most: number }) {
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

  return async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result | undefined> {
    if (running < atOnce) running += 1
    else {
      const line = lines.get(key) ?? []
      if (line.length >= most) return undefined
      lines.set(key, line)
      await new Promise<void>(go => line.push(go))
    }
    try {
      return await work()
    } finally {
      next()
    }
  }
}
