import type { FastifyReply, FastifyRequest } from 'fastify'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as exemption from '../../store/record/findings/exemption.ts'
import * as findings from '../../store/record/findings/list.ts'
import { isPlace } from '../../store/record/findings/place.ts'
import { pagePrefix } from '../../web/access/person-door.ts'
import { actorOf, byOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm, readText, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { wordsOf } from '../../web/show/record/finding.ts'
import { listIn, purposeNow, scopeOf } from './scope.ts'

/** A warning that HR knows to be right needs no action, with a reason, until its row changes. */
export function exemptionPages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (request, reply) => {
    const form = rawForm(request.query)
    const { finding, purpose } = await named(request, form)
    const { sensitive } = sectionOf(finding.section)
    await accessLog.add(db, {
      ...viewerOf(request, hrRoleOf(request)),
      personId: finding.personId,
      action: 'read',
      section: sensitive ? finding.section : `${pagePrefix}findings`,
      purpose,
      at: clock(),
    })
    return page(reply, finding, { form })
  }

  const exempt: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { finding } = await named(request, form)
    const errors: FieldError[] = []
    const reason = readText(form, 'reason', 500, errors)
    if (reason === '') errors.push({ field: 'reason', text: 'findings.refused.exempt-reason' })
    if (errors.length > 0) return page(reply.code(422), finding, { form, errors })
    const version = /^\d{1,9}$/.test(form['version'] ?? '') ? Number(form['version']) : 0
    const seen = { version, reason }
    const by = byOf(request, hrRoleOf(request))
    const isDone = await db.transaction(tx => exemption.exempt(tx, finding, seen, by, clock()))
    if (isDone || (finding.isExempt && finding.exemptReason === reason)) {
      return reply.seeOther(listIn(form['next']), 'said.finding-exempted')
    }
    const changed: FieldError = { field: 'reason', text: 'record.refused.changed-meanwhile' }
    return page(reply.code(409), finding, { form, errors: finding.isExempt ? [] : [changed] })
  }

  const end: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const { finding } = await named(request, form)
    const by = byOf(request, hrRoleOf(request))
    await db.transaction(tx => exemption.endExemption(tx, finding, by, clock()))
    return reply.seeOther(listIn(form['next']), 'said.finding-listed')
  }

  /** The warning that a form or an address names, while the findings are open; an error is mended, not passed over. */
  async function named(request: FastifyRequest, { place = '' }: Raw) {
    const purpose = await purposeNow(request, deps)
    if (purpose === undefined || !isPlace(place)) throw notFound()
    const finding = await findings.find(db, scopeOf(request, deps), place)
    const isSeen = sectionsAtAgency(actorOf(request), 'enter').some(({ id }) => id === finding?.section)
    if (finding?.severity !== 'warning' || !isSeen) throw notFound()
    return { finding, purpose }
  }

  return { show, exempt, end }
}

function page(
  reply: FastifyReply,
  finding: NonNullable<Awaited<ReturnType<typeof findings.find>>>,
  shown: { form: Raw; errors?: FieldError[] },
) {
  const next = listIn(shown.form['next'])
  return reply.page('findings/exemption', { finding, words: wordsOf(finding, reply.language()), next, ...shown })
}
