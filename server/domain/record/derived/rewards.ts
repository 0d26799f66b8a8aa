import { yearOfSchool } from './semesters.ts'
import { ofSection, textOf, type Input } from './rows.ts'

/** What each is worth in commendations (嘉獎) or, below zero, in admonitions (申誡). */
const worths: Record<string, number> = { 嘉獎: 1, 記功: 3, 記大功: 9, 申誡: -1, 記過: -3, 記大過: -9 }
const numbers = '一二三四五六七八九'

export type RewardYear = {
  /** ROC: the school year of teachers, the calendar year of others. */
  year: number
  /** Times of each kind, in the order of the table. */
  counts: { kind: string; times: number }[]
  /** Of all together, where rewards and penalties cancel. */
  net: { kind: string; times: number }[]
  inputs: Input[]
  /** What the result of these says cannot be counted. */
  unread: Input[]
}

/** The rewards and penalties of each year, newest first; teachers count by school years. */
export function rewardYears(rows: readonly Input[], isTeacher: boolean): RewardYear[] {
  const byYear = new Map<number, Input[]>()
  for (const row of ofSection(rows, 'reward')) {
    const day = textOf(row, 'decide_date')
    if (!day) continue
    const year = (isTeacher ? yearOfSchool(day) : Number(day.slice(0, 4))) - 1911
    byYear.set(year, [...(byYear.get(year) ?? []), row])
  }
  return [...byYear].toSorted(([a], [b]) => b - a).map(([year, inputs]) => ({ year, inputs, ...totals(inputs) }))
}

function totals(inputs: readonly Input[]) {
  const read = inputs.map(row => ({ row, ...readResult(textOf(row, 'result')) }))
  const times = (kind: string) => read.reduce((so, one) => so + (one.kind === kind ? one.times : 0), 0)
  const counts = Object.keys(worths).map(kind => ({ kind, times: times(kind) }))
  const worth = counts.reduce((so, { kind, times }) => so + (worths[kind] ?? 0) * times, 0)
  return {
    counts: counts.filter(({ times }) => times > 0),
    net: inKinds(worth),
    unread: read.filter(({ times }) => times === 0).map(({ row }) => row),
  }
}

/** 嘉獎二次 or 嘉獎2次 is two commendations, 記大功 one; anything else is none. */
export function readResult(text: string): { kind: string; times: number } {
  const [, kind = '', number = '一'] =
    /^(嘉獎|記大功|記功|申誡|記大過|記過)(?:([一二兩三四五六七八九]|\d+)次)?$/.exec(text) ?? []
  const times = /^\d+$/.test(number) ? Number(number) : number === '兩' ? 2 : numbers.indexOf(number) + 1
  return { kind, times: kind ? times : 0 }
}

/** Three of one kind are one of the next. */
function inKinds(worth: number): RewardYear['net'] {
  let left = worth
  return Object.entries(worths)
    .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .filter(([, each]) => Math.sign(each) === Math.sign(worth))
    .map(([kind, each]) => {
      const times = Math.floor(left / each)
      left -= times * each
      return { kind, times }
    })
    .filter(({ times }) => times > 0)
}
