import { pino } from 'pino'
import type { Config } from './config.ts'

/**
 * The log of a running installation: JSON lines on stdout that hold no personal data. Of a request only method and path
 * are told (a query may hold what somebody searched for), of an error never the text that a database or a parser makes
 * of the values it was given.
 */
export function openLog(level: Config['logLevel'], stream: NodeJS.WritableStream = process.stdout) {
  return pino({ level, base: null, serializers: { req: requestFacts, res: answerFacts, err: errorFacts } }, stream)
}

const requestFacts = ({ method, url }: { method?: string; url?: string }) => ({ method, path: url?.split('?')[0] })

const answerFacts = ({ statusCode }: { statusCode?: number }) => ({ statusCode })

/** Exported for its test. */
export function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, stack = '', cause } = error
  const { code, constraint, table } = error as Error & Record<'code' | 'constraint' | 'table', unknown>
  return {
    type: error.constructor.name,
    ...(isOurs(error) && { message: error.message }),
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    ...(cause !== undefined && { cause: errorFacts(cause) }),
    ...(error instanceof AggregateError && { errors: error.errors.slice(0, 10).map(errorFacts) }),
    name,
    stack: stack.split('\n').filter(line => /^\s+at /.test(line)),
  }
}

// these say what the code did; SyntaxError (JSON) and the errors of the database repeat values
const isOurs = (error: Error) =>
  [Error, TypeError, RangeError, ReferenceError, AggregateError].some(kind => error.constructor === kind) &&
  !('severity' in error)
