/** In which formats tables come and go; the first is that of a link that does not say. */
export const sheetFormats = ['csv', 'ods', 'xlsx'] as const
export type SheetFormat = (typeof sheetFormats)[number]

/** Why a file is not read as a table; each is told in a sentence of its own. */
export const sheetRefusals = [
  'sheet.refused.blank',
  'sheet.refused.broken',
  'sheet.refused.busy',
  'sheet.refused.cells',
  'sheet.refused.definitions',
  'sheet.refused.encoding',
  'sheet.refused.encrypted',
  'sheet.refused.error-value',
  'sheet.refused.formula-value',
  'sheet.refused.hidden-column',
  'sheet.refused.hidden-line',
  'sheet.refused.infected',
  'sheet.refused.kind',
  'sheet.refused.large',
  'sheet.refused.macros',
  'sheet.refused.old',
  'sheet.refused.quotes',
  'sheet.refused.several',
  'sheet.refused.unscanned',
] as const
export type SheetRefusal = (typeof sheetRefusals)[number]

/** A line of a table, counted from 1 as an editor or a spreadsheet does. */
export type SheetLine = { at: number; cells: string[] }

/** What a cell has in it: a text, or a day as `YYYY-MM-DD`. */
export type SheetCell = string | { day: string }
