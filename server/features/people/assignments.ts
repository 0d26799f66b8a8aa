import type { FastifyReply, FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../domain/clock.ts'
import { leavesFrom, openLeaves } from '../../domain/person/working-life.ts'
import { statusOn } from '../../domain/record/derived/status.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { codeLabel } from '../../domain/record/codes.ts'
import { textOf } from '../../domain/record/derived/rows.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import { readRocDate } from '../../domain/roc-date.ts'
import { tidy } from '../../domain/typed-text.ts'
import * as notices from '../../store/notice/notices.ts'
import * as assignments from '../../store/person/assignments.ts'
import * as departures from '../../store/person/departures.ts'
import * as locks from '../../store/record/locks.ts'
import type { TextKey } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { dateError, rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { rowTitle } from '../../web/show/row.ts'
import { readPlace } from '../../web/show/record/new-person.ts'
import { maxDaysAhead } from './working-life/action.ts'

/** Where a person works, and the day on which it ends here; roles at the agency end with it. */
export function assignmentPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) => page(request, reply)

  const end: Handler = async (request, reply) => {
    const { person } = request
    const { here } = await known(request)
    const now = clock()
    if (!here) throw notFound()
    const form = rawForm(request.body)
    const day = readRocDate(form['last_day'] ?? '')
    const isPossible = day.ok && day.value >= here.from && day.value <= addDays(legalDay(now), maxDaysAhead)
    if (!day.ok || !isPossible) {
      const error = day.ok
        ? ({ field: 'last_day', text: 'people.refused.last-day' } as const)
        : dateError(form, 'last_day', day)
      return page(request, reply.code(422), { form, errors: [error] })
    }
    const to = day.value < legalDay(now) ? '/people' : `/people/${person.id}/assignments`
    const isAsSeen = (form['until'] ?? '') === (here.until ?? '')
    const end = async (tx: Deps['db']): Promise<TextKey | null> => {
      const by = byOf(request, hrRoleOf(request))
      await locks.holdPerson(tx, person.id)
      if (await departures.isOf(tx, here.id)) return 'working-life.refused.departed'
      if (!isAsSeen || !(await assignments.end(tx, person.id, here, day.value, by, now))) {
        return 'record.refused.changed-meanwhile'
      }
      const holes = { agency: here.agencyName, day: day.value }
      await notices.tellPerson(tx, person.id, { text: 'notice.assignment-ended', holes, url: '/account' }, now)
      return null
    }
    const why = await once(request, deps, end, refused => (refused ? null : to))
    if (!why) return reply.seeOther(to, 'said.assignment-ended')
    // whoever has departed has no such field any more
    const field = why === 'working-life.refused.departed' ? 'main' : 'last_day'
    const errors = [{ field, text: why }]
    return page(request, reply.code(409), { form, errors })
  }

  const setPlace: Handler = async (request, reply) => {
    const { person } = request
    const { here } = await known(request)
    if (!here) throw notFound()
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const place = readPlace(form, errors)
    if (errors.length > 0) return page(request, reply.code(422), { form, errors })
    const to = `/people/${person.id}/assignments`
    // sent twice, or saved as it was
    if (here.unit === place.unit && here.staffNumber === place.staffNumber) {
      return reply.seeOther(to, 'said.assignment-place')
    }
    const seen = { ...here, unit: tidy(form['seen_unit'] ?? ''), staffNumber: tidy(form['seen_number'] ?? '') }
    const now = clock()
    const done = await db.transaction(async tx => {
      const set = await assignments.setPlace(tx, person.id, seen, place, byOf(request, hrRoleOf(request)), now)
      const notice = { text: 'notice.assignment-place', holes: { agency: here.agencyName }, url: '/account' } as const
      if (set.ok) await notices.tellPerson(tx, person.id, notice, now)
      return set
    })
    if (done.ok) return reply.seeOther(to, 'said.assignment-place')
    return page(request, reply.code(409), { form, errors: [{ field: 'staff_number', text: done.why }] })
  }

  /** All assignments, and the one in force at the agency the officer acts for. */
  async function known(request: FastifyRequest) {
    const { person } = request
    const all = await assignments.ofPerson(db, person.id)
    return { all, here: assignments.here(all, actorOf(request).agencyId, legalDay(clock())) }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { person } = request
    const { all, here } = await known(request)
    const rows = await readerOf(actorOf(request), person, deps).rows()
    return reply.page('people/assignments', {
      person,
      employment: statusOn(all, rows, legalDay(clock())),
      leaves: leavesFrom(rows, legalDay(clock())).map(leave => ({
        href: `/people/${person.id}/rows/${leave.id}`,
        title: rowTitle(sectionOf('leave_status'), leave.data, reply.language()),
        isToCome: textOf(leave, 'from') > legalDay(clock()),
      })),
      isAway: openLeaves(rows, legalDay(clock())).length > 0,
      hasDeparted: here ? await departures.isOf(db, here.id) : false,
      assignments: all.map(one => ({
        ...one,
        staffKind: codeLabel(codesOf('staff_kinds'), one.staffKind, reply.language()),
      })),
      current: here,
      ...shown,
    })
  }

  return { show, end, setPlace }
}
