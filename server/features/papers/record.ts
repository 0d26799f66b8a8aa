import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { paperMedias, writePaper } from '../../documents/paper/write.ts'
import { isTheirOwn } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { mostRowsAtOnce, paperFormats } from '../../domain/paper.ts'
import { may, mayPrint } from '../../domain/record/access.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { sections } from '../../domain/record/sections.ts'
import { kindsOf, mayApply } from '../../domain/record/staff-kinds.ts'
import type { PapersAsked } from '../../making/papers.ts'
import { fieldsOnPaper, recordPaper } from '../../making/record-paper.ts'
import * as disclosures from '../../store/outgoing/disclosures.ts'
import { markedOf } from '../../store/outgoing/marked.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import { speak } from '../../text/speak.ts'
import { askFile } from '../../web/access/asked-file.ts'
import { purposeOf } from '../../web/access/person-door.ts'
import { readerOf } from '../../web/access/record-reader.ts'
import { actorOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { withRepresented } from '../../web/show/acting-for.ts'
import { readPaperForm, sectionBoxes } from '../../web/show/record/paper-form.ts'
import { sendFile } from '../../web/transport/send-file.ts'

declare module 'fastify' {
  interface FastifyRequest {
    person: people.Person
  }
}

/** All addresses of this part name somebody else whose record the actor may print. */
export const ofPerson = (app: FastifyInstance, { db, clock }: Deps): void =>
  scope(app, 'person', async request => {
    const actor = actorOf(request)
    const person = await people.find(db, (request.params as { id: string }).id, legalDay(clock()))
    return person && !isTheirOwn(actor, person.id) && mayPrint(actor, person) ? person : undefined
  })

/** The record of a colleague on paper (履歷表), for a purpose that the colleague reads. */
export function recordPapers(deps: Deps) {
  const { db, clock, installation } = deps

  const form: Handler = async (request, reply) => page(request, reply, { purpose: purposeOf(request) })

  const print: Handler = async (request, reply) => {
    const { person } = request
    const typed = rawForm(request.body)
    const purpose = readPurpose(typed['purpose'] ?? '')
    const { known, rows } = await recordOf(request)
    const { kind, isFull, chosen } = readPaperForm(typed, known)
    const errors: FieldError[] = []
    if (!purpose.ok) errors.push({ field: 'purpose', text: purpose.why })
    if (chosen.length === 0) errors.push({ field: 'sections', text: 'paper.refused.no-section' })
    if (errors.length > 0 || !purpose.ok) return page(request, reply.code(422), typed, errors)

    const actor = actorOf(request)
    const language = reply.language()
    const now = clock()
    const name = withRepresented(actor.name, actor.actingFor?.name ?? null, speak(language))
    const by = { name, agency: actor.agencyName, isDemo: installation === 'demo' }
    const format = paperFormats.find(one => one === typed['format']) ?? 'pdf'
    const recipients = speak('zh-TW')('recipient.office')
    if (rows.length > mostRowsAtOnce && format === 'pdf') {
      const wish = { kind, isFull, sections: chosen.map(({ id }) => id), bundle: 'one' as const }
      const of: PapersAsked = { ...wish, people: [person.id], by: by.name, agency: by.agency, isDemo: by.isDemo }
      const told = { purpose: purpose.value, recipients, total: 1, of }
      const file = await askFile(request, reply, deps, { kind: 'paper', role: hrRoleOf(request), ...told })
      return reply.seeOther(file.path, 'said.file-asked')
    }
    const marked = (await markedOf(db, [person.id], legalDay(now))).get(person.id) ?? []
    const one = { id: person.id, name: person.name, subject: person, rows, marked }
    const wish = { kind, isFull, sections: chosen }
    const warn = (err: unknown) => request.log.warn({ err }, 'A photograph cannot be printed now.')
    const printedBy = { ...by, asker: actor, language, purpose: purpose.value }
    const paper = await recordPaper(one, wish, printedBy, { ...deps, now, warn })
    const written = await writePaper(format, paper)
    if (!written.ok) throw refuseWith(503, written.why)
    const viewed = viewerOf(request, hrRoleOf(request))
    const looked = chosen.length === known.length ? [null] : chosen.map(({ id }) => id)
    const actions = isFull ? (['print', 'reveal'] as const) : (['print'] as const)
    const look = { ...viewed, personId: person.id, purpose: purpose.value, at: now }
    await accessLog.addAll(
      db,
      actions.flatMap(action => looked.map(section => ({ ...look, action, section }))),
    )
    const leaving = { purpose: purpose.value, recipients, fields: fieldsOnPaper(one, wish), by: viewed }
    await disclosures.addPaper(db, { kind: 'paper', personIds: [person.id], ...leaving }, now)
    const day = legalDay(now).replaceAll('-', '')
    const file = { name: `${paper.title}-${day}.${format}`, media: paperMedias[format], bytes: written.bytes }
    return sendFile(reply, file)
  }

  /** What there is to print. */
  async function recordOf(request: FastifyRequest) {
    const { person } = request
    const actor = actorOf(request)
    const rows = await readerOf(actor, person, deps).printed()
    const kinds = kindsOf(rows)
    const has = (id: string) => rows.some(({ section }) => section === id)
    const known = sections.filter(
      section => has(section.id) || (mayApply(section.id, kinds) && may(actor, person, 'export', section)),
    )
    return { rows, known, has }
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: Raw, errors: FieldError[] = []) {
    const { known, has } = await recordOf(request)
    const isBlank = (id: string) => !has(id)
    return reply.page('papers/record', {
      person: request.person,
      form: shown,
      errors,
      // of others no more leaves than was asked for one by one
      sections: sectionBoxes(known, shown, { language: reply.language(), usual: false, isBlank }),
      dense: true,
    })
  }

  return { form, print }
}
