import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

export type Options = {
  /** Of the newer component. */
  port: number
  /** The newer component over TLS; absent when it is not wanted. */
  securePort: number | null
  /** Of the older component. */
  socketPort: number
  controlPort: number
  verifierPort: number
  /** Where keys and certificates are kept. */
  data: string
  people: string
  /** Opens the control interface and the verifying service. */
  token: string
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
      port: { type: 'string', default: '59001' },
      'secure-port': { type: 'string' },
      'socket-port': { type: 'string', default: '7777' },
      'control-port': { type: 'string', default: '0' },
      'verifier-port': { type: 'string', default: '0' },
      data: { type: 'string' },
      people: { type: 'string' },
      token: { type: 'string', default: randomBytes(16).toString('hex') },
      json: { type: 'boolean', default: false },
      'with-parent': { type: 'boolean', default: false },
    },
  })
  if (!values.data) throw new Error('Say where to keep things: --data FOLDER')
  if (!values.people) throw new Error('Say who has a health card: --people FILE')
  const secure = values['secure-port']
  return {
    port: numberOf('--port', values.port),
    securePort: secure === undefined ? null : numberOf('--secure-port', secure),
    socketPort: numberOf('--socket-port', values['socket-port']),
    controlPort: numberOf('--control-port', values['control-port']),
    verifierPort: numberOf('--verifier-port', values['verifier-port']),
    data: values.data,
    people: values.people,
    token: values.token,
    json: values.json,
    withParent: values['with-parent'],
  }
}

function numberOf(name: string, text: string) {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new Error(`${name} is not a number up to 65535.`)
  return Number(text)
}
