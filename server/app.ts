import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from 'fastify'
import Fastify from 'fastify'
import formbody from '@fastify/formbody'
import { root } from './config.ts'
import { newestMigration } from './database-mistake.ts'
import about from './features/about/routes.ts'
import accessLog from './features/access-log/routes.ts'
import account from './features/account/routes.ts'
import activation from './features/activation/routes.ts'
import administration from './features/administration/routes.ts'
import agencies from './features/agencies/routes.ts'
import agencyCards from './features/agency-cards/routes.ts'
import codeValues from './features/code-values/routes.ts'
import certificates from './features/certificates/routes.ts'
import recipients from './features/recipients/routes.ts'
import codes from './features/codes/routes.ts'
import batches from './features/batches/routes.ts'
import imports from './features/imports/routes.ts'
import corrections from './features/corrections/routes.ts'
import deputies from './features/deputies/routes.ts'
import diagnosis from './features/diagnosis/routes.ts'
import directory from './features/directory/routes.ts'
import exports from './features/exports/routes.ts'
import files from './features/files/routes.ts'
import findings from './features/findings/routes.ts'
import guides from './features/guides/routes.ts'
import health from './features/health/routes.ts'
import home from './features/home/routes.ts'
import inbox from './features/inbox/routes.ts'
import locks from './features/locks/routes.ts'
import mailAddress from './features/mail-address/routes.ts'
import papers from './features/papers/routes.ts'
import people from './features/people/routes.ts'
import personalData from './features/personal-data/routes.ts'
import phone from './features/phone/routes.ts'
import record from './features/record/routes.ts'
import recovery from './features/recovery/routes.ts'
import review from './features/review/routes.ts'
import rollOut from './features/roll-out/routes.ts'
import setUp from './features/set-up/routes.ts'
import signIn from './features/sign-in/routes.ts'
import trust from './features/trust/routes.ts'
import verify from './features/verify/routes.ts'
import { rememberWays } from './ways/last-way.ts'
import { guardForms } from './web/access/csrf.ts'
import { chooseLanguage } from './web/access/language.ts'
import { answerSentForms } from './web/access/once.ts'
import { guardPeople } from './web/access/person-door.ts'
import { refusePrefetch } from './web/access/prefetch.ts'
import { askForProof } from './web/access/proof.ts'
import { noteRefusals } from './web/access/refused-access.ts'
import { useSessions } from './web/access/session.ts'
import { knowActor, requireSignIn } from './web/access/signed-in.ts'
import { noteAnswers } from './web/access/spent-lines.ts'
import { tellWaits } from './web/brake.ts'
import type { Deps } from './web/deps.ts'
import { answerErrors } from './web/errors.ts'
import { readPathParts } from './web/forms.ts'
import { expectIds } from './web/ids.ts'
import { readQuery, refuseOddPaths } from './web/paths.ts'
import { listRoutes } from './web/route-list.ts'
import { renderPages } from './web/show/pages.ts'
import { readAddresses, trustOnly } from './web/transport/address.ts'
import { serveAssets } from './web/transport/assets.ts'
import { compressPages } from './web/transport/compress.ts'
import { secureHeaders } from './web/transport/headers.ts'
import { refusePins } from './web/transport/pin-alarm.ts'
import { endSilentBodies, defaultPatience, type Patience } from './web/transport/slow-bodies.ts'

/**
 * `schemas` says who compiles them: tests start many applications in one process, which would compile the same ones.
 */
export type AppOptions = {
  log?: FastifyBaseLogger
  trustProxy?: false | string[]
  /** Addresses from which more people come than of a school, each with their number. */
  sharedAddresses?: readonly string[]
  /** How slowly a body may come. */
  patience?: Patience
  schemas?: NonNullable<FastifyServerOptions['schemaController']>
}

/** The table of contents: everything the application is made of, in the order in which a request meets it. */
export async function buildApp(
  deps: Deps,
  { log, trustProxy = false, sharedAddresses, patience = defaultPatience, schemas }: AppOptions = {},
) {
  const app = Fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    ...(schemas && { schemaController: schemas }),
    trustProxy: trustProxy && trustOnly(trustProxy),
    genReqId: () => randomUUID(),
    bodyLimit: 256 * 1024,
    forceCloseConnections: 'idle',
    // what comes after the headers may take its time: endSilentBodies
    http: { headersTimeout: 60_000 },
    routerOptions: { maxParamLength: 200, querystringParser: readQuery },
    // an address that no router can read is answered like one that is not there, by the same page with the same headers
    frameworkErrors(_error, { raw: request }, { raw: reply }) {
      request.url = '/unreadable-address'
      app.routing(request, reply)
    },
  })
  listRoutes(app)
  // forms are all that browsers send here
  app.removeAllContentTypeParsers()
  secureHeaders(app, deps)
  readAddresses(app, sharedAddresses)
  endSilentBodies(app, patience)
  serveAssets(app, root)
  app.register(health, { ...deps, newest: newestMigration() })
  app.register(async pages => visitorPages(pages, deps))
  return app
}

const ofEverybody = [
  about,
  codes,
  diagnosis,
  guides,
  rollOut,
  setUp,
  signIn,
  activation,
  personalData,
  phone,
  recovery,
  mailAddress,
  verify,
]
const ofTheSignedIn = [
  accessLog,
  account,
  administration,
  agencies,
  agencyCards,
  batches,
  codeValues,
  imports,
  certificates,
  recipients,
  corrections,
  deputies,
  directory,
  exports,
  files,
  findings,
  home,
  inbox,
  locks,
  papers,
  people,
  record,
  review,
  trust,
]

async function visitorPages(app: FastifyInstance, deps: Deps) {
  refusePrefetch(app)
  await app.register(formbody, { bodyLimit: 256 * 1024 })
  await useSessions(app, deps)
  rememberWays(app)
  tellWaits(app, deps)
  compressPages(app)
  renderPages(app, deps, root)
  chooseLanguage(app, deps)
  readPathParts(app)
  refusePins(app)
  noteAnswers(app, deps)
  guardForms(app, deps)
  knowActor(app, deps)
  refuseOddPaths(app)
  answerSentForms(app, deps)
  guardPeople(app, deps)
  expectIds(app)
  askForProof(app, deps)
  answerErrors(app)
  noteRefusals(app, deps)

  for (const feature of ofEverybody) app.register(named(feature), deps)
  app.register(async signedIn => {
    requireSignIn(signedIn, deps)
    for (const feature of ofTheSignedIn) signedIn.register(named(feature), deps)
  })
}

/** Fastify would look for the name of a plugin in everything that was ever loaded. */
function named<Feature extends (app: FastifyInstance, deps: Deps) => Promise<void>>(feature: Feature): Feature {
  return Object.assign(feature, { [Symbol.for('fastify.display-name')]: feature.name })
}
