import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export type Ask = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string }

/** What is sent back; null sends nothing, ever. */
export type Reply = {
  status?: number
  type?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Half of the body is sent, and then the connection breaks. */
  isCut?: boolean
} | null

export type Service = { port: number; close(): void }

type Answering = (ask: Ask) => Reply | Promise<Reply>

export type Ways = {
  /** Speaks TLS with this key and certificate, both PEM. */
  tls?: { key: string; cert: string }
  /** Takes who wants a web socket; without it they are cut off. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

const maxBytes = 1_000_000
const maxTries = 20

/**
 * Answers on the loopback addresses of both families (browsers take localhost for either); 0 is any free port.
 * Rejects with Node's EADDRINUSE when the port is taken.
 */
export async function serve(port: number, answering: Answering, ways: Ways = {}): Promise<Service> {
  for (let tries = 1; ; tries += 1) {
    const four = await listen(port, '127.0.0.1', answering, ways)
    const found = (four.address() as AddressInfo).port
    try {
      const six = await listen(found, '::1', answering, ways)
      return { port: found, close: () => [four, six].forEach(stop) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: found, close: () => stop(four) }
      stop(four)
      if (port !== 0 || code !== 'EADDRINUSE' || tries === maxTries) throw error
    }
  }
}

export const seeOther = (location: string, headers: Record<string, string> = {}): Reply => ({
  status: 303,
  headers: { location, ...headers },
})

export const notFound: Reply = { status: 404, type: 'text/plain; charset=utf-8', body: 'not found' }

/** Text that is safe between tags and inside quoted attributes. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

function listen(port: number, host: string, answering: Answering, { tls, upgrade }: Ways): Promise<Server> {
  return new Promise((resolve, reject) => {
    const hear = (request: IncomingMessage, response: ServerResponse) => void handle(request, response, answering)
    const server = tls ? createTlsServer(tls, hear) : createServer(hear)
    if (upgrade) server.on('upgrade', upgrade)
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

function stop(server: Server) {
  server.close()
  server.closeAllConnections()
}

async function handle(request: IncomingMessage, response: ServerResponse, answering: Answering) {
  try {
    const reply = await answering(await asked(request))
    if (!reply) return
    const { status = 200, type = 'text/html; charset=utf-8', headers = {}, body = '', isCut } = reply
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers })
    if (isCut) response.write(body.slice(0, body.length / 2), () => response.destroy())
    else response.end(body)
  } catch (error) {
    // the stack only: what was asked may hold a PIN
    console.error(error instanceof Error ? error.stack : 'the simulator failed')
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

async function asked(request: IncomingMessage): Promise<Ask> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const body: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > maxBytes) throw new Error('more than a card component is ever sent')
    body.push(piece)
  }
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: Buffer.concat(body).toString('utf8'),
  }
}
