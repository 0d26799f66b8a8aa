import { tidy } from '../../domain/typed-text.ts'
import { waysWithOutages } from '../../domain/way.ts'
import * as events from '../../store/database/events.ts'
import * as outages from '../../store/help-desk/outages.ts'
import { once } from '../../web/access/once.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'

const longest = 300

/** A notice beside a way to sign in that does not work today. */
export function outagePages(deps: Deps) {
  const { db, clock } = deps

  const show: Handler = async (_request, reply) =>
    reply.page('administration/outages', { form: await outages.current(db), ways: waysWithOutages })

  const save: Handler = async (request, reply) => {
    const raw = rawForm(request.body)
    const typed = waysWithOutages.map(way => ({ way, text: tidy(raw[way] ?? '') }))
    const errors: FieldError[] = typed
      .filter(({ text }) => text.length > longest)
      .map(({ way }) => ({ field: way, text: 'outage.refused.too-long', holes: { max: longest } }))
    if (errors.length > 0) {
      return reply.code(422).page('administration/outages', { form: raw, ways: waysWithOutages, errors })
    }
    const now = clock()
    await once(
      request,
      deps,
      async tx => {
        for (const { way, text } of typed) await outages.set(tx, way, text, actorOf(request).accountId, now)
        await events.add(tx, { what: 'outages.set', about: 'sign-in', by: byOf(request, 'sysadmin'), at: now })
      },
      () => '/administration/outages',
    )
    return reply.seeOther('/administration/outages', 'said.outages-set')
  }

  return { show, save }
}
