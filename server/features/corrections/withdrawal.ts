import { legalDay } from '../../domain/clock.ts'
import { decide } from '../../domain/correction/correction.ts'
import * as corrections from '../../store/correction/corrections.ts'
import { factsOf } from '../../store/correction/facts.ts'
import * as notices from '../../store/notice/notices.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { Handler } from '../../web/handler.ts'
import { notAgain } from './own-correction.ts'

/** Taking a correction back. */
export function withdrawalPages(deps: Deps) {
  const { db, ring, clock } = deps

  const ask: Handler = async (request, reply) => {
    const { correction } = request
    return reply.page('corrections/withdrawal', { id: correction.id, number: correction.number })
  }

  const withdraw: Handler = async (request, reply) => {
    const { correction } = request
    const actor = actorOf(request)
    const now = clock()
    const decision = decide(await factsOf(db, ring, correction, actor, legalDay(now)), 'withdraw', actor)
    if (correction.state === 'withdrawn') throw notAgain(correction)
    if (!decision.ok) throw refuseWith(409, decision.why)
    const step = { action: 'withdraw' as const, to: decision.state, by: byOf(request, 'employee'), at: now }
    const withdraw = async (tx: Deps['db']) => {
      const done = await corrections.move(tx, ring, correction, step)
      const holes = { number: correction.number ?? '', section: correction.section }
      const told = { text: 'notice.correction-withdrawn', holes } as const
      // whoever had begun to look at it must not wonder where it went
      if (done && correction.reviewerId) {
        await notices.tellAccount(tx, correction.reviewerId, { ...told, url: `/review/${correction.id}` }, now)
      }
      return done
    }
    const to = `/corrections/${correction.id}`
    const moved = await once(request, deps, withdraw, done => (done ? to : null))
    if (moved) return reply.seeOther(to, 'said.withdrawn')
    const found = (await corrections.find(db, ring, correction.id)) ?? correction
    throw found.state === 'withdrawn' ? notAgain(found) : refuseWith(409, 'problem.changed-meanwhile')
  }

  return { ask, withdraw }
}
