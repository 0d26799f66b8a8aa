import type { FastifyInstance } from 'fastify'
import { policyFiles } from '../../domain/help-desk/browser-policy.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { sendFile } from '../../web/transport/send-file.ts'

/** For the school's ICT staff: policy files made for this address, and what a roll-out takes. */
export default async function rollOut(app: FastifyInstance, { config }: Deps) {
  const files = policyFiles(config.baseUrl)

  app.get('/roll-out', async (_request, reply) =>
    reply.page('roll-out/index', { site: config.baseUrl, component: config.componentOrigin }),
  )

  app.get<{ Params: { name: string } }>('/roll-out/:name', async (request, reply) => {
    const file = files.find(({ name }) => name === request.params.name)
    if (!file) throw notFound()
    return sendFile(reply, { ...file, bytes: Buffer.from(file.text) })
  })
}
