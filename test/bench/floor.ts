// The least that could answer: bare Fastify, raw pg with named statements, the very bytes of the product's page.
// Arguments: database URL, file with the cases, session id hash, person.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { Pool } from 'pg'

export type FloorCase = { path: string; body: string; statements: string[] }

const [url = '', file = '', port = '0'] = process.argv.slice(2)
const cases: FloorCase[] = JSON.parse(readFileSync(file, 'utf8'))
const pool = new Pool({ connectionString: url, max: 10 })
pool.on('error', () => {})
const app = Fastify({ logger: false })

for (const { path, body, statements } of cases) {
  const named = statements.map(text => ({ text, name: createHash('md5').update(text).digest('hex') }))
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

await app.listen({ host: '127.0.0.1', port: Number(port) })
console.log('ready')
process.once('SIGTERM', () => void app.close().then(() => pool.end()))
