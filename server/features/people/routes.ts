import type { FastifyInstance } from 'fastify'
import { maxFiles } from '../../domain/correction/evidence-file.ts'
import { slugs, waysFor } from '../../domain/way.ts'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { takeFormsWithFiles } from '../../web/transport/uploads.ts'
import { accountPages, ofAccount } from './account.ts'
import { activationCodePages } from './activation-code.ts'
import { assignmentPages } from './assignments.ts'
import { derivedPages } from './derived.ts'
import { entryPages } from './entry.ts'
import { listViewPages } from '../../web/list/views.ts'
import { peopleList } from './list-columns.ts'
import { peoplePages } from './list.ts'
import { ofPerson, ofPersonOrArchived } from './person.ts'
import { pastPages } from './past.ts'
import { photoPages } from './photo.ts'
import { readers } from './readers.ts'
import { ofMasked, readingPages } from './reading.ts'
import { signOffPages } from './sign-off.ts'
import { withoutCodePages } from './without-code.ts'
import { departurePages } from './working-life/departure.ts'
import { dutyPages } from './working-life/duty.ts'
import { leavePages } from './working-life/leave.ts'

/** Of one row, typed in Chinese. */
const maxOfFields = 256 * 1024

const ofCode = { pressed: 'proof.pressed.activation-code' } as const

/** HR's people: who is here, adding one, first codes; their records open for a purpose only. */
export default async function peopleOfAgency(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')

  const people = peoplePages(deps)
  app.get('/people', people.list)
  app.post('/people/search', people.search)
  app.post('/people/selected', people.selected)
  app.post('/people/selected/sign-off', signOffPages(deps).print)
  app.get('/people/new', people.newForm)
  app.post('/people/new', people.add)

  const views = listViewPages(deps, peopleList)
  app.get('/people/views', views.show)
  app.post('/people/views', views.save)
  app.post('/people/views/columns', views.chooseColumns)
  app.post('/people/views/:view', { config: { only: 'owner' } }, views.rename)
  app.post('/people/views/:view/removal', { config: { only: 'owner' } }, views.remove)

  const withoutCode = withoutCodePages(deps)
  app.get('/people/invitations', { config: { proof: 'fresh', strong: 'agency' } }, withoutCode.list)
  app.post(
    '/people/invitations',
    { config: { proof: 'fresh-at-page', strong: 'agency', ...ofCode } },
    withoutCode.issue,
  )

  app.register(async one => {
    nameOnly(one, 'hrOfPerson')
    ofPerson(one, deps)

    const newCode = { proof: 'fresh', strong: 'agency', page: '/people/:id', ...ofCode } as const
    const atDoor = { config: { isDoor: true, ...newCode } } as const
    one.post('/people/:id/activation-code', atDoor, activationCodePages(deps).issue)

    const account = accountPages(deps)
    const ofTheirs = { proof: 'fresh', strong: 'agency', pressed: 'proof.pressed.person-account' } as const
    const atAccount = { page: '/people/:id/account', ...ofTheirs } as const
    one.get('/people/:id/account', { config: { shows: 'account' } }, account.show)
    one.register(async held => {
      ofAccount(held, deps)
      held.post('/people/:id/account', { config: { shows: 'account', ...ofTheirs } }, account.change)
      held.post('/people/:id/account/names', { config: { shows: 'account', ...atAccount } }, account.confirmName)
      for (const way of waysFor.binding) {
        held.post(`/people/:id/account/${slugs[way]}s/:credential/removal`, { config: atAccount }, account.block(way))
      }
    })

    const assignments = assignmentPages(deps)
    // entered as anything else in the record is
    const ofAssignments = { strong: 'not-asked', pressed: 'proof.pressed.assignments' } as const
    const ending = { shows: 'assignments', proof: 'fresh', ...ofAssignments } as const
    one.get('/people/:id/assignments', { config: { shows: 'assignments' } }, assignments.show)
    one.post('/people/:id/assignments', { config: ending }, assignments.end)
    one.post('/people/:id/assignments/place', { config: { shows: 'assignments' } }, assignments.setPlace)

    const leave = leavePages(deps)
    one.get('/people/:id/leave', { config: { shows: 'assignments' } }, leave.leaveForm)
    one.get('/people/:id/return', { config: { shows: 'assignments' } }, leave.returnForm)
    const duty = dutyPages(deps)
    one.get('/people/:id/duty', { config: { shows: 'assignments' } }, duty.form)

    const photo = photoPages(deps)
    one.get('/people/:id/photo', photo.show)
    one.post('/people/:id/photo/removal', { config: { page: '/people/:id/photo' } }, photo.remove)

    const entry = entryPages(deps)
    one.get('/people/:id/sections/:section/entry', entry.newForm)
    one.get('/people/:id/rows/:row/entry', entry.form)
    one.get('/people/:id/rows/:row/deletion', entry.deletion)
    one.register(async uploading => {
      const { evidenceMaxBytes: maxBytes } = deps.config
      await takeFormsWithFiles(uploading, { maxBytes, maxFiles, maxOfFields })
      uploading.post('/people/:id/photo', photo.set)
      uploading.post('/people/:id/leave', { config: { shows: 'assignments' } }, leave.leave)
      uploading.post('/people/:id/return', { config: { shows: 'assignments' } }, leave.enterReturn)
      uploading.post('/people/:id/duty', { config: ending }, duty.enter)
      uploading.post('/people/:id/departure', { config: ending }, departurePages(deps).enter)
      uploading.post('/people/:id/sections/:section/entry', entry.add)
      uploading.post('/people/:id/rows/:row/entry', entry.change)
      uploading.post('/people/:id/rows/:row/deletion', entry.remove)
    })
  })

  app.register(async one => {
    nameOnly(one, 'hrOfPersonOrFormer')
    ofPersonOrArchived(one, deps)

    const departure = departurePages(deps)
    const takingBack = {
      shows: 'assignments',
      proof: 'fresh',
      strong: 'not-asked',
      page: '/people/:id/departure',
      pressed: 'proof.pressed.assignments',
    } as const
    one.get('/people/:id/departure', { config: { shows: 'assignments' } }, departure.form)
    one.post('/people/:id/departure/removal', { config: takingBack }, departure.takeBack)

    const reading = readingPages(deps)
    one.get('/people/:id', { config: { isDoor: true } }, reading.show)
    one.post('/people/:id/opening', { config: { isDoor: true } }, reading.open)
    one.get('/people/:id/rows/:row', reading.row)
    one.get('/people/:id/photo/:photo', photoPages(deps).picture)
    const past = pastPages(deps)
    one.get('/people/:id/past', past.show)
    one.get('/people/:id/derived', { config: { shows: 'derived' } }, derivedPages(deps).show)
    one.get('/people/:id/rows/:row/history', past.history)
    one.get('/people/:id/rows/:row/evidence/:file', past.evidence)
    one.register(async field => {
      ofMasked(field, deps)
      field.get(
        '/people/:id/rows/:row/revealed/:field',
        { config: { proof: 'fresh', strong: 'agency' } },
        reading.reveal,
      )
    })

    one.get('/people/:id/sections/:section/readers', readers)
  })
}
