import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Picture } from '../../documents/paper/paper.ts'
import { writePaper, paperMedias } from '../../documents/paper/write.ts'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { readPhoto } from '../../domain/correction/photo.ts'
import type { Row, Section } from '../../domain/record/field.ts'
import { paperFormats } from '../../domain/paper.ts'
import { may, mayPrint, mayReveal, type Subject } from '../../domain/record/access.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { sectionOf, sections } from '../../domain/record/sections.ts'
import { kindsOf, mayApply } from '../../domain/record/staff-kinds.ts'
import { instantText } from '../../domain/roc-date.ts'
import * as photos from '../../store/correction/photos.ts'
import { markedOf } from '../../store/outgoing/marked.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { speak } from '../../text/speak.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { ownSubject, readerOf } from '../../web/access/record-reader.ts'
import { actorOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { checkParts, recordParts } from '../../web/show/record/paper.ts'
import { labelOf } from '../../web/show/row.ts'
import { sendFile } from '../../web/transport/send-file.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: people.Person
  }
}

const basic = sectionOf('basic')

type Printed = { id: string; name: string; subject: Subject; path: string; purpose: string | null }

/** All addresses of this part name somebody else whose record the actor may print. */
export const ofPerson = (app: FastifyInstance, { db, clock }: Deps): void =>
  scope(app, 'person', async request => {
    const actor = actorOf(request)
    const person = await people.find(db, (request.params as { id: string }).id, legalDay(clock()))
    return person && !isTheirOwn(actor, person.id) && mayPrint(actor, person) ? person : undefined
  })

