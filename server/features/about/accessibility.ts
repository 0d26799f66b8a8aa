import { criteria, methods, triedOn, type Verdict } from '../../domain/help-desk/accessibility.ts'
import type { TextKey } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import type { Handler } from '../../web/handler.ts'
import { labelOf } from '../../web/show/row.ts'

/** What a criterion that is met in part lacks; one without its words here is found by a test. */
export const faults: Readonly<Record<string, TextKey>> = { '1.1.1': 'accessibility.known.evidence' }

const known: readonly TextKey[] = ['accessibility.known.component', 'accessibility.known.people']

const count = (verdict: Verdict) => criteria.filter(one => one.verdict === verdict).length

/** The statement that the rules ask for, made from the table of criteria. */
export function accessibilityPage({ config }: Pick<Deps, 'config'>): Handler {
  return async (_request, reply) =>
    reply.page('about/accessibility', {
      triedOn,
      counts: {
        all: criteria.length,
        supports: count('supports'),
        partly: count('partly'),
        none: count('none'),
      },
      known: [...Object.values(faults), ...known],
      methods,
      criteria: criteria.map(one => ({ ...one, name: labelOf(one, reply.language()) })),
      contact: config.helpContact ?? '',
    })
}
