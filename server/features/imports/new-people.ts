import type { FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { layoutOf } from '../../domain/import/header.ts'
import type { Layout } from '../../domain/import/layouts.ts'
import type { NumberFault } from '../../domain/import/match.ts'
import { firstDayIn } from '../../domain/import/new-person.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { matchPeople, nameAnew } from '../../reading/staging.ts'
import * as imports from '../../store/import/imports.ts'
import * as entering from '../../store/person/entering.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { readNewPerson, type NewPerson } from '../../web/show/record/new-person.ts'

/** Of so many a press of the button makes people. */
export const mostAdded = 100

/** Somebody in a register of new staff who is nobody here: who they would be, or why they cannot be added. */
export type Offered = imports.Named & { person?: NewPerson & { from: string }; errors: readonly FieldError[] }

/** What came of somebody when they were to be added. */
const added: Record<Extract<entering.Entered, { ok: false }>['why'], NumberFault> = {
  'person.refused.number-taken': 'taken',
  'person.refused.number-former': 'former',
  'person.refused.staff-number-taken': 'staff-number',
}
const isTold = (fault: NumberFault | null): fault is NumberFault => Object.values(added).some(one => one === fault)

/** Neither the number nor the name is anybody's here; a unit and a title are of many. */
export const isStranger = ({ confidence }: Pick<Offered, 'confidence'>): boolean =>
  confidence === 'nobody' || confidence === 'unit-title'

/** Who of those that are not known could be added; nobody by a list that is none of new staff. */
export async function offeredPeople(
  { db, ring, clock }: Pick<Deps, 'db' | 'ring' | 'clock'>,
  sheet: imports.Import,
  asked: readonly imports.Named[],
): Promise<Offered[]> {
  const layout = layoutOf(sheet.names)
  if (layout?.firstDay === undefined) return []
  const first = await imports.firstLinesOf(
    db,
    ring,
    sheet.id,
    asked.map(({ key }) => key),
  )
  const today = legalDay(clock())
  return asked.flatMap(one => {
    const read = readLine(one, { names: sheet.names, cells: first.get(one.key) ?? [], layout }, today)
    // who may be somebody that is here is offered where nothing else speaks against it
    return isStranger(one) || read.person ? [{ ...one, ...read }] : []
  })
}

function readLine(
  { said, fault }: imports.Named,
  line: { names: readonly string[]; cells: readonly string[]; layout: Layout },
  today: string,
): Pick<Offered, 'person' | 'errors'> {
  if (fault !== null && isTold(fault)) return { errors: [{ field: 'new', text: keyOf.importFault(fault) }] }
  const read = readNewPerson({
    name: said.name ?? '',
    id_number: said['id-number'] ?? '',
    staff_kind: codesOf('staff_kinds')[0]?.code ?? '',
    title: said.title ?? '',
    unit: said.unit ?? '',
    staff_number: said['staff-number'] ?? '',
  })
  const from = firstDayIn(line, today)
  const errors: FieldError[] = [
    ...(read.ok ? [] : read.errors),
    ...(from === undefined ? [{ field: 'new', text: 'import.refused.first-day' as const }] : []),
  ]
  return read.ok && from !== undefined ? { person: { ...read.value, from }, errors } : { errors }
}

export const inputOfNew = (key: string) => `new_${key.slice(0, 24)}`

/** Adds those who are ticked, each by themselves as one by one, and looks anew whose the lines are. */
export async function addPeople(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  {
    offered,
    refuse,
  }: { offered: readonly Offered[]; refuse: (form: Raw, errors: FieldError[]) => Promise<FastifyReply> },
): Promise<FastifyReply> {
  const { ring, clock } = deps
  const { id, agencyId } = request.sheet
  const form = rawForm(request.body)
  const staffKind = codesOf('staff_kinds').find(({ code }) => code === form['staff_kind'])?.code
  const ticked = offered
    .flatMap(({ key, person }) => (person && form[inputOfNew(key)] === 'yes' ? [{ key, person }] : []))
    .slice(0, mostAdded)
  const errors: FieldError[] = []
  if (!staffKind) errors.push({ field: 'staff_kind', text: 'person.refused.staff-kind' })
  if (ticked.length === 0) errors.push({ field: 'new', text: 'import.refused.nobody-new' })
  if (!staffKind || errors.length > 0) return refuse(form, errors)
  const to = `/imports/${id}`
  const count = await once(
    request,
    deps,
    async tx => {
      const sheet = await imports.stillOpen(tx, id)
      if (!sheet) return undefined
      const [by, now] = [byOf(request, hrRoleOf(request)), clock()]
      let count = 0
      const refused = offered.flatMap(({ key, fault }) => (isTold(fault) ? [{ key, fault }] : []))
      // in one order, so that two officers with one list wait for each other and not both
      const inOrder = ticked.toSorted((a, b) => (a.person.identity.idNumber < b.person.identity.idNumber ? -1 : 1))
      for (const { key, person } of inOrder) {
        const { identity, title, unit, staffNumber, from } = person
        const assignment = { agencyId, staffKind, title, unit, staffNumber, from }
        const entered = await entering.enter(tx, ring, { ...identity, assignment, reason }, by, now)
        if (entered.ok) count += 1
        else refused.push({ key, fault: added[entered.why] })
      }
      const said = await nameAnew(tx, ring, sheet, sheet.columns)
      const notOf = actorOf(request).deputyFor.map(({ personId }) => personId)
      await matchPeople(tx, deps, { id, agencyId, notOf }, said)
      for (const { key, fault } of refused) await imports.setFault(tx, id, key, fault)
      return count
    },
    count => (count === undefined ? null : to),
  )
  if (count === undefined) throw refuseWith(409, 'import.refused.gone')
  return reply.seeOther(to, 'said.import-people-added', String(count))
}

// kept with the row, in the language of the record
const reason = speak('zh-TW')('import.person-added')
