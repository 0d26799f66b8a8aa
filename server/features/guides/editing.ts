import type { FastifyReply } from 'fastify'
import { tidy } from '../../domain/typed-text.ts'
import * as events from '../../store/database/events.ts'
import * as guides from '../../store/help-desk/guides.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { drawings, renderGuide } from '../../web/show/markdown.ts'
import { guideOf, holesOf, type Guide } from './guide.ts'

type WithSlug = { Params: { slug: string } }

const longest = 20_000

/** An administrator writes a guide anew in the language of the page: a text area, a preview, every version kept. */
export function editingPages(deps: Deps) {
  const { clock } = deps

  const edit: Handler<WithSlug> = async (request, reply) => {
    const guide = await guideOf(deps, request.params.slug, reply.language())
    return page(reply, guide, { body: guide.body, version: String(guide.version) })
  }

  const save: Handler<WithSlug> = async (request, reply) => {
    const language = reply.language()
    const guide = await guideOf(deps, request.params.slug, language)
    const raw = rawForm(request.body)
    const body = tidy(raw['body'] ?? '').replace(/\r\n/g, '\n')
    const refuse = (text: FieldError['text']) =>
      page(reply.code(422), guide, raw, [{ field: 'body', text, holes: { max: longest } }])
    if (!/^#\s+\S/.test(body)) return refuse('guide.refused.title')
    if (body.length > longest) return refuse('guide.refused.too-long')
    if (raw['action'] === 'preview') return page(reply, guide, raw, [], body)
    const now = clock()
    const isKept = await once(
      request,
      deps,
      async tx => {
        const version = { slug: guide.slug, language, base: Number(raw['version'] ?? 0), body }
        const isAdded = await guides.add(tx, { ...version, by: actorOf(request).accountId }, now)
        if (isAdded)
          await events.add(tx, { what: 'guide.written', about: guide.slug, by: byOf(request, 'sysadmin'), at: now })
        return isAdded
      },
      isAdded => (isAdded ? `/guides/${guide.slug}` : null),
    )
    return isKept
      ? reply.seeOther(`/guides/${guide.slug}`, 'said.guide-published')
      : refuse('guide.refused.changed-meanwhile')
  }

  async function page(
    reply: FastifyReply,
    guide: Guide,
    typed: Record<string, string>,
    errors: FieldError[] = [],
    previewed?: string,
  ) {
    const holes = await holesOf(deps, guide.slug, reply.language())
    const comma = speak(reply.language())('form.list-comma')
    return reply.page('guides/edit', {
      slug: guide.slug,
      title: renderGuide(guide.body, holes).title,
      form: typed,
      holes: Object.keys(holes).join(comma),
      drawings: drawings.join(comma),
      errors,
      preview: previewed === undefined ? null : renderGuide(previewed, holes),
    })
  }

  return { edit, save }
}
