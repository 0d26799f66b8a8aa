import type { FastifyReply, FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../../domain/clock.ts'
import { departureTakesEffect, isAwayAfter, openPostsAt } from '../../../domain/person/working-life.ts'
import { codesOf } from '../../../domain/record/code-book.ts'
import { codeLabel } from '../../../domain/record/codes.ts'
import { sectionOf } from '../../../domain/record/sections.ts'
import { readRocDate, shortDate } from '../../../domain/roc-date.ts'
import * as evidence from '../../../store/correction/entry-evidence.ts'
import * as notices from '../../../store/notice/notices.ts'
import * as assignments from '../../../store/person/assignments.ts'
import * as departures from '../../../store/person/departures.ts'
import * as locks from '../../../store/record/locks.ts'
import * as records from '../../../store/record/records.ts'
import { speak } from '../../../text/speak.ts'
import { once } from '../../../web/access/once.ts'
import { actorOf, byOf, hrRoleOf } from '../../../web/access/signed-in.ts'
import type { Deps } from '../../../web/deps.ts'
import { notFound } from '../../../web/errors.ts'
import { dateError, rawForm, type FieldError } from '../../../web/forms.ts'
import type { Handler } from '../../../web/handler.ts'
import { isArchived } from '../person.ts'
import { formFiles } from '../../../web/transport/form-files.ts'
import { claimFiles } from '../evidence.ts'
import { actionBasis, actionView, actionWarnings, maxDaysAhead, readAction, type Asked, type Shown } from './action.ts'

const section = sectionOf('separation')
const asked: Asked = { section, fields: ['kind', 'reason'] }
/** Where the form has what it writes into several rows. */
const inputs = {
  doc_no: 'authority_number',
  effective: 'last_day',
  end: 'last_day',
  end_order_date: 'authority_day',
  end_order_no: 'authority_number',
} as const

/** Somebody leaves: the rows of their record, the end of the assignment, and its being taken back. */
export function departurePages(deps: Deps) {
  const { db, ring, clock } = deps
  const takeFiles = formFiles(deps, evidence)

  const form: Handler = async (request, reply) => {
    const { here } = await known(request)
    const lastDay = here?.until ? shortDate(here.until) : ''
    return page(request, reply, { form: { last_day: lastDay } })
  }

  const enter: Handler = async (request, reply) => {
    const { person } = request
    const now = clock()
    const today = legalDay(now)
    const { here, isBeside } = await known(request)
    if (!here) throw notFound()
    const form = rawForm(request.body)
    if (isBeside) {
      const errors = [{ field: 'main', text: 'working-life.refused.concurrent' } as const]
      return page(request, reply.code(409), { form, errors })
    }
    const rows = await records.ofPerson(db, ring, person.id)
    const language = reply.language()
    const { row, decision, errors } = readAction(asked, form, rows, today, language)
    const [kind, day] = [String(row['kind']), readRocDate(form['last_day'] ?? '')]
    const hasDied = kind === 'died'
    const posts = openPostsAt(rows, here.agencyName)
    if (!day.ok) errors.push(dateError(form, 'last_day', day))
    else errors.push(...lastDayErrors(day.value))
    const { files, ...sent } = await takeFiles(request, form, actorOf(request).accountId)
    errors.push(...sent.errors)
    if (!day.ok || errors.length > 0) return page(request, reply.code(422), { form, errors, files })
    const lastDay = day.value
    const reason = speak('zh-TW')('working-life.departure')
    const takesEffect = departureTakesEffect(kind, lastDay)
    const writer = { actor: actorOf(request), subject: person }
    const written = {
      personId: person.id,
      source: 'hr_entry' as const,
      writer,
      reason,
      effective: takesEffect,
      decision,
    }
    const separation = { ...row, effective: takesEffect, doc_no: decision.number, archive: null }
    const ended = {
      end: lastDay,
      end_order_date: decision.day,
      end_order_no: decision.number,
      leave_reason: codeLabel(codesOf('separation_kinds'), kind, 'zh-TW'),
    }
    const endedPosts = posts.map(post => ({ post, data: { ...post.data, ...ended } }))
    const { isNew, ...told } = actionWarnings(
      [
        { section, before: null, after: separation, fields: Object.keys(separation) },
        ...endedPosts.map(({ post, data }) => {
          return { section: sectionOf('post'), before: post, after: data, fields: Object.keys(ended) }
        }),
      ],
      form,
      { rows, today, language, inputs },
    )
    if (isNew) return page(request, reply.code(422), { form, files, ...told })
    const basis = actionBasis(section, form, files)
    const add = { operation: 'add' as const, baseVersion: null, rowId: records.newRowId(), data: separation, basis }
    // a file is evidence of one row: that of the separation, beside which the posts end
    const ofPosts = basis === 'file' ? null : basis
    const leave = async (tx: Deps['db']) => {
      // another day than the one that was seen is somebody else's word
      const isAsSeen = (form['until'] ?? '') === (here.until ?? '')
      if (!isAsSeen) return { ok: false as const, why: 'record.refused.changed-meanwhile' as const }
      await locks.holdPerson(tx, person.id)
      if (isAwayAfter(await records.ofPerson(tx, ring, person.id), lastDay)) {
        return { ok: false as const, why: 'working-life.refused.before-leave' as const }
      }
      const changes = endedPosts.map(({ post: { id, version }, data }) => ({
        ...written,
        section: 'post',
        operation: 'change' as const,
        baseVersion: version,
        rowId: id,
        data,
        basis: ofPosts,
      }))
      const departure = {
        personId: person.id,
        here,
        lastDay,
        changes: [{ ...written, ...add, section: section.id }, ...changes] as const,
        hasDied,
      }
      const done = await departures.enter(tx, ring, departure, byOf(request, hrRoleOf(request)), now)
      // a row that is added begins with its first version
      if (done.ok) await claimFiles(tx, request, files, { rowId: add.rowId, rowVersion: 1 })
      const holes = { agency: here.agencyName, day: lastDay }
      if (done.ok && !hasDied) {
        await notices.tellPerson(tx, person.id, { text: 'notice.assignment-ended', holes, url: '/account' }, now)
      }
      return done
    }
    const to = lastDay < today ? '/people' : `/people/${person.id}/assignments`
    const done = await once(request, deps, leave, ({ ok }) => (ok ? to : null))
    if (done.ok) return reply.seeOther(to, hasDied ? 'said.death-entered' : 'said.departure-entered')
    return page(request, reply.code(409), { form, errors: [{ field: 'main', text: done.why }], files, ...told })

    function lastDayErrors(value: string): FieldError[] {
      const isPossible = here && value >= here.from && value <= addDays(today, maxDaysAhead)
      if (!isPossible) return [{ field: 'last_day', text: 'people.refused.last-day' }]
      if (hasDied && value > today) return [{ field: 'last_day', text: 'working-life.refused.died-later' }]
      const isBefore = posts.some(({ data }) => String(data['start'] ?? '') > value)
      return isBefore ? [{ field: 'last_day', text: 'working-life.refused.before-post' }] : []
    }
  }

  const takeBack: Handler = async (request, reply) => {
    const { person } = request
    const now = clock()
    const { departed } = await known(request)
    if (!departed) throw notFound()
    const undo = async (tx: Deps['db']) => {
      const asked = {
        personId: person.id,
        assignmentId: departed.assignmentId,
        reason: speak('zh-TW')('working-life.taken-back'),
        // theirs again with the departure taken back
        writer: { actor: actorOf(request), subject: { ...person, agencyIds: [departed.agencyId] } },
      }
      const done = await departures.takeBack(tx, ring, asked, byOf(request, hrRoleOf(request)), now)
      const notice = {
        text: 'notice.assignment-reopened',
        holes: { agency: departed.agencyName },
        url: '/account',
      } as const
      if (done.ok) await notices.tellPerson(tx, person.id, notice, now)
      return done
    }
    const to = `/people/${person.id}/assignments`
    const done = await once(request, deps, undo, ({ ok }) => (ok ? to : null))
    if (!done.ok) return page(request, reply.code(409), { form: {}, errors: [{ field: 'main', text: done.why }] })
    if (done.kept > 0) return reply.seeOther(to, 'said.departure-taken-back-partly', String(done.kept))
    return reply.seeOther(to, 'said.departure-taken-back')
  }

  /** The assignment that may end, and the departure that ended one; whoever has neither has no such page. */
  async function known(request: FastifyRequest) {
    const { agencyId } = actorOf(request)
    const all = await assignments.ofPerson(db, request.person.id)
    const today = legalDay(clock())
    const here = assignments.here(all, agencyId, today)
    const departed = await departures.latest(db, request.person.id, agencyId ?? '')
    if (!here && !departed) throw notFound()
    const isElsewhere = all.some(
      ({ kind, from, until }) => kind === 'main' && from <= today && (until === null || until >= today),
    )
    const isOver = departed !== undefined && (!here || departed.assignmentId === here.id)
    const isBeside = here?.kind === 'concurrent' && isElsewhere
    return { here, isBeside, departed: isOver ? departed : undefined }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: Shown) {
    const { here, isBeside, departed } = await known(request)
    const view = await actionView(request, deps, asked, shown, reply.language())
    return reply.page('people/working-life/departure', {
      ...view,
      isArchived: isArchived(request.person),
      departed: departed ? { agency: departed.agencyName, lastDay: departed.until ?? '' } : null,
      until: here?.until ?? '',
      isBeside,
    })
  }

  return { form, enter, takeBack }
}
