import type { Language } from '../../../domain/language.ts'
import { addDays } from '../../../domain/clock.ts'
import { currentPost, highestDegree } from '../../../domain/record/derived/current.ts'
import type { Length, Period } from '../../../domain/record/derived/period.ts'
import { rewardYears, type RewardYear } from '../../../domain/record/derived/rewards.ts'
import { textOf, type Input } from '../../../domain/record/derived/rows.ts'
import { semesters, semestersWanted } from '../../../domain/record/derived/semesters.ts'
import { service } from '../../../domain/record/derived/service.ts'
import { sectionOf } from '../../../domain/record/sections.ts'
import { dateText } from '../../../domain/roc-date.ts'
import { speak, type Speak } from '../../../text/speak.ts'
import { labelOf, rowTitle } from '../row.ts'

export type ShownDerived = {
  id: string
  label: string
  /** Null where the record does not say enough. */
  answer: string | null
  /** How it was reckoned: the rule, and each step of it. */
  how: string
  steps: string[]
  /** What does not fit together. */
  note: string | null
  inputs: { id: string; section: string; title: string }[]
}

/** What follows from the rows of a record on a day, each with how it was reckoned and from which rows. */
export function derivedView(rows: readonly Input[], today: string, language: Language): ShownDerived[] {
  const t = speak(language)
  const date = (day: string) => dateText(day, language)
  const long = ({ years, months, days }: Length) => t('derived.length', { years, months, days })
  const shown = (inputs: readonly Input[]) =>
    inputs.map(row => {
      const section = sectionOf(row.section)
      return { id: row.id, section: labelOf(section, language), title: rowTitle(section, row.data, language) }
    })
  const none = { answer: null, steps: [], note: null, inputs: [] }

  const post = currentPost(rows, today)
  const degree = highestDegree(rows)
  const [current] = shown(post ? [post] : [])
  const [highest] = shown(degree ? [degree.row] : [])

  const spans = (key: 'derived.period' | 'derived.semesters.credited', periods: readonly Measured[]) =>
    periods.map(({ from, to, length }) => t(key, { from: date(from), to: date(to), length: long(length) }))

  function served(id: string, label: string, asked: { kinds: readonly string[]; agency?: string }): ShownDerived {
    const { periods, total, inputs, open } = service(rows, today, asked)
    return {
      id,
      label,
      answer: inputs.length > 0 ? long(total) : null,
      how: t('derived.service.how', { day: date(today) }),
      steps: spans('derived.period', periods),
      note: open.length > 0 ? t('derived.service.open', { count: open.length }) : null,
      inputs: shown(inputs),
    }
  }

  function ofMove(): ShownDerived[] {
    const found = semesters(rows, today)
    if (!found) return []
    const { agency, until, count, total } = found
    const verdict =
      count >= semestersWanted
        ? t('derived.semesters.enough', { wanted: semestersWanted })
        : t('derived.semesters.short', { missing: semestersWanted - count })
    return [
      {
        id: 'semesters',
        label: t('derived.semesters'),
        answer: t('derived.semesters.answer', { until: date(until), length: long(total), count, verdict }),
        how: t('derived.semesters.how', { agency, until: date(until) }),
        steps: [
          ...spans('derived.period', found.served),
          ...spans('derived.semesters.credited', found.credited),
          ...(found.credited.length > 0
            ? [t('derived.semesters.credited-sum', { length: long(found.creditedLength) })]
            : []),
        ],
        note: found.isAway
          ? t('derived.semesters.note-away', { day: date(addDays(until, 1)) })
          : t('derived.semesters.note'),
        inputs: shown(found.inputs),
      },
    ]
  }

  const agency = post && textOf(post, 'agency')
  return [
    {
      ...none,
      id: 'post',
      label: t('derived.post'),
      answer: current?.title ?? null,
      how: t('derived.post.how'),
      inputs: shown(post ? [post] : []),
    },
    {
      ...none,
      id: 'degree',
      label: t('derived.degree'),
      answer: highest?.title ?? null,
      how: t('derived.degree.how'),
      note: degree?.differs ? t('derived.degree.differs') : null,
      inputs: shown(degree ? [degree.row] : []),
    },
    served('service', t('derived.service'), { kinds: ['full'] }),
    ...(agency ? [served('service-here', t('derived.service-here', { agency }), { kinds: ['full'], agency })] : []),
    ...[served('service-acting', t('derived.service-acting'), { kinds: ['acting'] })].filter(({ answer }) => answer),
    ...ofMove(),
    ...rewardYears(rows).map(year => ({
      id: `rewards-${year.year}${year.isSchoolYear ? '-school' : ''}`,
      label: t(year.isSchoolYear ? 'derived.rewards-school' : 'derived.rewards', { year: year.year }),
      ...rewardTexts(year, t),
      steps: [],
      inputs: shown(year.inputs),
    })),
  ]
}

type Measured = Period & { length: Length }

function rewardTexts({ counts, net, unread }: RewardYear, t: Speak) {
  const told = (all: RewardYear['net']) =>
    all.map(({ kind, times }) => t('derived.rewards.times', { kind, times })).join(t('form.list-comma'))
  return {
    answer: counts.length === 0 ? null : net.length > 0 ? told(net) : t('derived.rewards.balanced'),
    how: t('derived.rewards.how', { counts: told(counts) || t('form.none') }),
    note: unread.length > 0 ? t('derived.rewards.unread', { count: unread.length }) : null,
  }
}
