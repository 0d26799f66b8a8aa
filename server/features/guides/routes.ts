import type { FastifyInstance, FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { guideSlugs } from '../../text/help-desk/guides/all.ts'
import type { Deps } from '../../web/deps.ts'
import { renderGuide } from '../../web/show/markdown.ts'
import { guideOf, holesOf } from './guide.ts'

/** Step by step, before sign-in: what fits this visitor's system and browser stands first. */
export default async function guidePages(app: FastifyInstance, deps: Deps) {
  app.get('/guides', async (request, reply) => {
    const { browser, system } = visitorProgram(request.headers['user-agent'])
    const own = [`install-${system}`, `health-card-${system}`, `popups-${browser}`]
    const list = await Promise.all(
      guideSlugs.map(async slug => {
        const { body } = await guideOf(deps, slug, reply.language())
        return { slug, title: renderGuide(body, {}).title, isOwn: own.includes(slug) }
      }),
    )
    return reply.page('guides/index', { own: list.filter(one => one.isOwn), others: list.filter(one => !one.isOwn) })
  })

  // the one for this visitor, for links from elsewhere
  app.get('/guides/install', async (request, reply) => reply.seeOther(ownOr(`install-${program(request).system}`)))
  app.get('/guides/health-card', async (request, reply) =>
    reply.seeOther(ownOr(`health-card-${program(request).system}`)),
  )
  app.get('/guides/popups', async (request, reply) => reply.seeOther(ownOr(`popups-${program(request).browser}`)))

  app.get<{ Params: { slug: string } }>('/guides/:slug', async (request, reply) => {
    const language = reply.language()
    const { slug, body } = await guideOf(deps, request.params.slug, language)
    const guide = renderGuide(body, await holesOf(deps, slug, language))
    const mayEdit = request.actor !== null && permissions.administer(request.actor)
    return reply.page('guides/guide', { ...guide, slug, mayEdit })
  })
}

const program = (request: FastifyRequest) => visitorProgram(request.headers['user-agent'])

const ownOr = (slug: string) => (guideSlugs.some(name => name === slug) ? `/guides/${slug}` : '/guides')
