import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { mayEnterForAgency, sectionsAtAgency } from '../../domain/record/access.ts'
import {
  batchVerbs,
  differingFields,
  mayBatch,
  mostPeople,
  mostWhoDiffer,
  type BatchVerb,
} from '../../domain/record/batch.ts'
import type { Section } from '../../domain/record/field.ts'
import { readPurpose } from '../../domain/record/purpose.ts'
import * as agencies from '../../store/agency/agencies.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import * as people from '../../store/person/people.ts'
import * as batches from '../../store/record/batches.ts'
import { idIndex, newRowId } from '../../store/record/records.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { batchSections } from '../../web/show/record/batch-sections.ts'
import { usualPurposes } from '../../web/show/record/usual-purposes.ts'
import { readStretch, stepsOf, tableOf } from '../../web/show/list/list.ts'
import { namedBy } from '../../web/show/list/named.ts'
import { numberIn, staffNumberIn } from '../../web/show/list/search.ts'
import { labelOf } from '../../web/show/row.ts'
import { toldApart } from '../../web/show/list/told-apart.ts'
import { columns, leadIn } from './columns.ts'
import { inputOfPerson } from './values.ts'

const size = 50
/** People whom one can tick; of more people all are taken, or who was searched for. */
const listed = 200

/** The batches of an agency, and the first step of a new one: which verb, which section, whose records. */
export function beginning(deps: Deps, compareChosen: Handler) {
  const { db, ring, clock } = deps

  const list: Handler = async (request, reply) => {
    const stretch = readStretch(rawForm(request.query), size)
    const found = await batches.ofAgency(db, agencyOf(request), stretch)
    // what it was reached from may have gone since
    if (found.rows.length === 0 && (stretch.after ?? stretch.before)) return reply.seeOther('/batches')
    return reply.page('batches/index', {
      verbs: batchVerbs,
      sections: batchSections(actorOf(request), reply.language()),
      // what is entered for many at once most of all
      form: { section: 'reward' },
      table: tableOf(found.rows, columns, reply.language(), leadIn(reply.language())),
      steps: stepsOf('/batches', {}, found),
    })
  }

  const newForm: Handler = async (request, reply) => {
    const { verb, section = '' } = rawForm(request.query)
    if (verb === 'compare') return reply.seeOther(`/batches/comparison?${new URLSearchParams({ section })}`)
    const asked = readAsked(actorOf(request), request.query)
    if (!asked) return reply.seeOther('/batches', 'said.batch-not-so')
    return page(request, reply, asked)
  }

  /** From the list of people, where they were chosen; or somebody is looked for. */
  const choice: Handler = async (request, reply) => {
    if (rawForm(request.body)['verb'] === 'compare') return compareChosen(request, reply)
    const asked = readAsked(actorOf(request), request.body)
    if (!asked) return reply.seeOther('/batches', 'said.batch-not-so')
    return page(request, reply, asked, { form: rawForm(request.body) })
  }

  const begin: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const asked = readAsked(actorOf(request), request.body)
    if (!asked) return reply.seeOther('/batches', 'said.batch-not-so')
    const { verb, section } = asked
    const { people: chosen, isMore } = await peopleHere(request, section, form['all'] === 'yes' ? {} : namedIn(form))
    const differing = differingFields(section).filter(({ id }) => form[`differs_${id}`] === 'yes')
    const purpose = readPurpose(form['purpose'] ?? '')
    const errors: FieldError[] = []
    if (chosen.length === 0) errors.push({ field: 'all', text: 'batch.refused.nobody' })
    if (isMore || chosen.length > mostPeople) {
      errors.push({ field: 'all', text: 'batch.refused.too-many', holes: { max: mostPeople } })
    }
    if (differing.length > 0 && chosen.length > mostWhoDiffer) {
      errors.push({ field: 'all', text: 'batch.refused.too-many-differ', holes: { max: mostWhoDiffer } })
    }
    if (!purpose.ok) errors.push({ field: 'purpose', text: purpose.why })
    if (errors.length > 0 || !purpose.ok) return page(request, reply.code(422), asked, { form, errors })
    const { accountId, actingFor } = actorOf(request)
    const id = newRowId()
    const batch = {
      id,
      agencyId: agencyOf(request),
      verb,
      section: section.id,
      state: 'draft' as const,
      purpose: purpose.value,
      people: chosen.map(one => one.id),
      differing: verb === 'delete' ? [] : differing.map(field => field.id),
      form: verb === 'delete' ? {} : eachIn(form, chosen, differing),
      which: { rows: 'newest' as const },
      reason: '',
      byAccountId: accountId,
      actingFor: actingFor?.accountId ?? null,
      at: clock(),
    }
    const to = `/batches/${id}/values`
    await once(
      request,
      deps,
      async tx => {
        await batches.begin(tx, batch, byOf(request, hrRoleOf(request)))
        await batches.open(tx, { accountId, batchId: id, purpose: batch.purpose }, clock())
      },
      () => to,
    )
    return reply.seeOther(to, 'said.batch-begun', String(chosen.length))
  }

  const peopleOf = (request: FastifyRequest, filter: agencyList.PeopleFilter, limit: number) =>
    agencyList.everybody(db, agencyOf(request), legalDay(clock()), filter, limit)

  /** Whose records the actor may write. */
  async function peopleHere(request: FastifyRequest, section: Section, filter: agencyList.PeopleFilter) {
    const [actor, agencyId] = [actorOf(request), agencyOf(request)]
    const { people: here, isMore } = await peopleOf(request, filter, mostPeople + 2)
    const isOpen = ({ id }: { id: string }) => mayEnterForAgency(actor, { id, agencyIds: [agencyId] }, section)
    return { people: here.filter(isOpen), isMore }
  }

  /** By a part of a name, or by a number, which stands in no address. */
  async function lookedFor(request: FastifyRequest, typed: string): Promise<agencyList.PeopleFilter> {
    const staffNumber = staffNumberIn(typed)
    if (/\d/.test(staffNumber)) {
      const [known] = (await peopleOf(request, { staffNumber }, 1)).people
      if (known) return { personId: known.id }
    }
    const number = numberIn(typed)
    if (number === undefined) return { search: typed.trim() }
    const represented = actorOf(request).deputyFor.map(({ personId }) => personId)
    const known = await people.byAnyNumber(db, idIndex(ring, number), represented)
    return { personIds: known.map(({ id }) => id) }
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    { verb, section }: Asked,
    shown: { form?: Raw; errors?: FieldError[] } = {},
  ) {
    const language = reply.language()
    const form: Raw = { q: '', ...shown.form, verb, section: section.id }
    const isChosen = form['listed_all'] === 'yes'
    const named = new Set(namedBy(form))
    const filter = isChosen ? namedIn(form) : await lookedFor(request, form['q'] ?? '')
    const { people: found } = await peopleHere(request, section, filter)
    return reply.page('batches/new', {
      ...shown,
      form,
      verb,
      section: { id: section.id, text: labelOf(section, language) },
      people: toldApart(isChosen ? found : found.filter(({ id }, place) => place < listed || named.has(id)), language),
      isChosen,
      count: found.length,
      listed,
      fields:
        verb === 'delete'
          ? []
          : differingFields(section).map(field => ({ id: field.id, text: labelOf(field, language) })),
      purposes: usualPurposes(await agencies.purposes(db, agencyOf(request))),
      dense: true,
    })
  }

  return { list, newForm, choice, begin }
}

/** What each was given already, where the batch comes of a comparison. */
const eachIn = (form: Raw, people: readonly { id: string }[], fields: readonly { id: string }[]): Raw => {
  const names = people.flatMap(person => fields.map(field => inputOfPerson(person.id, field.id)))
  return Object.fromEntries(names.flatMap(name => (form[name] ? [[name, form[name]]] : [])))
}

const namedIn = (form: Raw): agencyList.PeopleFilter => ({ personIds: namedBy(form) })

type Asked = { verb: BatchVerb; section: Section }

function readAsked(actor: Actor, typed: unknown): Asked | undefined {
  const { verb: typedVerb, section: id = '' } = rawForm(typed)
  const verb = batchVerbs.find(one => one === typedVerb)
  const section = sectionsAtAgency(actor, 'enter').find(one => one.id === id)
  return verb && section && mayBatch(verb, section) ? { verb, section } : undefined
}
