import { tidy } from '../typed-text.ts'

const length = { min: 4, max: 200 }

export type PurposeRefusal = 'people.refused.purpose' | 'people.refused.purpose-says-nothing'

/** What fills a field without saying anything. */
const fillers =
  /測試|試試|看看|看一下|隨便|沒有|不知道|目的|原因|(?<!\p{L})(test(ing)?|none|null|why|because|purpose|reason|asdf\w*|qwer\w*|zxcv\w*|abcd?\w*|xyz\w*)(?!\p{L})/giu

/**
 * Why somebody opens another person's data, as it is kept: that person reads it, so it must say something. Fillers left
 * out, at least two different Chinese characters or four different letters stand in it: "1111", "……！！", "嗯嗯嗯嗯",
 * "test" and "測試測試" are no purposes.
 */
export function readPurpose(typed: string): { ok: true; value: string } | { ok: false; why: PurposeRefusal } {
  const purpose = tidy(typed).replace(/\s+/g, ' ')
  const signs = [...purpose].length
  if (signs < length.min || signs > length.max) return { ok: false, why: 'people.refused.purpose' }
  const said = purpose.replace(fillers, ' ').toLowerCase()
  const different = (kind: RegExp) => new Set(said.match(kind)).size
  const says = different(/\p{Script=Han}/gu) >= 2 || different(/\p{L}/gu) >= 4
  return says ? { ok: true, value: purpose } : { ok: false, why: 'people.refused.purpose-says-nothing' }
}

export const maxPurposes = 10

export type PurposesRefusal = 'purpose.refused.line' | 'purpose.refused.many'

/** The purposes to choose from, a line each; none is null. `line` is the one that is no purpose. */
export function readPurposes(
  typed: string,
): { ok: true; value: string[] | null } | { ok: false; why: PurposesRefusal; line: string } {
  const lines = [...new Set(typed.split('\n').map(tidy).filter(Boolean))]
  if (lines.length > maxPurposes) return { ok: false, why: 'purpose.refused.many', line: '' }
  const value: string[] = []
  for (const line of lines) {
    const read = readPurpose(line)
    if (!read.ok) return { ok: false, why: 'purpose.refused.line', line }
    value.push(read.value)
  }
  return { ok: true, value: value.length > 0 ? value : null }
}
