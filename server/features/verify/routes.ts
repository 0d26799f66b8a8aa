import type { FastifyInstance } from 'fastify'
import * as certificates from '../../store/certificate/certificates.ts'
import { sealKeyOf } from '../../store/certificate/seal-key.ts'
import { inVain } from '../../web/brake.ts'
import type { Deps } from '../../web/deps.ts'
import { refuseWith } from '../../web/errors.ts'
import { sendFile } from '../../web/transport/send-file.ts'

/** Anybody with a certificate in their hands sees whether it is valid; nobody learns more than that. */
export default async function verify(app: FastifyInstance, deps: Deps) {
  const { db, ring } = deps

  app.get('/verify', async (_request, reply) => {
    const { fingerprint, publicPem } = sealKeyOf(ring)
    return reply.page('verify/index', { fingerprint, publicPem })
  })

  app.get('/verify/key', async (_request, reply) =>
    sendFile(reply, {
      name: 'key.pem',
      media: 'application/x-pem-file',
      bytes: Buffer.from(sealKeyOf(ring).publicPem),
    }),
  )

  app.get<{ Params: { token: string } }>('/verify/:token', async (request, reply) => {
    const found = await certificates.ofToken(db, request.params.token)
    if (!found) throw await inVain(request, deps, refuseWith(404, 'verify.refused.unknown'))
    const { state, number, issuedDay, maskedName } = found
    return reply.page('verify/show', { isValid: state === 'sealed', number, issuedDay, maskedName })
  })
}
