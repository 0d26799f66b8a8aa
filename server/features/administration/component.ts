import type { FastifyInstance } from 'fastify'
import { componentSystems, readVersion } from '../../domain/component-version.ts'
import * as settings from '../../store/component-settings.ts'
import * as events from '../../store/events.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import { actorOf, byOf } from '../../web/signed-in.ts'

/** For each system: from which version on the card component counts as new, and where the school keeps a copy of it. */
export default async function componentPages(app: FastifyInstance, { db, clock }: Deps) {
  app.get('/administration/component', async (_request, reply) => {
    const current = await settings.current(db)
    const form = Object.fromEntries(
      componentSystems.flatMap(system =>
        Object.entries(current[system]).map(([name, value]) => [`${name}_${system}`, value]),
      ),
    )
    return reply.page('administration/component', { form, systems: componentSystems })
  })

  app.post('/administration/component', async (request, reply) => {
    const raw = rawForm(request.body)
    const read = componentSystems.map(system => ({ system, ...readSetting(raw, system) }))
    const errors = read.flatMap(one => one.errors)
    if (errors.length > 0) {
      return reply.code(422).page('administration/component', { form: raw, systems: componentSystems, errors })
    }
    const now = clock()
    await db.transaction(async tx => {
      for (const { system, value } of read) await settings.set(tx, system, value, actorOf(request).accountId, now)
      await events.add(tx, { what: 'component.set', about: 'component', by: byOf(request, 'sysadmin'), at: now })
    })
    return reply.seeOther('/administration/component')
  })
}

function readSetting(raw: Raw, system: string): { value: settings.ComponentSetting; errors: FieldError[] } {
  const typed = (name: string) => (raw[`${name}_${system}`] ?? '').trim()
  const [minimum, download, sha256] = [readVersion(typed('minimum')), typed('download'), typed('sha256').toLowerCase()]
  const errors: FieldError[] = []
  if (!minimum) errors.push({ field: `minimum_${system}`, text: 'component-setting.refused.version' })
  if (download && !isLink(download)) {
    errors.push({ field: `download_${system}`, text: 'component-setting.refused.link' })
  }
  if (sha256 && !/^[0-9a-f]{64}$/.test(sha256)) {
    errors.push({ field: `sha256_${system}`, text: 'component-setting.refused.sha256' })
  }
  return { value: { minimum: minimum ?? '', download, sha256 }, errors }
}

const isLink = (text: string) => /^https?:\/\//.test(text) && text.length <= 500 && URL.canParse(text)
