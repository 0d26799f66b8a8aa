import t from 'tap'
import { codesOf } from '../../../server/domain/record/code-book.ts'
import { isElsewhere, needsOf } from '../../../server/domain/correction/class.ts'
import type { Condition, Row, Section } from '../../../server/domain/record/field.ts'
import { correction } from '../../../server/text/correction/correction.ts'
import {
  deciderOf,
  fieldOf,
  findSection,
  inOrder,
  sealedFields,
  sectionOf,
  sections,
} from '../../../server/domain/record/sections.ts'

const twice = (words: readonly unknown[]) => words.filter((word, i) => words.indexOf(word) !== i)

t.test('sections are told apart by id, by place, and by their word in both languages', async t => {
  for (const key of ['id', 'order', 'zh', 'en'] as const) t.same(twice(sections.map(section => section[key])), [], key)
  t.same(
    sections.map(({ order }) => order),
    sections.map(({ order }) => order).toSorted((a, b) => a - b),
  )
})

for (const section of sections) {
  t.test(`${section.id}: what the section says of its fields is there`, async t => {
    const ids = section.fields.map(({ id }) => id)
    t.same(twice(ids), [])
    t.same(twice(section.fields.map(({ zh }) => zh)), [], 'a signed text names fields by their words')
    for (const language of ['zh', 'en'] as const) {
      const beside = (['reason', 'effective', 'due', 'authority'] as const).map(key => correction[`correction.${key}`])
      const words = [...section.fields, ...beside].map(field => field[language])
      t.same(twice(words), [], 'no field shares its name with what every correction asks')
    }
    t.ok(ids.every(id => /^[a-z][a-z0-9_]*$/.test(id)))
    t.same(
      named(section).filter(id => !ids.includes(id)),
      [],
    )
    t.ok(section.title.length > 0)
  })

  t.test(`${section.id}: codes and their words are told apart`, async t => {
    for (const field of section.fields) {
      const codes = codesOf(field.codes)
      t.equal(codes.length > 0, field.type === 'code' || field.type === 'codes', field.id)
      for (const key of ['code', 'zh', 'en'] as const) t.same(twice(codes.map(value => value[key])), [], field.id)
      t.ok(codes.every(({ code, zh, en }) => code && zh && en && !zh.includes('、')))
    }
  })
}

/** The fields a section names in its title, conditions and rules; birth and today may lie elsewhere. */
function named({ title, newestFirst, oldestFirst, fields, rules = [] }: Section): string[] {
  const ofCondition = (condition: Condition) => {
    if ('field' in condition) return [condition.field]
    if ('blank' in condition) return [condition.blank]
    return 'anyFilled' in condition ? condition.anyFilled : []
  }
  return [
    ...title,
    ...[newestFirst ?? [], oldestFirst ?? []].flat(),
    ...fields.flatMap(({ required }) => (typeof required === 'object' ? ofCondition(required) : [])),
    ...fields.flatMap(({ kindField }) => (kindField ? [kindField] : [])),
    ...rules.flatMap(rule => {
      if (rule.rule === 'order') return [rule.from, rule.to]
      if (rule.rule === 'unique') return rule.fields
      if (rule.rule === 'one') return [rule.at, ...rule.where.flatMap(ofCondition)]
      if (rule.rule === 'score') return [rule.score, rule.grade]
      if (rule.rule === 'sex') return [rule.sex, rule.number, rule.kind]
      return rule.at === 'today' ? ['birth_date'] : [rule.at]
    }),
  ]
}

t.test('every number of a person is sealed and masked, and so is all of a sensitive section', async t => {
  for (const { id, sensitive, fields } of sections) {
    const sealed = sealedFields(id)
    for (const field of fields) {
      if (field.type === 'id-number') t.ok(sealed.includes(field.id) && field.masked, `${id}.${field.id}`)
      if (field.masked) t.ok(sealed.includes(field.id), `${id}.${field.id}`)
      if (sensitive) t.ok(sealed.includes(field.id), `${id}.${field.id}`)
    }
  }
  t.same(sealedFields('education'), [])
  t.same(sealedFields('nothing'), [])
})

