/** In which formats papers leave; the first is that of a form where nothing was chosen. */
export const paperFormats = ['pdf', 'odt'] as const
export type PaperFormat = (typeof paperFormats)[number]

/** Why a paper is not made; each is told in a sentence of its own. */
export const paperRefusals = ['paper.refused.busy', 'paper.refused.large', 'paper.refused.no-section'] as const
export type PaperRefusal = (typeof paperRefusals)[number]
