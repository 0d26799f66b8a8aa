type Why =
  | 'elsewhere'
  | 'full'
  | 'initdb'
  | 'no-binaries'
  | 'no-start'
  | 'no-user'
  | 'other-major'
  | 'pg-bin'
  | 'sockets'
  | 'unreachable'

/**
 * The embedded database cannot be had, for a reason that the operator can mend: the key of its sentence, and what goes
 * in.
 */
export class StartRefused extends Error {
  readonly why: `database.refused.${Why}`
  readonly holes: Record<string, string | number>

  constructor(why: StartRefused['why'], holes: StartRefused['holes'] = {}) {
    super(`${why} ${JSON.stringify(holes)}`)
    this.why = why
    this.holes = holes
  }
}
