import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/agency/actor.ts'
import { legalDay } from '../../domain/clock.ts'
import { mayEnterForAgency, sectionsAtAgency } from '../../domain/record/access.ts'
import { applicable } from '../../carrying/carrying-out.ts'
import { batchResults, differingFields, mostAtOnce, mostPeople } from '../../domain/record/batch.ts'
import { disputedFields } from '../../domain/record/lock.ts'
import { sectionOf } from '../../domain/record/sections.ts'
import * as evidence from '../../store/correction/entry-evidence.ts'
import * as imports from '../../store/import/imports.ts'
import * as agencyList from '../../store/person/agency-list.ts'
import * as people from '../../store/person/people.ts'
import * as batches from '../../store/record/batches.ts'
import * as locks from '../../store/record/locks.ts'
import { speak } from '../../text/speak.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, agencyOf, byOf, hrRoleOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { rawForm, type FieldError, type Raw } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { readStretch, stepsOf, tableOf } from '../../web/show/list/list.ts'
import { scope } from '../../web/scope.ts'
import { authorityFields } from '../../web/show/record/authority.ts'
import { rowControls, scriptOf } from '../../web/show/row-controls.ts'
import { prefix } from '../../web/show/row-form.ts'
import { labelOf } from '../../web/show/row.ts'
import { toldApart } from '../../web/show/list/told-apart.ts'
import { formFiles } from '../../web/transport/form-files.ts'
import { sendSheet } from '../../web/transport/send-sheet.ts'
import { rowColumns } from './columns.ts'
import { batchBasis, evidenceFields, filesOf } from './evidence.ts'
import { whoIsAmong } from './naming.ts'
import { closed, inAll, isSame, nextRowsOf, shownRow, type Row } from './shown.ts'
import { boxToClear, clearable, fieldsOf, inputOfPerson, readValues } from './values.ts'
import type { goingOn } from './going-on.ts'
import { carryingOut, noteReadIn, pathOf, sumOf, usingFor } from './carrying-out.ts'
import { dryRun } from './trying.ts'

declare module 'fastify' {
  interface FastifyRequest {
    batch: batches.Batch
  }
}

const size = 100
const sizeOfFile = 1000

/** All addresses of this part name a batch of the agency that the actor acts for, of a section they enter. */
export const ofBatch = (app: FastifyInstance, { db }: Deps): void =>
  scope(app, 'batch', async request => {
    const batch = await batches.find(db, (request.params as { id: string }).id, agencyOf(request))
    return sectionsAtAgency(actorOf(request), 'enter').some(({ id }) => id === batch?.section) ? batch : undefined
  })

