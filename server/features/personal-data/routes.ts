import type { FastifyInstance } from 'fastify'
import { noticeVersion } from '../../domain/account/required-step.ts'
import { retained, type KeepYears } from '../../domain/retention.ts'
import * as accounts from '../../store/account/accounts.ts'
import * as events from '../../store/database/events.ts'
import { speak, type Speak } from '../../text/speak.ts'
import { actorOf, byOf, requireSignIn } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'

/** What becomes of personal data here: for everybody to read, and to acknowledge when its text has changed. */
export default async function personalData(app: FastifyInstance, deps: Deps) {
  app.get('/personal-data', async (request, reply) =>
    reply.page('personal-data/index', {
      isAsked: request.requiredSteps.includes('notice'),
      version: noticeVersion,
      kept: keptLines(deps.config.keepYears, speak(reply.language())),
    }),
  )

  app.register(async signedIn => {
    requireSignIn(signedIn, deps)
    signedIn.post('/personal-data', async (request, reply) => {
      const { accountId } = actorOf(request)
      await deps.db.transaction(async tx => {
        await accounts.acknowledge(tx, accountId, noticeVersion)
        const [by, at] = [byOf(request, 'employee'), deps.clock()]
        const details = { version: noticeVersion }
        await events.add(tx, { what: 'account.notice-acknowledged', about: accountId, by, at, details })
      })
      return reply.seeOther('/', 'said.notice-acknowledged')
    })
  })
}

/** How long this installation keeps what piles up, after what it keeps for ever. */
function keptLines(keepYears: KeepYears, t: Speak) {
  const records = {
    what: t('retention.what.records'),
    howLong: t('retention.for-ever'),
    from: t('form.none'),
    law: t('retention.law.records'),
  }
  const lines = retained.map(kind => ({
    what: t(`retention.what.${kind}`),
    howLong: t('retention.years', { years: keepYears[kind] }),
    from: t(`retention.from.${kind}`),
    law: t(`retention.law.${kind}`),
  }))
  return [records, ...lines]
}
