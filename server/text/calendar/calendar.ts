import type { CalendarRefusal } from '../../domain/calendar/year-file.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const calendar = {
  'calendar.apply': { zh: '更新辦公日曆', en: 'Change the calendar' },
  'calendar.as-weekday': { zh: '依星期', en: 'As the weekday' },
  'calendar.day': { zh: '日期', en: 'Day' },
  'calendar.dry-run': { zh: '試算', en: 'Dry run' },
  'calendar.file': { zh: '檔案', en: 'File' },
  'calendar.file-hint': {
    zh: '政府資料開放平臺的「中華民國政府行政機關辦公日曆表」，一個檔案一整年（CSV、ODS 或 XLSX）。',
    en: 'The office calendar as the open data platform gives it out, a whole year in a file (CSV, ODS or XLSX).',
  },
  'calendar.history.loaded': { zh: '依檔案更新 {count} 天', en: 'Days changed from a file: {count}' },
  'calendar.history.off': { zh: '{day} 改為放假，備註：{name}', en: '{day} made a day off; note: {name}' },
  'calendar.history.title': { zh: '變更紀錄', en: 'Changes' },
  'calendar.history.work': { zh: '{day} 改為上班，備註：{name}', en: '{day} made a working day; note: {name}' },
  'calendar.kind': { zh: '放假或上班', en: 'Off or worked' },
  'calendar.lead': {
    zh: '辦理期限的末日遇到放假日時，順延到下一個上班日。這裡只列和星期不同的日子。',
    en: 'A term that would end on a day off ends on the next working day. Only days that differ from their weekday are listed.',
  },
  'calendar.load-title': { zh: '載入一年的辦公日曆', en: 'Load the calendar of a year' },
  'calendar.missing': {
    zh: '{year}的辦公日曆還沒有載入，目前只把星期六、日當作放假。',
    en: 'The calendar of {year} is not there yet; until then only Saturdays and Sundays count as off.',
  },
  'calendar.name': { zh: '備註', en: 'Note' },
  'calendar.name-hint': { zh: '例如節日名稱、颱風停止上班。', en: 'The holiday, for instance, or a typhoon.' },
  'calendar.none': { zh: '這一年沒有和星期不同的日子。', en: 'No day of this year differs from its weekday.' },
  'calendar.now': { zh: '目前', en: 'Now' },
  'calendar.of': { zh: '{year}的放假日與補班日', en: 'Days off and make-up days of {year}' },
  'calendar.off': { zh: '放假', en: 'Off' },
  'calendar.plan-count': {
    zh: '這一年共有 {days} 天和星期不同，其中 {count} 天和目前不同。',
    en: 'Days of the year that differ from their weekday: {days}; other than now: {count}.',
  },
  'calendar.plan-title': { zh: '試算結果：{year}', en: 'Dry run: {year}' },
  'calendar.refused.changed': {
    zh: '剛才有人變更過這一年的日曆，尚未更新。請核對後再送一次。',
    en: 'Somebody has just changed the calendar of this year; nothing was changed. Check it and send it again.',
  },
  'calendar.refused.columns': {
    zh: '檔案：第一列應為欄名「{columns}」。',
    en: 'File: its first line has to name the columns {columns}.',
  },
  'calendar.refused.day': {
    zh: '檔案：第 {line} 列的日期不對，應寫成 20260101 的樣子。',
    en: 'File: line {line} has no proper day; it is eight digits such as 20260101.',
  },
  'calendar.refused.incomplete': {
    zh: '檔案：要有一整年的每一天，還缺 {count} 天。',
    en: 'File: it needs every day of the year; {count} are missing.',
  },
  'calendar.refused.large': { zh: '檔案：超過 256 KB。', en: 'File: it is larger than 256 KB.' },
  'calendar.refused.mark': {
    zh: '請選擇放假或上班；檔案裡是「是否放假」欄的 2 或 0。',
    en: 'Choose whether it is off or worked; in a file, that is 2 or 0.',
  },
  'calendar.refused.name': {
    zh: '檔案：第 {line} 列的備註超過 {max} 字。',
    en: 'File: the note of line {line} has more than {max} characters.',
  },
  'calendar.refused.off': {
    zh: '檔案：上班的日子不到 {least} 天，請核對「是否放假」欄（2 是放假，0 是上班）。',
    en: 'File: it has fewer than {least} working days; check which are marked off (2) and which worked (0).',
  },
  'calendar.refused.same': {
    zh: '檔案：內容和目前的辦公日曆相同。',
    en: 'File: it says what the calendar has already.',
  },
  'calendar.refused.twice': {
    zh: '檔案：第 {line} 列的日期重複。',
    en: 'File: the day of line {line} is in it twice.',
  },
  'calendar.refused.unknown': {
    zh: '日期：這一年的辦公日曆還沒有載入，請先載入。',
    en: 'Day: the calendar of that year is not there yet; load it first.',
  },
  'calendar.refused.usual': {
    zh: '日期：這一天本來就是這樣。',
    en: 'Day: it is so already.',
  },
  'calendar.refused.year': {
    zh: '檔案：第 {line} 列是另一年；一個檔案只放一年。',
    en: 'File: line {line} is of another year; a file has one year.',
  },
  'calendar.set-button': { zh: '儲存這一天', en: 'Save the day' },
  'calendar.set-title': { zh: '改一天', en: 'Change one day' },
  'calendar.then': { zh: '更新後', en: 'Then' },
  'calendar.title': { zh: '辦公日曆', en: 'Office calendar' },
  'calendar.unknown': {
    zh: '這一年還沒有資料，目前只把星期六、日當作放假。',
    en: 'Nothing is known of this year; only Saturdays and Sundays count as off.',
  },
  'calendar.work': { zh: '上班', en: 'Worked' },
  'calendar.years': { zh: '年度', en: 'Years' },
} as const satisfies Sentences & Record<CalendarRefusal, Sentence>
