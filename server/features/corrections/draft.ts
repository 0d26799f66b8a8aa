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
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { rowControls, scriptOf } from '../../web/show/row-controls.ts'
import { fieldsWith, formOfRow } from '../../web/show/row-form.ts'
import { changeLines, labelOf, rowLines, rowTitle } from '../../web/show/row.ts'
import { fieldsOf, fieldsToChoose, headOf } from './fields.ts'
import { checkDraft, readAsked, readChosen, readFields, type AskedRow } from './form.ts'
import { isDraft, notAgain, rowOf } from './own-correction.ts'

/** Where the buttons of the form lead, by their value. What is unfinished may be kept so, but not sent. */
const leads = {
  next: { to: 'evidence', isUnfinished: false },
  later: { to: '', isUnfinished: true },
  fields: { to: 'fields', isUnfinished: true },
}

type Chosen = { Querystring: Raw }

/**
 * The draft: which fields are wrong, what they are to be and why, kept on the server, and one page to check it all
 * before it is sent.
 */
export function draftPages(deps: Deps) {
  const { db, ring, clock } = deps

  const edit: Handler<Chosen> = async (request, reply) => {
    const { correction } = request
    const known = await rowOf(deps, correction)
    const isChosen = request.query['chosen'] === 'yes'
    const fields = isChosen ? readChosen(known, request.query) : readFields(known, fieldsOf(known, correction))
    if (fields.length === 0 && known.operation === 'change') {
      return reply.seeOther(`/corrections/${correction.id}/fields${isChosen ? '?none=yes' : ''}`)
    }
    const form = {
      ...formOfRow(known.section, known.draft),
      reason: correction.reason,
      effective: correction.effective ? shortDate(correction.effective) : '',
    }
    return editPage(reply, correction, known, fields, { form })
  }

  const save: Handler = async (request, reply) => {
    const { correction } = request
    const form = rawForm(request.body)
    // a form that was opened before an update names none, and has all
    const namedOf = (known: AskedRow) => readFields(known, form['fields']?.split(',') ?? fieldsToChoose(known))
    const tellNewer = async () => {
      const errors: FieldError[] = [{ field: 'main', text: 'correction.refused.saved-elsewhere' }]
      const now = await corrections.find(db, ring, correction.id)
      if (!now) throw notFound()
      if (!isDraft(now)) throw notAgain(now)
      const known = await rowOf(deps, now)
      return editPage(reply.code(409), now, known, namedOf(known), { form, errors })
    }
    // first, so that a page with mistakes never carries the newer revision unsaid
    if (form['revision'] !== String(correction.revision)) return tellNewer()
    const chosen = form['chosen'] ?? ''
    const { to, isUnfinished } = Object.hasOwn(leads, chosen) ? leads[chosen as keyof typeof leads] : leads.next
    const known = await rowOf(deps, correction)
    const fields = namedOf(known)
    const asked = readAsked(known, fields, form, { language: reply.language(), isUnfinished })
    // also of a form that is refused: whoever leaves it finds again what they typed; but of what was sent HR goes on
    // seeing what is meant
    const { changes, reason, effective } = asked.readable
    const isKept = asked.ok || (correction.state === 'draft' && fields.length > 0)
    const kept = { items: changes, fields, reason, effective }
    if (isKept && !(await corrections.save(db, ring, correction, kept, clock()))) return tellNewer()
    if (!asked.ok) {
      const revision = correction.revision + Number(isKept)
      return editPage(reply.code(422), { ...correction, revision }, known, fields, asked)
    }
    return reply.seeOther(to ? `/corrections/${correction.id}/${to}` : '/corrections', 'said.draft-saved')
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
    const isTold = decision.ok || missing.some(({ text }) => text === decision.why)
    const errors = [
      ...missing.map(error => ({ ...error, field: 'asked' })),
      ...(isTold ? [] : [{ field: 'evidence', text: decision.why }]),
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

  function editPage(
    reply: FastifyReply,
    correction: Correction,
    known: AskedRow,
    chosen: readonly string[],
    shown: { form: Raw; errors?: FieldError[] },
  ) {
    const { section, operation, current } = known
    const language = reply.language()
    // what the change of one field makes wrong in another can be put right only where that one is shown too
    const only = readFields(known, [...chosen, ...fieldsWith(section, shown.errors ?? [])])
    const present = operation === 'change' ? { present: current } : {}
    const today = known.around.today
    const controls =
      operation === 'delete'
        ? []
        : rowControls(section, known.draft, { language, today, only, isOwn: true, ...present })
    return reply.page('corrections/edit', {
      ...headOf(correction, known, language),
      revision: correction.revision,
      fields: only.join(','),
      mayChoose: operation === 'change' && fieldsToChoose(known).length > 1,
      lines: rowLines(section, current, language).filter(line => line.value),
      controls,
      script: scriptOf(controls),
      decision: correction.state === 'returned' ? correction.decisionText : null,
      ...shown,
    })
  }

  return { edit, save, check }
}
