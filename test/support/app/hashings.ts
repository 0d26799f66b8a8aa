import { createHook } from 'node:async_hooks'
import type { Test } from 'tap'

/** How often a password was hashed since one asked last: of all work on other threads argon2’s alone has no name. */
export function countHashings(t: Test): () => number {
  let count = 0
  const hook = createHook({ init: (_, type) => void (String(type) === 'undefined' && (count += 1)) }).enable()
  t.teardown(() => hook.disable())
  return () => {
    const so = count
    count = 0
    return so
  }
}
