import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { outageOf } from '../domain/outage.ts'
import type { TextKey } from '../text/speak.ts'

const problems: Record<number, TextKey> = {
  400: 'problem.unreadable',
  403: 'problem.forbidden',
  404: 'problem.not-found',
  408: 'problem.too-slow',
  409: 'problem.changed-meanwhile',
  413: 'problem.too-large',
  415: 'problem.unreadable',
  422: 'problem.unreadable',
  429: 'problem.too-many',
  503: 'problem.busy',
}

/** A refusal that ends in the problem page with its own sentence. */
export function refuseWith(statusCode: number, problem: TextKey): Error {
  return Object.assign(new Error(problem), { statusCode, problem })
}

/** Not there, or not theirs: nobody learns which. */
export const notFound = (): Error => refuseWith(404, 'problem.not-found')

/** Ends what a route was about to do with another answer: there was nothing (more) to do. */
export class AnsweredOtherwise extends Error {
  readonly answer: (reply: FastifyReply) => Promise<FastifyReply> | FastifyReply
  constructor(answer: AnsweredOtherwise['answer']) {
    super('answered otherwise')
    this.answer = answer
  }
}

/** One answer for everything that goes wrong: one template of words only, so that it cannot fail itself. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError & { problem?: TextKey }>((error, request, reply) => {
    if (error instanceof AnsweredOtherwise) return error.answer(reply)
    const status = statusOf(error)
    const outage = status === 500 ? outageOf(error) : undefined
    if (outage) {
      request.log.warn({ err: error, outage }, 'The database cannot do this now.')
      // it would fail like the request itself
      request.session.isLost = true
      return reply
        .code(503)
        .removeHeader('Location')
        .removeHeader('HX-Redirect')
        .header('Retry-After', '30')
        .header('HX-Retarget', 'body')
        .page('problem', {
          problem: request.method === 'POST' ? 'problem.not-saved' : 'problem.not-now',
          reference: request.id,
          isOutage: true,
        })
    }
    if (status >= 500) request.log.error({ err: error }, 'failed')
    return reply
      .code(status)
      .header('HX-Retarget', 'body')
      .page('problem', {
        problem: error.problem ?? problems[status] ?? (status < 500 ? 'problem.unreadable' : 'problem.ours'),
        reference: request.id,
      })
  })
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .header('HX-Retarget', 'body')
      .page('problem', { problem: 'problem.not-found', reference: request.id }),
  )
}

function statusOf({ statusCode = 500, validationContext }: FastifyError): number {
  // what is no id belongs to no page
  if (validationContext === 'params') return 404
  return statusCode >= 400 ? statusCode : 500
}
