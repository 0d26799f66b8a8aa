import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { inTaipei, legalDay } from '../../domain/clock.ts'
import type { FactName } from '../../domain/help-desk/diagnosis.ts'
import * as failures from '../../store/help-desk/failures.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { allowComponentPicture } from '../../web/transport/headers.ts'
import type { Site } from './all-facts.ts'
import { dontKnow, optionsOf } from './options.ts'
import { resultOf } from './result.ts'
import { addressOfSeen, isOfHealthCard, readSeen, type Seen } from './seen.ts'

/** What a person without script, or who would rather not be measured, is asked. */
const questions: readonly FactName[] = ['popup', 'reader', 'kind', 'certificate', 'changed', 'clock']

/** Where somebody begins: measured by script, or by questions. */
export function checkPages({ db, clock, config }: Deps, site: Site) {
  const show: Handler = async (_request, reply) => {
    allowComponentPicture(reply, config)
    return reply.page('diagnosis/index', {
      component: config.componentOrigin,
      shownAt: clock().getTime(),
      script: 'diagnosis.js',
    })
  }

  const send: Handler = async (request, reply) => {
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
  }

  const ask: Handler = async (request, reply) => {
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

  return { show, send, ask }
}

const programOf = (request: FastifyRequest) => visitorProgram(request.headers['user-agent'])

function selfTestSaid(word: string | undefined) {
  if (word === 'yes') return { probe: 'reached' as const }
  return word === 'no' ? { window: 'never-ready' as const, probe: 'failed' as const } : {}
}
