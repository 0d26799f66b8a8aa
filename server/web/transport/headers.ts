import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { placesOf } from '../../domain/help-desk/health-card-component.ts'
import type { Deps } from '../deps.ts'

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

/** Lets the form of this one page go elsewhere. */
export function allowFormTo(reply: FastifyReply, url: string) {
  allow(reply, 'form-action', [new URL(url).origin])
}

function allow(reply: FastifyReply, directive: 'img-src' | 'connect-src' | 'form-action', origins: readonly string[]) {
  const policy = String(reply.getHeader('content-security-policy'))
  reply.header(
    'Content-Security-Policy',
    policy.replace(`${directive} 'self'`, `${directive} 'self' ${origins.join(' ')}`),
  )
}
