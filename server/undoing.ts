export type Undoing = {
  /** What was begun last is undone first. */
  push: (...steps: (() => Promise<unknown>)[]) => void
  /** Undoes everything, each step once. */
  undo: () => Promise<void>
}

/** What was begun so far, to end it again when more goes wrong or when it is over. */
export function undoing(...begun: (() => Promise<unknown>)[]): Undoing {
  const steps = [...begun]
  return {
    push: (...more) => void steps.push(...more),
    async undo() {
      for (const step of steps.splice(0).toReversed()) await step()
    },
  }
}
