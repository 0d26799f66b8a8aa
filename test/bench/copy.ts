import type { Client, Connection, Submittable } from 'pg'

type CopyingConnection = Connection & { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void }

/** Puts rows into `into`, a table with its columns, by PostgreSQL's COPY, which pg speaks and has no words for. */
export function copy(client: Client, into: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const copying: CopyIn = {
      submit: connection => connection.query(`copy ${into} from stdin`),
      handleCopyInResponse(connection) {
        connection.sendCopyFromChunk(Buffer.from(rows.map(lineOf).join('')))
        connection.endCopyFrom()
      },
      handleCommandComplete() {},
      handleReadyForQuery: resolve,
      handleError: reject,
    }
    client.query(copying)
  })
}

/** What pg calls on the way, of which its types say the first only. */
type CopyIn = Submittable & {
  handleCopyInResponse: (connection: CopyingConnection) => void
  handleCommandComplete: () => void
  handleReadyForQuery: () => void
  handleError: (error: Error) => void
}

const lineOf = (row: readonly unknown[]) => `${row.map(textOf).join('\t')}\n`

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/[\\\t\n\r]/g, sign => escaped[sign] ?? '')
}

const escaped: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
