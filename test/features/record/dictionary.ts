import type { Test } from 'tap'
import t from 'tap'
import { isElsewhere, needsOf } from '../../../server/domain/correction/class.ts'
import { applied, difference } from '../../../server/domain/record/difference.ts'
import type { Row, Section } from '../../../server/domain/record/field.ts'
import { fieldOf, ownFields, sections } from '../../../server/domain/record/sections.ts'
import { checkRow } from '../../../server/domain/record/validate.ts'
import { sameValue, showValue, typedOf } from '../../../server/domain/record/value.ts'
import { speak } from '../../../server/text/speak.ts'
import { formIn, inputsIn, summary, unescaped } from '../../support/app/pages.ts'
import { acceptCorrection, beginCorrection, goesTo, sendByPages } from '../../support/correction/by-pages.ts'
import { enter, startSchool } from '../../support/person/school.ts'
import { goodRow, rowsDay } from '../../support/record/rows.ts'

const none = speak('zh-TW')('form.none')
// a copy of the application with more sections and fields tries those sections alone
const only = process.env['ONLY_SECTIONS']?.split(',')
const tried = sections.filter(({ id }) => !only || only.includes(id))
const oneByOne = ['education', 'teacher_cert']

t.test('there is something to try', async t => t.ok(tried.length > 0))

