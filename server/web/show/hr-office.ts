import type { Language } from '../../domain/language.ts'
import { speak } from '../../text/speak.ts'

/** Whom a person asks: the HR office of an agency, with the names of those who work there. */
export function hrOfficeInWords(office: { agency: string; names: string[] } | undefined, language: Language): string {
  const t = speak(language)
  if (!office) return t('sign-in.whom.hr')
  const { agency, names } = office
  const who = names.join(t('sign-in.whom.comma'))
  return who ? t('sign-in.whom.names', { agency, who }) : t('sign-in.whom.agency', { agency })
}
