/** What the database cannot do now and can at another time. */
export type Outage = 'unreachable' | 'full' | 'read-only' | 'slow' | 'busy'

/**
 * Why a statement failed although nothing is wrong with it; undefined for a mistake of ours. Errors of the database are
 * known by their SQLSTATE (appendix A of PostgreSQL's manual), of the way to it by Node's codes and by the words of pg.
 */
export function outageOf(error: unknown): Outage | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  const found = 'severity' in error ? sqlStates.find(([states]) => states.test(code)) : undefined
  if (found) return found[1]
  if (network.test(code) || words.test(error.message)) return 'unreachable'
  // what a statement threw lies in what drizzle throws
  return outageOf(error.cause)
}

const sqlStates: [RegExp, Outage][] = [
  [/^53100$/, 'full'],
  [/^25006$/, 'read-only'],
  // a statement or a transaction that took too long, a row that somebody else holds
  [/^(57014|55P03|25P03|25P04)$/, 'slow'],
  // memory, connections, and what lost against others at the same moment
  [/^(53...|40...)$/, 'busy'],
  // connections, rights to connect, a database that is not there, an operator, input and output
  [/^(08...|28...|3D000|57P..|58...)$/, 'unreachable'],
]

const network = /^(E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND)|EAI_AGAIN)$/
const words =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated\b.*|Client (was closed|has encountered a connection error) and is not queryable)$/
