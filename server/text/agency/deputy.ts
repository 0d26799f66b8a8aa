import type { DeputyRefusal, DeputyState } from '../../domain/agency/deputy.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const deputy = {
  'deputy.agency': { zh: '機關', en: 'Agency' },
  'deputy.agree-button': { zh: '同意這項代理', en: 'Agree to it' },
  'deputy.agree-lead': {
    zh: '同意之後，代理人在這幾天有這位同仁的人事角色，做的每一步都會寫明是代理。',
    en: 'After that the deputy has the HR roles of this colleague on these days; each step says for whom it was done.',
  },
  'deputy.agreed-by': { zh: '同意的人', en: 'Agreed by' },
  'deputy.back': { zh: '回到代理', en: 'Back to deputies' },
  'deputy.caption': { zh: '由新到舊', en: 'Newest first' },
  'deputy.chooser': { zh: '{agency}（代理 {represented}）', en: '{agency} (for {represented})' },
  'deputy.days-hint': {
    zh: '兩天都算，最多 {max} 天，例如 115/11/30。',
    en: 'Both days count, at most {max} days, for example 115/11/30.',
  },
  'deputy.deputy': { zh: '代理人', en: 'Deputy' },
  'deputy.deputy-hint': {
    zh: '要在這個機關或上級人事機關任職，帳號已經啟用。系統管理者不能當代理人。',
    en: 'Somebody of this agency or the HR agency above whose account is active. Administrators cannot be deputies.',
  },
  'deputy.empty': {
    zh: '這裡會列出代理：誰代理誰、在哪個機關、從哪一天到哪一天。現在沒有。',
    en: 'Deputies are listed here: who stands in for whom, at which agency, and for which period. There are none.',
  },
  'deputy.end-button': { zh: '立即結束', en: 'End it now' },
  'deputy.end-lead': {
    zh: '代理人立即失去這些角色，無法復原；需要時請重新安排代理。',
    en: 'The deputy loses these roles at once. It cannot be undone; name a deputy again if needed.',
  },
  'deputy.find': { zh: '代理人的姓名', en: 'Name of the deputy' },
  'deputy.for': { zh: '{name}（代理 {represented}）', en: '{name} (acting for {represented})' },
  'deputy.from': { zh: '第一天', en: 'First day' },
  'deputy.lead': {
    zh: '請假或出差時，由同仁在一段日子裡代理人事工作。代理人用自己的帳號，做的每一步都寫明代理誰，不必也不可以共用帳號。',
    en: 'While somebody of HR is away, a colleague stands in for some days, from their own account. Each step says for whom it was done; no account is ever shared.',
  },
  'deputy.name-button': { zh: '安排代理', en: 'Name this deputy' },
  'deputy.name-lead': {
    zh: '代理人在這幾天有這位同仁的人事角色，做的每一步都會寫明是代理。',
    en: 'On these days the deputy has the HR roles of this colleague, and each step says for whom it was done.',
  },
  'deputy.name-link': { zh: '安排代理人', en: 'Name a deputy' },
  'deputy.named-by': { zh: '安排的人', en: 'Named by' },
  'deputy.needs-chief': {
    zh: '送出後要人事主管同意才會生效。',
    en: 'It takes effect once the HR chief agrees.',
  },
  'deputy.not-agreed-button': { zh: '不同意、取消', en: 'Do not agree, cancel' },
  'deputy.now': {
    zh: '您正在代理{represented}，處理{agency}的人事工作。您做的每一步都會寫明是代理。',
    en: 'You are acting for {represented} in the HR work of {agency}. Each step you take says so.',
  },
  'deputy.offer': { zh: '代理{represented}，處理{agency}', en: 'Act for {represented} at {agency}' },
  'deputy.own-name': { zh: '回到自己的名義', en: 'Go back to your own name' },
  'deputy.reason': { zh: '事由', en: 'Reason' },
  'deputy.reason-hint': {
    zh: '例如公假、休假、出差，2 到 200 個字。請不要寫病情。',
    en: 'Such as leave or travel, in 2 to 200 characters. Nothing about illness.',
  },
  'deputy.refused.acting': {
    zh: '您正在代理別人。代理人不能安排或同意代理，請先回到自己的名義。',
    en: 'You are acting for somebody. A deputy names no deputies and agrees to none; go back to your own name first.',
  },
  'deputy.refused.administrator': {
    zh: '系統管理者不能看人事資料，所以不能當人事的代理人。',
    en: 'Administrators see no records, so they cannot be deputies in HR.',
  },
  'deputy.refused.chief-agrees': {
    zh: '本人和代理人不能自己同意，要由人事主管同意。',
    en: 'The two concerned cannot agree themselves; the HR chief does.',
  },
  'deputy.refused.days': { zh: '最多代理 90 天。', en: 'A deputyship lasts 90 days at most.' },
  'deputy.refused.no-role': {
    zh: '請選一位在這個機關有人事角色的同仁。',
    en: 'Choose somebody who holds an HR role at this agency.',
  },
  'deputy.refused.not-here': {
    zh: '請從清單選代理人：要在這個機關或上級人事機關任職，帳號在使用中。',
    en: 'Choose a deputy from the list: of this agency or the HR agency above, with an account in use.',
  },
  'deputy.refused.not-now': {
    zh: '這項代理目前的狀態不能這樣處理，請重新查看。',
    en: 'The present state of this deputyship does not allow it. Look again.',
  },
  'deputy.refused.not-yours': {
    zh: '只有人事主管可以替別人安排代理；人事人員可以安排自己的。',
    en: 'Only the HR chief names deputies of others; HR officers name their own.',
  },
  'deputy.refused.order': {
    zh: '最後一天不能在第一天之前。',
    en: 'The last day cannot come before the first.',
  },
  'deputy.refused.overlap': {
    zh: '同樣這兩位在這段日子裡已經有代理。',
    en: 'The same two have a deputyship on some of these days already.',
  },
  'deputy.refused.past': { zh: '第一天不能在今天之前。', en: 'The first day cannot lie before today.' },
  'deputy.refused.reason': { zh: '請寫事由，2 到 200 個字。', en: 'Give a reason, in 2 to 200 characters.' },
  'deputy.refused.same': {
    zh: '自己不能代理自己，請選另一位。',
    en: 'Nobody is their own deputy. Choose another person.',
  },
  'deputy.represented': { zh: '被代理人', en: 'Represented' },
  'deputy.state': { zh: '狀態', en: 'State' },
  'deputy.state.coming': { zh: '已安排，還沒開始', en: 'Begins later' },
  'deputy.state.over': { zh: '已結束', en: 'Over' },
  'deputy.state.running': { zh: '代理中', en: 'Running' },
  'deputy.state.waiting': { zh: '等人事主管同意', en: 'Waits for the HR chief' },
  'deputy.switch': { zh: '切換為代理{represented}，再處理', en: 'Switch to acting for {represented}' },
  'deputy.title': { zh: '代理', en: 'Deputies' },
  'deputy.until': { zh: '最後一天', en: 'Last day' },
  'deputy.when': { zh: '日期', en: 'Days' },
  'deputy.who': { zh: '{deputy}代理{represented}', en: '{deputy} for {represented}' },
} as const satisfies Record<DeputyRefusal | `deputy.state.${DeputyState}`, Sentence> & Sentences
