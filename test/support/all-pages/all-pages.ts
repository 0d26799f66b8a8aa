import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { openHealthCardVerifier } from '../../../server/outside/nhi-verifier.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { administrationPages } from './administration.ts'
import { agencyPages } from './agency.ts'
import { enteringPages } from './entering.ts'
import { helpPages } from './help.ts'
import { ownPages } from './own.ts'
import type { Browsers, Page } from './page.ts'
import { peoplePages } from './people.ts'
import { recordPages } from './record.ts'
import { reviewPages } from './review.ts'
import { furnish } from './school.ts'

export { fetchPage, nameOf, statusOf, type Browsers, type Page, type Who } from './page.ts'

/**
 * What the application of these pages is started with, beside its usual settings: mail goes nowhere, no phone answers, and
 * nobody reaches the verifier of health cards.
 */
export const withMail: Partial<Deps> = {
  sendMail: async () => {},
  healthCards: openHealthCardVerifier({ url: 'http://localhost:1', token: 'a token' }),
  phone: {
    ask: async () => ({ ok: false, why: 'mobile-id.refused.unreachable', code: '' }),
    hear: async () => 'pending',
    enrolment: async () => ({ ok: true, hasPhone: false, hasCertificate: false }),
    page: {
      url: 'http://localhost:1/fidoRedirect/web',
      form: ({ transactionId }) => ({ transaction_id: transactionId }),
      read: () => ({ ok: false, why: 'mobile-id.refused.cancelled', code: '' }),
    },
    isReached: async () => false,
  },
}

/**
 * A school with something of everything, and one line for each page that it can show. Pages are only looked at and
 * forms refused, so the lines do not disturb each other.
 */
export async function allPages(
  t: Test,
  app: FastifyInstance,
  deps: Deps,
): Promise<{ browsers: Browsers; pages: Page[] }> {
  const { browsers, things } = await furnish(t, app, deps)
  return { browsers, pages: lists.flatMap(list => list(things)) }
}

const lists = [
  enteringPages,
  helpPages,
  ownPages,
  recordPages,
  reviewPages,
  peoplePages,
  agencyPages,
  administrationPages,
]
