import { setTimeout as pause } from 'node:timers/promises'
import { json, wishesOf, type Wishes } from '../guarded.ts'
import { bitmap } from '../hipki/bitmap.ts'
import { notFound, type Ask, type Reply } from '../serve.ts'
import { component, type Call, type Desk } from './component.ts'

type Way = { call: Call; argument?: string; fields: readonly string[] }

const pictures: Record<string, Call> = { 'GetStatus.bmp': 'status', 'GetCardStatus.bmp': 'card-status' }

const ways: Record<string, Way> = {
  GetVersion: { call: 'version', fields: ['version'] },
  GetRandom: { call: 'random', fields: ['random'] },
  GetBasic: { call: 'basic', fields: ['card_no', 'as_id', 'name', 'birthday', 'sex', 'card_termination'] },
  SignHC: { call: 'sign', argument: 'random', fields: ['sign'] },
  // no public text names these two fields
  EncryptPwd: { call: 'password', argument: 'pwd', fields: ['encrypted_pwd'] },
  GetEncryptBasic: { call: 'sealed-basic', argument: 'pwd', fields: ['encrypted_basic'] },
}

const open = { 'access-control-allow-origin': '*' }
const preflight: Reply = {
  status: 204,
  headers: {
    ...open,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-allow-private-network': 'true',
  },
}

/** The component that speaks HTTP: JSON for calls, bitmaps for states. Any page may ask. */
export function newer(desk: Desk) {
  const ask = component('newer', desk)

  function said({ call, argument, fields }: Way, wishes: Wishes): string {
    const { result, value } = ask(call, argument && String(wishes[argument] ?? ''))
    const values = fields.length > 1 ? value.split(',') : [value]
    const pairs = result === '0000' ? fields.map((field, i) => [field, values[i]]) : []
    return JSON.stringify({ result, ...Object.fromEntries(pairs) })
  }

  return async ({ method, path, body }: Ask): Promise<Reply> => {
    const [, name = ''] = /^\/api\/([\w.]+)$/.exec(path) ?? []
    const [picture, way] = method === 'GET' ? [pictures[name]] : [undefined, ways[name]]
    if (method === 'OPTIONS') return preflight
    if (!picture && !(way && method === 'POST')) return notFound
    const { fault, ms } = desk.machine.component('newer')
    if (fault === 'silent') return null
    if (fault === 'slow') await pause(ms, undefined, { ref: false })

    const whole = said(way ?? { call: picture ?? 'status', fields: [] }, wishesOf(body) ?? {})
    const text = fault === 'garbled' ? whole.slice(0, whole.length / 2) : whole
    if (picture) return { type: 'image/bmp', headers: open, body: bitmap(text, 1024) }
    return { ...json(200, null), headers: open, body: text, isCut: fault === 'closes' && way?.call === 'sign' }
  }
}
