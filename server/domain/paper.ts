/** In which formats papers leave; the first is that of a form where nothing was chosen. */
export const paperFormats = ['pdf', 'odt'] as const
export type PaperFormat = (typeof paperFormats)[number]

/** As what people take a copy of their own record: on paper, or as data. */
export const copyFormats = [...paperFormats, 'csv', 'json'] as const
export type CopyFormat = (typeof copyFormats)[number]

/** What is printed of a record: the résumé form (履歷表), or the form by which it is checked (校對表). */
export const recordPapers = ['record', 'check'] as const
export type RecordPaper = (typeof recordPapers)[number]

/** As what the papers of many leave: one after the other, or a file for each in a ZIP. */
export const paperBundles = ['one', 'each'] as const
export type PaperBundle = (typeof paperBundles)[number]

/** Of so many people papers are made at once, in files of their own or in one. */
export const mostOnPaper: Record<PaperBundle, number> = { one: 100, each: 500 }

/** A record of more rows takes longer to draw than somebody waits for an answer. */
export const mostRowsAtOnce = 1000

/** Why a paper is not made; each is told in a sentence of its own. */
export const paperRefusals = [
  'paper.refused.busy',
  'paper.refused.large',
  'paper.refused.no-section',
  'paper.refused.too-many',
  'paper.refused.too-many-each',
] as const
export type PaperRefusal = (typeof paperRefusals)[number]
/** Of those: why a process did not write one. */
export type UnwrittenPaper = Extract<PaperRefusal, 'paper.refused.busy' | 'paper.refused.large'>
