import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { exportPages } from './export.ts'
import { ofProfile, profilePages } from './profile.ts'

/** 匯出: what an agency gives to whom, in which columns; looked at first, then made. */
export default async function exports(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'keepPeople')
  nameOnly(app, 'hrOfAgency')

  const profiles = profilePages(deps)
  app.get('/exports', profiles.list)
  app.get('/exports/new', profiles.newForm)
  app.post('/exports/new', profiles.add)
  app.post('/exports/choice', { config: { page: '/people' } }, profiles.choice)

  app.register(async one => {
    ofProfile(one, deps)
    one.get('/exports/:profile/edit', profiles.form)
    one.post('/exports/:profile/edit', profiles.save)
    one.post('/exports/:profile/removal', profiles.remove)

    const exporting = exportPages(deps)
    one.get('/exports/:profile', exporting.show)
    one.post('/exports/:profile/look', exporting.look)
    const making = {
      proof: 'fresh',
      strong: 'agency',
      page: '/exports/:profile',
      pressed: 'proof.pressed.export',
    } as const
    one.post('/exports/:profile/file', { config: making }, exporting.make)
  })
}
