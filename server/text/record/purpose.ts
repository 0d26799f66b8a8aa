import type { PurposesRefusal } from '../../domain/record/purpose.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const purpose = {
  'purpose.asked': { zh: '本人來電詢問', en: 'The person asked by phone' },
  'purpose.check': { zh: '核對人事資料', en: 'Checking the record' },
  'purpose.label': { zh: '常用查閱目的', en: 'Usual purposes' },
  'purpose.lead': {
    zh: '人事人員開啟別人的資料以前要說明目的，常用的可以從這份清單選。本人會看到選的是哪一句，請寫得讓本人看得懂。',
    en: 'HR says why before it opens a record, and can choose from this list. The person reads what was chosen, so write it for them.',
  },
  'purpose.letter': { zh: '製作派令或聘書', en: 'Preparing an appointment' },
  'purpose.list': { zh: '清單', en: 'List' },
  'purpose.list-hint': {
    zh: '一行一項，最多 {max} 項；留白就用預設的清單。',
    en: 'One per line, {max} at most; leave it blank for the default list.',
  },
  'purpose.pay': { zh: '核薪或敘薪', en: 'Fixing the salary' },
  'purpose.refused.changed': {
    zh: '清單剛才有人改過。您填的還在，請核對後再存一次。',
    en: 'Somebody has just changed the list. What you typed is still here; compare and save again.',
  },
  'purpose.refused.line': {
    zh: '「{line}」看不出要做什麼，請寫 4 到 200 個字，例如「核對年資」。',
    en: '“{line}” does not say what for. Write 4 to 200 characters, such as “Checking years of service”.',
  },
  'purpose.refused.many': { zh: '最多 {max} 項。', en: 'At most {max}.' },
  'purpose.set': { zh: '修改', en: 'Change' },
  'purpose.title': { zh: '常用查閱目的：{name}', en: 'Usual purposes: {name}' },
} as const satisfies Sentences & Record<PurposesRefusal, Sentence>
