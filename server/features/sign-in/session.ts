import * as savedForms from '../../store/account/saved-forms.ts'
import { isKeptForProof } from '../../web/access/late-form.ts'
import { provedRecently } from '../../web/access/proof.ts'
import { actorOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { safePath } from '../../web/own-path.ts'

/** What a signed-in person does with the session itself. */
export function sessionPages({ db, ring, clock }: Deps) {
  const show: Handler = async (request, reply) =>
    reply.page('sign-in/session', { isOver: Boolean(request.session.signedIn) }, sessionPart)

  // without script answered in a tab of its own, so that what stands half typed on the page before stays there
  const extend: Handler = async (_request, reply) => reply.page('sign-in/session', { isExtended: true }, sessionPart)

  // whoever pressed it too late comes here after signing in again; loading the page extended it
  const extended: Handler = async (_request, reply) => reply.page('sign-in/session', { isBack: true })

  const actFor: Handler = async (request, reply) => {
    const { agency, next } = rawForm(request.body)
    const own = request.agencies.find(({ id }) => id === agency)
    const office = request.offices.find(({ deputyshipId }) => deputyshipId === agency)
    const chosen = office ?? own
    if (!chosen || !request.session.signedIn) throw notFound()
    // what was chosen or inserted for one agency ends with it
    const { deputyshipId: _deputyship, agencyCard: _card, ...signedIn } = request.session.signedIn
    const asDeputy = office && { deputyshipId: office.deputyshipId }
    request.session.signedIn = { ...signedIn, agencyId: chosen.id, ...asDeputy }
    return reply.seeOther(safePath(next), 'said.acting-agency')
  }

  const savedForm: Handler<OfSavedForm> = async (request, reply) => {
    const form = await savedForms.find(db, ring, actorOf(request).accountId, request.params.id, clock())
    if (!form) throw notFound()
    const fields = Object.entries(form.fields).flatMap(([name, value]) =>
      [value].flat().map(one => ({ name, value: one })),
    )
    const { other, proof } = request.query
    const path = `/saved-forms/${request.params.id}`
    const { signedIn } = request.session
    const provedFor = signedIn?.goesOn
    const isMarked = isKeptForProof(request, { ring }, path, proof)
    const goesOn = provedRecently(request, clock()) && isMarked && provedFor === request.url
    if (signedIn && provedFor !== undefined) {
      const { goesOn: _carriedOut, ...rest } = signedIn
      request.session.signedIn = rest
    }
    return reply.page('sign-in/saved-form', {
      goesOn,
      script: goesOn ? 'go-on.js' : undefined,
      action: form.path,
      fields,
      // a form that comes late keeps its key: it may have been carried out before the session ended
      hasKey: '_once' in form.fields,
      isOther: other !== undefined,
      isForProof: isMarked,
    })
  }

  return { show, extend, extended, actFor, savedForm }
}

const sessionPart = 'layouts/_session-end'

type OfSavedForm = { Params: { id: string }; Querystring: { other?: string; proof?: string } }
