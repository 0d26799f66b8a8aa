/** As much of the package as is used here; it has no types of its own. */
declare module 'negotiator' {
  import type { IncomingHttpHeaders } from 'node:http'

  export default class Negotiator {
    constructor(request: { headers: IncomingHttpHeaders })
    /** Those of `available` that may be sent, the most welcome first; of those as welcome the first `preferred`. */
    encodings<Encoding extends string>(
      available: readonly Encoding[],
      options?: { preferred: readonly Encoding[] },
    ): Encoding[]
  }
}
