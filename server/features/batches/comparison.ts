import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { mayEnterForAgency, sectionsAtAgency } from '../../domain/record/access.ts'
import { differingFields, mayBatch, mostPeople, mostWhoDiffer } from '../../domain/record/batch.ts'
import { compare, comparisons, mostLines, readLines, type Compared } from '../../domain/record/batch/comparison.ts'
import type { Field, Section } from '../../domain/record/field.ts'
import { blockingLock, disputedFields } from '../../domain/record/lock.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import { showValue, typedOf } from '../../domain/record/value.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import * as accessLog from '../../store/record/access-log.ts'
import * as locks from '../../store/record/locks.ts'
import * as records from '../../store/record/records.ts'
import { speak } from '../../text/speak.ts'
import { actorOf, agencyOf, hrRoleOf, viewerOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { namedBy } from '../../web/show/list/named.ts'
import { toldApart } from '../../web/show/list/told-apart.ts'
import type { Mark } from '../../web/show/record/file.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { labelOf } from '../../web/show/row.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'
import { whoIsAmong } from './naming.ts'
import { inputOfPerson } from './values.ts'

/** Whose rows are read at once. */
const peopleAtOnce = 500
/** So many of a kind are listed. */
const listed = 500

/** 比對: lines that were pasted against a field of the records; what was pasted is kept nowhere. */
export function comparison(deps: Deps) {
  const { db, ring, clock } = deps

  const form: Handler = async (request, reply) => {
    const section = sectionIn(actorOf(request), rawForm(request.query))
    if (!section) return reply.seeOther('/batches', 'said.batch-not-so')
    return page(request, reply, section, {})
  }

  /** From the list of people: the lines are compared with those who were chosen there alone. */
  const chosen: Handler = async (request, reply) => {
    const typed = rawForm(request.body)
    const section = sectionIn(actorOf(request), typed)
    if (!section) return reply.seeOther('/batches', 'said.batch-not-so')
    return page(request, reply, section, {
      form: { listed_all: typed['listed_all'] ?? '', listed: typed['listed'] ?? '' },
    })
  }

  const result: Handler = async (request, reply) => {
    const read = await compared(request, reply)
    if (!read.ok) return read.answer
    const { section, field, found, names, marksOf, purpose } = read
    return page(request, reply, section, {
      form: rawForm(request.body),
      compared: comparisons.flatMap(one => shown(one, found, { field, names, marksOf, reply })),
      change: changeOf(section, field, found),
      purpose,
    })
  }

  /** The same as a file, of everybody. */
  const file: Handler = async (request, reply) => {
    const read = await compared(request, reply)
    if (!read.ok) return read.answer
    const { field, found, names, marksOf } = read
    const t = speak(reply.language())
    const head = [
      t('comparison.result'),
      t('person.name'),
      t('comparison.line'),
      t('comparison.ours'),
      t('comparison.theirs'),
      t('comparison.marks'),
    ]
    const lines = comparisons.flatMap(kind =>
      found
        .filter(one => one.comparison === kind)
        .map(one => {
          const shown = { field, names, marksOf, language: reply.language() }
          const { place, name, ours, theirs, marks } = lineOf(one, shown)
          const told = marks.map(mark => t(keyOf.recordMark(mark))).join(t('form.list-comma'))
          return [t(keyOf.comparison(kind)), name, place === null ? '' : String(place), ours, theirs, told]
        }),
    )
    return sendSheet(request, reply, { name: `${t('comparison.file')}-${legalDay(clock())}`, lines: [head, ...lines] })
  }

  /** Compares what a form says, which everybody who is compared can read; or answers what is wrong in it. */
  async function compared(request: FastifyRequest, reply: FastifyReply) {
    const typed = rawForm(request.body)
    const section = sectionIn(actorOf(request), typed)
    if (!section) return { ok: false as const, answer: reply.seeOther('/batches', 'said.batch-not-so') }
    const today = legalDay(clock())
    const field = differingFields(section).find(({ id }) => id === typed['field'])
    const lines = readLines(typed['lines'] ?? '')
    const purpose = readPurpose(typed['purpose'] ?? '')
    const errors: FieldError[] = []
    if (!field) errors.push({ field: 'field', text: 'batch.refused.match-field' })
    if (lines.length === 0) errors.push({ field: 'lines', text: 'comparison.refused.lines' })
    if (lines.length > mostLines) {
      errors.push({ field: 'lines', text: 'comparison.refused.too-many', holes: { max: mostLines } })
    }
    if (!purpose.ok) errors.push({ field: 'purpose', text: purpose.why })
    const whom = isOfChosen(typed) ? { personIds: namedBy(typed) } : {}
    const here = await agencyList.everybody(db, agencyOf(request), today, whom, mostPeople + 2)
    if (here.isMore) errors.push({ field: 'lines', text: 'batch.refused.too-many', holes: { max: mostPeople } })
    if (!field || !purpose.ok || errors.length > 0) {
      const answer = page(request, reply.code(422), section, { form: typed, errors })
      return { ok: false as const, answer }
    }
    const [actor, agencyIds] = [actorOf(request), [agencyOf(request)]]
    const whoIs = await whoIsAmong(
      deps,
      here.people,
      lines.map(({ key }) => key),
      actor,
    )
    const open = here.people.map(({ id }) => id).filter(id => mayEnterForAgency(actor, { id, agencyIds }, section))
    const rowsOf = new Map<string, records.Row[]>()
    for (let i = 0; i < open.length; i += peopleAtOnce) {
      const ids = open.slice(i, i + peopleAtOnce)
      const read = await records.ofPeople(db, ring, ids, [section.id])
      for (const id of ids) rowsOf.set(id, read.get(id) ?? [])
    }
    const found = compare({ section, field, today }, lines, { whoIs, rowsOf })
    const reading = { action: 'read' as const, section: section.id, purpose: purpose.value, at: clock() }
    const viewer = viewerOf(request, hrRoleOf(request))
    await accessLog.addAll(
      db,
      open.map(personId => ({ ...viewer, ...reading, personId })),
    )
    const names = new Map(toldApart(here.people, reply.language()).map(({ id, name }) => [id, name]))
    const locksOf = await locks.activeOf(db, open, today)
    const marksOf = ({ personId, rowId }: Compared): Marked[] => {
      const held = locksOf.get(personId ?? '') ?? []
      const isDisputed = disputedFields(held, today)
        .get(rowId ?? '')
        ?.has(field.id)
      return [
        ...(blockingLock(held, section.id, today) ? (['locked'] as const) : []),
        ...(isDisputed ? (['disputed'] as const) : []),
      ]
    }
    return { ok: true as const, section, field, found, names, marksOf, purpose: purpose.value }
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    section: Section,
    more: { form?: Raw; errors?: FieldError[]; compared?: object[]; change?: object | null; purpose?: string },
  ) {
    const language = reply.language()
    const form = more.form ?? {}
    return reply.page('batches/comparison', {
      ...more,
      form,
      section: { id: section.id, text: labelOf(section, language) },
      fields: differingFields(section).map(field => ({ value: field.id, text: labelOf(field, language) })),
      compared: more.compared ?? null,
      listed: isOfChosen(form) ? namedBy(form) : null,
      mostLines,
      purposes: usualPurposes(await agencies.purposes(db, agencyOf(request))),
      dense: true,
    })
  }

  return { form, chosen, result, file }
}

const isOfChosen = (form: Raw) => form['listed_all'] === 'yes'

/** Of one kind: how many there are, and those that are listed; what is the same is only counted. */
function shown(
  comparison: Compared['comparison'],
  found: readonly Compared[],
  { reply, ...shown }: Omit<Shown, 'language'> & { reply: FastifyReply },
) {
  const all = found.filter(one => one.comparison === comparison)
  if (all.length === 0) return []
  const lines = comparison === 'same' ? [] : all.slice(0, listed)
  return [
    {
      comparison,
      hasLines: comparison !== 'only-here',
      count: all.length,
      more: comparison === 'same' ? 0 : all.length - lines.length,
      lines: lines.map(one => lineOf(one, { ...shown, language: reply.language() })),
    },
  ]
}

type Shown = {
  field: Field
  names: ReadonlyMap<string, string>
  marksOf: (compared: Compared) => Marked[]
  language: Language
}
/** A value that is locked is not changed for now, and of one that is disputed everybody has to learn. */
type Marked = Extract<Mark, 'locked' | 'disputed'>

function lineOf(compared: Compared, { field, names, marksOf, language }: Shown) {
  const { line, personId, ours, theirs } = compared
  return {
    marks: marksOf(compared),
    place: line?.place ?? null,
    name: personId ? (names.get(personId) ?? '') : (line?.key ?? ''),
    ours: showValue(field, ours, language),
    theirs: (theirs !== null && showValue(field, theirs, language)) || (line?.value ?? ''),
  }
}

/** What goes on into a change: each who differs, with the value that was pasted. A blank one changes nothing. */
function changeOf(section: Section, field: Field, found: readonly Compared[]) {
  const differ = found.flatMap(({ comparison, personId, theirs }) =>
    comparison === 'different' && personId && theirs !== null ? [{ personId, theirs }] : [],
  )
  if (differ.length === 0) return null
  return {
    count: differ.length,
    isMany: differ.length > mostWhoDiffer,
    most: mostWhoDiffer,
    fields: {
      verb: 'change',
      section: section.id,
      [`differs_${field.id}`]: 'yes',
      listed_all: 'yes',
      listed: differ.map(({ personId }) => personId).join(' '),
      ...Object.fromEntries(
        differ.map(({ personId, theirs }) => [
          inputOfPerson(personId, field.id),
          typedOf(field, theirs)[field.id] ?? '',
        ]),
      ),
    },
  }
}

function sectionIn(actor: Actor, { section: id = '' }: Raw): Section | undefined {
  const section = sectionsAtAgency(actor, 'enter').find(one => one.id === id)
  return section && mayBatch('change', section) && differingFields(section).length > 0 ? section : undefined
}