/** One batch, from its values over the dry run to what came of it. */
export function batchPages(deps: Deps, work: ReturnType<typeof goingOn>) {
  const { db, ring, clock } = deps
  const takeFiles = formFiles(deps, evidence)
  const noteRead = noteReadIn(deps)
  const using = usingFor(deps)
  const carrying = carryingOut(deps, work, (request, reply, shown) => page(request, reply, shown))

  const show: Handler = async (request, reply) => page(request, reply)

  const valuesForm: Handler = async (request, reply) => {
    if (!isOpen(request)) return reply.seeOther(pathOf(request))
    const { form, which } = request.batch
    const from = which.of ? ((await people.namesOf(db, [which.of])).get(which.of) ?? '') : ''
    const files = await evidence.ofBatch(db, request.batch.id)
    return valuesPage(request, reply, { form: { ...form, from }, files })
  }

  const check: Handler = async (request, reply) => {
    const { batch } = request
    // what a colleague typed for the one who goes on is not shown to them, and stays
    const whose = await typedFor(batch)
    const form = { ...closedInputs(actorOf(request), batch, whose), ...rawForm(request.body) }
    const read = readValues({ ...batch, people: whose }, form, { language: reply.language(), today: legalDay(clock()) })
    if (!isOpen(request)) throw refuseWith(409, 'batch.refused.state')
    const source = await sourceOf(request, form['from'] ?? '')
    const { accountId } = actorOf(request)
    const before = (await evidence.ofBatch(db, batch.id)).filter(({ scan }) => scan !== 'infected')
    const sent = await takeFiles(request, form, accountId, before)
    const errors = [...(read.ok ? [] : read.errors), ...(source.ok ? [] : [source.error]), ...sent.errors]
    const { files } = sent
    if (!read.ok || !source.ok || errors.length > 0) {
      return valuesPage(request, reply.code(422), { form, errors, files })
    }
    const { which, ...rest } = read.value
    const basis = batchBasis(batch, form, files.length)
    const value = { ...rest, basis, which: { ...which, ...(source.id ? { of: source.id } : {}) } }
    const by = byOf(request, hrRoleOf(request))
    const ofBatch = { ids: files.map(({ id }) => id), forHr: form['for_all'] !== 'yes', addedBy: accountId }
    const isSheet = batch.importId !== null
    const checked = async (tx: Deps['db']) => {
      const from = ['draft', 'checking', 'checked'] as const
      const to = isSheet ? ('checking' as const) : ('checked' as const)
      if (!(await batches.move(tx, batch.id, { from, to }, { ...value, tried: 0, by, at: clock() }))) return false
      // another form of the batch took one of them in the same moment, and everything is undone
      if (!(await evidence.setOfBatch(tx, batch.id, ofBatch, clock()))) throw refuseWith(409, 'batch.refused.state')
      await batches.clearRows(tx, batch.id)
      if (isSheet) return true
      for (let [from, place] = [0, 0]; from < batch.peopleCount;) {
        const tried = { ...batch, ...value }
        const { rows, next } = await dryRun({ ...using(request), db: tx }, tried, actorOf(request), { from, place })
        await batches.addRows(tx, ring, batch, rows)
        const read = rows.filter(({ result }) => result !== 'own')
        await noteRead(request, source.id ? [...read, { personId: source.id }] : read, tx)
        ;[from, place] = [next, place + rows.length]
      }
      return true
    }
    const done = await once(request, deps, checked, kept => (kept ? pathOf(request) : null))
    if (!done) throw refuseWith(409, 'batch.refused.state')
    return isSheet ? carrying.trySheet(request, reply) : reply.seeOther(pathOf(request), 'said.batch-checked')
  }

  const file: Handler = async (request, reply) => {
    const { batch } = request
    const language = reply.language()
    const t = speak(language)
    const lines: string[][] = []
    for (let after: { after?: string } = {}; ;) {
      const { rows, hasNext } = await batches.rowsOf(db, ring, batch, { results: null, limit: sizeOfFile, ...after })
      const { isOpenTo, nameOf, shownOf } = await readableOf(request, reply, rows)
      await noteRead(request, rows.filter(isOpenTo))
      lines.push(
        ...rows.map(row => {
          const shown = shownOf(row)
          const changes = shown.changes.map(
            ({ label, old, new: now }) => `${label}${t('form.colon')}${old && `${old} → `}${now}`,
          )
          return [nameOf(row), shown.title, changes.join('\n'), shown.official.join('\n'), shown.told.join('\n')]
        }),
      )
      const last = rows.at(-1)
      if (!hasNext || !last) break
      after = { after: batches.placeOf(last) }
    }
    const head = [t('person.name'), t('batch.row'), t('batch.content'), t('batch.codes'), t('batch.result')]
    const name = `${t('batch.file')}-${legalDay(clock())}`
    return sendSheet(request, reply, { name, lines: [head, ...lines] })
  }

  /** From whom rows are copied, as a number or a name names them: of those here whom the actor may read. */
  async function sourceOf(
    request: FastifyRequest,
    typed: string,
  ): Promise<{ ok: true; id: string | null } | { ok: false; error: FieldError }> {
    const { batch } = request
    if (batch.verb !== 'copy' || typed.trim() === '') return { ok: true, id: null }
    const { people: here } = await agencyList.everybody(db, batch.agencyId, legalDay(clock()), {}, mostPeople + 2)
    const open = here.filter(({ id }) => isEntered(actorOf(request), batch, id))
    const [id, ...others] = (await whoIsAmong(deps, open, [typed], actorOf(request)))(typed)
    if (id !== undefined && others.length === 0) return { ok: true, id }
    return { ok: false, error: { field: 'from', text: 'batch.refused.copy-from' } }
  }

  /** Of whom the form has values of their own. */
  const typedFor = async (batch: batches.Batch) =>
    fieldsOf(batch).each.length > 0 ? batches.peopleOf(db, batch.id) : []

  async function valuesPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { files, ...shown }: { form: Raw; errors?: FieldError[]; files: evidence.EntryFile[] },
  ) {
    const { batch } = request
    const section = sectionOf(batch.section)
    const language = reply.language()
    const asked = { language, today: legalDay(clock()), isOwn: false, keepsBlank: batch.verb !== 'add' }
    const { common, each } = fieldsOf(batch)
    const ids = await typedFor(batch)
    const names = ids.length > 0 ? await people.namesOf(db, ids) : new Map<string, string>()
    const here = ids.length > 0 ? toldApart(await peopleHere(request, ids), language) : []
    const shownAs = new Map([...names, ...here.map(({ id, name }) => [id, name] as const)])
    const only = (fields: readonly { id: string }[]) =>
      rowControls(section, {}, { ...asked, only: fields.map(({ id }) => id) })
    const controls = batch.verb === 'delete' ? [] : only(common)
    const ofEach = only(each)
    return reply.page('batches/values', {
      ...shown,
      batch,
      purpose: request.batchPurpose,
      section: labelOf(section, language),
      controls,
      script: scriptOf([...controls, ...ofEach]),
      authority: authorityFields(section, language),
      evidence: evidenceFields(batch, files, deps),
      nextRows: batch.verb === 'generate' ? nextRowsOf(section, language) : null,
      clearable: clearable(batch).map(field => ({ name: boxToClear(field.id), label: labelOf(field, language) })),
      each: ofEach,
      people: ids
        .filter(id => names.has(id) && isEntered(actorOf(request), batch, id))
        .map(id => ({ id, name: shownAs.get(id) ?? '' })),
      inputOfPerson: (personId: string, name: string) => inputOfPerson(personId, name.slice(prefix.length)),
      matching: differingFields(section).map(field => ({ value: field.id, text: labelOf(field, language) })),
      dense: true,
    })
  }

  async function page(request: FastifyRequest, reply: FastifyReply, shown: { form?: Raw; errors?: FieldError[] } = {}) {
    const { batch } = request
    if (batch.state === 'draft') return reply.seeOther(`${pathOf(request)}/values`)
    const query = rawForm(request.query)
    const chosen = batchResults.find(one => one === query['result'])
    const asked = chosen ? { result: chosen } : {}
    const stretch = readStretch(query, size, batches.isPlace)
    const counts = await batches.counts(db, batch.id)
    const results = chosen ? [chosen] : null
    const found = await batches.rowsOf(db, ring, batch, { results, ...stretch })
    const { rows } = found
    if (rows.length === 0 && (stretch.after ?? stretch.before)) {
      return reply.seeOther(chosen ? `${pathOf(request)}?result=${chosen}` : pathOf(request))
    }
    const { isOpenTo, nameOf, shownOf } = await readableOf(request, reply, rows)
    await noteRead(request, rows.filter(isOpenTo))
    const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
    const count = chosen ? (counts[chosen] ?? 0) : all
    const lines = rows.map(row => ({ ...shownOf(row), name: nameOf(row) }))
    const progress = await carrying.progressOf(batch, counts)
    const alike = inAll(lines.map(({ changes }) => changes))
    return reply.page('batches/batch', {
      form: {},
      ...shown,
      batch,
      leftAside: batch.importId === null ? 0 : await imports.linesAside(db, batch.importId),
      progress,
      mayBeWhole: batch.importId === null ? null : all <= mostAtOnce,
      mostAtOnce,
      script: progress ? ('parts.js' as const) : undefined,
      purpose: request.batchPurpose,
      section: labelOf(sectionOf(batch.section), reply.language()),
      // a sheet is shown to who sent it alone, as long as there is one
      incoming:
        batch.byAccountId === actorOf(request).accountId && (await imports.hasLines(db, batch)) ? batch.importId : null,
      counts: batchResults.filter(one => counts[one]).map(one => ({ result: one, count: counts[one] ?? 0 })),
      all,
      files: batch.basis === 'file' ? await filesOf(request, deps) : [],
      chosen: chosen ?? null,
      left: sumOf(counts, batch.state === 'reversing' ? ['applied'] : applicable(batch)),
      clean: counts.clean ?? 0,
      warnings: counts.warning ?? 0,
      failed: counts.failed ?? 0,
      written: sumOf(counts, ['applied', 'held']),
      alike,
      table: tableOf(
        lines.map((line, i) => ({
          ...line,
          id: rows[i] ? batches.placeOf(rows[i]) : '',
          changes: line.changes.filter(one => !alike.some(isSame(one))),
          leads: batch.state === 'checked',
        })),
        rowColumns,
        reply.language(),
        ({ name }) => ({ text: name }),
      ),
      steps: stepsOf(pathOf(request), asked, {
        ...found,
        rows: rows.map(row => ({ id: batches.placeOf(row) })),
        count,
        isMore: false,
      }),
      dense: true,
    })
  }

  /** Whose rows the actor may see by now: a colleague may have begun the batch, and people leave. */
  async function readableOf(request: FastifyRequest, reply: FastifyReply, rows: readonly Row[]) {
    const actor = actorOf(request)
    const here = await peopleHere(
      request,
      rows.map(({ personId }) => personId),
    )
    const open = new Set(here.filter(({ id }) => isEntered(actor, request.batch, id)).map(({ id }) => id))
    const names = new Map(toldApart(here, reply.language()).map(({ id, name }) => [id, name]))
    const today = legalDay(clock())
    const disputed = disputedFields([...(await locks.activeOf(db, [...open], today)).values()].flat(), today)
    const isOpenTo = ({ personId }: Row) => open.has(personId)
    return {
      isOpenTo,
      shownOf: (row: Row) =>
        isOpenTo(row)
          ? shownRow(request.batch, row, reply, disputed.get(row.rowId))
          : shownRow(request.batch, closed(row), reply),
      nameOf: ({ personId, name }: Row) => names.get(personId) ?? name,
    }
  }

  /** Who of these is at the agency today. */
  async function peopleHere({ batch }: FastifyRequest, personIds: readonly string[]) {
    const ids = [...new Set(personIds)]
    const today = legalDay(clock())
    const { people: here } = await agencyList.everybody(db, batch.agencyId, today, { personIds: ids }, ids.length)
    return here
  }

  return { ...carrying, show, valuesForm, check, file }
}

/** By the table of access alone: whether somebody is here still is asked beside it. */
const isEntered = (actor: Actor, { agencyId, section }: batches.Batch, id: string): boolean =>
  mayEnterForAgency(actor, { id, agencyIds: [agencyId] }, sectionOf(section))

/** What was typed for those whose rows the actor may not write, by the names of its inputs. */
const closedInputs = (actor: Actor, batch: batches.Batch, people: readonly string[]): Raw =>
  Object.fromEntries(
    people
      .filter(id => !isEntered(actor, batch, id))
      .flatMap(id => Object.entries(batch.form).filter(([name]) => name.startsWith(inputOfPerson(id, '')))),
  )

const isOpen = ({ batch: { state } }: FastifyRequest) => ['draft', 'checking', 'checked'].includes(state)
