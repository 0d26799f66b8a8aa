import { parseArgs } from 'node:util'
import { commonOptions, numberOf, readCommon, type CommonOptions } from '../options.ts'

export type Options = CommonOptions & {
  /** Of the newer component. */
  port: number
  /** The newer component over TLS; absent when it is not wanted. */
  securePort: number | null
  /** Of the older component. */
  socketPort: number
  /** Of the verifying service, which the token opens, too. */
  verifierPort: number
}

/** Reads the command line; throws with a sentence. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...commonOptions,
      port: { type: 'string', default: '59001' },
      'secure-port': { type: 'string' },
      'socket-port': { type: 'string', default: '7777' },
      'verifier-port': { type: 'string', default: '0' },
    },
  })
  const secure = values['secure-port']
  return {
    ...readCommon(values),
    port: numberOf('--port', values.port),
    securePort: secure === undefined ? null : numberOf('--secure-port', secure),
    socketPort: numberOf('--socket-port', values['socket-port']),
    verifierPort: numberOf('--verifier-port', values['verifier-port']),
  }
}
