import { foldName } from '../name-text.ts'
import { normaliseId, readId } from '../national-id.ts'
import { halfWidth } from '../typed-text.ts'
import type { Said } from './line.ts'

/** How sure it is whose a line is; only the first is taken without a click, and `remembered`, which was one. */
export const confidences = [
  'exact',
  'remembered',
  'variant',
  'former-name',
  'unit-title',
  'ambiguous',
  'contrary',
  'nobody',
] as const
export type Confidence = (typeof confidences)[number]

/** What is wrong with a number: what it lacks, as far as one can see, or that it is somebody else's. */
export const numberFaults = ['no-letter', 'no-zero', 'check-digit', 'shape', 'taken', 'former', 'staff-number'] as const
export type NumberFault = (typeof numberFaults)[number]

export type Known = { id: string; name: string; unit: string; title: string; staffNumber: string | null }

export type Match = {
  confidence: Confidence
  personId: string | null
  /** Of whom one is chosen by a click. */
  candidates: string[]
  fault: NumberFault | null
}

type Here = {
  people: readonly Known[]
  /** Whose number it is, of those who are here; now or before. */
  byNumber: (number: string) => string | undefined
  /** Who had this name before, of those who are here. */
  byFormerName: (name: string) => readonly string[]
  remembered: (said: Said) => string | undefined
}

/**
 * Finds people of an agency by what lines say of them. A number decides, unless the name says otherwise; a staff number
 * likewise; then the name, where one person alone has it, or one alone of those in this unit with this title.
 */
export function matcher({ people, byNumber, byFormerName, remembered }: Here): (said: Said) => Match {
  const known = new Map(people.map(one => [one.id, one]))
  const listOf = (keyOf: (one: Known) => string) => {
    const all = new Map<string, string[]>()
    for (const one of people) all.set(keyOf(one), [...(all.get(keyOf(one)) ?? []), one.id])
    return (key: string) => all.get(key) ?? []
  }
  const [byName, byFolded, byStaffNumber] = [
    listOf(({ name }) => plain(name)),
    listOf(({ name }) => foldName(name)),
    listOf(({ staffNumber }) => staffNumber ?? ''),
  ]
  const byPlace = listOf(({ unit, title }) => `${plain(unit)}\n${plain(title)}`)

  function found(said: Said): Omit<Match, 'fault'> {
    const { name, unit = '', title = '' } = said
    const numbered = numberedBy(said)
    if (numbered !== undefined) {
      const { name: ours = '' } = known.get(numbered) ?? {}
      const isSame = name === undefined || foldName(name) === foldName(ours) || byFormerName(name).includes(numbered)
      return isSame ? sure('exact', numbered) : asked('contrary', [numbered])
    }
    const hasNumber = said['id-number'] !== undefined || said['staff-number'] !== undefined
    const exact = name === undefined ? [] : narrowed(byName(plain(name)), said)
    // a number that nobody has speaks against whoever has the name
    if (exact.length === 1) return hasNumber ? asked('contrary', exact) : sure('exact', exact[0] ?? '')
    if (exact.length > 1) return asked('ambiguous', exact)
    if (name === undefined) return none
    const variants = narrowed(byFolded(foldName(name)), said)
    if (variants.length > 0) return asked(variants.length > 1 ? 'ambiguous' : 'variant', variants)
    const former = byFormerName(name)
    if (former.length > 0) return asked(former.length > 1 ? 'ambiguous' : 'former-name', former)
    const there = unit === '' || title === '' ? [] : byPlace(`${plain(unit)}\n${plain(title)}`)
    // of many with one title a name that fits none of them tells nothing
    return there.length === 1 ? asked('unit-title', there) : none
  }

  function numberedBy(said: Said): string | undefined {
    const byId = said['id-number'] === undefined ? undefined : byNumber(normaliseId(said['id-number']))
    if (byId !== undefined || said['id-number'] !== undefined) return byId
    const [first, ...others] = said['staff-number'] ? byStaffNumber(halfWidth(said['staff-number'])) : []
    return others.length === 0 ? first : undefined
  }

  function narrowed(ids: readonly string[], { unit, title }: Said): readonly string[] {
    if (ids.length < 2) return ids
    const fitting = ids.filter(id => {
      const one = known.get(id)
      return [
        [unit, one?.unit],
        [title, one?.title],
      ].every(([theirs, ours]) => theirs === undefined || plain(theirs) === plain(ours ?? ''))
    })
    return fitting.length > 0 ? fitting : ids
  }

  return said => {
    const match = found(said)
    const fault = match.confidence === 'exact' ? null : faultOf(said['id-number'])
    const chosen = match.confidence === 'exact' ? undefined : remembered(said)
    // of several with one name the next list may mean another one
    if (chosen !== undefined && known.has(chosen) && match.confidence !== 'ambiguous') {
      return { confidence: 'remembered', personId: chosen, candidates: [chosen], fault }
    }
    return { ...match, fault }
  }
}

const plain = (text: string) => halfWidth(text).replace(/\s+/g, '')
const none = { confidence: 'nobody' as const, personId: null, candidates: [] }
const sure = (confidence: Confidence, id: string) => ({ confidence, personId: id, candidates: [id] })
const asked = (confidence: Confidence, ids: readonly string[]) => ({
  confidence,
  personId: null,
  candidates: ids.slice(0, mostCandidates),
})
const mostCandidates = 20

/** How an ID number was spoilt on its way through a spreadsheet, as far as its shape shows. */
export function faultOf(typed: string | undefined): NumberFault | null {
  if (typed === undefined) return null
  const number = normaliseId(typed)
  if (/^\d{8,9}$/.test(number)) return 'no-letter'
  if (/^[A-Z]\d{7,8}$/.test(number)) return 'no-zero'
  const read = readId(number)
  if (read.ok) return null
  return read.why === 'national-id.refused.check-digit' ? 'check-digit' : 'shape'
}

/** By what a click is remembered, and lines of one person are known as such. */
export const keyOfSaid = (said: Said): string =>
  JSON.stringify([
    normaliseId(said['id-number'] ?? ''),
    halfWidth(said['staff-number'] ?? ''),
    ...[said.name, said.unit, said.title].map(text => plain(text ?? '')),
  ])
