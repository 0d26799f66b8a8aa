import { labelOf, type Language } from '../../domain/language.ts'
import type { Basis } from '../../domain/record/basis.ts'
import type { FieldChange, Operation } from '../../domain/record/difference.ts'
import { difference, rowTitle, titleFields } from '../../domain/record/difference.ts'
import type { Row, Section } from '../../domain/record/field.ts'
import { fieldOf, inOrder } from '../../domain/record/sections.ts'
import { showValue } from '../../domain/record/value.ts'
import type { TextKey } from '../../text/speak.ts'
import { speak } from '../../text/speak.ts'
import { withRepresented } from './acting-for.ts'

export { labelOf, rowTitle }

export type ShownField = { field: string; label: string; value: string; isMasked: boolean }

/** Every field of a row with its label, numbers masked. */
export function rowLines(section: Section, row: Row, language: Language): ShownField[] {
  return section.fields.map(field => ({
    field: field.id,
    label: labelOf(field, language),
    value: showValue(field, row[field.id], language, { masked: true }),
    isMasked: field.masked === true && Boolean(row[field.id]),
  }))
}

export type ShownSection = {
  id: string
  label: string
  isSingle: boolean
  isSensitive: boolean
  /** Head of the table of a section with many rows. */
  columns: string[]
  rows: { id: string; title: string; cells: { label: string; value: string }[]; lines: ShownField[] }[]
}

/** A section with its rows in order: for one all its fields, for many a table of the fields that say most of them. */
export function sectionView(
  section: Section,
  rows: readonly { id: string; data: Row }[],
  language: Language,
): ShownSection {
  const isSingle = section.form === 'single'
  const { columns: named } = section
  const columns = named ? section.fields.filter(({ id }) => named.includes(id)) : titleFields(section)
  return {
    id: section.id,
    label: labelOf(section, language),
    isSingle,
    isSensitive: section.sensitive === true,
    columns: columns.map(field => labelOf(field, language)),
    rows: inOrder(section, rows).map(({ id, data }) => ({
      id,
      title: rowTitle(section, data, language),
      cells: isSingle
        ? []
        : columns.map(field => ({
            label: labelOf(field, language),
            value: showValue(field, data[field.id], language, { masked: true }),
          })),
      lines: isSingle ? rowLines(section, data, language) : [],
    })),
  }
}

export type ShownChange = {
  field: string
  label: string
  operation: Operation
  mark: string
  old: string
  new: string
}

const marks: Record<Operation, TextKey> = { add: 'change.add', change: 'change.change', delete: 'change.delete' }

/** Old and new value of each changed field with the word 增, 改 or 刪; numbers masked unless `isOpen`. */
export function changeLines(
  section: Section,
  operation: Operation,
  changes: readonly FieldChange[],
  language: Language,
  { isOpen = false } = {},
): ShownChange[] {
  const t = speak(language)
  return changes.map(change => {
    const field = fieldOf(section, change.field)
    const show = (value: unknown) => showValue(field, value, language, { masked: !isOpen })
    return {
      field: field.id,
      label: labelOf(field, language),
      operation,
      mark: t(marks[operation]),
      old: show(change.old),
      new: show(change.new),
    }
  })
}

type Version = {
  version: {
    version: number
    operation: Operation
    source: string
    reason: string
    effective: string | null
    authority: string | null
    authorityDay: string | null
    authorityNumber: string | null
    basis: Basis | null
    at: Date
  }
  data: Row
  evidence: readonly { id: string; name: string; size: number; mayOpen: boolean }[] | null
  byName: string | null
  actingForName: string | null
  agencyName: string | null
  correction: { id: string; number: string | null; agencyId: string | null } | null
}

const sources = {
  set_up: 'history.source.set_up',
  hr_entry: 'history.source.hr_entry',
  self: 'history.source.self',
  request: 'history.source.request',
  import: 'history.source.import',
  transfer: 'history.source.transfer',
} as const satisfies Record<string, TextKey>

/** Every version of a row, newest first: what changed against the one before, from when until when, by whom, why. */
export function historyLines(section: Section, versions: readonly Version[], language: Language) {
  const t = speak(language)
  return versions.map(({ version, data, evidence, byName, actingForName, agencyName, correction }, i) => {
    const before = versions[i + 1]?.data ?? {}
    const { operation, authority, authorityDay: day, authorityNumber: number } = version
    return {
      number: version.version,
      at: version.at,
      /** When the next one came; null for what stands there now. */
      until: versions[i - 1]?.version.at ?? null,
      effective: version.effective,
      /** The decision of an authority on which it rests. */
      decision: day && { day, text: [authority, number].filter(Boolean).join(t('form.comma')) },
      who:
        [byName && withRepresented(byName, actingForName, t), agencyName].filter(Boolean).join(t('form.comma')) ||
        t('history.system'),
      source: t(sources[version.source as keyof typeof sources]),
      reason: version.reason,
      basis: version.basis,
      evidence,
      correction,
      lines: operation === 'delete' ? [] : rowLines(section, data, language).filter(({ value }) => value),
      changes: changeLines(
        section,
        operation,
        difference(section, operation, operation === 'delete' ? data : before, data),
        language,
      ),
    }
  })
}
