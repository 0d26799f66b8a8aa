import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { EvidenceHomes, OutsideHome } from '../../domain/correction/evidence-home.ts'
import { readiness, type Readiness } from '../../store/database/readiness.ts'
import type { Deps } from '../../web/deps.ts'

/** For a watchdog or a load balancer: no session, no words for people. `newest`: when the last migration was made. */
export default async function health(
  app: FastifyInstance,
  { db, evidenceHomes, newest }: Pick<Deps, 'db' | 'evidenceHomes'> & { newest: number },
) {
  app.get('/health/live', async (_request, reply) => reply.type('text/plain').send('live\n'))

  let asking: Promise<[Readiness, OutsideHome[]]> | undefined
  let last = 'ready'
  app.get('/health/ready', async (request, reply) => {
    // whoever asks meanwhile hears the same answer
    asking ??= Promise.all([databaseNow(request.log), unreached(evidenceHomes)]).finally(() => (asking = undefined))
    const [database, homes] = await asking
    const state = inWords(database, homes)
    if (state !== last) request.log.warn({ state, before: last }, 'The readiness has changed.')
    last = state
    return reply
      .code(database === 'ready' ? 200 : 503)
      .type('text/plain')
      .send(`${state}\n`)
  })

  const databaseNow = async (log: FastifyBaseLogger): Promise<Readiness> =>
    readiness(db, newest).catch((err: unknown) => {
      log.error({ err }, 'Whether the database is ready could not be found out.')
      return 'unusable'
    })
}

/** Evidence that is out of reach keeps nobody from anything but a file, so visitors are served all the same. */
function inWords(database: Readiness, homes: OutsideHome[]): string {
  if (database !== 'ready') return `not ready: database ${database}`
  return ['ready', ...homes.map(home => `evidence in ${home} unreachable`)].join('; ')
}

async function unreached(homes: EvidenceHomes): Promise<OutsideHome[]> {
  const asked = (['folder', 's3'] as const).map(async home =>
    (await homes[home]?.isReached()) === false ? [home] : [],
  )
  return (await Promise.all(asked)).flat()
}
