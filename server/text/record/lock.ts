import type { LockRefusal } from '../../domain/record/lock.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const lock = {
  'lock.dispute': {
    zh: '爭議中：{fields}。理由：{reason}。註記到{until}。',
    en: 'Disputed: {fields}. Reason: {reason}. Marked until {until}.',
  },
  'lock.dispute-button': { zh: '註記為爭議中', en: 'Mark as disputed' },
  'lock.dispute-end': { zh: '取消註記', en: 'End the mark' },
  'lock.dispute-fields': { zh: '有爭議的欄位', en: 'Disputed fields' },
  'lock.dispute-lead': {
    zh: '當事人主張資料不正確而尚未查明時，依個人資料保護法第11條第2項註記。註記會隨資料顯示在頁面、檔案和列印上；資料仍可更正，更正申請照常審查。本人會收到通知。',
    en: 'Where somebody says that a value is wrong and that is not settled, it is marked (Personal Data Protection Act, article 11 II). The mark goes with the value onto pages, files and paper; it can still be corrected. The person is told.',
  },
  'lock.dispute-title': { zh: '註記爭議', en: 'Mark as disputed' },
  'lock.dispute-until': { zh: '註記到哪一天', en: 'Last day of the mark' },
  'lock.empty': {
    zh: '沒有鎖定過。鎖定時會列出範圍、理由、期限和設定的人，本人也看得到。',
    en: 'Never locked. A lock is listed here with its part, reason, end and who set it; the person sees it too.',
  },
  'lock.end-button': { zh: '解除鎖定', en: 'End the lock' },
  'lock.end-reason': { zh: '解除的理由', en: 'Why it ends' },
  'lock.ended': { zh: '{time} 解除：{reason}', en: 'Ended {time}: {reason}' },
  'lock.ended-by-date': { zh: '期限已到，自動解除', en: 'Ended on its last day' },
  'lock.holds': {
    zh: '理由：{reason}。鎖定到{until}。這段期間仍可提出校正申請，同意後等解除鎖定才寫入。有疑問請洽人事主管。',
    en: 'Reason: {reason}. Locked until {until}. You can still ask for corrections; what is accepted is written when the lock ends. Ask the HR chief if in doubt.',
  },
  'lock.holds-title': { zh: '此區已鎖定', en: 'This part is locked' },
  'lock.lead': {
    zh: '鎖定期間任何人都不能更改這份資料；校正申請照收照審，解除後才寫入。本人會看到理由和期限。',
    en: 'While locked nobody can change the record; corrections are received and reviewed, and written when the lock ends. The person sees reason and end.',
  },
  'lock.part': { zh: '範圍', en: 'Part' },
  'lock.reason': { zh: '理由（本人看得到）', en: 'Reason (the person sees it)' },
  'lock.kind.case': { zh: '案件鎖定', en: 'Case lock' },
  'lock.kind.dispute': { zh: '爭議註記', en: 'Disputed' },
  'lock.refused.chief-only': { zh: '鎖定和解除要由人事主管來做。', en: 'Only the HR chief sets and ends locks.' },
  'lock.refused.day-over': {
    zh: '期限要在今天或以後，最長一年。',
    en: 'The last day must be today or later, at most a year away.',
  },
  'lock.refused.disputed': {
    zh: '這一筆已有爭議註記。要改變欄位時，請先在「資料鎖定」取消原來的註記。',
    en: 'This entry is marked already. To mark other fields, end that mark under “Locks” first.',
  },
  'lock.refused.holds': { zh: '這個範圍已經鎖定了。', en: 'This part is locked already.' },
  'lock.refused.no-field': { zh: '請至少選一個欄位。', en: 'Choose at least one field.' },
  'lock.refused.not-yours': {
    zh: '這位同仁不屬於您目前代表的機關。',
    en: 'This person is not at the agency you act for.',
  },
  'lock.refused.over': { zh: '這個鎖定已經解除了。', en: 'This lock has ended already.' },
  'lock.refused.own-record': { zh: '不能鎖定或解除自己的資料。', en: 'Nobody locks or unlocks their own record.' },
  'lock.refused.reason': { zh: '請填寫理由（本人看得到）。', en: 'Give a reason; the person will read it.' },
  'lock.set-button': { zh: '鎖定', en: 'Lock' },
  'lock.set-by': { zh: '{name}於{time} 設定', en: 'Set by {name}, {time}' },
  'lock.set-title': { zh: '鎖定這位同仁的資料', en: 'Lock this person’s record' },
  'lock.state.ended': { zh: '已解除', en: 'Ended' },
  'lock.state.holds': { zh: '鎖定中', en: 'Locked' },
  'lock.state.marked': { zh: '註記中', en: 'Marked' },
  'lock.title': { zh: '資料鎖定', en: 'Locks' },
  'lock.until': { zh: '鎖定到哪一天', en: 'Last day of the lock' },
  'lock.whole': { zh: '整份資料', en: 'The whole record' },
} as const satisfies Sentences & Record<LockRefusal, Sentence>
