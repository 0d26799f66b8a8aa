import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { legalDay } from '../../domain/clock.ts'
import { layoutOf } from '../../domain/import/header.ts'
import { mostLinesOfOne, refuseColumns, targetsOf, whoColumns, type Target } from '../../domain/import/import.ts'
import { confidences, type Confidence } from '../../domain/import/match.ts'
import type { Said } from '../../domain/import/line.ts'
import { maskId } from '../../domain/national-id.ts'
import { sectionsAtAgency } from '../../domain/record/access.ts'
import { mayBatch, mostPeople } from '../../domain/record/batch.ts'
import { codesOf } from '../../domain/record/code-book.ts'
import { fieldOf, sectionOf } from '../../domain/record/sections.ts'
import { matchPeople, nameAnew } from '../../reading/staging.ts'
import * as imports from '../../store/import/imports.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { scope } from '../../web/scope.ts'
import { keyOf } from '../../web/show/key-of.ts'
import { nameAndPlace } from '../../web/show/list/told-apart.ts'
import { labelOf } from '../../web/show/row.ts'
import { codeOptions } from '../../web/show/options.ts'
import { handOn } from './handing-on.ts'
import { addPeople, inputOfNew, isStranger, mostAdded, offeredPeople } from './new-people.ts'

declare module 'fastify' {
  interface FastifyRequest {
    sheet: imports.Import
  }
}

/** All addresses of this part name a sheet that the actor sent for the agency they act for. */
export const ofImport = (app: FastifyInstance, { db }: Deps): void =>
  scope(app, 'sheet', async request => {
    const { accountId } = actorOf(request)
    const { id } = request.params as { id: string }
    const sheet = await imports.find(db, id, { agencyId: agencyOf(request), accountId })
    const section = sectionsAtAgency(actorOf(request), 'enter').find(one => one.id === sheet?.section)
    return sheet && section && mayBatch(sheet.verb, section) ? sheet : undefined
  })

/** Of so many it can be said on a page who they are. */
const listed = 200
const unsure = confidences.filter(one => one !== 'exact' && one !== 'remembered')

