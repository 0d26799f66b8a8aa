import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as notices from '../../store/notice/notices.ts'
import { nameOnly } from '../../web/access/permitted.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { pager, readPage } from '../../web/paging.ts'
import { openText, subject, wording } from './wording.ts'

/** What the desk tells a person: read one by one or all at once; nobody deletes any, years do. */
export default async function inbox(app: FastifyInstance, { db, clock, config }: Deps) {
  nameOnly(app, 'owner')

  app.get('/inbox', async (request, reply) => {
    const asked = readPage(request.query, 20)
    const { rows, count, isMore } = await notices.ofAccount(db, actorOf(request).accountId, asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/inbox')
    return reply.page('inbox/index', {
      rows: rows.map(row => ({
        ...row,
        ...handOf(request, row.actingFor),
        subject: subject(row, reply.language()),
        wording: wording(row, reply.language()),
        openText: openText(row.text),
      })),
      pager: pager('/inbox', asked, count, isMore),
      years: config.keepYears.notices,
    })
  })

  app.post('/inbox/all-read', async (request, reply) => {
    await notices.markAllRead(db, actorOf(request).accountId, clock())
    return reply.seeOther('/inbox', 'said.notices-read')
  })

  app.post<{ Params: { id: string } }>('/inbox/:id', async (request, reply) => {
    const url = await notices.markRead(db, actorOf(request).accountId, request.params.id, clock())
    if (!url) throw notFound()
    return reply.seeOther(url)
  })
}

/** What a deputy was told is followed as that deputy: the office to switch to first, if it is still theirs. */
function handOf(request: FastifyRequest, actingFor: string | null) {
  const isTheirs = actingFor === null || actorOf(request).actingFor?.accountId === actingFor
  const office = request.offices.find(({ represented }) => represented.accountId === actingFor)
  return { isTheirs, switchTo: isTheirs ? null : (office?.deputyshipId ?? null) }
}
