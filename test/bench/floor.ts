// The least that could answer the same: bare Fastify, raw pg with one named statement for a page, a template without an
// engine. What a page must do is done: the cookie's signature, the session, the rights, tokens made anew, sealed values
// opened, values escaped, the same headers, gzip. Of a sign-in: the password or the card checked, and its traces kept.
// Arguments: URL of the database, port, file of keys, file of cases (none: it only comes up).
import { createHash, createHmac, randomBytes, verify, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'node:querystring'
import { gzipSync } from 'node:zlib'
import cookies from '@fastify/cookie'
import { verify as isPassword } from '@node-rs/argon2'
import Fastify, { type FastifyReply } from 'fastify'
import forge from 'node-forge'
import { Pool } from 'pg'
import { readKeys } from '../../server/store/installation/keys-file.ts'
import { opened } from './statements.ts'
import { fill, type Template } from './template.ts'

/** `statement` is missing where a page shows nothing of the database. */
export type FloorPage = { path: string; headers: Record<string, string>; template: Template; statement?: string }

/** One answer of a card, checked anew for every sign-in by card: each costs as much as any other. */
export type FloorCard = { content: string; signature: string; certificate: string; issuer: string; serial: string }

export type FloorCases = { origin: string; today: string; pages: FloorPage[]; card: FloorCard | null }

const [url = '', port = '0', keysFile = '', file] = process.argv.slice(2)
const pool = new Pool({ connectionString: url, max: 10, options: '-c TimeZone=UTC' })
pool.on('error', () => {})
const app = Fastify({ logger: false })
app.register(cookies)
if (file) await answer(JSON.parse(readFileSync(file, 'utf8')))

async function answer({ origin, today, pages, card }: FloorCases) {
  const read = await readKeys(keysFile)
  if (!read.ok) throw new Error(read.mistake.why)
  const { ring, sessionSecret } = read.keys
  const signer = new cookies.Signer(sessionSecret)
  const issuer = card && new X509Certificate(Buffer.from(card.issuer, 'base64')).publicKey
  const key = createHmac('sha256', sessionSecret).update('challenge').digest()

  for (const { path, headers, template, statement } of pages) {
    app.get(path, async (request, reply) => {
      const { desk = '', form = '', browser = '' } = request.cookies
      let data
      let secret = form
      if (statement) {
        const { valid, value } = signer.unsign(desk)
        if (!valid || !value) throw new Error('the cookie was not signed by us')
        const { rows } = await pool.query({ name: path, text: statement, values: [hashOf(value), today] })
        data = opened(ring, rows[0])
        secret = rows[0].me.session.csrfSecret
      }
      const page = fill(template, data, { secret, key, browser }, origin)
      return reply.headers(headers).send(gzipSync(page, { level: 6 }))
    })
  }

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, parse(String(body))),
  )
  app.post<{ Body: { login_name: string; password: string } }>('/sign-in/password', async ({ body }, reply) => {
    const { rows } = await pool.query({ name: 'by name', text: byName, values: [body.login_name] })
    if (!(await isPassword(rows[0].password_hash, body.password))) throw new Error('the password is wrong')
    return enter(reply, rows[0].id, 'password')
  })
  app.post<{ Body: { cms: string } }>('/sign-in/card', async ({ body }, reply) => {
    if (!card || !issuer) throw new Error('there is no card')
    forge.asn1.fromDer(Buffer.from(body.cms, 'base64').toString('latin1'))
    const certificate = new X509Certificate(Buffer.from(card.certificate, 'base64'))
    const isGood = verify(
      'sha256',
      Buffer.from(card.content),
      certificate.publicKey,
      Buffer.from(card.signature, 'base64'),
    )
    if (!isGood || !certificate.verify(issuer)) throw new Error('the card is not good')
    const { rows } = await pool.query({ name: 'by card', text: byCard, values: [card.serial] })
    return enter(reply, rows[0].id, 'card')
  })

  async function enter(reply: FastifyReply, account: string, way: string) {
    const id = randomBytes(24).toString('base64url')
    const session = { accountId: account, way, csrfSecret: randomBytes(18).toString('base64url') }
    await pool.query({ name: 'enter', text: begin, values: [hashOf(id), account, session, way] })
    return reply
      .header('set-cookie', `desk=${encodeURIComponent(signer.sign(id))}; Path=/; HttpOnly`)
      .redirect('/', 303)
  }
}

const byName = `select a.id, a.password_hash, a.state from accounts a where a.login_name = $1`
const byCard = `select a.id, a.state, c.id as card from accounts a join credentials c on c.account_id = a.id
  where c.subject_serial = $1 and c.retired_at is null`
const begin = `with session as (insert into sessions (id_hash, account_id, data, expires_at)
    values ($1, $2, $3, now() + interval '30 minutes')),
  trace as (insert into sign_ins (account_id, way, outcome, address, at) values ($2, $4, 'ok', '127.0.0.1', now()))
  update accounts set last_sign_in_at = now() where id = $2`

const hashOf = (id: string) => createHash('sha256').update(id).digest('hex')

await pool.query('select 1')
await app.listen({ host: '127.0.0.1', port: Number(port) })
console.log('ready')
process.once('SIGTERM', () => void app.close().then(() => pool.end()))
