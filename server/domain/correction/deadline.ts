import { addDays } from '../clock.ts'
import { workingDayFrom } from '../calendar/working-days.ts'

export const daysToDecide = 30
export const maxDaysOfExtension = 30
/** For completing what was returned, unless the reviewer names another day. */
export const daysToSupplement = 10

/**
 * Last legal day for a decision: 30 days, the day of receipt not counted (個資法 §13 II, 行政程序法 §48 II); where it
 * falls on a day off, the next working day (§48 IV).
 */
export function decisionDue(receivedOn: string): string {
  return workingDayFrom(addDays(receivedOn, daysToDecide))
}

/** The day until which a person completes a correction that was returned today. */
export function supplementDue(today: string): string {
  return workingDayFrom(addDays(today, daysToSupplement))
}

export type ExtensionRefusal = 'deadline.refused.extended-already' | 'deadline.refused.extension-length'

/** A new last day. Once only, 1 to 30 whole days (個資法 §13 II); the person is told the reason in writing. */
export function extendedDue(
  due: string,
  days: number,
  extendedBefore: boolean,
): { ok: true; day: string } | { ok: false; why: ExtensionRefusal } {
  if (extendedBefore) return { ok: false, why: 'deadline.refused.extended-already' }
  if (!Number.isInteger(days) || days < 1 || days > maxDaysOfExtension) {
    return { ok: false, why: 'deadline.refused.extension-length' }
  }
  return { ok: true, day: workingDayFrom(addDays(due, days)) }
}
