import type { Sentences } from '../sentences.ts'

export const derived = {
  'derived.degree': { zh: '最高學歷', en: 'Highest degree' },
  'derived.degree.differs': {
    zh: '登錄的「最高學歷」標在另一筆，請核對。',
    en: 'The record marks another entry as the highest. Check which is right.',
  },
  'derived.degree.how': {
    zh: '畢業的學歷中，教育程度最高的一筆；一樣高的，取最晚畢業的。',
    en: 'The highest of the completed degrees; if two are equal, the later one.',
  },
  'derived.how': { zh: '計算方式', en: 'How it is worked out' },
  'derived.inputs': { zh: '用到的資料', en: 'Worked out from' },
  'derived.label': { zh: '推算的資料', en: 'Worked out from the record' },
  'derived.lead': {
    zh: '這些是照登錄的內容當場算出來的，另附算法和用到的資料。結果有誤時，通常是其中一筆有錯，請更正那一筆。',
    en: 'These are worked out from the entries, with the calculation and the entries used. A wrong result usually means a wrong entry: correct that one.',
  },
  'derived.length': { zh: '{years} 年 {months} 月 {days} 日', en: '{years} yr {months} mo {days} d' },
  'derived.none': { zh: '資料不足，無法推算', en: 'The record does not say enough yet' },
  'derived.period': { zh: '{from}到{to}：{length}', en: '{from} to {to}: {length}' },
  'derived.post': { zh: '現職', en: 'Present post' },
  'derived.post.how': {
    zh: '已經到職、還沒離職的經歷；專任優先，不只一筆的，取到職日最晚的。',
    en: 'The post that has begun and not ended: full-time before any other, and of those the newest.',
  },
  'derived.rewards': { zh: '{year} 年獎懲合計', en: 'Rewards and penalties in ROC {year}' },
  'derived.rewards-school': { zh: '{year} 學年度獎懲合計', en: 'Rewards and penalties in school year {year} (ROC)' },
  'derived.rewards.balanced': { zh: '獎懲剛好相抵', en: 'They cancel out' },
  'derived.rewards.how': {
    zh: '嘉獎 3 次算記功 1 次，記功 3 次算記大功 1 次，申誡、記過、記大過也一樣；同一年的獎懲相抵：{counts}。',
    en: 'Three of one kind are one of the next, for rewards and for penalties, and those of one year cancel: {counts}.',
  },
  'derived.rewards.times': { zh: '{kind} {times} 次', en: '{kind} ×{times}' },
  'derived.rewards.unread': {
    zh: '有 {count} 筆的獎懲結果看不出次數，沒有算進去。',
    en: 'The result of {count} cannot be counted and was left out.',
  },
  'derived.semesters': { zh: '實際服務學期（介聘）', en: 'Semesters of actual service (for a transfer)' },
  'derived.semesters.answer': {
    zh: '算到{until}是 {length}，合 {count} 學期，{verdict}',
    en: 'Until {until} {length}: {count} semesters, {verdict}',
  },
  'derived.semesters.credited': {
    zh: '{from}到{to}：育嬰或服兵役留職停薪 {length}',
    en: '{from} to {to}: childcare or military leave, {length}',
  },
  'derived.semesters.credited-sum': {
    zh: '育嬰和服兵役的期間最多算兩學期，算 {length}',
    en: 'Of childcare and military leave two semesters count at most; counted: {length}',
  },
  'derived.semesters.enough': { zh: '滿 {wanted} 學期', en: 'the {wanted} required for a transfer are reached' },
  'derived.semesters.how': {
    zh: '這次到{agency}任專任教師以後的期間，算到學年度結束的{until}，還沒到的日子當作在校服務；扣掉留職停薪和停職；6 個月算一學期。',
    en: 'From when the teacher came to {agency} last until the school year ends on {until}, the days to come taken as served; without leaves and suspensions; six months are a semester.',
  },
  'derived.semesters.note': {
    zh: '這是照登錄的資料推算的，是否符合資格以當年度介聘規定和審查結果為準。',
    en: 'This follows from the entries alone; the rules of the year and their review decide.',
  },
  'derived.semesters.note-away': {
    zh: '留職停薪（停職）期間登記介聘者，須在{day}前復職。這是照登錄的資料推算的，是否符合資格以當年度介聘規定和審查結果為準。',
    en: 'Whoever is on leave or suspended must be back before {day} to be transferred. This follows from the entries alone; the rules of the year and their review decide.',
  },
  'derived.semesters.short': { zh: '還差 {missing} 學期', en: '{missing} fewer than required for a transfer' },
  'derived.service': { zh: '專任年資', en: 'Length of full-time service' },
  'derived.service-here': { zh: '在{agency}的專任年資', en: 'Length of full-time service at {agency}' },
  'derived.service-acting': { zh: '代理年資', en: 'Length of service in acting posts' },
  'derived.service.open': {
    zh: '有 {count} 筆留職停薪或停職沒有迄日，一直扣到今天，請核對。',
    en: 'Leaves or suspensions without a last day: {count}. They run until today; check them.',
  },
  'derived.service.how': {
    zh: '任職的期間，算到{day}；重疊的只算一次，留職停薪和停職不算。日數每 30 日算一月，每 12 月算一年。',
    en: 'The time in such posts until {day}, overlaps counted once, without leaves and suspensions. Thirty days are a month, twelve months a year.',
  },
} as const satisfies Sentences
