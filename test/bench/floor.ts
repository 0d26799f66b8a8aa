// The least that could answer: bare Fastify, raw pg with named statements, the very bytes of the product's page.
// Arguments: URL of the database, port, file of cases (none: it only comes up).
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { Pool } from 'pg'

export type FloorCase = { path: string; body: string; statements: { text: string; values: unknown[] }[] }

const [url = '', port = '0', file] = process.argv.slice(2)
const cases: FloorCase[] = file ? JSON.parse(readFileSync(file, 'utf8')) : []
const pool = new Pool({ connectionString: url, max: 10 })
pool.on('error', () => {})
const app = Fastify({ logger: false })

for (const { path, body, statements } of cases) {
  const named = statements.map(one => ({ ...one, name: createHash('md5').update(one.text).digest('hex') }))
  const bytes = Buffer.from(body)
  app.get(path, async (_request, reply) => {
    for (const statement of named) await pool.query(statement)
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('vary', 'Accept-Encoding')
      .send(gzipSync(bytes, { level: 6 }))
  })
}

await pool.query('select 1')
await app.listen({ host: '127.0.0.1', port: Number(port) })
console.log('ready')
process.once('SIGTERM', () => void app.close().then(() => pool.end()))
