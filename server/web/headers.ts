import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from './deps.ts'

/**
 * Nothing inline, nothing from elsewhere. The opener policy must let the card component's popup answer. HSTS and the
 * upgrade of requests would cut off an intranet that has plain http only.
 */
export async function secureHeaders(app: FastifyInstance, { config }: Pick<Deps, 'config'>): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    strictTransportSecurity: config.isSecure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  })
}

/** Lets this one page ask the card component for a picture, the only question a page may ask it without a window. */
export function allowComponentPicture(
  reply: FastifyReply,
  { componentOrigin }: Pick<Deps['config'], 'componentOrigin'>,
) {
  const policy = String(reply.getHeader('content-security-policy'))
  reply.header('Content-Security-Policy', policy.replace("img-src 'self'", `img-src 'self' ${componentOrigin}`))
}

/** Lets this one page ask the components of the health card at these addresses. */
export function allowHealthCardComponents(reply: FastifyReply, addresses: readonly string[]) {
  const policy = String(reply.getHeader('content-security-policy'))
  const origins = addresses.map(address => {
    const { protocol, host } = new URL(address)
    return `${protocol}//${host}`
  })
  reply.header(
    'Content-Security-Policy',
    policy.replace("connect-src 'self'", `connect-src 'self' ${[...new Set(origins)].join(' ')}`),
  )
}
