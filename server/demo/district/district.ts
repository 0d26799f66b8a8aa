import * as agencies from '../../store/agency/agencies.ts'
import type { Db } from '../../store/database/database.ts'

/** An invented district: no such city exists, and the codes of real agencies do not begin with 999. */
export const district = {
  city: { code: '999000000A', name: '晨光市政府', kind: 'city', above: null, staff: 12 },
  bureau: { code: '999000100B', name: '晨光市政府教育局', kind: 'bureau', above: 'city', staff: 24 },
  primary: { code: '999000201C', name: '晨光市曦和國民小學', kind: 'school', above: 'bureau', staff: 70 },
  junior: { code: '999000202D', name: '晨光市海岬國民中學', kind: 'school', above: 'bureau', staff: 64 },
  senior: { code: '999000203E', name: '晨光市立星河高級中等學校', kind: 'school', above: 'bureau', staff: 84 },
  valley: { code: '999000204F', name: '晨光市溪谷實驗國民中小學', kind: 'school', above: 'bureau', staff: 26 },
  special: { code: '999000205G', name: '晨光市立暖陽特殊教育學校', kind: 'school', above: 'bureau', staff: 20 },
} as const satisfies Record<string, Place>

type Place = { code: string; name: string; kind: agencies.Agency['kind']; above: string | null; staff: number }

export type AgencyKey = keyof typeof district
export const agencyKeys = Object.keys(district) as AgencyKey[]

/** Puts the agencies of the district into the database, those above first. */
export async function addDistrict(db: Db, at: Date): Promise<Record<AgencyKey, string>> {
  const ids: Partial<Record<AgencyKey, string>> = {}
  for (const key of agencyKeys) {
    const { code, name, kind, above } = district[key]
    const parent = above ? (ids[above] ?? null) : null
    const added = await agencies.add(db, { code, name, kind, adminParentId: parent, hrParentId: parent }, at)
    if (!added.ok) throw new Error(`${code}: ${added.why}`)
    ids[key] = added.id
  }
  return ids as Record<AgencyKey, string>
}
