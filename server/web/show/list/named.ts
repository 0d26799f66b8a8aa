import type { Raw } from '../../forms.ts'
import { isId } from '../../ids.ts'

/** The ids of those whom a form names one by one, each once. */
export function namedBy(form: Raw): string[] {
  const ticked = Object.entries(form).flatMap(([name, value]) =>
    name.startsWith('person_') && value === 'yes' ? [name.slice('person_'.length)] : [],
  )
  const listed = form['listed_all'] === 'yes' ? (form['listed'] ?? '').split(' ') : []
  return [...new Set([...listed, ...ticked])].filter(isId)
}