/** A sheet that came in: what its columns are for, and who the people are that are not known for sure. */
export function importPages(deps: Deps) {
  const { db, ring, clock } = deps

  const show: Handler = async (request, reply) => {
    const { state, batchId } = request.sheet
    if (isUnread(request.sheet)) return reply.page('imports/reading', readingOf(request))
    return state === 'handed-on' ? reply.seeOther(`/batches/${batchId}`) : page(request, reply)
  }

  /** How far it is, for the script of the page that waits. */
  const progress: Handler = async (request, reply) => {
    const { state } = request.sheet
    if (state !== 'reading' || request.headers['hx-request-type'] !== 'partial') return reply.seeOther(pathOf(request))
    return reply.page('imports/reading', readingOf(request), 'imports/_reading')
  }

  function readingOf({ sheet }: FastifyRequest) {
    const { id, state, purpose, lines, about, why, whyAt } = sheet
    const isRefused = state === 'not-read'
    return {
      incoming: { id, purpose },
      far: about === null ? null : { lines, about: Math.max(lines, about) },
      why: isRefused ? { text: why ?? ('import.refused.unread' as const), holes: { line: whyAt ?? 1 } } : null,
      script: 'parts.js',
    }
  }

  const setColumns: Handler = async (request, reply) => {
    const { sheet } = request
    if (isUnread(sheet)) throw refuseWith(409, 'import.refused.gone')
    const form = rawForm(request.body)
    const allowed = targetsOf(sectionOf(sheet.section))
    const columns = sheet.names.map((_, i) => allowed.find(one => one === form[inputOfColumn(i)]) ?? '')
    const why = refuseColumns(columns)
    if (why) {
      const field = inputOfColumn(Math.max(0, why === 'import.refused.twice' ? secondOf(columns) : 0))
      return page(request, reply.code(422), { form, errors: [{ field, text: why }] })
    }
    const by = byOf(request, hrRoleOf(request))
    const done = await once(
      request,
      deps,
      async tx => {
        const at = clock()
        const moved = await imports.move(
          tx,
          sheet.id,
          { from: ['columns', 'people'], to: 'people' },
          { columns, by, at },
        )
        if (!moved) return false
        await imports.keepColumns(tx, { ...sheet, columns }, actorOf(request).accountId, at)
        const said = await nameAnew(tx, ring, sheet, columns)
        const notOf = actorOf(request).deputyFor.map(({ personId }) => personId)
        await matchPeople(tx, deps, { ...sheet, notOf }, said)
        return true
      },
      moved => (moved ? pathOf(request) : null),
    )
    if (!done) throw refuseWith(409, 'import.refused.gone')
    return reply.seeOther(pathOf(request), 'said.import-columns')
  }

  const setPeople: Handler = async (request, reply) => {
    const { sheet } = request
    const form = rawForm(request.body)
    const { accountId } = actorOf(request)
    const by = byOf(request, hrRoleOf(request))
    const asked = await imports.peopleOf(db, ring, sheet.id, unsure, listed)
    const here = await peopleHere(
      request,
      asked.flatMap(({ candidates }) => candidates),
    )
    const chosen = asked.flatMap(({ key, candidates }) => {
      const personId = candidates.find(id => id === form[inputOfPerson(key)] && here.has(id))
      return personId === undefined ? [] : [{ key, personId }]
    })
    const handed = await once(
      request,
      deps,
      async tx => {
        const { id: importId, agencyId } = sheet
        // other columns may have named others since it was read
        if (!(await imports.holdAsSeen(tx, sheet))) return { ok: false as const, why: 'import.refused.gone' as const }
        await imports.choose(tx, { importId, agencyId }, chosen, clock())
        return handOn(tx, deps, sheet, { accountId, by })
      },
      done => (done.ok ? `/batches/${done.batchId}/values` : null),
    )
    if (handed.ok) return reply.seeOther(`/batches/${handed.batchId}/values`, 'said.import-handed-on')
    if (handed.why === 'import.refused.gone') throw refuseWith(409, handed.why)
    const max = handed.why === 'import.refused.many-lines' ? mostLinesOfOne : mostPeople
    const error: FieldError = { field: 'people', text: handed.why, holes: { max } }
    return page(request, reply.code(422), { form, errors: [error] })
  }

  const setNewPeople: Handler = async (request, reply) => {
    const { sheet } = request
    if (sheet.state !== 'people') throw refuseWith(409, 'import.refused.gone')
    const asked = await imports.peopleOf(db, ring, sheet.id, unsure, listed)
    const offered = await offeredPeople(deps, sheet, asked)
    const refuse = (form: Raw, errors: FieldError[]) => page(request, reply.code(422), { form, errors })
    return addPeople(request, reply, deps, { offered, refuse })
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { sheet } = request
    const language = reply.language()
    const t = speak(language)
    const section = sectionOf(sheet.section)
    const layout = layoutOf(sheet.names)
    const isNamed = sheet.state === 'people'
    const counts = isNamed ? await imports.counts(db, sheet.id) : []
    const asked = isNamed ? await imports.peopleOf(db, ring, sheet.id, unsure, listed) : []
    const here = await peopleHere(
      request,
      asked.flatMap(({ candidates }) => candidates),
    )
    const offered = await offeredPeople(deps, sheet, asked)
    const toldAbove = new Set(
      offered.filter(one => one.candidates.length === 0 || (isStranger(one) && one.person)).map(({ key }) => key),
    )
    const sum = (some: readonly Confidence[], what: 'people' | 'lines') =>
      counts.filter(one => some.includes(one.confidence)).reduce((all, one) => all + one[what], 0)
    const targetText = (target: Target): string => {
      if (target === '') return t('import.target.aside')
      const who = whoColumns.find(one => target === `who:${one}`)
      return who ? t(keyOf.importWho(who)) : labelOf(fieldOf(section, target.slice('field:'.length)), language)
    }
    const columns = sheet.names.map((name, i) => ({ input: inputOfColumn(i), name, target: sheet.columns[i] ?? '' }))
    return reply.page('imports/import', {
      form: { staff_kind: 'teacher' },
      ...shown,
      incoming: sheet,
      section: labelOf(section, language),
      layout: layout ? labelOf(layout, language) : null,
      columns,
      aside: columns.filter(({ name, target }) => name !== '' && target === '').map(({ name }) => name),
      targets: targetsOf(section).map(target => ({ value: target, text: targetText(target) })),
      known: { people: sum(['exact', 'remembered'], 'people'), lines: sum(['exact', 'remembered'], 'lines') },
      remembered: sum(['remembered'], 'people'),
      open: { people: sum(unsure, 'people'), lines: sum(unsure, 'lines') },
      more: Math.max(0, sum(unsure, 'people') - asked.length),
      newPeople: offered.map(one => ({
        input: inputOfNew(one.key),
        said: saidInWords(one.said),
        isTicked: shown.form === undefined && isStranger(one),
        doubt: isStranger(one) ? '' : t(keyOf.importConfidence(one.confidence)),
        from: one.person?.from ?? null,
        why: one.errors.map(({ text, holes }) => t(text, holes)).join(''),
      })),
      mostAdded,
      staffKinds: offered.length > 0 ? codeOptions(codesOf('staff_kinds'), language) : [],
      people: asked
        .filter(({ key }) => !toldAbove.has(key))
        .map(({ said, lines, firstAt, confidence, fault, candidates, key }) => ({
          input: inputOfPerson(key),
          said: saidInWords(said),
          firstAt,
          lines,
          confidence,
          fault,
          options: candidates.flatMap(id => {
            const one = here.get(id)
            return one ? [{ value: id, text: nameAndPlace(one, language) }] : []
          }),
        })),
      dense: true,
    })
  }

  /** Who of these is at the agency today. */
  async function peopleHere(request: FastifyRequest, personIds: readonly string[]) {
    const ids = [...new Set(personIds)]
    if (ids.length === 0) return new Map<string, Awaited<ReturnType<typeof agencyList.everybody>>['people'][number]>()
    const filter = { personIds: ids }
    const { people } = await agencyList.everybody(db, request.sheet.agencyId, legalDay(clock()), filter, 2 * ids.length)
    return new Map(people.map(one => [one.id, one]))
  }

  return { show, progress, setColumns, setPeople, setNewPeople }
}

const isUnread = ({ state }: imports.Import) => state === 'reading' || state === 'not-read'
const saidInWords = (said: Said) =>
  [said.name, said.unit, said.title, said['id-number'] && maskId(said['id-number'])].filter(Boolean).join(' ')
const inputOfColumn = (i: number) => `column_${i + 1}`
/** By whom it names, since other columns may have named others meanwhile. */
const inputOfPerson = (key: string) => `person_${key.slice(0, 24)}`
const secondOf = (columns: readonly Target[]) => columns.findIndex((one, i) => one !== '' && columns.indexOf(one) < i)
const pathOf = ({ sheet }: FastifyRequest) => `/imports/${sheet.id}`
