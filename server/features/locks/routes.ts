import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addDays, legalDay } from '../../domain/clock.ts'
import { mayLock } from '../../domain/lock.ts'
import { findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import { readRocDate, shortDate } from '../../domain/roc-date.ts'
import { permissions } from '../../domain/permission.ts'
import * as locks from '../../store/locks.ts'
import * as notices from '../../store/notices.ts'
import * as people from '../../store/people.ts'
import { applyWaiting } from '../../store/write-back.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw, Read } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { labelOf } from '../../web/row-view.ts'
import { actorOf, byOf } from '../../web/signed-in.ts'

type OfLock = { Params: { id: string; lock: string } }
type Asked = { section: string | null; reason: string; docNumber: string | null; until: string }

/** The HR chief holds a record or a section of it against every change, and lets it go again. */
export default async function recordLocks(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.addHook('preHandler', async request => {
    if (!permissions.keepPeople(actorOf(request))) throw refuseWith(404, 'problem.not-found')
  })

  app.get('/people/:id/locks', ofPerson, async (request, reply) => page(request, reply))

  app.post('/people/:id/locks', ofPerson, async (request, reply) => {
    const { person, actor } = await personOf(request)
    const now = clock()
    const form = rawForm(request.body)
    const judged = mayLock(actor, person)
    if (!judged.ok) throw refuseWith(409, judged.why)
    const read = readLock(form, legalDay(now))
    if (!read.ok) return page(request, reply.code(422), read)
    const by = { ...byOf(request, 'hr_chief'), accountId: actor.accountId }
    const lock = { ...read.value, personId: person.id, kind: 'case' as const, agencyId: actor.agencyId ?? '' }
    if (!(await locks.set(db, lock, by, now))) {
      return page(request, reply.code(409), { form, errors: [{ field: 'part', text: 'lock.refused.holds' }] })
    }
    await notices.tellPerson(db, person.id, { text: 'notice.lock-set', url: '/record' }, now)
    return reply.seeOther(`/people/${person.id}/locks`)
  })

  app.post<OfLock>('/people/:id/locks/:lock/end', ofLock, async (request, reply) => {
    const { person, actor } = await personOf(request)
    const now = clock()
    const judged = mayLock(actor, person)
    if (!judged.ok) throw refuseWith(409, judged.why)
    const [lock] = await locks.find(db, [request.params.lock])
    if (lock?.personId !== person.id) throw refuseWith(404, 'problem.not-found')
    const form = rawForm(request.body)
    const reason = (form['end_reason'] ?? '').normalize('NFC').trim()
    if (reason === '') {
      return page(request, reply.code(422), { form, errors: [{ field: 'end_reason', text: 'lock.refused.reason' }] })
    }
    const ended = await db.transaction(async tx => {
      const done = await locks.end(tx, lock.id, reason.slice(0, 500), byOf(request, 'hr_chief'), now)
      if (done) await notices.tellPerson(tx, person.id, { text: 'notice.lock-ended', url: '/record' }, now)
      return done
    })
    if (!ended) return page(request, reply.code(409), { form, errors: [{ field: 'main', text: 'lock.refused.over' }] })
    await applyWaiting(db, ring, person.id, byOf(request, 'hr_chief'), now)
    return reply.seeOther(`/people/${person.id}/locks`)
  })

  async function personOf(request: FastifyRequest) {
    const { id } = request.params as { id: string }
    const actor = actorOf(request)
    const person = await people.find(db, id, legalDay(clock()))
    if (!person || !person.agencyIds.includes(actor.agencyId ?? '')) throw refuseWith(404, 'problem.not-found')
    return { person, actor }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { person, actor } = await personOf(request)
    const language = reply.language()
    const today = legalDay(clock())
    const all = await locks.ofPerson(db, person.id)
    return reply.page('locks/index', {
      person,
      locks: all.map(({ lock, setByName }) => ({
        ...lock,
        part: lock.section ? labelOf(sectionOf(lock.section), language) : null,
        setByName,
        holds: lock.endedAt === null && lock.until >= today,
      })),
      sections: sections.map(section => ({ value: section.id, text: labelOf(section, language) })),
      maySet: mayLock(actor, person).ok,
      usualUntil: shortDate(addDays(today, 90)),
      ...shown,
    })
  }
}

const mostDays = 366

function readLock(form: Raw, today: string): Read<Asked> {
  const errors: FieldError[] = []
  const part = form['part'] ?? ''
  const section = part === '' ? null : findSection(part)
  if (section === undefined) errors.push({ field: 'part', text: 'record.refused.code' })
  const reason = (form['reason'] ?? '').normalize('NFC').trim()
  const now = [...reason].length
  if (reason === '') errors.push({ field: 'reason', text: 'lock.refused.reason' })
  if (now > 500) errors.push({ field: 'reason', text: 'record.refused.long', holes: { most: 500, now } })
  const until = readRocDate(form['until'] ?? '')
  if (!until.ok) errors.push({ field: 'until', text: until.why })
  else if (until.value < today || until.value > addDays(today, mostDays)) {
    errors.push({ field: 'until', text: 'lock.refused.day-over' })
  }
  const docNumber = (form['doc_number'] ?? '').normalize('NFC').trim().slice(0, 60) || null
  if (errors.length > 0 || !until.ok || section === undefined) return { ok: false, form, errors }
  return { ok: true, value: { section: section?.id ?? null, reason, docNumber, until: until.value } }
}

const uuid = { type: 'string', format: 'uuid' } as const
const ofPerson = { schema: { params: { type: 'object', properties: { id: uuid } } } } as const
const ofLock = { schema: { params: { type: 'object', properties: { id: uuid, lock: uuid } } } } as const
