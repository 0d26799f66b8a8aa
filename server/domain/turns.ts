/** Thrown where somebody would wait for too long; after so many seconds they might not. */
export class Busy extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('too many wait for their turn')
    this.seconds = seconds
  }
}

type Limits = {
  /** Milliseconds: whoever is likely to wait longer is not let into the line. */
  maxWait?: number
  /** Milliseconds until the turn of somebody of whom so many are ahead. */
  waitOf?: (ahead: number) => number
}

/**
 * Lets `atOnce` pieces of work run; the others wait, and each key has its turn, so that a thousand from one place do
 * not hold up the one from another. `waiting` tells how many of one key wait.
 */
export function turns(atOnce: number, { maxWait = Infinity, waitOf = () => 0 }: Limits = {}) {
  const lines = new Map<string, (() => void)[]>()
  let running = 0

  const waiting = (key: string): number => lines.get(key)?.length ?? 0

  /** How many have their turn before one that comes now: of its own key all, of each other as many and one more. */
  function ahead(key: string): number {
    const own = waiting(key)
    let count = own
    for (const [other, line] of lines) if (other !== key) count += Math.min(line.length, own + 1)
    return count
  }

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
    waiting,
    /** Throws `Busy`, before anything of the work was done. */
    async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
      if (running < atOnce) running += 1
      else {
        const wait = waitOf(ahead(key))
        if (wait > maxWait) throw new Busy(Math.ceil(wait / 1000))
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
