import t from 'tap'
import { hasRole, hrRoles, isTheirOwn, type Actor, type Role } from '../../../server/domain/agency/actor.ts'
import {
  classOf,
  may,
  mayRead,
  mayReadArchived,
  relationTo,
  visibleRows,
  worksWithSensitive,
  type Subject,
} from '../../../server/domain/record/access.ts'
import {
  accessTable,
  fieldClasses,
  lineOf,
  relations,
  verbs,
  type Relation,
  type Verb,
} from '../../../server/domain/record/access/table.ts'
import { mayLock } from '../../../server/domain/record/lock.ts'
import { ownFields, sectionOf, sections } from '../../../server/domain/record/sections.ts'

const roles: Role[] = ['hr_officer', 'hr_chief', 'hr_sensitive', 'parent_hr', 'sysadmin', 'auditor']
const teacher = { id: 'teacher', agencyIds: ['school'] }
const boss = { id: 'boss', agencyIds: ['school'] }
const stranger = { id: 'stranger', agencyIds: ['other'] }
const represented = { accountId: 'account boss', personId: 'boss', name: '' }

/** Everybody who could come: each set of roles, in their own name or as a deputy, and with something to second. */
const actors: Actor[] = roles
  .reduce<Role[][]>((sets, role) => [...sets, ...sets.map(set => [...set, role])], [[]])
  .flatMap(held =>
    [null, represented].flatMap(actingFor =>
      [true, false].map(secondReviews => ({
        accountId: 'account teacher',
        personId: 'me',
        name: '',
        agencyId: 'school',
        agencyName: '',
        grants: held.map(role => ({ role, agencyId: ['sysadmin', 'auditor'].includes(role) ? null : 'school' })),
        actingFor,
        deputyFor: actingFor ? [actingFor] : [],
        agencyCard: null,
        secondReviews,
        way: 'card' as const,
      })),
    ),
  )
const me = { id: 'me', agencyIds: ['school'] }
/** Those who left the school and are nowhere now, one of them the one who is represented. */
const retired = { id: 'retired', agencyIds: [], formerAgencyIds: ['school'] }
const oldBoss = { id: 'boss', agencyIds: [], formerAgencyIds: ['school'] }
const elsewhere = { id: 'elsewhere', agencyIds: [], formerAgencyIds: ['other'] }
const all: Subject[] = [me, teacher, boss, stranger, retired, oldBoss, elsewhere]
const subjects: Subject[] = all.flatMap(one => [one, { ...one, hidesAddress: true }])

t.test('each combination of the table stands in exactly one line', async t => {
  for (const relation of relations)
    for (const verb of verbs)
      for (const kind of fieldClasses) {
        const found = accessTable.filter(
          line => line.relations.includes(relation) && line.verbs.includes(verb) && line.classes.includes(kind),
        )
        if (found.length !== 1) t.fail(`${relation} ${verb} ${kind}: ${found.map(({ id }) => id).join()}`)
      }
  t.equal(new Set(accessTable.map(({ id }) => id)).size, accessTable.length)
})

