/** As much of the package as is used here; it has no types of its own. */
declare module 'negotiator' {
  import type { IncomingHttpHeaders } from 'node:http'

  export default class Negotiator {
    constructor(request: { headers: IncomingHttpHeaders })
    /** Those of `available` that may be sent, the most welcome first. */
    encodings(available: readonly string[]): string[]
  }
}
