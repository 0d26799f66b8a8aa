import type { FastifyInstance } from 'fastify'
import type { UnreadDate } from '../domain/roc-date.ts'
import { tidy, visible } from '../domain/typed-text.ts'
import type { Holes, TextKey } from '../text/speak.ts'

/**
 * One mistake: `field` is the id of the input it belongs to, `label` its word where the sentence does not name it;
 * `proposal` fills the input instead of what was typed, to be confirmed by sending it; of `choices` one is meant.
 */
export type FieldError = {
  field: string
  text: TextKey
  holes?: Holes
  label?: string
  proposal?: string
  choices?: readonly { value: string; text: string }[]
}

/** What was typed, read: the value, or the raw fields again with the mistakes in page order. */
export type Read<T> = { ok: true; value: T } | { ok: false; form: Raw; errors: FieldError[] }

export type Raw = Record<string, string>

/** A text without blanks around it; one of more than `max` characters is a mistake of its field. */
export function readText(form: Raw, field: string, max: number, errors: FieldError[]): string {
  const text = tidy(form[field] ?? '')
  const now = [...text].length
  if (now > max) errors.push({ field, text: 'record.refused.long', holes: { max, now } })
  return text
}

/** A date that could not be read, at its field, with what was probably meant. */
export function dateError(form: Raw, field: string, { why, proposal }: UnreadDate): FieldError {
  if (proposal === undefined) return { field, text: why }
  return { field, text: why, proposal, holes: { typed: form[field] ?? '', proposal } }
}

/** A reason in a few words; undefined when it is none of 2 to 200 characters. */
export function readShortReason(typed = ''): string | undefined {
  const reason = tidy(typed)
  const { length } = [...reason]
  return length < 2 || length > 200 ? undefined : reason
}

/**
 * The body of an ordinary form as strings; a field sent twice counts once, and no body is an empty form. This is the
 * door where text comes in: what nobody sees in it is left out (see typed-text.ts), and so are control characters other
 * than line ends and tabs, which nobody types and the database cannot all keep. Passwords are read in password.ts,
 * which knows in what form older ones were kept.
 */
export function rawForm(body: unknown): Raw {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const text = String(Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).replace(/[^\P{Cc}\t\n\r]/gu, '')
      return [name, isPasswordField(name) ? text : visible(text)]
    }),
  )
}

/** The pieces of an address that a route names come in by the same door as what is typed. */
export function readPathParts(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    request.params = rawForm(request.params)
    done()
  })
}

/** Whether a field holds a password of somebody: such a one is neither kept nor shown again. */
export const isPasswordField = (name: string): boolean => /^(again|current)$|password/i.test(name)

/** What was typed, also into passwords, as it was sent. */
export function textFields(body: unknown): Record<string, string | string[]> {
  const entries = Object.entries(body ?? {}).flatMap(([name, value]): [string, string | string[]][] => {
    if (typeof value === 'string') return [[name, value]]
    return Array.isArray(value) && value.every(one => typeof one === 'string') ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}

/** What a form says, without what each rendering of it makes anew; of passwords nothing, not even for a hash of it. */
export function contentOf(body: unknown): Record<string, string | string[]> {
  const { _csrf, _once, ...all } = textFields(body)
  return Object.fromEntries(Object.entries(all).filter(([name]) => !isPasswordField(name)))
}
