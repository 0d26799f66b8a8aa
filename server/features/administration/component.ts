import { componentSystems, readVersion } from '../../domain/help-desk/component-version.ts'
import { halfWidth } from '../../domain/typed-text.ts'
import * as events from '../../store/database/events.ts'
import * as settings from '../../store/help-desk/component-settings.ts'
import { speak } from '../../text/speak.ts'
import { actorOf, byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'
import type { FieldError, Raw } from '../../web/forms.ts'
import { rawForm } from '../../web/forms.ts'
import type { Handler } from '../../web/handler.ts'
import { keyOf } from '../../web/show/key-of.ts'

/** For each system: from which version on the card component counts as new, and where the school keeps copies. */
export function componentPages({ db, clock }: Deps) {
  const show: Handler = async (_request, reply) => {
    const current = await settings.current(db)
    const form = Object.fromEntries(
      componentSystems.flatMap(system =>
        Object.entries(fields).map(([field, name]) => [`${field}_${system}`, [current[system][name]].flat().join(' ')]),
      ),
    )
    return reply.page('administration/component', { form, systems: componentSystems })
  }

  const save: Handler = async (request, reply) => {
    const raw = rawForm(request.body)
    const read = componentSystems.map(system => ({ system, ...readSetting(raw, system) }))
    const t = speak(reply.language())
    const errors = read.flatMap(({ system, errors }) =>
      errors.map(error => ({ ...error, label: t(keyOf.system(system)) })),
    )
    if (errors.length > 0) {
      return reply.code(422).page('administration/component', { form: raw, systems: componentSystems, errors })
    }
    const now = clock()
    await db.transaction(async tx => {
      for (const { system, value } of read) await settings.set(tx, system, value, actorOf(request).accountId, now)
      await events.add(tx, { what: 'component.set', about: 'component', by: byOf(request, 'sysadmin'), at: now })
    })
    return reply.seeOther('/administration/component', 'said.component-set')
  }

  return { show, save }
}

const fields = {
  minimum: 'minimum',
  exceptions: 'exceptions',
  download: 'download',
  sha256: 'sha256',
  health_download: 'healthDownload',
  health_sha256: 'healthSha256',
} as const satisfies Record<string, keyof settings.ComponentSetting>

function readSetting(raw: Raw, system: string): { value: settings.ComponentSetting; errors: FieldError[] } {
  const typed = (field: keyof typeof fields) => halfWidth(raw[`${field}_${system}`] ?? '')
  const words = typed('exceptions')
    .split(/[\s,]+/)
    .filter(Boolean)
  const [minimum, ...exceptions] = [typed('minimum'), ...words].map(readVersion)
  const value = {
    minimum: minimum ?? '',
    exceptions: exceptions.filter(version => version !== undefined),
    download: typed('download'),
    sha256: typed('sha256').toLowerCase(),
    healthDownload: typed('health_download'),
    healthSha256: typed('health_sha256').toLowerCase(),
  }
  const wrong = (field: keyof typeof fields, isWrong: boolean, text: FieldError['text']): FieldError[] =>
    isWrong ? [{ field: `${field}_${system}`, text }] : []
  const errors = [
    ...wrong('minimum', !minimum, 'component-setting.refused.version'),
    ...wrong(
      'exceptions',
      value.exceptions.length < words.length || words.length > 20,
      'component-setting.refused.exceptions',
    ),
    ...(['download', 'health_download'] as const).flatMap(field =>
      wrong(field, typed(field) !== '' && !isLink(typed(field)), 'component-setting.refused.link'),
    ),
    ...(['sha256', 'health_sha256'] as const).flatMap(field =>
      wrong(field, !/^([0-9a-f]{64})?$/i.test(typed(field)), 'component-setting.refused.sha256'),
    ),
  ]
  return { value, errors }
}

const isLink = (text: string) => /^https?:\/\//.test(text) && text.length <= 500 && URL.canParse(text)
