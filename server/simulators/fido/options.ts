import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

export type Options = {
  port: number
  controlPort: number
  /** Where the page sends its answers; blank where the site is not registered for it. */
  callback: string
  /** The folder of the demo authority. */
  data: string
  people: string
  token: string
  serviceId: string
  /** AES-256. */
  key: Buffer
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
      port: { type: 'string', default: '61163' },
      'control-port': { type: 'string', default: '0' },
      callback: { type: 'string', default: '' },
      data: { type: 'string' },
      people: { type: 'string' },
      token: { type: 'string', default: randomBytes(16).toString('hex') },
      'service-id': { type: 'string', default: 'SP999001' },
      key: { type: 'string', default: randomBytes(32).toString('base64') },
      json: { type: 'boolean', default: false },
      'with-parent': { type: 'boolean', default: false },
    },
  })
  if (!values.data) throw new Error('Say where the demo authority is: --data FOLDER')
  if (!values.people) throw new Error('Say who has a phone: --people FILE')
  const key = Buffer.from(values.key, 'base64')
  if (key.length !== 32) throw new Error('--key is not 32 bytes in base64.')
  return {
    port: numberOf('--port', values.port),
    controlPort: numberOf('--control-port', values['control-port']),
    callback: values.callback,
    data: values.data,
    people: values.people,
    token: values.token,
    serviceId: values['service-id'],
    key,
    json: values.json,
    withParent: values['with-parent'],
  }
}

function numberOf(name: string, text: string) {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new Error(`${name} is not a number up to 65535.`)
  return Number(text)
}
