import type { Language } from '../../domain/language.ts'
import { nameOf } from '../../domain/record/codes.ts'
import type { CodeValue } from '../../domain/record/field.ts'

/** A choice lists no more than these; where there are more, what is chosen is found by a part of its name first. */
export const mostOptions = 100

/** The values of a code table as options for parts/field/select and parts/field/choices. */
export function codeOptions(codes: readonly CodeValue[], language: Language): { value: string; text: string }[] {
  return codes.map(value => ({ value: value.code, text: nameOf(value, language) }))
}
