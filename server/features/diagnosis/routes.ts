import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { inTaipei, legalDay } from '../../domain/clock.ts'
import type { FactName } from '../../domain/help-desk/diagnosis.ts'
import { forgive, reportAllowance, reportNumberAllowance } from '../../store/account/sign-in-delays.ts'
import * as checkReports from '../../store/help-desk/check-reports.ts'
import * as failures from '../../store/help-desk/failures.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { cardChallenge, readCardAnswer } from '../../ways/card-answer.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound, refuseWith } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import { codeAddress } from '../../web/show/codes.ts'
import { allowComponentPicture } from '../../web/transport/headers.ts'
import { sendFile } from '../../web/transport/send-file.ts'
import { siteFacts } from './all-facts.ts'
import { healthCardPages, pageQuestion } from './health-card.ts'
import { dontKnow, optionsOf } from './options.ts'
import { reachedFrom } from './reached.ts'
import { reportText } from './report.ts'
import { factRows, resultOf } from './result.ts'
import { addressOfSeen, fieldsOf, isOfHealthCard, readSeen, type Seen } from './seen.ts'

/** What a person without script, or who would rather not be measured, is asked. */
const questions: readonly FactName[] = ['popup', 'reader', 'kind', 'certificate', 'changed', 'clock']

/** What is said where nothing is wrong, by how much was tried. */
function noneFound(seen: Seen): TextKey {
  if (seen.facts.signature === 'good') return 'diagnosis.found-none-signed'
  if (seen.source === 'said') return 'diagnosis.found-none-said'
  return isOfHealthCard(seen) ? 'diagnosis.found-none-health' : 'diagnosis.found-none-unsigned'
}

