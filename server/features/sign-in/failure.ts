import type { FastifyRequest } from 'fastify'
import { visitorProgram } from '../../domain/account/visitor-program.ts'
import { legalDay } from '../../domain/clock.ts'
import { readVersion } from '../../domain/help-desk/component-version.ts'
import * as failures from '../../store/help-desk/failures.ts'
import type { Holes, TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { rawForm } from '../../web/forms.ts'
import { codeAddress } from '../../web/show/codes.ts'

/** Counts a failed sign-in by cause, component, browser and system; nobody can tell whose it was. */
export async function countFailure(
  request: FastifyRequest,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  why: { text: TextKey; holes?: Holes },
): Promise<void> {
  const version = readVersion(rawForm(request.body)['component_version'] ?? '') ?? ''
  const program = visitorProgram(request.headers['user-agent'])
  await failures.add(db, { place: 'sign-in', cause: codeAddress(why), version, ...program }, legalDay(clock()))
}
