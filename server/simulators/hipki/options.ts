import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

export type Options = {
  port: number
  controlPort: number
  data: string
  people: string
  token: string
  trusted: string[]
  caBits?: number
  errorsAs500: boolean
  /** Only the line of JSON is said, no sentence for a person. */
  json: boolean
  /** Ends when the parent's pipe closes. */
  withParent: boolean
}

/** Reads the command line; throws with a sentence. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '61161' },
      'control-port': { type: 'string', default: '0' },
      data: { type: 'string' },
      people: { type: 'string' },
      token: { type: 'string', default: randomBytes(16).toString('hex') },
      trusted: { type: 'string', default: 'localhost,127.0.0.1' },
      'ca-bits': { type: 'string' },
      'errors-as-500': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'with-parent': { type: 'boolean', default: false },
    },
  })
  if (!values.data) throw new Error('Say where to keep things: --data FOLDER')
  if (!values.people) throw new Error('Say whose cards there are: --people FILE')
  return {
    port: numberOf('--port', values.port, 65535),
    controlPort: numberOf('--control-port', values['control-port'], 65535),
    data: values.data,
    people: values.people,
    token: values.token,
    trusted: values.trusted.split(',').filter(host => host !== ''),
    ...(values['ca-bits'] ? { caBits: numberOf('--ca-bits', values['ca-bits'], 8192) } : {}),
    errorsAs500: values['errors-as-500'],
    json: values.json,
    withParent: values['with-parent'],
  }
}

function numberOf(name: string, text: string, max: number) {
  if (!/^\d{1,5}$/.test(text) || Number(text) > max) throw new Error(`${name} is not a number up to ${max}.`)
  return Number(text)
}
