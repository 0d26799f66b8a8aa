import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { difference } from '../../domain/record/difference.ts'
import { blockingLock } from '../../domain/record/lock.ts'
import { findSection, sectionOf, sections } from '../../domain/record/sections.ts'
import { showValue } from '../../domain/record/value.ts'
import * as confirmations from '../../store/account/mail-confirmations.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as notices from '../../store/notice/notices.ts'
import * as people from '../../store/person/people.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { scope } from '../../web/scope.ts'
import { maskedValue } from '../../web/show/masked-value.ts'
import { formOfRow, rowControls } from '../../web/show/row-form.ts'
import { historyLines, labelOf, rowLines, rowTitle, sectionView } from '../../web/show/row.ts'
import { ownFields, readOwn } from './form.ts'
import { askToConfirm, warnEarlier } from './own-mail.ts'

type OfRow = { Params: { row: string } }
type OfField = { Params: { row: string; field: string } }
type OfSection = { Params: { section: string } }

/** One's own record: everything in it, one row, what it was before, and the fields a person changes without asking. */
export default async function record(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps

  app.get('/record', async (request, reply) => {
    const { personId } = actorOf(request)
    const today = legalDay(clock())
    const [rows, open, locked] = await Promise.all([
      records.ofPerson(db, ring, personId),
      corrections.openOfPerson(db, personId),
      locks.active(db, personId, today),
    ])
    const language = reply.language()
    const views = sections.map(section => {
      const own = rows.filter(row => row.section === section.id)
      return {
        ...sectionView(section, own, language),
        lock: blockingLock(locked, section.id, today) ?? null,
        pending: open.filter(request => request.section === section.id),
        hasOwnFields: own.length > 0 && section.form === 'single' && ownFields(section).length > 0,
      }
    })
    return reply.page('record/index', {
      filled: views.filter(view => view.rows.length > 0),
      blank: views.filter(view => view.rows.length === 0),
      dense: false,
    })
  })

  app.get<OfRow>('/record/rows/:row', async (request, reply) => {
    const row = await ownRow(request, request.params.row)
    const section = sectionOf(row.section)
    const language = reply.language()
    const { personId } = actorOf(request)
    const today = legalDay(clock())
    return reply.page('record/row', {
      section: labelOf(section, language),
      sectionId: section.id,
      rowId: row.id,
      title: rowTitle(section, row.data, language),
      lines: rowLines(section, row.data, language),
      pending: (await corrections.openOfPerson(db, personId)).filter(request => request.rowId === row.id),
      lock: blockingLock(await locks.active(db, personId, today), section.id, today) ?? null,
    })
  })

  app.get<OfRow>('/record/rows/:row/history', async (request, reply) => {
    const { personId } = actorOf(request)
    const versions = await records.history(db, ring, personId, request.params.row)
    const [newest] = versions
    if (!newest) throw notFound()
    const section = sectionOf(newest.section)
    return reply.page('record/history', {
      section: labelOf(section, reply.language()),
      title: rowTitle(section, newest.data, reply.language()),
      rowId: newest.version.operation === 'delete' ? null : request.params.row,
      versions: historyLines(section, versions, reply.language()),
    })
  })

  app.register(revealing, deps)

  app.get<OfSection>('/record/:section/own', async (request, reply) => {
    const { section, row } = await ownSection(request)
    return ownPage(request, reply, section.id, { form: formOfRow(section, row.data), version: row.version })
  })

  app.post<OfSection>('/record/:section/own', async (request, reply) => {
    const { section, row } = await ownSection(request)
    const actor = actorOf(request)
    const now = clock()
    const form = rawForm(request.body)
    const read = readOwn(section, form, row.data, legalDay(now), reply.language())
    if (!read.ok) {
      return ownPage(request, reply.code(422), section.id, {
        form: read.form,
        errors: read.errors,
        version: row.version,
      })
    }
    if (difference(section, 'change', row.data, read.value).length === 0) return reply.seeOther('/record')

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
      return ownPage(request, reply.code(409), section.id, { form, errors, version: row.version })
    }
    // not waited for: what was changed is kept, whether or not the letter can be sent
    void warnEarlier(deps, mail).catch((error: unknown) => request.log.error({ err: error }, 'A letter was not sent.'))
    return reply.seeOther('/record')
  })

  async function ownRow(request: FastifyRequest, rowId: string) {
    const row = await records.row(db, ring, actorOf(request).personId, rowId)
    if (!row) throw notFound()
    return row
  }

  async function ownSection(request: FastifyRequest<OfSection>) {
    const section = findSection(request.params.section)
    const rows = await records.ofPerson(db, ring, actorOf(request).personId)
    const row = rows.find(row => row.section === section?.id)
    if (!section || !row || section.form !== 'single' || ownFields(section).length === 0) {
      throw notFound()
    }
    return { section, row }
  }

  function ownPage(_request: FastifyRequest, reply: FastifyReply, sectionId: string, shown: object) {
    const section = sectionOf(sectionId)
    const language = reply.language()
    const only = ownFields(section).map(field => field.id)
    return reply.page('record/own', {
      section: labelOf(section, language),
      sectionId,
      controls: rowControls(section, {}, { language, today: legalDay(clock()), only }),
      ...shown,
    })
  }
}

async function revealing(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock } = deps
  scope(app, 'masked', async request => {
    const asked = request.params as OfField['Params']
    const row = await records.row(db, ring, actorOf(request).personId, asked.row)
    return row && maskedValue(row, asked.field)
  })

  app.get('/record/rows/:row/revealed/:field', { config: { proof: 'fresh' } }, async (request, reply) => {
    const { rowId, section, field, value } = request.masked
    await accessLog.add(db, {
      ...viewerOf(request, 'employee'),
      personId: actorOf(request).personId,
      action: 'reveal',
      section: section.id,
      purpose: '',
      at: clock(),
    })
    const language = reply.language()
    return reply.page('record/revealed', {
      section: labelOf(section, language),
      rowId,
      label: labelOf(field, language),
      value: showValue(field, value, language),
    })
  })
}
