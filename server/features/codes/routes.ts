import type { FastifyInstance } from 'fastify'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { addressOf, codeEntries, searchCodes } from '../../web/show/codes.ts'

const max = 60

/** The dictionary of codes: searched by number or word, one address for each. */
export default async function codes(app: FastifyInstance, { config }: Deps) {
  app.get('/codes', async (request, reply) => {
    const { q = '', area = '' } = rawForm(request.query)
    const entries = codeEntries(reply.language(), config)
    const found = q.trim() ? searchCodes(entries, q) : entries.filter(entry => entry.area === `code.area.${area}`)
    const counts = new Map<TextKey, number>()
    for (const entry of entries) counts.set(entry.area, (counts.get(entry.area) ?? 0) + 1)
    return reply.page(
      'codes/index',
      {
        form: { q },
        isAsked: q.trim() !== '' || area !== '',
        count: found.length,
        found: found.slice(0, q.trim() ? max : found.length),
        isCut: q.trim() !== '' && found.length > max,
        areas: [...counts].map(([text, count]) => ({ text, count, name: text.replace('code.area.', '') })),
        script: 'parts.js',
      },
      'codes/_found',
    )
  })

  app.get<{ Params: { code: string } }>('/codes/:code', async (request, reply) => {
    const address = addressOf(request.params.code)
    const entry = codeEntries(reply.language(), config).find(one => one.address === address)
    if (!entry) throw notFound()
    return reply.page('codes/entry', { entry })
  })
}
