import { createHook } from 'node:async_hooks'
import type { Test } from 'tap'
import { Busy } from '../../../server/domain/turns.ts'
import { comingAtOnce, inTurn } from '../../../server/store/account/password-hashes.ts'

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

/**
 * Has so many others wait for hashing, none of whom comes to an end before it is let go, that whoever comes now would
 * wait for too long. Passwords must have been hashed before: how long one takes is known from those.
 */
export async function fillTheLine(t: Test): Promise<() => Promise<void>> {
  let letGo = () => {}
  const held = new Promise<void>(resolve => (letGo = resolve))
  const others: Promise<void>[] = []
  const comes = () => {
    const other = inTurn(`somebody ${others.length}`, () => held)
    others.push(other.catch(() => {}))
    return Promise.race([other.catch(error => error instanceof Busy), new Promise(setImmediate)])
  }
  while ((await comes()) !== true);
  const empty = async () => {
    letGo()
    await Promise.all(others)
  }
  t.teardown(empty)
  return empty
}

/** Holds all turns but one, so that those who come have it one after the other. */
export async function leaveOneTurn(t: Test): Promise<() => Promise<void>> {
  let letGo = () => {}
  const held = new Promise<void>(resolve => (letGo = resolve))
  const others = Array.from({ length: comingAtOnce - 1 }, (_, i) => inTurn(`holder ${i}`, () => held))
  const empty = async () => {
    letGo()
    await Promise.all(others)
  }
  t.teardown(empty)
  return empty
}