/** Finds out, before sign-in, why a card cannot be read: measured by script, or by questions. */
export default async function diagnosis(app: FastifyInstance, deps: Deps) {
  const { db, clock, config } = deps
  const reached = reachedFrom(deps)
  const site = () => siteFacts(deps, reached)

  app.get('/diagnosis', async (_request, reply) => {
    allowComponentPicture(reply, config)
    return reply.page('diagnosis/index', {
      component: config.componentOrigin,
      now: clock().getTime(),
      scripts: ['card.js', 'diagnosis.js'],
    })
  })

  app.post('/diagnosis', async (request, reply) => {
    const raw = rawForm(request.body)
    const seen = readSeen(raw)
    const isMeasured = seen.source === 'measured'
    // without script nothing was measured
    if (isMeasured && !isOfHealthCard(seen) && !seen.facts.popup) {
      return reply.seeOther(
        raw['about'] === 'health-card' ? '/diagnosis/health-card/questions' : '/diagnosis/questions',
      )
    }
    const facts = { ...seen.facts, ...(isMeasured ? programOf(request) : {}), ...selfTestSaid(raw['self_test']) }
    if (isMeasured) await count({ ...seen, facts }, reply)
    return reply.seeOther(addressOfSeen('/diagnosis/result', { ...seen, facts }))
  })

  app.get('/diagnosis/questions', async (request, reply) => {
    const t = speak(reply.language())
    const { browser, system } = visitorProgram(request.headers['user-agent'])
    return reply.page('diagnosis/questions', {
      form: { browser, system },
      selfTest: `${config.componentOrigin}/selfTest.htm`,
      options: (['browser', 'system'] as const).map(name => ({ name, options: optionsOf(name, t) })),
      questions: questions.map(name => ({ name, options: [...optionsOf(name, t), dontKnow(t)] })),
      selfTestOptions: [
        { value: 'yes', text: t('diagnosis.word.yes') },
        { value: 'no', text: t('diagnosis.word.no') },
        dontKnow(t),
      ],
      serverTime: inTaipei(clock()).time.slice(0, 5),
    })
  })

  const healthCard = healthCardPages(deps)
  app.get('/diagnosis/health-card', healthCard.show)
  app.get('/diagnosis/health-card/questions', healthCard.questions)

  app.get('/diagnosis/result', async (request, reply) => {
    // what does not belong in the address does not stay there
    const address = addressOfSeen('/diagnosis/result', readSeen(rawForm(request.query)))
    if (request.url !== address) return reply.seeOther(address)
    const t = speak(reply.language())
    const { seen, found, rows, report } = await diagnosed(request, reply)
    return reply.page('diagnosis/result', {
      found,
      rows,
      report,
      fields: fieldsOf(seen),
      noneFound: noneFound(seen),
      isOfHealthCard: isOfHealthCard(seen),
      page: pageQuestion(found, config, t),
      isSigned: seen.facts.signature === 'good',
      download: addressOfSeen('/diagnosis/report.txt', seen),
      signing: mayTrySignature(seen) ? addressOfSeen('/diagnosis/signature', seen) : null,
    })
  })

  app.get('/diagnosis/report.txt', async (request, reply) => {
    const { report } = await diagnosed(request, reply)
    return sendFile(reply, { name: 'card-check.txt', media: 'text/plain; charset=utf-8', bytes: Buffer.from(report) })
  })

  app.post('/diagnosis/reports', async (request, reply) => {
    const counted = await mayTry(request, deps, [reportAllowance(deps.ring, request.ip)])
    if (!counted.ok) throw refuseWith(429, 'check-report.refused.too-many')
    const seen = readSeen(rawForm(request.body))
    const findings = resultOf(seen, await site(), reply.language()).map(({ code }) => code)
    const ticket = await checkReports.add(db, { fields: fieldsOf(seen), findings }, clock())
    if (!ticket) throw refuseWith(429, 'check-report.refused.too-many')
    return reply.seeOther(`/diagnosis/reports/${ticket}`)
  })

  app.get<{ Params: { ticket: string } }>('/diagnosis/reports/:ticket', async (request, reply) => {
    const { ticket } = request.params
    // short enough to be guessed, so that the right one counts, too, until it was found
    const look = [reportNumberAllowance(deps.ring, request.ip)]
    const counted = await mayTry(request, deps, look)
    if (!counted.ok) throw refuseWith(429, 'problem.too-many')
    const { rows } = await checkReports.list(db, { limit: 1, offset: 0, ticket })
    if (!rows[0]) throw notFound()
    await forgive(db, look)
    return reply.page('diagnosis/sent', {
      ticket,
      result: addressOfSeen('/diagnosis/result', readSeen(rows[0].fields)),
    })
  })

  app.get('/diagnosis/signature', async (request, reply) =>
    reply.page('diagnosis/signature', {
      fields: fieldsOf(readSeen(rawForm(request.query))),
      card: cardChallenge(request, reply, deps, { purpose: 'diagnosis' }),
      scripts: ['card.js', 'diagnosis.js'],
    }),
  )

  app.post('/diagnosis/signature', async (request, reply) => {
    const raw = rawForm(request.body)
    const seen = { ...readSeen(raw), ...(await trySignature(request, raw['same_card'] === 'no')) }
    const { signature, ...rest } = seen
    return reply.seeOther(addressOfSeen('/diagnosis/result', { ...rest, facts: { ...seen.facts, signature } }))
  })

  /** Verifies and forgets: whose signature it is leaves this function in no form. */
  async function trySignature(request: FastifyRequest, isOtherCard: boolean) {
    const answer = await readCardAnswer(request, deps, { purpose: 'diagnosis', kinds: ['citizen', 'agency'] })
    if (answer.ok) return { signature: isOtherCard ? ('stale' as const) : ('good' as const), why: '' }
    if (isOtherCard && answer.why.startsWith('card.')) return { signature: 'stale' as const, why: '' }
    return { signature: 'refused' as const, why: codeAddress({ text: answer.why, holes: answer.holes }) }
  }

  /** What was measured, by cause; the server's own faults are not the visitor's. */
  async function count(seen: Seen, reply: FastifyReply) {
    const { browser = 'other', system = 'other' } = seen.facts
    for (const { code, tone } of resultOf(seen, await site(), reply.language())) {
      if (tone === 'note' || code.startsWith('diagnosis.server-')) continue
      const failure = {
        place: 'diagnosis' as const,
        cause: code,
        version: seen.component || seen.health.version,
        browser,
        system,
      }
      await failures.add(db, failure, legalDay(clock()))
    }
  }

  async function diagnosed(request: FastifyRequest, reply: FastifyReply) {
    const language = reply.language()
    const seen = readSeen(rawForm(request.query))
    const here = await site()
    const found = resultOf(seen, here, language)
    const rows = factRows(seen, here, language)
    const address = config.baseUrl + addressOfSeen('/diagnosis/result', seen)
    const report = reportText({ at: clock(), site: config.baseUrl, address, found, rows }, language)
    return { seen, found, rows, report }
  }
}

/** A card that was read can be asked to sign. */
const mayTrySignature = ({ source, facts }: Seen) =>
  source === 'measured' && (facts.reader === 'card' || facts.reader === 'several') && facts.signature !== 'good'

const programOf = (request: FastifyRequest) => visitorProgram(request.headers['user-agent'])

function selfTestSaid(word: string | undefined) {
  if (word === 'yes') return { probe: 'reached' as const }
  return word === 'no' ? { window: 'never-ready' as const, probe: 'failed' as const } : {}
}
