import { waysOffered } from '../../domain/help-desk/way-offer.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'

/** The ways in that this installation has, and what the others need. */
export function wayPages(deps: Deps) {
  const { baseUrl, revocationGraceHours } = deps.config

  const list: Handler = async (_request, reply) => {
    const { issuers, lists } = await deps.trust()
    const ways = waysOffered(
      {
        baseUrl,
        authorities: issuers
          .filter(({ kind }) => kind === 'citizen')
          .map(({ until, keyId }) => ({ until, list: lists.get(keyId) })),
        revocationGraceHours,
        hasHealthCardVerifier: deps.healthCards !== null,
        hasPhoneService: deps.phone !== null,
        hasMail: deps.sendMail !== null,
      },
      deps.clock(),
    )
    return reply.page('administration/ways', { ways })
  }

  return { list }
}
