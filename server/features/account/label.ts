import type { Raw } from '../../web/forms.ts'

const longest = 30

/** The name somebody gives to a card or passkey of theirs. */
export const readLabel = (form: Raw): string => (form['label'] ?? '').normalize('NFC').trim()

export const isLabel = (label: string): boolean => [...label].length <= longest
