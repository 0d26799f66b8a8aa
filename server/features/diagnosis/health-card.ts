import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { placesOf, windowOf } from '../../domain/help-desk/health-card-component.ts'
import { speak, type Speak } from '../../text/speak.ts'
import type { Deps, Settings } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { allowHealthCardComponents } from '../../web/transport/headers.ts'
import { dontKnow, optionsOf } from './options.ts'
import type { Shown } from './result.ts'

/** Finds out, before sign-in, why a health card cannot be read. What was measured or said goes to the common result. */
export function healthCardPages({ config }: Deps) {
  const places = placesOf(config.healthCardComponents)

  const show: Handler = async (_request, reply) => {
    allowHealthCardComponents(reply, config)
    return reply.page('diagnosis/health-card', { places, script: 'health-card-check.js' })
  }

  const questions: Handler = async (request, reply) => {
    const t = speak(reply.language())
    const { browser, system } = visitorProgram(request.headers['user-agent'])
    const unsure = dontKnow(t)
    return reply.page('diagnosis/health-card-questions', {
      form: { browser, system },
      options: (['browser', 'system'] as const).map(name => ({ name, options: optionsOf(name, t) })),
      pageOptions: [...optionsOf('health_page', t), unsure],
      permissionOptions: [
        ...optionsOf('permission', t).filter(({ value }) => value === 'granted' || value === 'denied'),
        unsure,
      ],
      window: windowOf(config.healthCardComponents) ?? null,
    })
  }

  return { show, questions }
}

/** Where four causes look alike: what to open, and what the person may see there; null when nothing is to be asked. */
export function pageQuestion(found: readonly Shown[], { healthCardComponents }: Settings, t: Speak) {
  const isOpen = found.some(({ code }) => code === 'diagnosis.health-card-silent')
  const window = windowOf(healthCardComponents)
  return isOpen && window ? { window, options: optionsOf('health_page', t) } : null
}
