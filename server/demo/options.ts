import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../config.ts'
import type { Mistake } from '../mistake.ts'

export type Options = {
  json: boolean
  data: string
  port: number
  simulatorPort: number
  controlPort: number
  phonePort: number
  nhiPort: number
  nhiTlsPort: number
  nhiControlPort: number
  nhiVerifierPort: number
}

/** What follows `npm run demo --`; port 0 is any free one. */
export function readOptions(args: string[]): { ok: true; options: Options } | { ok: false; mistakes: Mistake[] } {
  const { values } = ((): { values: Record<string, string | boolean | undefined> } => {
    try {
      return parseArgs({ args, options: known })
    } catch (error) {
      return { values: { mistake: error instanceof Error ? error.message : 'unreadable' } }
    }
  })()
  if (values['mistake']) {
    const holes = { said: String(values['mistake']), usage }
    return { ok: false, mistakes: [{ why: 'demo.refused.option', holes }] }
  }

  const mistakes: Mistake[] = []
  function port(name: string, fallback: number) {
    const text = String(values[name] ?? fallback)
    const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
    if (!(number <= 65_535)) mistakes.push({ why: 'demo.refused.port', holes: { name } })
    return number
  }
  const options = {
    json: values['json'] === true,
    data: path.resolve(root, String(values['data'] ?? 'data/demo')),
    port: port('port', 3000),
    simulatorPort: port('simulator-port', 61_161),
    controlPort: port('control-port', 61_162),
    phonePort: port('phone-port', 61_163),
    nhiPort: port('nhi-port', 59_001),
    nhiTlsPort: port('nhi-tls-port', 7777),
    nhiControlPort: port('nhi-control-port', 61_164),
    nhiVerifierPort: port('nhi-verifier-port', 0),
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, options }
}

const known = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  port: { type: 'string' },
  'simulator-port': { type: 'string' },
  'control-port': { type: 'string' },
  'phone-port': { type: 'string' },
  'nhi-port': { type: 'string' },
  'nhi-tls-port': { type: 'string' },
  'nhi-control-port': { type: 'string' },
  'nhi-verifier-port': { type: 'string' },
} as const

const ports = Object.keys(known).filter(name => name.endsWith('port'))
const usage = `npm run demo -- [--json] [--data FOLDER] ${ports.map(name => `[--${name} N]`).join(' ')}`
