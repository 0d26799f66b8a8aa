import type { Holes, TextKey } from '../text/speak.ts'

/** One mistake: `field` is the id of the input it belongs to, `label` its word where the sentence does not name it. */
export type FieldError = { field: string; text: TextKey; holes?: Holes; label?: string }

/** What was typed, read: the value, or the raw fields again with the mistakes in page order. */
export type Read<T> = { ok: true; value: T } | { ok: false; form: Raw; errors: FieldError[] }

export type Raw = Record<string, string>

/**
 * The body of an ordinary form as strings; a field sent twice counts once, and no body is an empty form. Control
 * characters other than line ends and tabs are left out: nobody types them, and the database cannot keep all of them.
 */
export function rawForm(body: unknown): Raw {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      String(Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).replace(/[^\P{Cc}\t\n\r]/gu, ''),
    ]),
  )
}
