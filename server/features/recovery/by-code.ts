import type { FastifyRequest } from 'fastify'
import { sameName } from '../../domain/name-text.ts'
import { lastFour, normaliseId } from '../../domain/national-id.ts'
import { readPersonName } from '../../domain/person/name.ts'
import { readCode } from '../../domain/readable-code.ts'
import * as delays from '../../store/account/sign-in-delays.ts'
import * as recoveries from '../../store/person/recoveries.ts'
import * as records from '../../store/record/records.ts'
import { remember } from '../../web/access/short-memory.ts'
import { mayTry } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

/** A code that two of HR made, with name and number. */
export function codePages(deps: Deps) {
  const { db, ring, clock } = deps

  const form: Handler = async (_request, reply) => reply.page('recovery/code')

  const claim: Handler = async (request, reply) => {
    const form = rawForm(request.body)
    const checked = await check(request, form)
    if (!checked.ok) return reply.code(checked.status).page('recovery/code', { form, errors: checked.errors })
    remember(reply, deps, 'recovery', checked.id)
    return reply.seeOther('/recovery/new-password')
  }

  /** A try is counted before it is checked; a wrong code, name or number is answered in the same words. */
  async function check(
    request: FastifyRequest,
    form: Raw,
  ): Promise<{ ok: true; id: string } | { ok: false; status: number; errors: FieldError[] }> {
    const now = clock()
    const code = readCode(form['code'] ?? '')
    const name = readPersonName(form['name'] ?? '')
    const four = normaliseId(form['last_four'] ?? '')
    const errors: FieldError[] = []
    if (!code) errors.push({ field: 'code', text: 'recovery.refused.code-shape' })
    if (!name.ok) errors.push({ field: 'name', text: name.why })
    if (!/^[0-9A-Z]{4}$/.test(four)) errors.push({ field: 'last_four', text: 'activation.refused.last-four-shape' })
    if (!code || !name.ok || errors.length > 0) return { ok: false, status: 422, errors }

    const place = [delays.placeAllowance(ring, request.place)]
    const counted = await mayTry(request, deps, place)
    if (!counted.ok) {
      const { holes } = counted
      return { ok: false, status: 429, errors: [{ field: 'code', text: 'activation.refused.wait', holes }] }
    }
    const found = await recoveries.bySecret(db, ring, 'hr', code, now)
    if (found) await recoveries.countTry(db, found.id)
    const number = found ? await records.idNumberOf(db, ring, found.personId) : ''
    if (!found || !sameName(name.value, found.name) || four !== lastFour(number)) {
      return { ok: false, status: 422, errors: [{ field: 'code', text: 'recovery.refused.code' }] }
    }
    await recoveries.forgive(db, found.id)
    await delays.forgive(db, place)
    return { ok: true, id: found.id }
  }

  return { form, claim }
}
