import { relationTo, type Subject } from '../../../domain/record/access.ts'
import { lineOf, relations, verbs, type FieldClass } from '../../../domain/record/access/table.ts'
import type { Actor } from '../../../domain/agency/actor.ts'
import type { Section } from '../../../domain/record/field.ts'
import type { Language } from '../../../domain/language.ts'
import { speak } from '../../../text/speak.ts'
import { labelOf } from '../row.ts'

/** Who may do what with a section, by role and with the reason: what the table of access says, and nothing else. */
export function readersView(actor: Actor, subject: Subject, section: Section, language: Language) {
  const t = speak(language)
  const own = relationTo(actor, subject)
  const comma = t('access.comma')
  const names = (fields: Section['fields']) => fields.map(field => labelOf(field, language)).join(comma)
  const masked = section.fields.filter(field => field.masked)
  // a list has names, which are basic data
  const left = [...(masked.length > 0 ? [] : ['reveal']), ...(section.id === 'basic' ? [] : ['list'])]
  const asked = verbs.filter(verb => !left.includes(verb))
  const parts = classesOf(section).map(kind => ({
    title: t(`access.class.${kind}`),
    fields: kind === 'address' ? names(section.fields.filter(({ type }) => type === 'address')) : '',
    lines: relations.map(relation => {
      const lines = asked.map(verb => ({ verb, ...lineOf(relation, verb, kind) }))
      const given = lines.filter(({ answer }) => answer === 'yes')
      const told = given.length > 0 ? given : lines.filter(({ verb }) => verb === 'see')
      return {
        who: t(`access.relation.${relation}`),
        isYou: relation === own,
        can: given.map(({ verb, needs }) => ({
          what: t(`access.verb.${verb}`),
          needs: needs.map(need => t(`access.need.${need}`)).join(comma),
        })),
        why: [...new Set(told.map(({ why }) => t(why)))],
      }
    }),
  }))
  return { section: labelOf(section, language), relation: t(`access.relation.${own}`), masked: names(masked), parts }
}

function classesOf({ sensitive, onlyForHr, fields }: Section): FieldClass[] {
  const hasAddress = !sensitive && fields.some(({ type }) => type === 'address')
  return [
    sensitive ? 'sensitive' : 'usual',
    ...(hasAddress ? ['address' as const] : []),
    ...(onlyForHr ? ['remark' as const] : []),
  ]
}
