import type { FastifyInstance, FastifyReply } from 'fastify'
import { placesOf } from '../../domain/help-desk/health-card-component.ts'
import type { Deps } from '../deps.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file of the application, which is no document that could do anything. */
    isFile?: true
  }
}

/**
 * Nothing inline, nothing from elsewhere. The opener policy must let the card component's popup answer. HSTS and the
 * upgrade of requests would cut off an intranet that has plain http only.
 */
export function secureHeaders(app: FastifyInstance, { config }: Pick<Deps, 'config'>): void {
  const stays = config.isSecure ? ofHttps : {}
  const [headers, shortHeaders] = [
    { ...ofEveryAnswer, ...stays },
    { ...ofFile, ...stays },
  ]
  app.addHook('onRequest', ({ routeOptions }, reply, done) => {
    reply.headers(routeOptions.config.isFile ? shortHeaders : headers)
    done()
  })
}

const ofEveryAnswer = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

// on a slow line the others would be more bytes than most of the files; a drawing may be opened as a document
const ofFile = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const ofHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** Lets this one page ask the card component for a picture, the only question a page may ask it without a window. */
export function allowComponentPicture(
  reply: FastifyReply,
  { componentOrigin }: Pick<Deps['config'], 'componentOrigin'>,
) {
  allow(reply, 'img-src', [componentOrigin])
}

/**
 * Lets this one page talk to the components for health cards, and look for the older one under the names of this
 * computer, which tells whether only its public name is unknown here.
 */
export function allowHealthCardComponents(
  reply: FastifyReply,
  { healthCardComponents }: Pick<Deps['config'], 'healthCardComponents'>,
) {
  const origins = placesOf(healthCardComponents).map(({ address }) => {
    const { protocol, host } = new URL(address)
    return `${protocol}//${host}`
  })
  allow(reply, 'connect-src', [...new Set(origins)])
}

/** Lets the style sheet stand in this one page; `source` is the digest of its bytes. */
export function allowSheet(reply: FastifyReply, source: string) {
  allow(reply, 'style-src', [source])
}

/** Lets files of ours stand in a frame of this one page. */
export function allowFrames(reply: FastifyReply) {
  reply.header('Content-Security-Policy', `${String(reply.getHeader('content-security-policy'))};frame-src 'self'`)
}

/** Lets this one page stand in a frame of ours. */
export function standInFrame(reply: FastifyReply) {
  const policy = String(reply.getHeader('content-security-policy'))
  reply.header('Content-Security-Policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
}

/** Lets the form of this one page go elsewhere. */
export function allowFormTo(reply: FastifyReply, url: string) {
  allow(reply, 'form-action', [new URL(url).origin])
}

function allow(
  reply: FastifyReply,
  directive: 'style-src' | 'img-src' | 'connect-src' | 'form-action',
  sources: readonly string[],
) {
  const policy = String(reply.getHeader('content-security-policy'))
  reply.header(
    'Content-Security-Policy',
    policy.replace(`${directive} 'self'`, `${directive} 'self' ${sources.join(' ')}`),
  )
}
