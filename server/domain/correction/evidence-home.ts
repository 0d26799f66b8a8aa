/** Where sealed files may lie outside the database. */
export type OutsideHome = 'folder' | 's3'

/** Where the bytes of evidence are kept. */
export type EvidenceHome = 'database' | OutsideHome

/**
 * Keeps sealed files, each by a name that is given once and never again. What it cannot do for now it throws as
 * `HomeUnreachable`, at the latest after some seconds.
 */
export type SealedFiles = {
  /** Kept for good when it returns. */
  put: (name: string, sealed: Buffer) => Promise<void>
  /** Undefined where there is no such file. Of one that is longer than any of ours, only the beginning. */
  get: (name: string) => Promise<Buffer | undefined>
  /** Also of one that is not there, or only half. */
  remove: (name: string) => Promise<void>
  isReached: () => Promise<boolean>
}

/** The homes that are configured; `newest` is the one for new files. */
export type EvidenceHomes = { newest: EvidenceHome } & Record<OutsideHome, SealedFiles | null>

/** A home that cannot be used for now; `cause` says why. */
export class HomeUnreachable extends Error {
  constructor(home: OutsideHome, cause: unknown) {
    super(`the files in ${home} cannot be reached`, { cause })
  }
}
