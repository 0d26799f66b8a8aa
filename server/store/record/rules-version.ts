import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { allTables } from '../../domain/record/code-book.ts'
import type { CodeTable } from '../../domain/record/code-tables.ts'
import type { CodeValue } from '../../domain/record/field.ts'

const domain = path.join(import.meta.dirname, '../../domain')
// what the rules ask beside their own room
const others = ['clock', 'mail-address', 'name-text', 'national-id', 'roc-date', 'typed-text']

/**
 * Another one whenever anything changes by which records are checked: findings of another version are reckoned again.
 * It goes by the files themselves and by the codes of the tables, so that nobody has to think of it.
 */
export function rulesVersion(): string {
  const tables = allTables()
  if (kept?.tables === tables) return kept.version
  const codes = tables
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, values }) => [id, values.map(partsOf).toSorted()])
  const version = createHash('sha256').update(ofFiles).update(JSON.stringify(codes)).digest('hex').slice(0, 16)
  kept = { tables, version }
  return version
}

/** A name counts where a text that is one may be told to have ended. */
const partsOf = ({ code, zh, validFrom = '', validTo = '' }: CodeValue) => [code, validFrom, validTo, validTo && zh]

let kept: { tables: readonly CodeTable[]; version: string } | undefined

const ofFiles = versionOf([
  ...readdirSync(path.join(domain, 'record'), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.[jt]s$/.test(file))
    .map(file => path.join('record', file)),
  ...readdirSync(domain).filter(file => others.includes(path.parse(file).name)),
])

function versionOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files.toSorted()) hash.update(readFileSync(path.join(domain, file)))
  return hash.digest('hex').slice(0, 16)
}
