import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Holder } from '../../domain/card/holder.ts'
import { lastFour, normaliseId } from '../../domain/national-id.ts'
import type { Activation } from '../../store/account/activations.ts'
import * as activations from '../../store/account/activations.ts'
import { hashOf } from '../../store/account/password-hashes.ts'
import * as pastPasswords from '../../store/account/past-passwords.ts'
import { bySystem } from '../../store/database/events.ts'
import { ownWords } from '../../store/person/own-words.ts'
import * as shownNames from '../../store/person/shown-names.ts'
import * as records from '../../store/record/records.ts'
import { cardOf, phoneOf } from '../../store/ways/credentials.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import { errorOf } from '../../ways/answered.ts'
import { readCardAnswer } from '../../ways/card-answer.ts'
import { readHealthCardAnswer } from '../../ways/health-card-answer.ts'
import { phonePage } from '../../ways/phone-answer.ts'
import { askPhone } from '../../ways/phone-question.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { begin } from './begin.ts'
import { linkPages } from './by-link.ts'
import { cardAlonePages } from './card-alone.ts'
import { checkIdentity } from './check-identity.ts'
import type { Means } from './finish.ts'
import { finish } from './finish.ts'
import { readClaim, readLogin } from './form.ts'
import { healthCardAlonePages } from './health-card-alone.ts'
import { firstPage, wayPage, type Shown } from './pages.ts'
import { pendingActivation, rememberProved } from './pending.ts'
import { phoneAlonePages } from './phone-alone.ts'

/**
 * The first time: a code from HR, name and number, then a way to sign in from then on; or that way alone, where it
 * proves who one is.
 */
