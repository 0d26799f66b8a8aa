import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from '../access/cookies.ts'
import { sheet } from '../transport/assets.ts'
import { allowSheet } from '../transport/headers.ts'

/**
 * The style sheet for the inside of a page, so that a first visit shows something without asking a second time; '' for
 * a browser that has the file of this version. One that was told to keep it and did not only asks for it.
 */
export function sheetInside(request: FastifyRequest, reply: FastifyReply): string {
  if (readCookie(request, 'sheet') === sheet.version) return ''
  setCookie(reply, 'sheet', sheet.version)
  allowSheet(reply, sheet.source)
  return sheet.text
}
