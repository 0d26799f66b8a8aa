/**
 * What piles up beside the records and for how many whole years it is kept. `default` is our proposal, `min` what the
 * law asks for; the operator chooses between `min` and `max`. From which day the years count, and by which law, is told
 * to everybody by text/record/retention.ts. The records themselves, each of their versions, corrections and signatures
 * are kept for ever (各機關人事資料管理規則 §6).
 */
export const retention = {
  // 個人資料保護法施行細則 §12 asks for the trail; claims end after five years (個人資料保護法 §30)
  access_log: { default: 5, min: 1, max: 30 },
  // at least six months (資通安全責任等級分級辦法)
  sign_ins: { default: 5, min: 1, max: 30 },
  // the longest limit of disciplinary proceedings (公務員懲戒法 §20)
  events: { default: 10, min: 1, max: 30 },
  // their purpose is served (個人資料保護法 §11); what they tell of has a page of its own
  notices: { default: 2, min: 1, max: 10 },
  // somebody on leave without pay finds them on coming back
  unread_notices: { default: 10, min: 10, max: 10 },
  codes: { default: 1, min: 1, max: 1 },
} as const

/** A batch of which nothing was applied goes after so many days, with all that was typed for it. */
export const dryRunDays = { default: 30, min: 7, max: 365 } as const

export type Retained = keyof typeof retention
export type KeepYears = Readonly<Record<Retained, number>>

export const retained = Object.keys(retention) as Retained[]

/** What is older was kept for so many years. */
export function keptSince(years: number, now: Date): Date {
  const since = new Date(now)
  since.setUTCFullYear(now.getUTCFullYear() - years)
  return since
}
