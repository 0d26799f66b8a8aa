import type { MobileIdCall } from '../domain/ways/mobile-id-checksum.ts'
import { pageForm, readReturn } from '../domain/ways/mobile-id-page.ts'
import {
  askingCall,
  enrolmentCall,
  hearingCall,
  readEnrolment,
  readResult,
  readTicket,
  refusedAs,
  type PhoneService,
  type ServiceAccount,
} from '../domain/ways/mobile-id.ts'

const maxLetters = 100_000
const reachMs = 2000
const unheard = Symbol('unheard')

/** Origins of the service itself and, where this site is registered for it, of the page that browsers are sent to. */
type Place = { url: string; webUrl?: string }

/**
 * TW FidO at `url` (https://fidoapi.moi.gov.tw, or wherever it is reached). A call that fails is not sent again: nobody
 * knows whether the phone rang.
 */
export function openMobileId({ url, webUrl, ...account }: ServiceAccount & Place, timeoutMs = 10_000): PhoneService {
  async function send({ call, body }: { call: MobileIdCall; body: object }): Promise<unknown> {
    try {
      const answer = await fetch(`${url}/moise/sp/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await answer.text()
      const said = text.length > maxLetters ? undefined : parsed(text)
      return isOfService(said, answer.status) ? said : unheard
    } catch {
      // what was asked holds an ID number, so nothing of the failure is told on
      return unheard
    }
  }

  return {
    ask: async task => {
      const asking = askingCall(account, task)
      const body = await send(asking)
      return body === unheard ? refusedAs('unreachable') : readTicket(account, asking.call, task.transactionId, body)
    },
    hear: async about => {
      const body = await send(hearingCall(account, about))
      return body === unheard ? refusedAs('unreachable') : readResult(account, about, body)
    },
    enrolment: async about => {
      const body = await send(enrolmentCall(account, about))
      return body === unheard ? refusedAs('unreachable') : readEnrolment(account, about.transactionId, body)
    },
    page: webUrl
      ? {
          url: `${webUrl}/fidoRedirect/web`,
          form: task => pageForm(account, task),
          read: (transactionId, form) => readReturn(account, transactionId, form),
        }
      : null,
    isReached: async () => {
      const signal = AbortSignal.timeout(Math.min(reachMs, timeoutMs))
      // even a refusal is an answer
      const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal }).catch(() => undefined)
      return answer !== undefined
    },
  }
}

// a proxy or a captive portal between may answer, or a service that is overloaded: then nothing was heard
const isOfService = (said: unknown, status: number) =>
  typeof said === 'object' && said !== null && ('error_code' in said || (status !== 429 && status < 500))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
