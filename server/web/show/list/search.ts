import { normaliseId } from '../../../domain/national-id.ts'
import { halfWidth, tidy } from '../../../domain/typed-text.ts'
import { isId } from '../../ids.ts'

/** Who was looked for by a number that nobody here has. */
export const nobody = 'nobody'

/** Whether `?person=` of a list says who is looked for. */
export const isPerson = (text: string): boolean => isId(text) || text === nobody

/**
 * The number of somebody in what was typed, whatever stands beside it: no name or title has so many digits, and a
 * number stands in no address and is not kept. Alone it may be as short as the shortest passport number.
 */
export function numberIn(typed: string): string | undefined {
  const alone = normaliseId(typed)
  if (/^(?=(.*\d){2})[A-Z0-9]{5,20}$/.test(alone) && !/[a-z]\s+[a-z]/i.test(typed)) return alone
  const signs = alone.replace(/[^A-Z0-9]/g, '')
  if (!/(\d.*){5}/.test(signs)) return undefined
  return /[A-Z][A-Z0-9]\d{8}(?!\d)/.exec(signs)?.[0] ?? signs
}

/** Whether the number of somebody's identity card or permit stands in a text, whatever stands beside or between. */
export const hasIdNumber = (text: string): boolean =>
  /[A-Z][A-Z0-9]\d{8}(?!\d)/.test(normaliseId(text).replace(/[^A-Z0-9]/g, ''))

/** A staff number as it is kept, however it was typed. */
export const staffNumberIn = (typed: string): string => halfWidth(typed).replace(/\s/g, '').toUpperCase()

const longest = 60
/** What was typed to find something, as an address carries it. */
export const cut = (typed: string) => [...tidy(typed)].slice(0, longest).join('')

/** The same of a name, unit or title; blank where a number stands in it. */
export function wordIn(typed: string): string {
  const word = cut(typed)
  return numberIn(word) === undefined ? word : ''
}
