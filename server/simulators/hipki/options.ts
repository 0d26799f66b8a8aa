import { parseArgs } from 'node:util'
import { commonOptions, numberOf, readCommon, type CommonOptions } from '../options.ts'

export type Options = CommonOptions & {
  port: number
  trusted: string[]
  caBits?: number
  errorsAs500: boolean
}

/** Reads the command line; throws with a sentence. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      ...commonOptions,
      port: { type: 'string', default: '61161' },
      trusted: { type: 'string', default: 'localhost,127.0.0.1' },
      'ca-bits': { type: 'string' },
      'errors-as-500': { type: 'boolean', default: false },
    },
  })
  return {
    ...readCommon(values),
    port: numberOf('--port', values.port),
    trusted: values.trusted.split(',').filter(host => host !== ''),
    ...(values['ca-bits'] ? { caBits: numberOf('--ca-bits', values['ca-bits'], 8192) } : {}),
    errorsAs500: values['errors-as-500'],
  }
}
