import type { FastifyReply } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { decide } from '../../domain/correction/correction.ts'
import { shortDate } from '../../domain/roc-date.ts'
import type { Correction } from '../../store/correction/corrections.ts'
import * as corrections from '../../store/correction/corrections.ts'
import * as evidence from '../../store/correction/evidence.ts'
import { factsOf } from '../../store/correction/facts.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { formOfRow, rowControls } from '../../web/show/row-form.ts'
import { changeLines, labelOf, rowLines, rowTitle } from '../../web/show/row.ts'
import { checkDraft, readAsked, type AskedRow } from './form.ts'
import { isDraft, notAgain, rowOf } from './own-correction.ts'

/** The draft: what is to change and why, kept on the server, and one page to check it all before it is sent. */
export function draftPages(deps: Deps) {
  const { db, ring, clock } = deps

  const edit: Handler = async (request, reply) => {
    const { correction } = request
    const known = await rowOf(deps, correction)
    const form = {
      ...formOfRow(known.section, known.draft),
      reason: correction.reason,
      effective: correction.effective ? shortDate(correction.effective) : '',
    }
    return editPage(reply, correction, known, { form })
  }

  const save: Handler = async (request, reply) => {
    const { correction } = request
    const form = rawForm(request.body)
    const tellNewer = async () => {
      const errors = [{ field: 'main', text: 'correction.refused.saved-elsewhere' }]
      const now = await corrections.find(db, ring, correction.id)
      if (!now) throw notFound()
      if (!isDraft(now)) throw notAgain(now)
      return editPage(reply.code(409), now, await rowOf(deps, now), { form, errors })
    }
    // first, so that a page with mistakes never carries the newer revision unsaid
    if (form['revision'] !== String(correction.revision)) return tellNewer()
    const isUnfinished = form['chosen'] === 'later'
    const known = await rowOf(deps, correction)
    const asked = readAsked(known, form, reply.language(), { isUnfinished })
    if (!asked.ok) return editPage(reply.code(422), correction, known, asked)
    const { changes, reason, effective } = asked.value
    const saved = await corrections.save(db, ring, correction, { items: changes, reason, effective }, clock())
    if (!saved) return tellNewer()
    return reply.seeOther(isUnfinished ? '/corrections' : `/corrections/${correction.id}/evidence`, 'said.draft-saved')
  }

  const check: Handler = async (request, reply) => {
    const { correction } = request
    const actor = actorOf(request)
    const language = reply.language()
    const known = await rowOf(deps, correction)
    const { section, operation } = known
    const { errors: missing, warnings } = checkDraft(known, correction, language)
    const facts = await factsOf(db, ring, correction, actor, legalDay(clock()))
    const decision = decide(facts, correction.state === 'draft' ? 'submit' : 'resubmit', actor)
    const errors = [
      ...missing.map(error => ({ ...error, field: 'asked' })),
      ...(decision.ok ? [] : [{ field: 'evidence', text: decision.why }]),
    ]
    return reply.page('corrections/check', {
      id: correction.id,
      section: labelOf(section, language),
      operation,
      title: rowTitle(section, operation === 'add' ? known.draft : known.current, language),
      changes: changeLines(section, operation, correction.items, language),
      warnings,
      reason: correction.reason,
      effective: correction.effective,
      files: await evidence.ofCorrection(db, correction.id),
      needsAuthority: facts.needsAuthority,
      errors,
    })
  }

  function editPage(reply: FastifyReply, correction: Correction, known: AskedRow, shown: object) {
    const { section, operation, current } = known
    const language = reply.language()
    return reply.page('corrections/edit', {
      id: correction.id,
      revision: correction.revision,
      section: labelOf(section, language),
      operation,
      title: operation === 'add' ? '' : rowTitle(section, current, language),
      lines: rowLines(section, current, language).filter(line => line.value),
      controls:
        operation === 'delete' ? [] : rowControls(section, known.draft, { language, today: known.around.today }),
      decision: correction.state === 'returned' ? correction.decisionText : null,
      ...shown,
    })
  }

  return { edit, save, check }
}
