import type { FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { componentSystems, isOld, readVersion } from '../../domain/help-desk/component-version.ts'
import * as componentSettings from '../../store/help-desk/component-settings.ts'
import * as notices from '../../store/notice/notices.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'

/** Tells whoever signed in by card, once, that the component of this computer is older than the minimum. */
export async function tellOldComponent(
  request: FastifyRequest,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  accountId: string,
): Promise<void> {
  const version = readVersion(rawForm(request.body)['component_version'] ?? '')
  const program = visitorProgram(request.headers['user-agent'])
  const system = componentSystems.find(name => name === program.system)
  if (!version || !system) return
  const enough = (await componentSettings.current(db))[system]
  if (!isOld(version, enough)) return
  const notice = {
    text: 'notice.component-old',
    holes: { version, minimum: enough.minimum },
    url: `/guides/install-${system}`,
  } as const
  await notices.tellOnce(db, accountId, notice, clock())
}
