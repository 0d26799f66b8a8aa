import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { difference } from '../../domain/record/difference.ts'
import { findSection, ownFields, sectionOf } from '../../domain/record/sections.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import * as notices from '../../store/notice/notices.ts'
import * as people from '../../store/person/people.ts'
import * as records from '../../store/record/records.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { ownSubject } from '../../web/access/record-reader.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { rowControls, scriptOf } from '../../web/show/row-controls.ts'
import { formOfRow } from '../../web/show/row-form.ts'
import { labelOf } from '../../web/show/row.ts'
import { readOwn } from './form.ts'
import { askToConfirm, warnEarlier } from './own-mail.ts'

type OfSection = { Params: { section: string } }

/** The fields that a person changes without asking. */
export function ownFieldPages(deps: Deps) {
  const { db, ring, clock } = deps

  const form: Handler<OfSection> = async (request, reply) => {
    const { section, row } = await ownSection(request)
    return page(reply, row, section.id, { form: formOfRow(section, row.data), version: row.version })
  }

  const save: Handler<OfSection> = async (request, reply) => {
    const { section, row } = await ownSection(request)
    const actor = actorOf(request)
    const now = clock()
    const form = rawForm(request.body)
    const read = readOwn(section, form, row.data, legalDay(now), reply.language())
    if (!read.ok) {
      return page(reply.code(422), row, section.id, {
        form: read.form,
        errors: read.errors,
        version: row.version,
      })
    }
    if (difference(section, 'change', row.data, read.value).length === 0) {
      return reply.seeOther('/record', 'said.nothing-changed')
    }

    const change = async (tx: Deps['db']) => {
      const before = await confirmations.workMail(tx, ring, actor.personId)
      const changed = {
        personId: actor.personId,
        section: section.id,
        rowId: row.id,
        operation: 'change' as const,
        baseVersion: Number(form['version']),
        data: { ...row.data, ...read.value },
        source: 'self' as const,
        writer: { actor, subject: ownSubject(actor) },
        reason: speak('zh-TW')('record.own-change'),
      }
      const written = await records.write(tx, ring, changed, byOf(request, 'employee'), now)
      const agency = await people.mainAgency(tx, actor.personId, legalDay(now))
      if (written.ok && agency) {
        await notices.tellHr(tx, agency.id, { text: 'notice.own-change', url: `/people/${actor.personId}` }, now)
      }
      const after = await confirmations.workMail(tx, ring, actor.personId)
      const mail = { accountId: actor.accountId, before, after }
      await askToConfirm(tx, deps, mail, now)
      return { written, mail }
    }
    const { written, mail } = await once(request, deps, change, done => (done.written.ok ? '/record' : null))
    if (!written.ok) {
      const errors = [{ field: 'main', text: written.why }]
      return page(reply.code(409), row, section.id, { form, errors, version: row.version })
    }
    // not waited for: what was changed is kept, whether or not the letter can be sent
    void warnEarlier(deps, mail).catch((error: unknown) => request.log.error({ err: error }, 'A letter was not sent.'))
    return reply.seeOther('/record', 'said.record-saved')
  }

  /** What stands there is right: no form is filled in, and nobody is told. */
  const confirm: Handler<OfSection> = async (request, reply) => {
    const { section, row } = await ownSection(request)
    const { version: typed = '' } = rawForm(request.body)
    const seenAs = /^\d{1,9}$/.test(typed) ? Number(typed) : 0
    const seen = { personId: actorOf(request).personId, rowId: row.id, version: seenAs }
    const isDone = await once(
      request,
      deps,
      tx => records.confirm(tx, ring, seen, byOf(request, 'employee'), clock()),
      done => (done ? '/record' : null),
    )
    if (isDone) return reply.seeOther('/record', 'said.record-confirmed')
    const errors = [{ field: 'main', text: 'record.refused.changed-meanwhile' }]
    const { version, data } = row
    return page(reply.code(409), row, section.id, { form: formOfRow(section, data), errors, version })
  }

  async function ownSection(request: FastifyRequest<OfSection>) {
    const section = findSection(request.params.section)
    const rows = await records.ofPerson(db, ring, actorOf(request).personId)
    const row = rows.find(row => row.section === section?.id)
    if (!section || !row || ownFields(section).length === 0) throw notFound()
    return { section, row }
  }

  async function page(reply: FastifyReply, row: records.Row, sectionId: string, shown: object) {
    const section = sectionOf(sectionId)
    const language = reply.language()
    const only = ownFields(section).map(field => field.id)
    const controls = rowControls(section, row.data, { language, today: legalDay(clock()), only, isOwn: true })
    return reply.page('record/own', {
      section: labelOf(section, language),
      sectionId,
      seenTo: legalDay((await records.seenToAt(db, row.id)) ?? clock()),
      controls,
      script: scriptOf(controls),
      ...shown,
    })
  }

  return { form, save, confirm }
}
