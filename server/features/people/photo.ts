import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EvidenceRefusal } from '../../domain/correction/evidence-file.ts'
import { fewestPixels, maxPhotoBytes, mostPixels, readPhoto, type PhotoRefusal } from '../../domain/correction/photo.ts'
import { legalDay } from '../../domain/clock.ts'
import { mayEnter, maySee } from '../../domain/record/access.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as photos from '../../store/correction/photos.ts'
import * as notices from '../../store/notice/notices.ts'
import * as locks from '../../store/record/locks.ts'
import { once } from '../../web/access/once.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { isId } from '../../web/ids.ts'
import { showPicture, unopened } from '../../web/transport/send-file.ts'
import { openRoom } from '../../web/transport/upload-room.ts'
import { receive } from '../../web/transport/uploads.ts'
import { noteReading } from './person.ts'

const basic = sectionOf('basic')
const bounds = { fewest: fewestPixels, most: mostPixels }
const mostOfHistory = 20
/** So many photographs of the largest size may be on their way into memory at a time. */
const atATime = 8

const gone = { errors: [{ field: 'main', text: 'record.refused.changed-meanwhile' }] } satisfies {
  errors: FieldError[]
}

type OfPhoto = { Params: { id: string; photo: string } }
type Kept = { ok: true; id: string } | { ok: false; why: PhotoRefusal | EvidenceRefusal }

/** The photograph of a person, entered by HR upon a reason and told to the person, as what else HR enters. */
export function photoPages(deps: Deps) {
  const { db, clock } = deps
  const room = openRoom({ maxBytes: atATime * maxPhotoBytes, maxOfOne: 2 })

  const show: Handler = async (request, reply) => page(request, reply)

  const set: Handler = async (request, reply) => {
    mustEnter(request)
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const reason = reasonIn(form, 'reason', errors)
    const kept = await keep(request)
    if (!kept.ok) errors.push({ field: 'file', text: kept.why, holes: bounds })
    if (!kept.ok || errors.length > 0) return page(request, reply.code(422), { form, errors })
    return change(request, reply, { form, id: kept.id, reason, said: 'said.photo-saved' })
  }

  const remove: Handler = async (request, reply) => {
    mustEnter(request)
    const form = rawForm(request.body)
    const errors: FieldError[] = []
    const reason = reasonIn(form, 'removal_reason', errors)
    if ((await photos.current(db, request.person.id)) === undefined) return page(request, reply.code(409), gone)
    if (errors.length > 0) return page(request, reply.code(422), { form, errors })
    return change(request, reply, { form, id: null, reason, said: 'said.photo-removed' })
  }

  const picture: Handler<OfPhoto> = async (request, reply) => {
    const { person, params } = request
    if (!maySee(actorOf(request), person, basic)) throw notFound()
    const opened = await photos.open(deps, person.id, params.photo)
    if (!opened) throw notFound()
    if (!opened.ok) throw unopened(reply, opened)
    await noteReading(request, person, deps, { action: 'read', section: basic.id, purpose: purposeOf(request) })
    return showPicture(reply, opened.file)
  }

  async function change(
    request: FastifyRequest,
    reply: FastifyReply,
    {
      form,
      id,
      reason,
      said,
    }: {
      form: Raw
      id: string | null
      reason: string
      said: 'said.photo-saved' | 'said.photo-removed'
    },
  ) {
    const { person } = request
    const seen = isId(form['seen'] ?? '') ? (form['seen'] ?? '') : null
    const to = `/people/${person.id}/photo`
    const work = async (tx: Deps['db']) => {
      const { accountId } = actorOf(request)
      const by = { ...byOf(request, hrRoleOf(request)), accountId }
      const done = await photos.change(tx, { personId: person.id, seen, id, reason }, by, clock())
      const notice = { text: 'notice.hr-entry', holes: { section: basic.id }, url: '/record' } as const
      if (done.ok) await notices.tellPerson(tx, person.id, notice, clock())
      return done
    }
    const done = await once(request, deps, work, ({ ok }) => (ok ? to : null))
    if (done.ok) return reply.seeOther(to, said)
    return page(request, reply.code(409), { form, errors: [{ field: 'main', text: done.why }] })
  }

  async function keep(request: FastifyRequest): Promise<Kept> {
    const { accountId } = actorOf(request)
    const place = room.enter(accountId, maxPhotoBytes)
    if (!place.ok) return { ok: false, why: `evidence.refused.${place.why}` }
    try {
      const sent = await receive(request)
      if (!sent.ok) return { ok: false, why: `photo.refused.${sent.why}` }
      const read = readPhoto(sent.bytes)
      if (!read.ok) return read
      const kept = await photos.keep(deps, read.photo, accountId)
      if (kept.ok) return { ok: true, id: kept.file.id }
      request.log.warn({ err: kept.cause }, 'A photograph cannot be kept now.')
      return kept
    } finally {
      place.leave()
    }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    mustEnter(request)
    const { person } = request
    await noteReading(request, person, deps, { action: 'read', section: basic.id, purpose: purposeOf(request) })
    const today = legalDay(clock())
    const all = await photos.ofPerson(db, person.id, mostOfHistory)
    return reply.page('people/photo/index', {
      person,
      bounds,
      photo: all.find(({ endedAt }) => endedAt === null)?.id ?? null,
      all,
      lock: blockingLock(await locks.active(db, person.id, today), basic.id, today) ?? null,
      dense: true,
      ...shown,
    })
  }

  return { show, set, remove, picture }
}

function mustEnter(request: FastifyRequest): void {
  if (!mayEnter(actorOf(request), request.person, basic)) throw notFound()
}

function reasonIn(form: Raw, field: string, errors: FieldError[]): string {
  const reason = readText(form, field, 500, errors)
  if (reason === '') errors.push({ field, text: 'correction.refused.reason' })
  return reason
}
