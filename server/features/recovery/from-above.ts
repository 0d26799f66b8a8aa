import type { FastifyInstance } from 'fastify'
import type { HrOffice } from '../../domain/account/recovery.ts'
import { legalDay } from '../../domain/clock.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as notices from '../../store/notice/notices.ts'
import * as hrOffices from '../../store/person/hr-offices.ts'
import type { Person } from '../../store/person/people.ts'
import { offeredWays } from '../../ways/offered-ways.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, readShortReason } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { pager, readPage } from '../../web/paging.ts'
import { scope } from '../../web/scope.ts'
import { askPage, helpedPerson, roleOf } from './scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    below: HrOffice & { person: Person }
  }
}

/** All addresses of this part name somebody whose HR office the actor stands above. */
export const ofBelow = (app: FastifyInstance, deps: Deps): void =>
  scope(app, 'below', async request => {
    const found = await helpedPerson(request, deps)
    return found?.below ? { ...found.below, person: found.person } : undefined
  })

/** Who stands above HR offices finds their people here, and opens a held account where no colleague of theirs may. */
export function fromAbovePages(deps: Deps) {
  const { db, clock } = deps

  const list: Handler = async (request, reply) => {
    const asked = readPage(request.query, 50)
    const { rows, count, isMore } = await hrOffices.below(db, actorOf(request), legalDay(clock()), asked)
    if (rows.length === 0 && asked.page > 1) return reply.seeOther('/recoveries')
    return reply.page('recovery/below', { rows, pager: pager('/recoveries', asked, count, isMore), dense: true })
  }

  const reopen: Handler = async (request, reply) => {
    const { person, agencyId } = request.below
    const path = `/people/${person.id}/recovery`
    const now = clock()
    const account = await accounts.ofPerson(db, person.id)
    const form = rawForm(request.body)
    const reason = readShortReason(form['reason'])
    if (!account || !reason) {
      const errors = [{ field: 'reason', text: 'people.refused.account-reason' as const }]
      return askPage(reply.code(422), { person, account, isAbove: true, form, errors })
    }
    const offered = await offeredWays(deps)
    const letIn = async (tx: Deps['db']) => {
      // colleagues who are there decide themselves whom they let in again
      const colleagues = await hrOffices.present(tx, agencyId, { now, offered, not: [account.id] })
      if (colleagues.length > 0) throw refuseWith(409, 'recovery.refused.has-office')
      const change = { change: 'reactivate', reason } as const
      if (!(await accounts.changeState(tx, account.id, change, byOf(request, roleOf(request)), now))) return false
      await notices.tellAccount(tx, account.id, { text: 'notice.account.reopened', url: '/account' }, now)
      return true
    }
    const done = await once(request, deps, letIn, isDone => (isDone ? path : null))
    if (!done) throw refuseWith(409, 'recovery.refused.not-held')
    return reply.seeOther(path, 'said.account-reactivated')
  }

  return { list, reopen }
}
