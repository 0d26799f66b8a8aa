/**
 * What has to go with a value wherever it goes: that it is disputed (Personal Data Protection Act, article 11 II), or
 * that a correction of it waits.
 */
export const marks = ['disputed', 'asked'] as const
export type Mark = (typeof marks)[number]

export const markText = { disputed: 'mark.disputed', asked: 'mark.asked' } as const satisfies Record<Mark, string>

/** Some fields of a row that bear a mark; all of them where no field is named. */
export type Marked = { rowId: string | null; fields: readonly string[]; mark: Mark }

export const marksOf = (marked: readonly Marked[], rowId: string, fieldId: string): Mark[] =>
  marks.filter(mark =>
    marked.some(
      one => one.mark === mark && one.rowId === rowId && (one.fields.length === 0 || one.fields.includes(fieldId)),
    ),
  )
