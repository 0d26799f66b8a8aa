import type { Box, Part, Picture } from '../documents/paper/paper.ts'
import { labelOf, type Language } from '../domain/language.ts'
import { marksOf, markText, type Marked } from '../domain/outgoing/mark.ts'
import type { Field, Row, Section } from '../domain/record/field.ts'
import { rowTitle } from '../domain/record/difference.ts'
import { inOrder } from '../domain/record/sections.ts'
import { showValue } from '../domain/record/value.ts'
import { speak } from '../text/speak.ts'

export type PrintedRow = { id: string; section: string; data: Row }

/**
 * `isOpen`: the whole of a masked value stands there. `marked`: what stands there with a mark. `photo` is that of the
 * person, where there is one.
 */
export type Printing = {
  language: Language
  isOpen: (section: Section, field: Field, row: Row) => boolean
  marked: readonly Marked[]
  photo?: Picture | undefined
}

/** More columns have no room beside each other on a page. */
const mostColumns = 6
/** A longer value has a line for itself. */
const mostBeside = 20

/**
 * The sections of a record as they are printed: all that is known, in the order of the official form, however many
 * rows there are. Sections with nothing in them are named at the end.
 */
export function recordParts(sections: readonly Section[], rows: readonly PrintedRow[], printing: Printing): Part[] {
  const { language } = printing
  const t = speak(language)
  const ofSection = (section: Section) => rows.filter(row => row.section === section.id)
  const blank = sections.filter(section => ofSection(section).length === 0)
  return [
    ...sections
      .filter(section => !blank.includes(section))
      .flatMap((section): Part[] => [
        { kind: 'heading', level: 2, text: labelOf(section, language) },
        ...sectionParts(section, inOrder(section, ofSection(section)), printing),
      ]),
    ...(blank.length > 0
      ? [
          { kind: 'space', height: 8 } as const,
          {
            kind: 'text',
            size: 'small',
            text: t('paper.blank', {
              sections: blank.map(one => labelOf(one, language)).join(t('form.list-comma')),
            }),
          } as const,
        ]
      : []),
  ]
}

function sectionParts(section: Section, rows: readonly PrintedRow[], printing: Printing): Part[] {
  const { language } = printing
  const { fields } = section
  const valueOf = (field: Field, row: PrintedRow) => printedValue(section, field, row, printing)
  if (section.form === 'single') {
    return rows.map(row => ({
      kind: 'boxes',
      perLine: 2,
      boxes: fields.map(field => boxOf(field, valueOf(field, row), language)),
      ...(section.id === 'basic' && { picture: { word: speak(language)('paper.picture'), is: printing.photo } }),
    }))
  }
  if (fields.length <= mostColumns) {
    const head = fields.map(field => labelOf(field, language))
    return [{ kind: 'table', head, rows: rows.map(row => fields.map(field => valueOf(field, row))) }]
  }
  return rows.map((row, i) => ({
    kind: 'boxes',
    perLine: 3,
    title: `${i + 1}　${rowTitle(section, row.data, language)}`,
    boxes: fields.map(field => boxOf(field, valueOf(field, row), language)).filter(({ value }) => value !== ''),
  }))
}

function printedValue(
  section: Section,
  field: Field,
  { id, data }: PrintedRow,
  { language, isOpen, marked }: Printing,
): string {
  const value = showValue(field, data[field.id], language, { masked: !isOpen(section, field, data) })
  if (value === '') return ''
  const t = speak(language)
  const marks = marksOf(marked, id, field.id).map(mark => t('mark.on-paper', { mark: t(markText[mark]) }))
  return [value, ...marks].join(' ')
}

function boxOf(field: Field, value: string, language: Language): Box {
  const isWide = field.type === 'address' || field.type === 'lines' || [...value].length > mostBeside
  return { label: labelOf(field, language), value, ...(isWide && { isWide }) }
}

/** What a person goes through with a pen: beside each value whether it is right, and room for what it is to be. */
export function checkParts(sections: readonly Section[], rows: readonly PrintedRow[], printing: Printing): Part[] {
  const { language } = printing
  const t = speak(language)
  const head = [t('paper.check.field'), t('paper.check.value'), t('paper.check.right'), t('paper.check.instead')]
  const tableOf = (lines: [string, string][]): Part => ({
    kind: 'table',
    head,
    widths: [5, 9, 2, 9],
    rowHeight: 22,
    rows: lines.map(([label, value]) => [label, value, '□', '']),
  })
  return [
    { kind: 'text', text: t('paper.check.lead') },
    ...sections.flatMap((section): Part[] => {
      const found = inOrder(
        section,
        rows.filter(row => row.section === section.id),
      )
      const title: Part = { kind: 'heading', level: 2, text: labelOf(section, language) }
      if (found.length === 0) return [title, tableOf([[t('paper.check.all'), t('paper.sections.blank')]])]
      return [
        title,
        ...found.flatMap((row, i): Part[] => [
          ...(section.form === 'single' ? [] : [rowHeading(i, rowTitle(section, row.data, language))]),
          tableOf(section.fields.map(field => [labelOf(field, language), printedValue(section, field, row, printing)])),
        ]),
      ]
    }),
    {
      kind: 'signatures',
      text: t('paper.check.end'),
      labels: [t('paper.check.signature'), t('paper.check.day'), t('paper.check.stamp')],
    },
  ]
}

const rowHeading = (i: number, title: string): Part => ({ kind: 'heading', level: 3, text: `${i + 1}　${title}` })
