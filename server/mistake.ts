import { speak, type Holes, type TextKey } from './text/speak.ts'

/** What stands in the way of a start or of a command, for the operator: a sentence and what goes into it. */
export type Mistake = { why: TextKey; holes?: Holes }

const languages = ['zh-TW', 'en'] as const

/** A line in each language: which one the operator reads nobody knows, and a bare console shows no Chinese. */
export const inBoth = ({ why, holes }: Mistake): string =>
  languages.map(language => speak(language)(why, holes)).join('\n')
