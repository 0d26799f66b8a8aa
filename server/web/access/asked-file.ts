import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileKind } from '../../domain/outgoing/made-file.ts'
import * as files from '../../store/outgoing/files.ts'
import type { Deps } from '../deps.ts'
import { refuseWith } from '../errors.ts'
import { once } from './once.ts'
import { actorOf, agencyOf, byOf, viewerOf } from './signed-in.ts'

/** `of` is what its maker reads; `role`: as what they ask, for themselves or for the agency they act for. */
type Asked = {
  kind: FileKind
  role: 'employee' | 'hr_officer' | 'hr_chief'
  purpose: string
  recipients: string
  total: number
  of: unknown
}

/** Asks for a file in the name of the actor, once for each form, and says where it will be. */
export async function askFile(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { kind, role, of, ...told }: Asked,
): Promise<{ id: string; path: string }> {
  const { accountId, actingFor } = actorOf(request)
  const office =
    role === 'employee'
      ? { agencyId: null, actingFor: null }
      : { agencyId: agencyOf(request), actingFor: actingFor?.accountId ?? null }
  const id = files.newId()
  const path = `/files/${id}`
  const file = { id, kind, accountId, ...office, ...told }
  const asked = { ...inNameOf(request, reply, role), of }
  const isAsked = await once(
    request,
    deps,
    tx => files.ask(tx, deps.ring, file, asked, byOf(request, role), deps.clock()),
    done => (done ? path : null),
  )
  if (!isAsked) throw refuseWith(409, 'file.refused.busy')
  return { id, path }
}

/** In whose name something is made that outlasts the request, as the table of access asks for them. */
function inNameOf(request: FastifyRequest, reply: FastifyReply, role: string) {
  const { personId, agencyId, grants, actingFor, deputyFor, secondReviews } = actorOf(request)
  const { viewerName, viewerRole, actingFor: forAccount, actingForName, address, requestId } = viewerOf(request, role)
  return {
    asker: { personId, agencyId, grants, actingFor, deputyFor, secondReviews },
    viewer: { viewerName, viewerRole, actingFor: forAccount, actingForName, address, requestId },
    language: reply.language(),
  }
}
