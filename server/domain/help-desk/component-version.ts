import type { System } from '../account/visitor-program.ts'
import { halfWidth } from '../typed-text.ts'

/** Where a component is installed; a minimum version is set for each. */
export const componentSystems = ['windows', 'macos', 'linux'] as const satisfies System[]
export type ComponentSystem = (typeof componentSystems)[number]

/** Until an administrator sets others: the versions that the issuer of citizen cards offered last. */
export const defaultMinimum: Record<ComponentSystem, string> = {
  windows: '1.3.4.103328',
  macos: '1.3.4.13',
  linux: '1.3.4.3',
}

/** Until then: versions of the newer line that a comparison by numbers would call old. */
export const defaultExceptions: readonly string[] = ['1.3.1']

/** What counts as new enough: a minimum, and versions below it that do all the same. */
export type Enough = { minimum: string; exceptions: readonly string[] }

const shape = /^\d{1,9}(\.\d{1,9}){0,5}$/

/** A version as the component says it; undefined when it cannot be one. */
export function readVersion(text: string): string | undefined {
  const version = halfWidth(text)
  return shape.test(version) ? version : undefined
}

/** Compares part by part as numbers, so that 1.3.10 is newer than 1.3.8. */
export function isOld(version: string, { minimum, exceptions }: Enough): boolean {
  if (exceptions.includes(version)) return false
  const [one, other] = [partsOf(version), partsOf(minimum)]
  const at = one.findIndex((part, i) => part !== (other[i] ?? 0))
  if (at < 0) return one.length < other.length && other.slice(one.length).some(part => part > 0)
  return (one[at] ?? 0) < (other[at] ?? 0)
}

const partsOf = (version: string) => version.split('.').map(Number)
