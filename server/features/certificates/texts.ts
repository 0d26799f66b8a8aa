import type { Agency } from '../../store/agency/agencies.ts'
import {
  certificateFields,
  fill,
  holesIn,
  isNamed,
  type CertificateField,
  type CertificateKind,
} from '../../domain/certificate/certificate.ts'
import { isAt } from '../../domain/record/derived/rows.ts'
import type { Row } from '../../domain/record/field.ts'
import { fieldOf, inOrder, sectionOf } from '../../domain/record/sections.ts'
import { showValue } from '../../domain/record/value.ts'
import { dateText } from '../../domain/roc-date.ts'
import type { Texts } from '../../store/certificate/certificates.ts'
import * as templates from '../../store/certificate/templates.ts'
import type { Db } from '../../store/database/database.ts'
import { speak } from '../../text/speak.ts'

// certificates are written in the language of the record
const t = speak('zh-TW')
const inEnglish = speak('en')

/** The fields of a template by the words that stand in it. */
export const fieldNames = certificateFields.map(field => ({ field, name: t(`certificate.field.${field}`) }))
export const fieldNamed = (name: string): CertificateField | undefined =>
  certificateFields.find(field => [t, inEnglish].some(say => say(`certificate.field.${field}`) === name.trim()))

/** The text of an agency with its version; 0 is the one that comes with the product. */
export const templateOf = async (db: Db, agencyId: string, kind: CertificateKind) =>
  (await templates.newest(db, agencyId, kind)) ?? { version: 0, body: t(`certificate.template.${kind}`) }

type Told = {
  rows: readonly { id: string; section: string; data: Row }[]
  agency: Agency
  /** By which its posts may be named as well. */
  formerNames: readonly string[]
  purpose: string
  today: string
  /** Of who left: their last day at the agency, by which their posts have ended whatever the record says. */
  lastDay: string | null
}

/**
 * What a certificate says of a record, the same with the number masked, and what leaves a hole in it; undefined where
 * nothing can be said.
 */
export function textsOf(
  kind: CertificateKind,
  template: string,
  told: Told,
): (Texts & { blank: CertificateField[] }) | undefined {
  const { rows, agency, formerNames, purpose, today, lastDay } = told
  const basic = rows.find(({ section }) => section === 'basic')?.data
  const names = [agency.name, ...formerNames]
  const isHere = (row: Told['rows'][number]) =>
    row.section === 'post' && names.some(name => isAt(row, name)) && String(row.data['start'] ?? '') <= today
  const posts = inOrder(
    sectionOf('post'),
    rows.filter(isHere).map(row => ({ ...row, data: endedBy(lastDay, row.data) })),
  )
  const present = posts.find(({ data }) => !data['end'] || String(data['end']) >= today)?.data
  if (!basic || posts.length === 0) return undefined
  if (kind === 'employment' && !present) return undefined
  if (kind === 'departure' && present) return undefined
  const post = kind === 'departure' ? lastOf(posts) : present
  const show = (section: string, field: string, data: Row | undefined, masked = false) =>
    showValue(fieldOf(sectionOf(section), field), data?.[field], 'zh-TW', { masked })
  const values = (masked: boolean): Record<CertificateField, string> => ({
    name: show('basic', 'name_zh', basic),
    'id-number': show('basic', 'id_no', basic, masked),
    'birth-date': show('basic', 'birth_date', basic),
    agency: agency.name,
    unit: show('post', 'unit', post),
    title: show('post', 'title', post),
    since: show('post', 'start', post),
    until: show('post', 'end', post),
    posts: posts
      .toReversed()
      .map(({ data }) =>
        [termOf(data), show('post', 'unit', data), show('post', 'title', data)].filter(Boolean).join('　'),
      )
      .join('\n'),
    purpose,
  })
  return {
    body: fill(template, values(false), fieldNamed),
    shown: fill(template, values(true), fieldNamed),
    blank: [...new Set([...holesIn(template, values(false), fieldNamed), ...untold(template, posts)])],
  }
}

const endedBy = (lastDay: string | null, data: Row): Row =>
  lastDay === null || (data['end'] && String(data['end']) <= lastDay) ? data : { ...data, end: lastDay }

const lastOf = (posts: readonly { data: Row }[]): Row | undefined =>
  posts.toSorted((a, b) => String(a.data['end']).localeCompare(String(b.data['end']))).at(-1)?.data

/** A list of posts has a hole where one of them says no beginning. */
const untold = (template: string, posts: readonly { data: Row }[]): CertificateField[] =>
  isNamed(template, 'posts', fieldNamed) && posts.some(({ data }) => !data['start']) ? ['since'] : []

function termOf({ start, end }: Row): string {
  const until = end ? dateText(String(end), 'zh-TW') : ''
  if (!start) return until && t('certificate.term-until', { until })
  const from = dateText(String(start), 'zh-TW')
  return until ? t('certificate.term', { from, until }) : t('certificate.term-open', { from })
}
