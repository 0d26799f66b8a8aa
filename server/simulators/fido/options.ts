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
    },
  })
  const key = Buffer.from(values.key, 'base64')
  if (key.length !== 32) throw new Error('--key is not 32 bytes in base64.')
  return {
    ...readCommon(values),
    port: numberOf('--port', values.port),
    callback: values.callback,
    serviceId: values['service-id'],
    key,
  }
}
