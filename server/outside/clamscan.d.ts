/** As much of the package as is used here; it has no types of its own. */
declare module 'clamscan' {
  import type { Readable } from 'node:stream'

  type Clamd = {
    socket?: string
    host?: string
    port?: number
    timeout: number
    path: false
    bypassTest: boolean
    localFallback: boolean
  }

  export default class NodeClam {
    init(options: { preference: 'clamdscan'; clamscan: { active: false }; clamdscan: Clamd }): Promise<NodeClam>
    /** `isInfected` is null where the scanner did not come to an answer. */
    scanStream(stream: Readable): Promise<{ isInfected: boolean | null }>
  }
}
