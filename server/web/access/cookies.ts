import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../deps.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** BASE_URL begins with https, whatever a proxy says of this request. */
    isSecureSite: boolean
  }
}

/** What belongs to whoever sits at the browser: it goes when they sign out. */
const ofPerson = ['desk', 'sign-in', 'activation', 'recovery', 'card-renewal', 'phone-answer', 'said'] as const

/** Random words of a browser until it is closed; pages open in other tabs need them after signing out, too. */
type OfPages = 'form' | 'browser'

/** What a browser is known by for a year, whoever sits at it. It names nobody. */
const ofBrowser = ['device', 'lang', 'way'] as const

/** The version of the style sheet that the browser was given to keep; where it is not known, pages carry it inside. */
type OfCache = 'sheet'

export type CookieName = (typeof ofPerson | typeof ofBrowser)[number] | OfPages | OfCache

/**
 * All cookies have the same attributes; with https also those under which no other site can write them (RFC 6265bis
 * 4.1.3.2).
 */
export const attributesOf = (isSecure: boolean) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure }) as const

export const fullName = (isSecure: boolean, name: CookieName): string => (isSecure ? `__Host-${name}` : name)

export async function useCookies(
  app: FastifyInstance,
  { isSecure, sessionSecret }: Pick<Settings, 'isSecure' | 'sessionSecret'>,
): Promise<void> {
  await app.register(cookie, { secret: sessionSecret, parseOptions: attributesOf(isSecure) })
  app.decorateRequest('isSecureSite', isSecure)
}

export function readCookie(request: FastifyRequest, name: CookieName): string | undefined {
  const { cookies, isSecureSite } = request
  return cookies[fullName(isSecureSite, name)] ?? (isOfBrowser(name) ? cookies[name] : undefined)
}

/** False where the browser sends none back of those that every page with a form gives it. */
export const bringsCookies = (request: FastifyRequest): boolean =>
  readCookie(request, 'form') !== undefined || readCookie(request, 'desk') !== undefined

/** Undefined also when somebody else wrote it. */
export function readSignedCookie(request: FastifyRequest, name: CookieName): string | undefined {
  const { valid, value } = request.unsignCookie(readCookie(request, name) ?? '')
  return valid ? value : undefined
}

/** Without `seconds` it ends with the browser. What the same request reads from now on is the new value. */
export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  text: string,
  { isSigned = false, seconds }: { isSigned?: boolean; seconds?: number } = {},
): void {
  const { request } = reply
  const value = isSigned ? reply.signCookie(text) : text
  forgetEarlier(reply, name)
  const full = fullName(request.isSecureSite, name)
  reply.setCookie(full, value, seconds === undefined ? {} : { maxAge: seconds })
  request.cookies[full] = value
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  const full = fullName(reply.request.isSecureSite, name)
  reply.clearCookie(full)
  delete reply.request.cookies[full]
}

/**
 * Leaves nothing of a person in the browser: cookies by their name, so that plain http does it, too, and what pages
 * stored there. The browser stays known, or its owner would be told of a new one each time.
 */
export function forgetPerson(reply: FastifyReply): void {
  const { cookies, isSecureSite } = reply.request
  // the sheet goes with what the browser keeps
  for (const name of [...ofPerson, 'sheet'] as const)
    if (fullName(isSecureSite, name) in cookies) clearCookie(reply, name)
  reply.header('Clear-Site-Data', '"cache", "storage"')
}

const isOfBrowser = (name: CookieName) => ofBrowser.some(one => one === name)

// those that last a year had plain names with https, too, and that of the way another path
function forgetEarlier(reply: FastifyReply, name: CookieName) {
  const path = name === 'way' ? '/sign-in' : '/'
  const isOther = path !== '/' || reply.request.isSecureSite
  if (isOther && isOfBrowser(name) && name in reply.request.cookies) reply.clearCookie(name, { path })
}