export default async function activation(app: FastifyInstance, deps: Deps) {
  const { db, ring, clock, config } = deps

  app.get('/activation', async (request, reply) => firstPage(request, reply, deps))

  app.post('/activation', async (request, reply) => {
    const form = rawForm(request.body)
    const read = readClaim(form)
    if (!read.ok) return firstPage(request, reply.code(422), deps, read)
    const { code, ...who } = read.value
    const checked = await checkIdentity(request, deps, {
      who,
      find: now => activations.find(db, ring, code, now),
      otherwise: 'activation.refused.unknown',
    })
    if (!checked.ok) {
      const errors = [{ field: 'code', text: checked.why, holes: checked.holes ?? {} }]
      return firstPage(request, reply.code(checked.status), deps, { form, errors })
    }
    rememberProved(reply, deps, checked.activation)
    return reply.seeOther('/activation/way')
  })

  app.get('/activation/way', async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    return activation ? choose(request, reply, activation) : reply.seeOther('/activation')
  })

  app.post('/activation/card', async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply)
    const answer = await readCardAnswer(request, deps, { purpose: 'activation', kinds: ['citizen'] })
    const refuse = (text: TextKey, holes: Holes = {}) =>
      choose(request, reply.code(422), activation, { errors: [{ field: 'card-pin', text, holes }] })
    if (!answer.ok) return refuse(answer.why, answer.holes)
    const { holder } = answer
    if (holder.lastFour !== lastFour(await idNumberOf(activation))) return refuse('activation.refused.card-number')
    if (!(await isTheirs(request, activation, holder))) return refuse('activation.refused.card-name')
    const finished = await finish(request, deps, activation, { way: 'card', card: cardOf(holder) })
    return finished.ok ? goOn(request, reply, activation, 'card') : refuse(finished.why)
  })

  app.post('/activation/password', async (request, reply) => {
    const activation = await pendingActivation(request, deps)
    if (!activation) return startAgain(request, reply)
    const form = rawForm(request.body)
    const read = readLogin(
      form,
      await ownWords(db, ring, {
        personId: activation.personId,
        loginName: form['login_name'] ?? '',
        baseUrl: config.baseUrl,
      }),
    )
    if (!read.ok) return choose(request, reply.code(422), activation, read)
    const { loginName, password } = read.value
    // an account that comes back after it was closed had passwords before
    if (await pastPasswords.wasUsed(db, activation.accountId, password)) {
      const errors = [{ field: 'password', text: 'password.refused.used-before' as const }]
      return choose(request, reply.code(422), activation, { form: { login_name: loginName }, errors })
    }
    const passwordHash = await hashOf(password)
    const finished = await finish(request, deps, activation, { way: 'password', login: { loginName, passwordHash } })
    if (finished.ok) return goOn(request, reply, activation, 'password')
    const errors = [{ field: 'login_name', text: finished.why }]
    return choose(request, reply.code(422), activation, { form: { login_name: loginName }, errors })
  })

  if (deps.healthCards) {
    app.post('/activation/health-card', async (request, reply) => {
      const activation = await pendingActivation(request, deps)
      if (!activation) return startAgain(request, reply)
      const answer = await readHealthCardAnswer(request, deps, byHealthCard)
      const refuse = (text: TextKey, holes: Holes = {}, status = 422) => {
        const errors = [{ field: 'health-card-password', text, holes }]
        return choose(request, reply.code(status), activation, { errors })
      }
      if (!answer.ok) return refuse(answer.why, answer.holes, answer.status)
      const { idNumber, cardNumber } = answer.holder
      if (idNumber !== normaliseId(await idNumberOf(activation))) return refuse('health-card.refused.other-person')
      const finished = await finish(request, deps, activation, { way: 'health_card', cardNumber })
      return finished.ok ? goOn(request, reply, activation, 'health_card') : refuse(finished.why)
    })
  }

  if (deps.phone) {
    app.post('/activation/phone', async (request, reply) => {
      const activation = await pendingActivation(request, deps)
      if (!activation) return startAgain(request, reply)
      const idNumber = await idNumberOf(activation)
      const question = { idNumber, task: byPhone, path: '/activation/phone', next: '/' }
      const asked = await askPhone(request, reply, deps, question)
      if (asked.ok) return reply.seeOther(asked.path)
      return choose(request, reply.code(asked.status), activation, { errors: [errorOf(asked)] })
    })

    app.get<{ Params: { id: string } }>('/activation/phone/:id', async (request, reply) => {
      if (request.actor) return reply.seeOther('/')
      const activation = await pendingActivation(request, deps)
      if (!activation) return startAgain(request, reply)
      const { id } = request.params
      const refuse = (text: TextKey, holes: Holes = {}) =>
        choose(request, reply.code(422), activation, { errors: [{ field: 'phone', text, holes }] })
      return phonePage(
        request,
        reply,
        deps,
        { id, task: byPhone },
        {
          path: `/activation/phone/${id}`,
          back: '/activation/way',
          async finish({ holder, idNumber }) {
            // a number may have been typed in this browser since the code agreed
            if (idNumber !== (await idNumberOf(activation))) {
              return { ok: false, why: 'mobile-id.refused.over', holes: {} }
            }
            if (!(await isTheirs(request, activation, holder))) {
              return { ok: false, why: 'activation.refused.phone-name', holes: {} }
            }
            const finished = await finish(request, deps, activation, { way: 'phone', card: phoneOf(holder) })
            if (!finished.ok) return { ...finished, holes: {} }
            await begin(request, reply, deps, { accountId: activation.accountId, way: 'phone' })
            return { ok: true, to: '/' }
          },
          refused: ({ why, holes }) => refuse(why, holes),
          over: () => refuse('mobile-id.refused.over'),
        },
      )
    })
  }

  const link = linkPages(deps)
  app.get('/activation/mail/link', link.open)
  app.get('/activation/mail', link.form)
  app.post('/activation/mail', link.claim)

  app.post('/activation/without-code/card', cardAlonePages(deps).answer)
  if (deps.healthCards) app.post('/activation/without-code/health-card', healthCardAlonePages(deps).answer)
  if (deps.phone) {
    const phone = phoneAlonePages(deps)
    app.post('/activation/without-code/phone', phone.ask)
    app.get('/activation/without-code/phone/:id', phone.answer)
  }

  const idNumberOf = ({ personId }: Activation) => records.idNumberOf(db, ring, personId)

  /** Whether the name on a card or phone is that of the activation; HR hears of another one. */
  async function isTheirs(request: FastifyRequest, activation: Activation, { subjectName }: Holder) {
    const isName = await shownNames.isNameOf(db, activation, subjectName)
    const by = { ...bySystem, requestId: request.id }
    if (!isName) await shownNames.keep(db, activation.personId, subjectName, by, clock())
    return isName
  }

  const choose = (request: FastifyRequest, reply: FastifyReply, activation: Activation, shown: Shown = {}) =>
    wayPage(request, reply, deps, activation, shown)

  const startAgain = (request: FastifyRequest, reply: FastifyReply) => {
    const errors: FieldError[] = [{ field: 'code', text: 'activation.refused.over' }]
    return firstPage(request, reply.code(422), deps, { errors })
  }

  async function goOn(request: FastifyRequest, reply: FastifyReply, { accountId }: Activation, way: Means['way']) {
    await begin(request, reply, deps, { accountId, way })
    return reply.seeOther('/')
  }
}

const byPhone = { purpose: 'activation' } as const
const byHealthCard = { purpose: 'activation' } as const
