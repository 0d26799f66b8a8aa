import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../web/deps.ts'
import { siteOf } from './all-facts.ts'
import { checkPages } from './check.ts'
import { healthCardPages } from './health-card.ts'
import { outcomePages } from './outcome.ts'
import { sentReportPages } from './sent-report.ts'
import { signaturePages } from './signature.ts'

/** Finds out, before sign-in, why a card cannot be read: measured by script, or by questions. */
export default async function diagnosis(app: FastifyInstance, deps: Deps) {
  const site = siteOf(deps)

  const check = checkPages(deps, site)
  app.get('/diagnosis', check.show)
  app.post('/diagnosis', check.send)
  app.get('/diagnosis/questions', check.ask)

  const healthCard = healthCardPages(deps)
  app.get('/diagnosis/health-card', healthCard.show)
  app.get('/diagnosis/health-card/questions', healthCard.questions)

  const outcome = outcomePages(deps, site)
  app.get('/diagnosis/result', outcome.show)
  app.get('/diagnosis/report.txt', outcome.download)

  const sent = sentReportPages(deps, site)
  app.post('/diagnosis/reports', sent.send)
  app.get('/diagnosis/reports/:ticket', sent.show)

  const signature = signaturePages(deps)
  app.get('/diagnosis/signature', signature.form)
  app.post('/diagnosis/signature', signature.answer)
}
