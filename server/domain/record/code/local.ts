import type { CodeTable } from '../code-tables.ts'
import { isWordOfOurs } from '../codes.ts'
import type { CodeValue } from '../field.ts'
import { askedIn } from './asked.ts'

export const localCodeRefusals = [
  'code-table.refused.asked',
  'code-table.refused.changed',
  'code-table.refused.closed',
  'code-table.refused.code',
  'code-table.refused.known',
  'code-table.refused.maps-to',
  'code-table.refused.name',
  'code-table.refused.official',
  'code-table.refused.order',
  'code-table.refused.unknown',
] as const
export type LocalCodeRefusal = (typeof localCodeRefusals)[number]

type Wrong = { field: 'code' | 'zh' | 'en' | 'maps_to' | 'valid_to'; why: LocalCodeRefusal }

/** What stands in the way of a new value in a table, by the field that has to be put right. */
export function checkNewCode(table: CodeTable, value: CodeValue): Wrong[] {
  const isKnown = table.values.some(({ code }) => code.toLowerCase() === value.code.toLowerCase())
  return [
    ...(table.isClosed ? [{ field: 'code', why: 'code-table.refused.closed' } as const] : []),
    ...(isCode(value.code) ? [] : [{ field: 'code', why: 'code-table.refused.code' } as const]),
    ...(isKnown ? [{ field: 'code', why: 'code-table.refused.known' } as const] : []),
    ...checkCode(table, value),
  ]
}

/** The same of a value that is there, in what it would become among the others. */
export function checkCode({ id, values }: CodeTable, value: CodeValue): Wrong[] {
  const others = values.filter(({ code }) => code !== value.code)
  const isNamed = value.zh !== '' && !value.zh.includes('、') && !others.some(({ zh }) => zh === value.zh)
  const { validFrom, validTo } = value
  const isAsked = !value.isLocal && askedIn(id).includes(value.code)
  const isOpen = validFrom === undefined && validTo === undefined
  return [
    ...(isNamed ? [] : [{ field: 'zh', why: 'code-table.refused.name' } as const]),
    ...(value.en === '' ? [{ field: 'en', why: 'code-table.refused.name' } as const] : []),
    ...(mayMapTo(values, value) ? [] : [{ field: 'maps_to', why: 'code-table.refused.maps-to' } as const]),
    ...(isAsked && !isOpen ? [{ field: 'valid_to', why: 'code-table.refused.asked' } as const] : []),
    ...(endsFirst(value) ? [{ field: 'valid_to', why: 'code-table.refused.order' } as const] : []),
  ]
}

/** A local value stands for another one of its table, a word of ours for the code of its owner, others for nothing. */
export function mayMapTo(values: readonly CodeValue[], { code, isLocal, mapsTo }: CodeValue): boolean {
  if (mapsTo === undefined) return true
  if (isLocal) return values.some(one => one.code === mapsTo && !one.isLocal)
  return isWordOfOurs(code) && isCode(mapsTo) && !isWordOfOurs(mapsTo)
}

const isCode = (code: string) => /^[A-Za-z0-9_-]{1,20}$/.test(code)

/** Whether the last day comes before the first one. */
export const endsFirst = ({ validFrom, validTo }: Pick<CodeValue, 'validFrom' | 'validTo'>): boolean =>
  validFrom !== undefined && validTo !== undefined && validTo < validFrom
