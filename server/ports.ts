import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Mistake } from './mistake.ts'

export type Tried = { ok: true; port: number } | { ok: false; why: string }

const maxDraws = 100
const given = new Set<number>()

/**
 * Whether somebody could listen there now: the number (a free one when asked for 0), or why not. A free one is none
 * that an outgoing connection may be lent before it is used, and none that was given before.
 */
export async function tryPort(host: string, port: number, draw = drawPort): Promise<Tried> {
  if (port !== 0) return tryOne(host, port)
  for (let draws = 1; ; draws += 1) {
    const drawn = draw()
    const isNew = !given.has(drawn)
    given.add(drawn)
    const tried: Tried = isNew ? await listenOnce(host, drawn) : { ok: false, why: 'EADDRINUSE' }
    if (tried.ok || tried.why !== 'EADDRINUSE' || draws === maxDraws) return tried
  }
}

/**
 * First and last number that no outgoing connection gets, of the range that Linux tells ("32768 60999"); elsewhere that
 * range begins above 32768. Below 10000 there are too many programs that want a certain number.
 */
export function portsApart(lent: string): { first: number; last: number } {
  const [, from = 32_768, to = 65_535] = (/^(\d+)\s+(\d+)/.exec(lent) ?? []).map(Number)
  const below = { first: 10_000, last: from - 1 }
  const above = { first: to + 1, last: 65_535 }
  const isWide = ({ first, last }: typeof below) => last - first >= 1000
  // a range that was widened to everything leaves no choice
  return [below, above].find(isWide) ?? { first: 10_000, last: 65_535 }
}

function drawPort(): number {
  const { first, last } = portsApart(textOf('/proc/sys/net/ipv4/ip_local_port_range'))
  return randomInt(first, last + 1)
}

async function tryOne(host: string, port: number): Promise<Tried> {
  for (let tries = 0; ; tries += 1) {
    const tried = await listenOnce(host, port)
    // high numbers are lent to outgoing connections too, which soon give them back
    const isLent = !tried.ok && tried.why === 'EADDRINUSE' && !whoListens(port)
    if (!isLent || tries === 10) return tried
    await pause(300)
  }
}

function listenOnce(host: string, port: number): Promise<Tried> {
  const server = createServer()
  return new Promise(resolve => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ ok: false, why: error.code ?? error.message }))
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve({ ok: true, port: typeof address === 'object' && address ? address.port : port }))
    })
  })
}

/** For the operator, with the program that has the port where this user may know it; `instead` chooses another port. */
export function portRefused(host: string, port: number, code: string, instead: string): Mistake {
  if (code === 'EADDRINUSE') {
    const holder = whoListens(port)
    if (!holder || holder === 'unknown') return { why: 'port.refused.taken', holes: { port, instead } }
    return { why: 'port.refused.taken-by', holes: { port, instead, ...holder } }
  }
  if (code === 'EACCES') return { why: 'port.refused.forbidden', holes: { port, instead } }
  if (noSuchAddress.has(code)) return { why: 'port.refused.address', holes: { host, code } }
  return { why: 'port.refused.other', holes: { host, port, code, instead } }
}

const noSuchAddress = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'])

/** Undefined when nobody listens there; the process is known only where this user may look into it. */
function whoListens(port: number): { pid: string; program: string } | 'unknown' | undefined {
  const socket = ['/proc/net/tcp', '/proc/net/tcp6'].map(file => socketOf(file, port)).find(Boolean)
  if (!socket) return undefined
  const pid = numbersIn('/proc').find(pid => holds(pid, `socket:[${socket}]`))
  return pid ? { pid, program: textOf(`/proc/${pid}/comm`).trim() } : 'unknown'
}

// a line: number, local address:port in hex, remote, state (0A listens), four more, inode
function socketOf(file: string, port: number) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const lines = textOf(file)
    .split('\n')
    .map(line => line.trim().split(/\s+/))
  return lines.find(([, local, , state]) => state === '0A' && local?.endsWith(`:${hex}`))?.[9]
}

const holds = (pid: string, socket: string) =>
  numbersIn(`/proc/${pid}/fd`).some(fd => linkOf(`/proc/${pid}/fd/${fd}`) === socket)

const numbersIn = (folder: string) => quietly(() => readdirSync(folder).filter(name => /^\d+$/.test(name)), [])
const textOf = (file: string) => quietly(() => readFileSync(file, 'utf8'), '')
const linkOf = (file: string) => quietly(() => readlinkSync(file), '')

// processes come and go, and others' are closed to us
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
