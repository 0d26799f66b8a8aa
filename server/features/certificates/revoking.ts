import type { FastifyRequest } from 'fastify'
import * as certificates from '../../store/certificate/certificates.ts'
import * as notices from '../../store/notice/notices.ts'
import { once } from '../../web/access/once.ts'
import { byOf } from '../../web/access/signed-in.ts'
import type { Deps } from '../../web/deps.ts'

/** Revokes the certificate of the address and tells the person, once; false when its state has changed meanwhile. */
export const revokeOnce = async (request: FastifyRequest, deps: Deps, reason: string, to: string): Promise<boolean> =>
  once(
    request,
    deps,
    async tx => {
      const { id, personId } = request.certificate
      const now = deps.clock()
      const revoked = await certificates.revoke(tx, id, reason, byOf(request, 'hr_chief'), now)
      const notice = { text: 'notice.certificate-revoked', url: '/certificates' } as const
      if (revoked?.wasSealed) await notices.tellPerson(tx, personId, notice, now)
      return revoked !== undefined
    },
    done => (done ? to : null),
  )
