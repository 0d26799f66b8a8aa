import type { FastifyReply } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { nameOfSource } from '../../domain/outgoing/columns.ts'
import { isInSeason, replacements, type Profile } from '../../domain/outgoing/profile.ts'
import type { Language } from '../../domain/language.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { codeLabel } from '../../domain/record/codes.ts'
import { dateText } from '../../domain/roc-date.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import * as profiles from '../../store/outgoing/profiles.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { namedBy } from '../../web/show/list/named.ts'

/** With so many people at most a choice is handed on. */
const mostChosen = 3000

/**
 * Whom the list of people chose, which may be nobody; null where the profile itself says who, undefined where they are
 * too many.
 */
export function chosenIn(form: Raw): string[] | null | undefined {
  const named = namedBy(form)
  if (named.length > mostChosen) return undefined
  return named.length > 0 || form['listed_all'] === 'yes' ? named : null
}

/** What a look at a file told. */
export type Looked = {
  people: number
  lines: number
  columns: number
  left: readonly { why: string; head: string | null; count: number }[]
  signs: readonly { name: string; head: string; sign: string; number: string }[]
  signCount: number
}

/** A profile, whom it is for now, what left by it, and what a look at the file told. */
export async function showProfile(
  reply: FastifyReply,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { id, version, profile }: profiles.KeptProfile,
  shown: { chosen: string[] | null; looked?: Looked; form?: Raw; errors?: FieldError[] },
) {
  const language = reply.language()
  const [versions, given] = await Promise.all([profiles.versionsOf(db, id), disclosures.ofProfile(db, id, mostShown)])
  return reply.page('exports/profile', {
    ...shown,
    form: { purpose: profile.purpose, ...shown.form },
    looked: shown.looked ?? null,
    chosen: shown.chosen,
    listed: shown.chosen?.join(' ') ?? '',
    profile: { id, version, ...profile },
    filter: filterText(profile, language),
    columns: profile.columns.map(({ head, of, as }) => ({ head, source: nameOfSource(of, language), as })),
    isInSeason: isInSeason(profile, legalDay(clock())),
    versions,
    given,
    replacements,
    dense: true,
  })
}

const mostShown = 50

function filterText({ filter }: Profile, language: Language): string {
  const t = speak(language)
  const { kind, unit, title, arrivedFrom } = filter
  const since = arrivedFrom && `${t('export.arrived-from')} ${dateText(arrivedFrom, language)}`
  const told = [kind && codeLabel(codesOf('staff_kinds'), kind, language), unit, title, since]
  return told.filter(Boolean).join(t('form.list-comma'))
}
