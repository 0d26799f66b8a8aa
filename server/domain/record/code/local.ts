import type { CodeTable } from '../code-tables.ts'
import type { CodeValue } from '../field.ts'

export const localCodeRefusals = [
  'code-table.refused.changed',
  'code-table.refused.closed',
  'code-table.refused.code',
  'code-table.refused.known',
  'code-table.refused.maps-to',
  'code-table.refused.name',
  'code-table.refused.order',
  'code-table.refused.unknown',
] as const
export type LocalCodeRefusal = (typeof localCodeRefusals)[number]

/** What stands in the way of a local value in a table, by the field that has to be put right. */
export function checkLocalCode(
  { values }: CodeTable,
  value: CodeValue,
): { field: 'code' | 'zh' | 'en' | 'maps_to' | 'valid_to'; why: LocalCodeRefusal }[] {
  const { code, zh, en, mapsTo } = value
  const isNamed = (name: string) => name !== '' && !name.includes('、') && !values.some(one => one.zh === name)
  const isKnown = values.some(one => one.code.toLowerCase() === code.toLowerCase())
  return [
    ...(/^[A-Za-z0-9_-]{1,20}$/.test(code) ? [] : [{ field: 'code', why: 'code-table.refused.code' } as const]),
    ...(isKnown ? [{ field: 'code', why: 'code-table.refused.known' } as const] : []),
    ...(isNamed(zh) ? [] : [{ field: 'zh', why: 'code-table.refused.name' } as const]),
    ...(en === '' ? [{ field: 'en', why: 'code-table.refused.name' } as const] : []),
    ...(mapsTo === undefined || values.some(one => one.code === mapsTo && !one.isLocal)
      ? []
      : [{ field: 'maps_to', why: 'code-table.refused.maps-to' } as const]),
    ...(endsFirst(value) ? [{ field: 'valid_to', why: 'code-table.refused.order' } as const] : []),
  ]
}

/** Whether the last day comes before the first one. */
export const endsFirst = ({ validFrom, validTo }: Pick<CodeValue, 'validFrom' | 'validTo'>): boolean =>
  validFrom !== undefined && validTo !== undefined && validTo < validFrom
