import { factWords, type FactName } from '../../domain/help-desk/diagnosis.ts'
import type { Speak, TextKey } from '../../text/speak.ts'

/** The words of a fact as choices of a question. */
export const optionsOf = (name: FactName, t: Speak) =>
  factWords[name].map(word => ({ value: word, text: t(`diagnosis.word.${name}-${word}` as TextKey) }))

export const dontKnow = (t: Speak) => ({ value: '', text: t('diagnosis.word.unknown') })
