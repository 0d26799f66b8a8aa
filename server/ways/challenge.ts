import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { checkChallenge, issueChallenge, type Expected } from '../domain/ways/challenge.ts'
import { readCookie, setCookie } from '../web/access/cookies.ts'
import type { Deps } from '../web/deps.ts'

/** What a line of ours is for: the purpose, and for a correction which one, which round and which text. */
export type Task = Omit<Expected, 'origin'>

/** A line for this browser, with the seal by which it is known again. */
export type Line = { line: string; nonce: string; seal: string }

type Settings = Pick<Deps, 'clock' | 'config'>

/** A line to be answered on this page, by whatever way. Keeps nothing but a random word in a cookie of the browser. */
export function issueLine(request: FastifyRequest, reply: FastifyReply, { clock, config }: Settings, task: Task): Line {
  const nonce = randomBytes(32).toString('hex')
  const line = { ...task, origin: config.baseUrl, at: clock(), nonce }
  return { ...issueChallenge(keyOf(config), line, browserOf(request, reply)), nonce }
}

/** Whether a line that came back is ours and was meant for this page, now and in this browser. */
export function checkLine(
  request: FastifyRequest,
  { clock, config }: Settings,
  { line, seal }: Pick<Line, 'line' | 'seal'>,
  task: Task,
): ReturnType<typeof checkChallenge> {
  const expected = { ...task, origin: config.baseUrl }
  const browser = readCookie(request, 'browser') ?? ''
  return checkChallenge(keyOf(config), { line, seal, browser, expected, now: clock() })
}

/** The random word by which this browser is known again; it says nothing about anybody. */
export function browserOf(request: FastifyRequest, reply: FastifyReply): string {
  const known = readCookie(request, 'browser')
  if (known) return known
  const browser = randomBytes(16).toString('hex')
  setCookie(reply, 'browser', browser)
  return browser
}

const keys = new WeakMap<Deps['config'], Buffer>()

function keyOf(config: Deps['config']): Buffer {
  const key = keys.get(config) ?? createHmac('sha256', config.sessionSecret).update('challenge').digest()
  keys.set(config, key)
  return key
}
