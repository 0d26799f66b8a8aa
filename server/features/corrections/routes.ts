import type { FastifyInstance } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { decide } from '../../domain/correction/correction.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import { factsOf } from '../../store/correction/facts.ts'
import * as notices from '../../store/notice/notices.ts'
import * as records from '../../store/record/records.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { labelOf } from '../../web/show/row.ts'
import { stateView } from '../../web/show/state.ts'
import draft from './draft.ts'
import files from './evidence.ts'
import { readStart } from './form.ts'
import { notAgain, ofOwn } from './own-correction.ts'
import signing from './signing.ts'
import status from './status.ts'

/** One's own corrections: draft, evidence, check, signature, and what became of them. */
export default async function ownCorrections(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/corrections', async (request, reply) => {
    const language = reply.language()
    const own = await corrections.ofPerson(db, ring, actorOf(request).personId)
    return reply.page('corrections/index', {
      // a draft that was thrown away never was a correction
      requests: own
        .filter(({ state, number }) => number !== null || state !== 'withdrawn')
        .map(correction => ({
          id: correction.id,
          number: correction.number,
          section: labelOf(sectionOf(correction.section), language),
          operation: correction.operation,
          state: stateView(correction),
          at: correction.submittedAt ?? correction.createdAt,
          dueDay: correction.dueDay,
        })),
    })
  })

  app.post('/corrections', async (request, reply) => {
    const { personId } = actorOf(request)
    const start = readStart(rawForm(request.body)['start'] ?? '')
    if (!start) throw notFound()
    const { section, operation } = start
    const rows = await records.ofPerson(db, ring, personId)
    const row = rows.find(({ id, section: of }) => id === start.rowId && of === section.id)
    if (operation !== 'add' && !row) throw notFound()
    if (operation === 'delete' && section.id === 'basic') throw refuseWith(409, 'record.refused.basic-stays')
    if (operation === 'add' && section.form === 'single' && rows.some(({ section: of }) => of === section.id)) {
      throw refuseWith(409, 'record.refused.single-exists')
    }
    const id = await corrections.start(
      db,
      { personId, section: section.id, operation, rowId: row?.id ?? null, baseVersion: row?.version ?? null },
      clock(),
    )
    if (id) return reply.seeOther(`/corrections/${id}/edit`)
    const open = await corrections.openFor(db, personId, start.rowId ?? '')
    return reply.seeOther(open ? `/corrections/${open.id}` : '/corrections')
  })

  app.register(async one => {
    ofOwn(one, deps)
    for (const part of [withdrawal, draft, files, signing, status]) await part(one, deps)
  })
}

/** Taking a correction back. */
async function withdrawal(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/corrections/:id/withdrawal', async (request, reply) => {
    const { correction } = request
    return reply.page('corrections/withdrawal', { id: correction.id, number: correction.number })
  })

  app.post('/corrections/:id/withdrawal', async (request, reply) => {
    const { correction } = request
    const actor = actorOf(request)
    const now = clock()
    const judged = decide(await factsOf(db, ring, correction, actor, legalDay(now)), 'withdraw', actor)
    if (correction.state === 'withdrawn') throw notAgain(correction)
    if (!judged.ok) throw refuseWith(409, judged.why)
    const step = { action: 'withdraw' as const, to: judged.state, by: byOf(request, 'employee'), at: now }
    const withdraw = async (tx: Deps['db']) => {
      const done = await corrections.move(tx, ring, correction, step)
      const told = { text: 'notice.correction-withdrawn', holes: { number: correction.number ?? '' } } as const
      // whoever had begun to look at it must not wonder where it went
      if (done && correction.reviewerId) {
        await notices.tellAccount(tx, correction.reviewerId, { ...told, url: `/review/${correction.id}` }, now)
      }
      return done
    }
    const to = `/corrections/${correction.id}`
    const moved = await once(request, deps, withdraw, done => (done ? to : null))
    if (moved) return reply.seeOther(to)
    const found = (await corrections.find(db, ring, correction.id)) ?? correction
    throw found.state === 'withdrawn' ? notAgain(found) : refuseWith(409, 'problem.changed-meanwhile')
  })
}