/** A record on paper (履歷表): one's own, and that of a colleague for a purpose that the colleague reads. */
export function recordPapers(deps: Deps) {
  const { db, clock, installation } = deps

  const ofOwn = (request: FastifyRequest): Printed => {
    const actor = actorOf(request)
    return { id: actor.personId, name: actor.name, subject: ownSubject(actor), path: '/record', purpose: null }
  }
  const ofColleague = (request: FastifyRequest): Printed => {
    const { person } = request
    const path = `/people/${person.id}`
    return { id: person.id, name: person.name, subject: person, path, purpose: purposeOf(request) }
  }

  const formOf =
    (whose: (request: FastifyRequest) => Printed): Handler =>
    async (request, reply) =>
      page(request, reply, whose(request), { purpose: whose(request).purpose ?? '' })

  const printOf =
    (whose: (request: FastifyRequest) => Printed): Handler =>
    async (request, reply) => {
      const printed = whose(request)
      const form = rawForm(request.body)
      const errors: FieldError[] = []
      const purpose = printed.purpose === null ? null : readPurpose(form['purpose'] ?? '')
      if (purpose && !purpose.ok) errors.push({ field: 'purpose', text: purpose.why })
      const { known, chosen } = await sectionsFor(request, printed, form)
      if (chosen.length === 0) errors.push({ field: 'sections', text: 'paper.refused.no-section' })
      if (errors.length > 0) return page(request, reply.code(422), printed, form, errors)

      const actor = actorOf(request)
      const language = reply.language()
      const t = speak(language)
      const now = clock()
      const why = purpose?.ok ? purpose.value : null
      const isFull = form['numbers'] === 'full'
      const rows = (await readerOf(actor, printed.subject, deps).printed()).filter(row =>
        chosen.some(({ id }) => id === row.section),
      )
      const isCheck = form['kind'] === 'check'
      const marked = await markedOf(db, [printed.id], legalDay(now))
      const parts = (isCheck ? checkParts : recordParts)(chosen, rows, {
        language,
        photo: isCheck ? undefined : await photoOf(request, printed, { rows, language }),
        marked: marked.get(printed.id) ?? [],
        isOpen: (section, field, data) =>
          isFull &&
          mayReveal(actor, printed.subject, section, field) &&
          may(actor, printed.subject, 'reveal', section, field, data),
      })
      const time = instantText(now, language)
      const agency = request.agencies.find(({ id }) => id === actor.agencyId)?.name ?? ''
      const name = withRepresented(actor.name, actor.actingFor?.name ?? null, t)
      const [kind, title] = isCheck
        ? ([t('paper.check.title'), t('paper.check.of', { name: printed.name })] as const)
        : ([t('paper.record.title'), t('paper.record.of', { name: printed.name })] as const)
      const format = paperFormats.find(one => one === form['format']) ?? 'pdf'
      const written = await writePaper(format, {
        title,
        language,
        author: agency || actor.name,
        madeAt: now,
        head: [[agency, kind].filter(Boolean).join('　'), printed.name],
        foot: [
          why === null ? t('paper.record.own-foot', { time }) : t('paper.record.foot', { time, name, purpose: why }),
          installation === 'demo' ? t('paper.demo') : '',
        ]
          .filter(Boolean)
          .join('\n'),
        parts: [{ kind: 'heading', level: 1, text: kind }, ...parts],
      })
      if (!written.ok) throw refuseWith(503, written.why)
      if (why !== null) {
        const viewed = { ...viewerOf(request, hrRoleOf(request)), personId: printed.id, purpose: why, at: now }
        const looked = chosen.length === known.length ? [null] : chosen.map(({ id }) => id)
        const actions = isFull ? (['print', 'reveal'] as const) : (['print'] as const)
        await accessLog.addAll(
          db,
          actions.flatMap(action => looked.map(section => ({ ...viewed, action, section }))),
        )
      }
      const zh = speak('zh-TW')
      await disclosures.addPaper(
        db,
        {
          kind: 'paper',
          personIds: [printed.id],
          fields: fieldsIn(chosen, rows),
          purpose: why ?? zh('recipient.own-print'),
          recipients: why === null ? zh('copy.recipients') : zh('recipient.office'),
          by: viewerOf(request, why === null ? 'employee' : hrRoleOf(request)),
        },
        now,
      )
      const day = legalDay(now).replaceAll('-', '')
      return sendFile(reply, { name: `${title}-${day}.${format}`, media: paperMedias[format], bytes: written.bytes })
    }

  /** The photograph of a record whose basic data go on paper; without one that cannot be read the rest is printed. */
  async function photoOf(
    request: FastifyRequest,
    { id, name, subject, purpose }: Printed,
    { rows, language }: { rows: readonly { section: string }[]; language: Language },
  ): Promise<Picture | undefined> {
    const isShown = may(actorOf(request), subject, purpose === null ? 'see' : 'export', basic)
    if (!isShown || !rows.some(({ section }) => section === basic.id)) return undefined
    const photo = await photos.current(db, id)
    const found = photo && (await photos.open(deps, id, photo))
    if (!found) return undefined
    if (!found.ok) {
      request.log.warn({ err: found.cause }, 'A photograph cannot be printed now.')
      return undefined
    }
    const read = readPhoto(found.file.bytes)
    return read.ok ? { ...read.photo, alt: speak(language)('photo.alt', { name }) } : undefined
  }

  /** What there is to print, and what of it was ticked. */
  async function sectionsFor(request: FastifyRequest, { subject }: Printed, form: Raw) {
    const rows = await readerOf(actorOf(request), subject, deps).printed()
    const kinds = kindsOf(rows)
    const isOwn = subject.id === actorOf(request).personId
    const has = (id: string) => rows.some(({ section }) => section === id)
    const known = sections.filter(
      section =>
        has(section.id) ||
        (mayApply(section.id, kinds) && may(actorOf(request), subject, isOwn ? 'see' : 'export', section)),
    )
    return { known, has, chosen: known.filter(({ id }) => form[`section_${id}`] === 'yes') }
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    printed: Printed,
    form: Raw,
    errors: FieldError[] = [],
  ) {
    const language = reply.language()
    const { known, has } = await sectionsFor(request, printed, form)
    const isSent = errors.length > 0
    return reply.page('papers/record', {
      printed,
      isOwn: printed.purpose === null,
      form,
      errors,
      sections: known.map(section => ({
        name: `section_${section.id}`,
        label: labelOf(section, language),
        hasNothing: !has(section.id),
        // of others no more leaves than was asked for one by one
        isTicked: isSent ? form[`section_${section.id}`] === 'yes' : printed.purpose === null,
      })),
      dense: printed.purpose !== null,
    })
  }

  return {
    own: { form: formOf(ofOwn), print: printOf(ofOwn) },
    colleague: { form: formOf(ofColleague), print: printOf(ofColleague) },
  }
}

/** What has a value in these rows: what was kept back of them, or is blank, has not left. */
const fieldsIn = (chosen: readonly Section[], rows: readonly { section: string; data: Row }[]): string[] =>
  chosen.flatMap(({ id, fields }) =>
    fields
      .filter(field => rows.some(({ section, data }) => section === id && (data[field.id] ?? null) !== null))
      .map(field => `${id}.${field.id}`),
  )
