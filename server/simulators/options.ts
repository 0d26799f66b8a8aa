import { randomBytes } from 'node:crypto'

/** What every simulator is told when it starts. */
export type CommonOptions = {
  controlPort: number
  /** The folder where keys and certificates are kept. */
  data: string
  /** The file that says who has a card or a phone. */
  people: string
  /** Opens the control interface. */
  token: string
  /** Only the line of JSON is said, no sentence for a person. */
  json: boolean
  /** Ends when the parent's pipe closes. */
  withParent: boolean
}

/** For `parseArgs`, beside the options of one simulator. */
export const commonOptions = {
  'control-port': { type: 'string', default: '0' },
  data: { type: 'string' },
  people: { type: 'string' },
  token: { type: 'string' },
  json: { type: 'boolean', default: false },
  'with-parent': { type: 'boolean', default: false },
} as const

/** Throws with a sentence, as does `numberOf`. */
export function readCommon(values: {
  'control-port': string
  data?: string | undefined
  people?: string | undefined
  token?: string | undefined
  json: boolean
  'with-parent': boolean
}): CommonOptions {
  if (!values.data) throw new Error('Say where things are kept: --data FOLDER')
  if (!values.people) throw new Error('Say who there is: --people FILE')
  return {
    controlPort: numberOf('--control-port', values['control-port']),
    data: values.data,
    people: values.people,
    token: values.token ?? randomBytes(16).toString('hex'),
    json: values.json,
    withParent: values['with-parent'],
  }
}

export function numberOf(name: string, text: string, max = 65535): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > max) throw new Error(`${name} is not a number up to ${max}.`)
  return Number(text)
}
