import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { commonOptions, numberOf, readCommon, type CommonOptions } from '../options.ts'

export type Options = CommonOptions & {
  port: number
  /** Where the page sends its answers; blank where the site is not registered for it. */
  callback: string
  serviceId: string
  /** AES-256. */
  key: Buffer
  /** The first moment of certificates that are made now; without it a month ago. */
  since?: Date
}

/** Reads the command line, of which --data is the folder of the demo authority; throws with a sentence. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...commonOptions,
      port: { type: 'string', default: '61163' },
      callback: { type: 'string', default: '' },
      'service-id': { type: 'string', default: 'SP999001' },
      key: { type: 'string', default: randomBytes(32).toString('base64') },
      since: { type: 'string' },
    },
  })
  const key = Buffer.from(values.key, 'base64')
  if (key.length !== 32) throw new Error('--key is not 32 bytes in base64.')
  const since = values.since === undefined ? undefined : new Date(values.since)
  if (since && Number.isNaN(since.getTime())) throw new Error('--since is not a day.')
  return {
    ...readCommon(values),
    port: numberOf('--port', values.port),
    callback: values.callback,
    serviceId: values['service-id'],
    key,
    ...(since && { since }),
  }
}