t.test('an id from outside is looked up, an id of our own must be there', async t => {
  t.equal(findSection('nothing'), undefined)
  t.equal(findSection('__proto__'), undefined)
  t.throws(() => sectionOf('nothing'))
  t.throws(() => fieldOf(sectionOf('basic'), 'nothing'))
})

t.test('rows about other agencies need evidence where own ones need the authority', async t => {
  const post = sectionOf('post')
  const title = fieldOf(post, 'title')
  t.equal(deciderOf(title, false), 'authority')
  t.equal(deciderOf(title, true), 'hr')
  t.equal(deciderOf(fieldOf(post, 'order_no'), true), 'authority')

  const [own, other] = [{ agency: '示範國小' }, { agency: '別的國小' }]
  t.notOk(isElsewhere(post, [own], '示範國小'))
  t.ok(isElsewhere(post, [other], '示範國小'))
  t.ok(isElsewhere(post, [other, { agency: '又一國小' }], '示範國小'))
  t.notOk(isElsewhere(post, [own, other], '示範國小'), 'nobody renames a row out of the hands of the authority')
  t.notOk(isElsewhere(post, [other, own], '示範國小'))
  t.notOk(isElsewhere(post, [{}], '示範國小'))
  t.notOk(isElsewhere(sectionOf('basic'), [{ name_zh: 'x' }], '示範國小'))

  t.same(needsOf(post, ['title'], false), { evidence: true, authority: true })
  t.same(needsOf(post, ['title'], true), { evidence: true, authority: false })
  t.same(needsOf(post, ['title', 'order_no'], true), { evidence: true, authority: true })
  t.same(needsOf(sectionOf('basic'), ['tel_home'], false), { evidence: false, authority: false })
  t.same(needsOf(sectionOf('basic'), ['tel_home', 'dom_addr'], false), { evidence: true, authority: false })
  t.same(needsOf(post, [], false), { evidence: false, authority: false })
})

const orders: [section: string, rows: Row[], shown: unknown[]][] = [
  ['post', [{ start: '2001-08-01' }, { start: '2020-08-01' }, {}], ['2020-08-01', '2001-08-01', undefined]],
  ['appraisal', [{ year: 99 }, { year: 110 }, { year: 8 }], [110, 99, 8]],
  ['family', [{ birth: '2010-02-03' }, { birth: null }, { birth: '1950-02-03' }], ['1950-02-03', '2010-02-03', null]],
]
for (const [id, rows, shown] of orders) {
  t.test(`${id}: rows stand in their natural order`, async t => {
    const section = sectionOf(id)
    const by = section.newestFirst ?? section.oldestFirst ?? ''
    const placed = inOrder(
      section,
      rows.map(data => ({ data })),
    )
    t.same(
      placed.map(({ data }) => data[by]),
      shown,
    )
  })
}

t.test('every section of many rows that names a day, month or year goes by one of them', async t => {
  const dated = sections.filter(({ form, fields }) => form === 'multi' && fields.some(({ type }) => isDay.test(type)))
  t.ok(dated.length > 15)
  for (const { id, newestFirst, oldestFirst, fields } of dated) {
    const by = fields.find(field => field.id === (newestFirst ?? oldestFirst))
    t.match(by?.type, isDay, id)
  }
})

const isDay = /^(date|month|year)$/

t.test('what may also be free text is offered from a table, whose values are told apart', async t => {
  const suggested = sections.flatMap(({ fields }) => fields.filter(({ suggestedBy }) => suggestedBy !== undefined))
  t.ok(suggested.length > 15)
  for (const { id, maxLength = 0, suggestedBy, suggestedAs = 'zh' } of suggested) {
    const values = codesOf(suggestedBy)
    for (const key of ['code', 'zh', 'en'] as const) t.same(twice(values.map(value => value[key])), [], id)
    t.same(
      values.filter(value => [...value[suggestedAs]].length > maxLength),
      [],
      `what is offered for ${id} fits into it`,
    )
  }
})
