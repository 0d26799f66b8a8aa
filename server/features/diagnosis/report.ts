import { inTaipei } from '../../domain/clock.ts'
import type { Language } from '../../domain/language.ts'
import { speak } from '../../text/speak.ts'
import type { Shown } from './result.ts'

type Parts = { at: Date; site: string; address: string; found: readonly Shown[]; rows: readonly Row[] }
type Row = { label: string; value: string; source: string }

/** The result as plain text, to be copied, downloaded or sent on. */
export function reportText({ at, site, address, found, rows }: Parts, language: Language): string {
  const t = speak(language)
  const { day, time } = inTaipei(at)
  const colon = language === 'en' ? ': ' : '\uff1a'
  return [
    t('diagnosis.report.title'),
    `${t('diagnosis.report.site')}${colon}${site}`,
    `${t('diagnosis.report.at')}${colon}${day} ${time}`,
    address,
    '',
    found.length === 0 ? t('diagnosis.found-none') : t('diagnosis.found', { count: found.length }),
    ...found.map(({ code, meaning, source }) => `- ${code} ${meaning} [${t(`diagnosis.source.${source}`)}]`),
    '',
    ...rows.map(({ label, value, source }) => `${label}${colon}${value} [${source}]`),
    '',
  ].join('\n')
}
