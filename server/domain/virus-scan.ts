/** What a virus scanner says of bytes. `unanswered`: it cannot be reached, or cannot tell; `cause` is for the log. */
export type Scanned = { is: 'clean' } | { is: 'infected' } | { is: 'unanswered'; cause: unknown }

export type Scan = (bytes: Buffer) => Promise<Scanned>
