import { readId, type IdKind } from '../../domain/national-id.ts'
import type { Chance } from './chance.ts'

const places = [...'ABCDEFGHIJKMNOPQTUVWXZ']
const seconds = { national: '12', ui_new: '89', ui_old: 'AB' }

/** A number of that kind with a good check digit. Whether somebody real has it is not known; nobody here does. */
export function idNumberOf(chance: Chance, kind: Exclude<IdKind, 'passport'>, isWoman: boolean): string {
  const second = seconds[kind][isWoman ? 1 : 0] ?? ''
  const start = chance.pick(places) + second + chance.digits(7)
  const number = [...'0123456789'].map(last => start + last).find(one => readId(one, kind).ok)
  if (!number) throw new Error(`no check digit for ${start}`)
  return number
}
