import type { FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { permissions } from '../../domain/agency/permission.ts'
import { guideSlugs } from '../../text/help-desk/guides/all.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { renderGuide } from '../../web/show/markdown.ts'
import { guideOf, holesOf } from './guide.ts'

/** Step by step, before sign-in: what fits this visitor's system and browser stands first. */
export function readingPages(deps: Deps) {
  const list: Handler = async (request, reply) => {
    const own: string[] = Object.values(ownSlugs(request))
    const all = await Promise.all(
      guideSlugs.map(async slug => {
        const { body } = await guideOf(deps, slug, reply.language())
        return { slug, title: renderGuide(body, {}).title, isOwn: own.includes(slug) }
      }),
    )
    return reply.page('guides/index', { own: all.filter(one => one.isOwn), others: all.filter(one => !one.isOwn) })
  }

  /** The one for this visitor, for links from elsewhere. */
  const own =
    (subject: 'install' | 'health-card' | 'popups'): Handler =>
    async (request, reply) => {
      const slug = ownSlugs(request)[subject]
      return reply.seeOther(guideSlugs.some(name => name === slug) ? `/guides/${slug}` : '/guides')
    }

  const show: Handler<{ Params: { slug: string } }> = async (request, reply) => {
    const language = reply.language()
    const { slug, body } = await guideOf(deps, request.params.slug, language)
    const guide = renderGuide(body, await holesOf(deps, slug, language))
    const mayEdit = request.actor !== null && permissions.administer(request.actor)
    return reply.page('guides/guide', { ...guide, slug, mayEdit })
  }

  return { list, own, show }
}

function ownSlugs(request: FastifyRequest) {
  const { browser, system } = visitorProgram(request.headers['user-agent'])
  return { install: `install-${system}`, 'health-card': `health-card-${system}`, popups: `popups-${browser}` }
}
