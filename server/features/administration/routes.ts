import type { FastifyInstance } from 'fastify'
import { allowOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { takeUploads } from '../../web/transport/uploads.ts'
import { calendarPages, maxCalendarFile } from './calendar.ts'
import { codeLoadPages, maxCodeFile, maxCodeUpload } from './code-load.ts'
import { codeTablePages } from './code-tables.ts'
import { componentPages } from './component.ts'
import { failurePages } from './failures.ts'
import { outagePages } from './outages.ts'
import { reportPages } from './reports.ts'
import { wayPages } from './ways.ts'

/** For administrators: failures by cause, reports, notices, the component, and the code tables. */
export default async function administration(app: FastifyInstance, deps: Deps) {
  allowOnly(app, 'administer')

  app.get('/administration/failures', failurePages(deps).list)

  const component = componentPages(deps)
  app.get('/administration/component', component.show)
  app.post('/administration/component', component.save)

  // what every record of every agency goes by
  const ofTables = { strong: 'agency', pressed: 'proof.pressed.code-table' } as const
  const atTable = { config: { page: '/administration/code-tables/:name', ...ofTables } } as const
  const codeTables = codeTablePages(deps)
  app.get('/administration/code-tables', codeTables.list)
  app.get('/administration/code-tables/:name', codeTables.show)
  app.get('/administration/code-tables/:name/file', codeTables.file)
  app.post('/administration/code-tables/:name', atTable, codeTables.add)
  app.post('/administration/code-tables/:name/end', atTable, codeTables.end)
  app.post('/administration/code-tables/:name/mapping', atTable, codeTables.map)

  const codeLoad = codeLoadPages(deps)
  // asked before a file is chosen, which would not be kept meanwhile
  app.get('/administration/code-tables/:name/load', { config: { strong: 'agency' } }, codeLoad.form)
  app.register(async uploading => {
    await takeUploads(uploading, maxCodeUpload)
    uploading.post('/administration/code-tables/:name/load', codeLoad.dryRun)
  })
  // each Chinese character of the file takes nine bytes in this form
  app.post('/administration/code-tables/:name/values', { bodyLimit: 8 * maxCodeFile, ...atTable }, codeLoad.load)

  const calendar = calendarPages(deps)
  const ofCalendar = { page: '/administration/calendar', strong: 'agency', pressed: 'proof.pressed.calendar' } as const
  app.get('/administration/calendar', calendar.show)
  app.get('/administration/calendar/file', calendar.file)
  app.post('/administration/calendar', { config: ofCalendar }, calendar.set)
  app.register(async uploading => {
    await takeUploads(uploading, maxCalendarFile)
    uploading.post('/administration/calendar/load', calendar.dryRun)
  })
  app.post('/administration/calendar/days', { config: ofCalendar }, calendar.load)

  const outages = outagePages(deps)
  app.get('/administration/outages', outages.show)
  app.post('/administration/outages', outages.save)

  app.get('/administration/reports', reportPages(deps).list)
  app.get('/administration/ways', wayPages(deps).list)
}
