import { speak, type Holes, type TextKey } from './text/speak.ts'

/** What stands in the way of a start or of a command, for the operator: a sentence and what goes into it. */
export type Mistake = { why: TextKey; holes?: Holes }

const languages = ['zh-TW', 'en'] as const

/** A line in each language: nobody knows which one the operator reads, and a bare console shows no Chinese. */
export const inBoth = ({ why, holes }: Mistake): string =>
  languages.map(language => speak(language)(why, holes)).join('\n')

// a network, a disk or another program may be a little late, or its cause is not known
const passing: ReadonlySet<TextKey> = new Set([
  'config.folder-closed',
  'config.folder-missing',
  'config.folder-read-only',
  'database.refused.full',
  'database.refused.host',
  'database.refused.initdb',
  'database.refused.no-start',
  'database.refused.other',
  'database.refused.read-only',
  'installation.others-start',
  'keys-file.missing',
  'keys-file.not-made',
  'keys-file.unreadable',
  'port.refused.address',
  'port.refused.other',
  'port.refused.taken',
  'port.refused.taken-by',
])

/**
 * How the service ends when these keep it from starting: 1 where all may pass by themselves, so that the unit tries
 * again; 78 (EX_CONFIG of sysexits.h) where a human must mend something, after which it does not.
 */
export const statusOf = (mistakes: Mistake[]): number => (mistakes.every(({ why }) => passing.has(why)) ? 1 : 78)