t.test('with no script, a person corrects every field of every section, and HR writes it', async t => {
  const { lin, chen, huang } = await startSchool(t, ['lin', 'chen', 'huang'])
  for (const one of [lin, chen, huang]) await enter(one)

  /** The row of a section that has one, as the record links to it. */
  async function rowIn(section: Section): Promise<string | undefined> {
    const { body } = await lin.get('/record')
    const part = new RegExp(`<section id="${section.id}".*?</section>`, 's').exec(body)?.[0] ?? ''
    return /\/record\/rows\/([0-9a-f-]{36})/.exec(part)?.[1]
  }

  async function bothDo(t: Test, section: Section, start: string, before: Row, after: Row): Promise<void> {
    const [operation] = start.split(':') as ['add' | 'change' | 'delete']
    const all = difference(section, operation, before, after)
    const own = operation === 'change' ? ownFields(section).map(({ id }) => id) : []
    await updates(
      section,
      all.map(({ field }) => field).filter(field => own.includes(field)),
      after,
    )
    const changes = all.filter(({ field }) => !own.includes(field))
    if (changes.length === 0) return
    const fields = changes.map(({ field }) => field)
    const becomes = applied(before, changes)
    const states = { add: [becomes], change: [before, becomes], delete: [before] }[operation]
    const needs = needsOf(section, fields, isElsewhere(section, states, '示範國小'))
    const form = operation === 'delete' ? {} : formFor(section, fields, after)
    const id = await sendByPages(lin, start, form, { hasEvidence: needs.evidence })
    t.equal(
      await acceptCorrection(chen, huang, id),
      needs.authority ? 'authority' : 'hr',
      `${operation} ${fields.join(' ')}`,
    )
  }

  /** The person changes what needs no correction. */
  async function updates(section: Section, fields: readonly string[], after: Row): Promise<void> {
    if (fields.length === 0) return
    const path = `/record/${section.id}/own`
    const form = formIn(await lin.get(path), path)
    goesTo(await lin.post(path, { ...form, ...formFor(section, fields, after) }), '/record')
  }

  async function shows(t: Test, section: Section, rowId: string, row: Row, fields: readonly string[]): Promise<void> {
    const shown = summary(await lin.get(`/record/rows/${rowId}`))
    for (const id of fields) {
      const field = fieldOf(section, id)
      const value = showValue(field, row[id], 'zh-TW', { masked: true }).trim() || none
      t.equal(shown.get(field.zh), value, `${section.id}.${id}`)
    }
  }

  async function remembers(
    t: Test,
    section: Section,
    rowId: string,
    change: (old: string, now: string) => string,
    rows: [Row, Row],
    fields: readonly string[],
  ) {
    const history = unescaped((await lin.get(`/record/rows/${rowId}/history`)).body)
    for (const id of fields) {
      const [old, now] = rows.map(row => showValue(fieldOf(section, id), row[id], 'zh-TW', { masked: true }) || none)
      t.ok(history.includes(change(old ?? '', now ?? '')), `${section.id}.${id}`)
    }
  }

  for (const section of tried) {
    await t.test(`${section.id}: added, changed, deleted`, async t => {
      const all = section.fields.map(({ id }) => id)
      let row: Row = goodRow(section, 1, { filled: true })
      let rowId = await rowIn(section)

      const add = async () => {
        const draft = await beginCorrection(lin, `add:${section.id}`)
        const path = `/corrections/${draft}/edit`
        const inputs = section.fields.flatMap(field => Object.keys(typedOf(field, null)).map(name => `row_${name}`))
        const offered = inputsIn(await lin.get(path), path)
        t.same(
          inputs.filter(name => !offered.includes(name)),
          [],
          'the form has every field',
        )
        await lin.post(`/corrections/${draft}/withdrawal`)
        await bothDo(t, section, `add:${section.id}`, {}, row)
        rowId = await rowIn(section)
        await shows(t, section, rowId ?? '', row, all)
      }

      if (rowId) row = { id_type: 'national', id_no: lin.idNumber, name_zh: lin.name }
      else await add()

      const changed = new Set<string>()
      for (let round = 0; round < 5 && changed.size < all.length; round += 1) {
        const next = maxUnlike(section, row, round)
        const fields = difference(section, 'change', row, next).map(({ field }) => field)
        await bothDo(t, section, `change:${section.id}:${rowId}`, row, next)
        await shows(t, section, rowId ?? '', next, all)
        await remembers(
          t,
          section,
          rowId ?? '',
          (old, now) => `<del>${old}</del> <span class="visually-hidden">改為：</span> <ins>${now}</ins>`,
          [row, next],
          fields,
        )
        for (const field of fields) changed.add(field)
        row = next
      }
      t.same(
        // the person cannot say that a row is not for them
        all.filter(id => !changed.has(id) && id !== section.onlyForHr?.field),
        [],
        'every field was changed',
      )

      if (oneByOne.includes(section.id)) {
        for (const id of all) {
          const next = unlikeIn(section, row, id)
          await bothDo(t, section, `change:${section.id}:${rowId}`, row, next)
          await shows(t, section, rowId ?? '', next, all)
          row = next
        }
      }

      if (section.id === 'basic') {
        const refused = await lin.post('/corrections', { start: `delete:basic:${rowId}` })
        t.equal(refused.statusCode, 409, 'nobody is without basic data')
        return
      }
      await bothDo(t, section, `delete:${section.id}:${rowId}`, row, {})
      t.equal((await lin.get(`/record/rows/${rowId}`)).statusCode, 404)
      t.equal(await rowIn(section), undefined)
      await remembers(t, section, rowId ?? '', old => `<del>${old}</del>`, [row, {}], all)
    })
  }
})

/** The texts that a person types to make these fields those of `row`. */
function formFor(section: Section, fields: readonly string[], row: Row): Record<string, string> {
  const typed = fields.map(id => typedOf(fieldOf(section, id), row[id] ?? null))
  return Object.fromEntries(
    Object.entries(Object.assign({}, ...typed)).map(([name, text]) => [`row_${name}`, String(text)]),
  )
}

/** Of some good rows the one in which most fields are others. */
function maxUnlike(section: Section, row: Row, round: number): Row {
  const found = Array.from({ length: 40 }, (_, i) => goodRow(section, 2 + i + round * 40, { filled: true }))
  const count = (one: Row) => difference(section, 'change', row, one).length
  return found.toSorted((a, b) => count(b) - count(a))[0] ?? row
}

/** The row with another good value in one field. */
function unlikeIn(section: Section, row: Row, id: string): Row {
  for (let seed = 1; seed < 400; seed += 1) {
    const next = { ...row, [id]: goodRow(section, seed, { filled: true })[id] }
    const told = checkRow(section, next, { today: rowsDay, others: [], basic: undefined })
    if (!sameValue(row[id], next[id]) && told.every(({ isWarning }) => isWarning)) return next
  }
  throw new Error(`no other value for ${section.id}.${id}`)
}
