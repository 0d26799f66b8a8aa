import type { WorkingLifeRefusal } from '../../domain/person/working-life.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const workingLife = {
  'working-life.departed': {
    zh: '已登錄離職：在{agency}的最後一天是{day}。',
    en: 'The departure was entered: the last day at {agency} is {day}.',
  },
  'working-life.departed-how': {
    zh: '日期或種類有誤，或不離職了，請取消後重新登錄。取消時，離退資料會刪除、現職回復原樣、任職和同時結束的角色恢復；代理要重新指定；帳號已註銷的，要重新邀請本人。之後改過的資料不會動。',
    en: 'If the day or the kind is wrong, or the person stays after all, take it back and enter it again. The separation is deleted, the post is as it was, and the assignment and the roles that ended with it go on; deputies are to be named again, and an account that was closed is invited again. What was changed since stays as it is.',
  },
  'working-life.departure': { zh: '離職', en: 'Departure' },
  'working-life.departure-button': { zh: '登錄離職', en: 'Enter the departure' },
  'working-life.departure-lead': {
    zh: '一次寫入離退資料、現職的離職日與文號，並結束在這個機關的任職、角色和代理。沒有其他任職時，帳號在最後一天的隔天註銷；死亡者的帳號立即註銷。人事資料永久保存，仍可查閱。',
    en: 'Writes the separation and the end of the post at once, and ends the assignment, the roles and the deputyships at this agency. Without another assignment the account closes the day after the last day, and at once for a death. The record is kept and can still be read.',
  },
  'working-life.departure-view': { zh: '查看或取消離職', en: 'See or take back the departure' },
  'working-life.duty': { zh: '兼任', en: 'Concurrent duty' },
  'working-life.duty-button': { zh: '登錄兼任', en: 'Enter the duty' },
  'working-life.duty-lead': {
    zh: '兼辦他機關業務時，機關團體請填該機關在本系統的名稱或代碼：這段期間本人也任職於該機關，該機關的人事人員看得到資料。',
    en: 'For work at another agency, give its name or code in this system: for these days the person is assigned there too, and its HR reads the record.',
  },
  'working-life.last-day-hint': {
    zh: '最後在職的一天；離退自次日生效。死亡者為死亡當天，當天生效。例如 115/7/31。',
    en: 'The last day at work; the separation takes effect on the next. For a death, its own day. For example 115/7/31.',
  },
  'working-life.leave': { zh: '留職停薪或停職', en: 'Leave or suspension' },
  'working-life.leave-button': { zh: '登錄留職停薪或停職', en: 'Enter the leave or suspension' },
  'working-life.leave-lead': {
    zh: '寫入留停停職復職資料，期間由起訖日推算。帳號不會自動停用；需要時請到「帳號」停用。',
    en: 'Writes the leave; whether somebody is on leave follows from its days. The account is not suspended by it; do that on the page of the account where needed.',
  },
  'working-life.leave-which': { zh: '從哪一筆復職', en: 'Returning from' },
  'working-life.mend': {
    zh: '登錄後要更正或刪除，請到這位同仁的資料，開啟那一筆。離職則在「離職」頁取消。',
    en: 'To correct or delete what was entered, open the entry in the record. A departure is taken back on its own page.',
  },
  'working-life.refused.away-since': {
    zh: '離職前的留職停薪或停職會繼續，和後來登錄的重疊，不能取消離職。請先更正後來登錄的那一筆。',
    en: 'The leave or suspension from before the departure would go on and meet one that was entered since. Correct the later one first.',
  },
  'working-life.refused.away-then': {
    zh: '「起日」：這段期間和已登錄的留職停薪或停職重疊，請核對起訖日。',
    en: 'From: another leave or suspension lasts on some of these days. Compare the days.',
  },
  'working-life.refused.before-leave': {
    zh: '最後一天以後還有已登錄的留職停薪或停職，請先更正或刪除那一筆。',
    en: 'A leave or suspension was entered that begins after the last day. Correct or delete it first.',
  },
  'working-life.refused.before-post': {
    zh: '最後一天早於現職的實際到職日，請先更正現職資料。',
    en: 'The last day lies before the post began. Correct the post first.',
  },
  'working-life.refused.came-back': {
    zh: '這位同仁後來又到這個機關任職，不能取消先前的離職。',
    en: 'The person is at this agency again since; the earlier departure cannot be taken back.',
  },
  'working-life.refused.concurrent': {
    zh: '這位同仁在這裡是兼任，本職在別的機關。兼任結束請在「任職異動」只登錄最後一天；離職由本職機關登錄。',
    en: 'The person is here beside a main post elsewhere. Enter the last day alone under “Changes of employment”; the agency of the main post enters a departure.',
  },
  'working-life.refused.departed': {
    zh: '已經登錄過離職。要改日期，請先到「離職」頁取消。',
    en: 'A departure was entered already. To move its day, take it back on the page “Departure” first.',
  },
  'working-life.refused.died-later': {
    zh: '死亡日期不能在今天以後。',
    en: 'A death cannot lie in the future.',
  },
  'working-life.refused.far-ahead': {
    zh: '「起日」：最早在一年前登錄，請核對日期。',
    en: 'From: it can be entered a year ahead at most. Check the day.',
  },
  'working-life.refused.no-departure': {
    zh: '沒有可以取消的離職，可能別人剛取消過。',
    en: 'There is no departure to take back; somebody may have just done so.',
  },
  'working-life.refused.no-leave': {
    zh: '這位同仁沒有尚未復職的留職停薪或停職。',
    en: 'There is no leave or suspension to return from.',
  },
  'working-life.refused.not-here-then': {
    zh: '「起日」：那一天不在這個機關的任職期間內，請核對日期。',
    en: 'From: the person is not at this agency on that day. Check the day.',
  },
  'working-life.refused.number-given': {
    zh: '這位同仁的員工編號已改由另一位同仁使用，不能取消離職。請先更正那位同仁的員工編號。',
    en: 'A colleague has the staff number of this person since. Correct the number of that colleague first.',
  },
  'working-life.refused.return-day': {
    zh: '復職日必須在起日之後。',
    en: 'The return comes after the first day of the leave.',
  },
  'working-life.refused.return-late': {
    zh: '復職日最晚是迄日的次日。延長者請先更正那一筆的迄日。',
    en: 'The return is at the latest on the day after the leave ends. If it was lengthened, correct its last day first.',
  },
  'working-life.refused.serving-there': {
    zh: '「機關團體」：這段期間已任職於該機關，請核對。',
    en: 'Organisation: the person is assigned there on some of these days already.',
  },
  'working-life.refused.which-agency': {
    zh: '「機關團體」：有同名的機關，請改填機關代碼。',
    en: 'Organisation: several agencies have this name. Give the code of the one that is meant.',
  },
  'working-life.return': { zh: '復職', en: 'Return' },
  'working-life.return-button': { zh: '登錄復職', en: 'Enter the return' },
  'working-life.return-day': { zh: '復職日', en: 'First day back' },
  'working-life.take-back': { zh: '取消離職', en: 'Take the departure back' },
  'working-life.taken-back': { zh: '取消離職', en: 'Departure taken back' },
  'working-life.title': { zh: '任職異動', en: 'Changes of employment' },
  'working-life.to-come': { zh: '尚未開始', en: 'Yet to begin' },
} as const satisfies Sentences & Record<WorkingLifeRefusal, Sentence>
