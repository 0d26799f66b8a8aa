import { isTeacherOn } from './current.ts'
import { ofSection, textOf, type Input } from './rows.ts'
import { yearOfSchool } from './semesters.ts'

/** What each is worth in commendations (嘉獎) or, below zero, in admonitions (申誡). */
const worths: Record<string, number> = { 嘉獎: 1, 記功: 3, 記大功: 9, 申誡: -1, 記過: -3, 記大過: -9 }
const numbers: Record<string, number> = { 一: 1, 乙: 1, 壹: 1, 二: 2, 兩: 2, 貳: 2, 三: 3, 參: 3, 四: 4, 五: 5, 六: 6 }

export type RewardYear = {
  /** ROC. */
  year: number
  /** Of whoever taught at the time: the school year, from August on. */
  isSchoolYear: boolean
  /** Times of each kind, in the order of the table. */
  counts: { kind: string; times: number }[]
  /** Of all together, where rewards and penalties cancel. */
  net: { kind: string; times: number }[]
  inputs: Input[]
  /** What the result of these says cannot be counted. */
  unread: Input[]
}

/** The rewards and penalties of each year, newest first. */
export function rewardYears(rows: readonly Input[]): RewardYear[] {
  const byYear = new Map<string, Input[]>()
  for (const row of ofSection(rows, 'reward')) {
    const day = textOf(row, 'decide_date')
    if (!day) continue
    const isSchool = isTeacherOn(rows, day)
    const key = `${(isSchool ? yearOfSchool(day) : Number(day.slice(0, 4))) - 1911} ${isSchool ? 'school' : ''}`
    byYear.set(key, [...(byYear.get(key) ?? []), row])
  }
  return [...byYear]
    .map(([key, inputs]) => ({
      year: Number(key.split(' ')[0]),
      isSchoolYear: key.endsWith('school'),
      inputs,
      ...totals(inputs),
    }))
    .toSorted((a, b) => b.year - a.year)
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

/** 嘉獎二次, 嘉獎 2 次 or 嘉獎貳次 is two commendations, 記大功 one; anything else is none, such as two in one line. */
export function readResult(text: string): { kind: string; times: number } {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  const [, kind = '', number = '一'] =
    /^(嘉獎|記大功|記功|申誡|記大過|記過)(?:([一乙壹二兩貳三參四五六]|\d{1,2})次)?$/.exec(plain) ?? []
  return { kind, times: kind ? (numbers[number] ?? Number(number)) : 0 }
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
