import { tidy } from '../../domain/typed-text.ts'
import type { Raw, Read } from '../../web/forms.ts'

const longest = 30

/** The name that somebody gives a card or passkey of theirs; blank for none. */
export function readLabel(form: Raw): Read<string> {
  const label = tidy(form['label'] ?? '')
  if ([...label].length <= longest) return { ok: true, value: label }
  return { ok: false, form, errors: [{ field: 'label', text: 'account.refused.label' }] }
}
