import type { Field, Row, Section } from '../../domain/record/field.ts'
import { sectionOf } from '../../domain/record/sections.ts'

declare module 'fastify' {
  interface FastifyRequest {
    masked: MaskedValue
  }
}

/** A value that pages show only the beginning of, whole. */
export type MaskedValue = { rowId: string; section: Section; field: Field; value: Row[string] }

/** The value of a field; undefined where there is none, or none that is masked. */
export function maskedValue(row: { id: string; section: string; data: Row }, asked: string): MaskedValue | undefined {
  const section = sectionOf(row.section)
  const field = section.fields.find(({ id, masked }) => id === asked && masked)
  const value = field && row.data[field.id]
  return field && value ? { rowId: row.id, section, field, value } : undefined
}
