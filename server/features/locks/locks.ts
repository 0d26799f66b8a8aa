import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mayRead, maySee } from '../../domain/record/access.ts'
import { legalDay } from '../../domain/clock.ts'
import { lockKinds, mayLock } from '../../domain/record/lock.ts'
import type { Language } from '../../domain/language.ts'
import { findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import { endLock, endOverdue } from '../../store/correction/write-back.ts'
import { allOrNothing } from '../../store/database/all-or-nothing.ts'
import * as notices from '../../store/notice/notices.ts'
import * as people from '../../store/person/people.ts'
import * as locks from '../../store/record/locks.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import type { FieldError, Raw, Read } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { fieldNames } from '../../web/show/record/disputes.ts'
import { labelOf } from '../../web/show/row.ts'
import { defaultUntil, readReason, readTerms, type Terms } from './terms.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: people.Person
  }
}

type OfLock = { Params: { id: string; lock: string } }
type Asked = Terms & { section: string | null }

/** All addresses of this part name a person whose record the actor may read. */
export const ofPerson = (app: FastifyInstance, { db, clock }: Deps): void =>
  scope(app, 'person', async request => {
    const person = await people.find(db, (request.params as { id: string }).id, legalDay(clock()))
    return person && mayRead(actorOf(request), person) ? person : undefined
  })

/** The HR chief holds a record or a section of it against every change, and lets it go again. */
export function lockPages(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => page(request, reply)

  const set: Handler = async (request, reply) => {
    const { person } = request
    const actor = actorOf(request)
    const now = clock()
    const form = rawForm(request.body)
    const allowed = mayLock(actor, person)
    if (!allowed.ok) throw refuseWith(409, allowed.why)
    const read = readLock(form, legalDay(now))
    if (!read.ok) return page(request, reply.code(422), read)
    const by = byOf(request, 'hr_chief')
    const lock = { ...read.value, personId: person.id, kind: 'case' as const, agencyId: actor.agencyId ?? '' }
    const add = async (tx: Deps['db']) => {
      await endOverdue(tx, ring, person.id, now)
      if (!(await locks.set(tx, lock, by, now))) return { ok: false as const, why: 'lock.refused.holds' as const }
      await notices.tellPerson(tx, person.id, { text: 'notice.lock-set', url: '/record' }, now)
      return { ok: true as const }
    }
    const kept = await once(
      request,
      deps,
      tx => allOrNothing(tx, add),
      done => (done.ok ? `/people/${person.id}/locks` : null),
    )
    if (!kept.ok) return page(request, reply.code(409), { form, errors: [{ field: 'part', text: kept.why }] })
    return reply.seeOther(`/people/${person.id}/locks`, 'said.lock-set')
  }

  const end: Handler<OfLock> = async (request, reply) => {
    const { person } = request
    const actor = actorOf(request)
    const now = clock()
    const allowed = mayLock(actor, person)
    if (!allowed.ok) throw refuseWith(409, allowed.why)
    const lock = await locks.find(db, request.params.lock)
    if (lock?.personId !== person.id) throw notFound()
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const reason = readReason(form, reasonField(lock.id), errors)
    if (errors.length > 0) return page(request, reply.code(422), { form, errors })
    const ended = await once(
      request,
      deps,
      tx => endLock(tx, ring, lock, { reason, by: byOf(request, 'hr_chief') }, now),
      done => (done ? `/people/${person.id}/locks` : null),
    )
    if (!ended) return page(request, reply.code(409), { form, errors: [{ field: 'main', text: 'lock.refused.over' }] })
    const said = lock.kind === 'dispute' ? 'said.dispute-ended' : 'said.lock-ended'
    return reply.seeOther(`/people/${person.id}/locks`, said)
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { person } = request
    const actor = actorOf(request)
    const language = reply.language()
    const today = legalDay(clock())
    // which fields are disputed, and why, tells of what stands there
    const isSeen = ({ kind, section }: locks.Lock) =>
      kind !== 'dispute' || (section !== null && maySee(actor, person, sectionOf(section)))
    const all = (await locks.ofPerson(db, person.id)).filter(({ lock }) => isSeen(lock))
    return reply.page('locks/index', {
      person,
      locks: all.map(({ lock, setByName, setForName }) => ({
        ...lock,
        part: partOf(lock, language),
        setByName: setByName && withRepresented(setByName, setForName, speak(language)),
        reasonField: reasonField(lock.id),
        holds: lock.endedAt === null && lock.until >= today,
      })),
      sections: sections.map(section => ({ value: section.id, text: labelOf(section, language) })),
      maySet: mayLock(actor, person).ok,
      defaultUntil: defaultUntil(today),
      ...shown,
    })
  }

  return { show, set, end }
}

/** Each lock on the page has a form of its own, so each reason has a name of its own. */
const reasonField = (lockId: string) => `end_${lockId}`

/** What it holds: null for the whole record. */
function partOf({ section: id, fields }: locks.Lock, language: Language): string | null {
  const section = id === null ? null : sectionOf(id)
  return section
    ? [labelOf(section, language), fieldNames(section, fields ?? [], language)].filter(Boolean).join('　')
    : null
}

function readLock(form: Raw, today: string): Read<Asked> {
  const errors: FieldError[] = []
  const part = form['part'] ?? ''
  const section = part === '' ? null : findSection(part)
  if (section === undefined) errors.push({ field: 'part', text: 'record.refused.code' })
  const terms = readTerms(form, lockKinds.case.maxDays, today, errors)
  if (!terms || section === undefined) return { ok: false, form, errors }
  return { ok: true, value: { ...terms, section: section?.id ?? null } }
}
