import type { Sentences } from '../sentences.ts'

/** The list of people of the agencies below. */
export const directory = {
  'directory.agencies': { zh: '要列出的機關', en: 'Agencies to list' },
  'directory.agency': { zh: '機關', en: 'Agency' },
  'directory.change': { zh: '改選機關', en: 'Choose others' },
  'directory.choose': { zh: '自行挑選機關', en: 'Choose agencies' },
  'directory.choose-button': { zh: '列出這些機關', en: 'List these agencies' },
  'directory.chosen': { zh: '挑選的機關（{count}）', en: 'Agencies chosen ({count})' },
  'directory.empty': { zh: '這些機關目前沒有人員。', en: 'Nobody is at these agencies today.' },
  'directory.gone-all': {
    zh: '挑選的 {count} 個機關都不在所屬機關之列，以下列出本機關和全部所屬機關。',
    en: 'None of the {count} agencies chosen stands below this one. This agency and all below are listed.',
  },
  'directory.gone-some': {
    zh: '挑選的機關中有 {count} 個不在所屬機關之列，沒有列出。',
    en: 'Of the agencies chosen, {count} do not stand below this one and are not listed.',
  },
  'directory.lead': {
    zh: '只列姓名、機關、單位、職稱和人員區分。人事資料由服務機關保管，不在這裡開啟。每次列出都留下紀錄。',
    en: 'Names, agencies, units, titles and kinds of staff alone. Records are kept by each agency and are not opened here. Each listing is recorded.',
  },
  'directory.refused.many': {
    zh: '「要列出的機關」：一次最多 {max} 個，請減少，或改選「本機關暨所屬機關」。',
    en: 'Agencies to list: at most {max} at once. Choose fewer, or this agency and all below.',
  },
  'directory.refused.none': {
    zh: '「要列出的機關」：請至少勾選一個。',
    en: 'Agencies to list: tick one at least.',
  },
  'directory.scope': { zh: '範圍', en: 'Scope' },
  'directory.scope.below': { zh: '本機關暨所屬機關', en: 'This agency and all below' },
  'directory.scope.chosen': { zh: '自行挑選機關', en: 'Chosen agencies' },
  'directory.scope.own': { zh: '本機關', en: 'This agency' },
  'directory.title': { zh: '所屬機關人員', en: 'People of the agencies below' },
} as const satisfies Sentences