t.test('whoever comes, no more is open than their office needs', async t => {
  let count = 0
  const wrong: string[] = []
  for (const actor of actors)
    for (const subject of subjects) {
      const relation = relationTo(actor, subject)
      const isHr = hasRole(actor, ...hrRoles) && subject.agencyIds.includes('school')
      const isOwn = isTheirOwn(actor, subject.id)
      const wasHr = hasRole(actor, ...hrRoles) && subject.formerAgencyIds?.includes('school') === true && !isOwn
      if (mayReadArchived(actor, subject) !== wasHr) wrong.push(`${relation} reads what is archived`)
      if (mayRead(actor, subject) !== (subject.id === 'me' || (isHr && !isOwn))) wrong.push(`${relation} reads`)
      const mayLockAny = mayLock(actor, { id: subject.id, agencyIds: [...subject.agencyIds] }).ok
      for (const section of sections)
        for (const field of [undefined, ...section.fields])
          for (const verb of verbs) {
            count += 1
            const isOpen = may(actor, subject, verb, section, field)
            const where = `${relation} ${verb} ${section.id} ${field?.id ?? ''}`
            const kind = classOf(subject, verb, section, field)
            const isClosed = kind === 'sensitive' || kind === 'address'
            if (isOpen && lineOf(relation, verb, kind).answer === 'no') wrong.push(where)
            if (verb === 'reveal' && isOpen && !may(actor, subject, 'see', section, field)) wrong.push(where)
            if (verb === 'lock' && isOpen !== mayLockAny) wrong.push(where)
            const isOffice = hasRole(actor, ...hrRoles, 'parent_hr')
            if (verb === 'list' && isOpen && (isOwn || !isOffice || kind !== 'usual')) wrong.push(where)
            if (wasHr && isOpen && !['list', 'see', 'reveal'].includes(verb)) wrong.push(`archived ${where}`)
            if (wasHr && verb === 'see' && isOpen !== (!isClosed || worksWithSensitive(actor))) wrong.push(where)
            if (verb === 'decide' && isOpen && isOwn) wrong.push(where)
            if (verb === 'request' && isOpen && subject.id !== 'me') wrong.push(where)
            const isHrWork = relation !== 'self' && relation !== 'second_reviewer'
            if (isOpen && isClosed && isHrWork && !worksWithSensitive(actor)) wrong.push(where)
            if (verb === 'export' && isOpen && isClosed) wrong.push(where)
            if (verb === 'decide' && isClosed && isHr && !isOwn && isOpen !== worksWithSensitive(actor))
              wrong.push(where)
            if (verb === 'enter' && isOpen && subject.id === 'me' && field && !ownFields(section).includes(field))
              wrong.push(where)
            if (isOpen && actor.actingFor && !isOwn) {
              // whoever seconds as well is no other HR parent in a list
              const secondReviews = actor.secondReviews && verb !== 'list'
              const theirs = { ...actor, actingFor: null, deputyFor: [], personId: 'boss', secondReviews }
              if (!may(theirs, subject, verb, section, field)) wrong.push(`deputy ${where}`)
            }
          }
    }
  t.strictSame(wrong, [])
  t.comment(`measured: ${count} combinations of actor, person, section, field and verb`)
})

const strongVerbs: readonly Verb[] = ['reveal', 'export', 'decide', 'lock']

t.test(
  'the table tells of a fresh proof where pages ask for one: to reveal and to export, never to see; and where a password alone is not enough',
  async t => {
    for (const { id, verbs, answer, needs } of accessTable) {
      if (answer === 'no') continue
      const asks = verbs.map(verb => verb === 'reveal' || verb === 'export')
      t.same(
        asks,
        asks.map(() => needs.includes('proof')),
        id,
      )
      t.same(
        verbs.map(verb => strongVerbs.includes(verb)),
        verbs.map(() => needs.includes('strong')),
        id,
      )
    }
  },
)

t.test('administrators, auditors, the agency above and strangers see nothing of a record', async t => {
  const isListed = lineOf('parent_hr', 'list', 'usual')
  t.match(isListed, { answer: 'yes', needs: [] }, 'the agency above lists people')
  const outside: Relation[] = ['administrator', 'auditor', 'parent_hr', 'other_hr', 'stranger', 'represented']
  for (const relation of outside)
    for (const verb of verbs)
      for (const kind of fieldClasses)
        if (lineOf(relation, verb, kind) !== isListed) t.equal(lineOf(relation, verb, kind).answer, 'no')
})

t.test(
  'a protected address stands in the rows of an officer as protected, and in those of the chief as it is',
  async t => {
    const address = { zip: '', county: '', town: '', village: '', nbhd: '', rest: '路' }
    const rows = [{ section: 'basic', data: { dom_addr: address, cur_addr: null, name_zh: '林' } }]
    const subject = { ...teacher, hidesAddress: true }
    const acting = (role: Role): Actor => ({ ...(actors[0] as Actor), grants: [{ role, agencyId: 'school' }] })
    t.strictSame(visibleRows(acting('hr_officer'), subject, rows)[0]?.data, {
      dom_addr: { isKept: true },
      cur_addr: null,
      name_zh: '林',
    })
    t.equal(visibleRows(acting('hr_chief'), subject, rows)[0], rows[0])
    const flag = sectionOf('basic').fields.find(({ id }) => id === 'addr_protected')
    t.equal(may(acting('hr_officer'), subject, 'enter', sectionOf('basic'), flag), false, 'who ends it would see it')
  },
)
