import type { IdKind } from '../../domain/national-id.ts'
import { cast, type Part } from './cast.ts'
import { chanceOf, type Chance } from './chance.ts'
import { agencyKeys, district, type AgencyKey } from './district.ts'
import { chineseName, foreignName, indigenousName, type Name } from './names.ts'
import { idNumberOf } from './numbers.ts'

export type StaffKind =
  | 'principal'
  | 'teacher'
  | 'acting_teacher'
  | 'hourly_teacher'
  | 'civil'
  | 'contract'
  | 'temporary'
  | 'worker'

export type Job = { staffKind: StaffKind; unit: string; title: string }

/** An invented person before anything is written about them. */
export type Soul = {
  personId: string
  accountId: string
  name: Name
  isWoman: boolean
  idKind: Exclude<IdKind, 'passport'>
  idNumber: string
  birth: string
  isIndigenous: boolean
  agency: AgencyKey
  job: Job
  loginName: string | null
  /** Somebody a visitor can be. */
  part: Part | undefined
  /** First day at the present agency. */
  since: string
  /** Everything else about this person is drawn from here, so that one person's rows do not shift another's. */
  chance: Chance
}

/** Everybody of the district, agency by agency; the first of each agency is its head. `today` only moves birthdays. */
export function crowdOf(today: string): Soul[] {
  const chance = chanceOf(1_150_801)
  const numbers = new Set<string>()
  const year = Number(today.slice(0, 4))
  return agencyKeys.flatMap(agency =>
    Array.from({ length: district[agency].staff }, (_, place) => soul(chance, numbers, year, agency, place)),
  )
}

function soul(chance: Chance, numbers: Set<string>, year: number, agency: AgencyKey, place: number): Soul {
  const part = cast.find(one => one.agency === agency && one.place === place)
  const job = jobOf(chance, agency, place, part)
  const isWoman = part?.isWoman ?? chance.percent(62)
  const isForeign = !part && job.staffKind !== 'principal' && job.staffKind !== 'civil' && chance.percent(4)
  const isIndigenous = part?.isIndigenous ?? (!isForeign && !part && chance.percent(agency === 'valley' ? 40 : 3))
  const name = part
    ? part.name
    : isForeign
      ? foreignName(chance, isWoman)
      : isIndigenous
        ? indigenousName(chance, isWoman)
        : chineseName(chance, isWoman)
  const idKind = part?.idKind ?? (isForeign ? chance.pick(['ui_new', 'ui_old'] as const) : 'national')
  const birthYear = year - (job.staffKind === 'principal' ? chance.between(45, 61) : chance.between(24, 62))
  const since = Math.max(birthYear + 24, year - chance.between(0, 22))
  return {
    personId: chance.uuid(),
    accountId: chance.uuid(),
    name,
    isWoman,
    idKind,
    idNumber: freshNumber(chance, numbers, idKind, isWoman),
    birth: dayIn(chance, birthYear),
    isIndigenous,
    agency,
    job,
    loginName: part ? (part.loginName ?? null) : `${agency}${String(place).padStart(2, '0')}`,
    part,
    since: `${Math.min(since, year - 1)}-08-01`,
    chance: chanceOf(chance.below(2 ** 31)),
  }
}

function freshNumber(chance: Chance, numbers: Set<string>, kind: Soul['idKind'], isWoman: boolean): string {
  for (;;) {
    const number = idNumberOf(chance, kind, isWoman)
    if (numbers.has(number)) continue
    numbers.add(number)
    return number
  }
}

export const dayIn = (chance: Chance, year: number) =>
  `${year}-${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`

const job = (staffKind: StaffKind, unit: string, title: string): Job => ({ staffKind, unit, title })

const offices: Record<'city' | 'bureau', [head: Job, others: Job[]]> = {
  city: [
    job('civil', '人事處', '處長'),
    [job('civil', '資訊處', '分析師'), job('civil', '人事處', '科員'), job('civil', '秘書處', '專員')],
  ],
  bureau: [
    job('civil', '局長室', '局長'),
    [
      job('civil', '人事室', '科員'),
      job('civil', '國小教育科', '科長'),
      job('civil', '中等教育科', '候用督學'),
      job('civil', '特殊教育科', '專員'),
      job('contract', '終身學習科', '約聘人員'),
      job('temporary', '秘書室', '約僱人員'),
    ],
  ],
}

const officeWorkers: Job[] = [
  job('civil', '人事室', '人事主任'),
  job('civil', '會計室', '會計主任'),
  job('civil', '學務處', '護理師'),
  job('civil', '總務處', '幹事'),
  job('worker', '總務處', '工友'),
  job('civil', '人事室', '人事管理員'),
  job('contract', '學務處', '約聘專任運動教練'),
  job('temporary', '教務處', '約僱人員'),
]

const teachers: Job[] = [
  job('teacher', '教務處', '教師兼主任'),
  job('teacher', '學務處', '教師兼組長'),
  job('teacher', '教務處', '教師兼導師'),
  job('teacher', '教務處', '教師'),
  job('teacher', '輔導室', '專任輔導教師'),
]

/** Each school: a head, its office, and then teachers, some of them acting or by the hour. */
function jobOf(chance: Chance, agency: AgencyKey, place: number, part: Part | undefined): Job {
  if (agency === 'city' || agency === 'bureau') {
    const [head, others] = offices[agency]
    return place === 0 ? head : (others[place - 1] ?? chance.pick(others))
  }
  if (place === 0) return job('principal', '校長室', '校長')
  const office = officeWorkers[place - 1]
  if (office) return office
  if (part) return job('teacher', '教務處', '教師兼導師')
  if (chance.percent(9)) return job('acting_teacher', '教務處', '代理教師')
  if (chance.percent(5)) return job('hourly_teacher', '教務處', '兼任教師')
  if (chance.percent(5)) return job('civil', chance.pick(['總務處', '教務處', '圖書館']), '幹事')
  return chance.pick(teachers)
}
