import type { Sentences } from './sentences.ts'

export const home = {
  'home.access-log.text': {
    zh: '誰在什麼時候、為了什麼看過您的人事資料。',
    en: 'Who looked at your record, when, and why.',
  },
  'home.access-log.title': { zh: '誰看過我的資料', en: 'Who looked at my data' },
  'home.acting': { zh: '您目前代表{agency}。', en: 'You act for {agency} now.' },
  'home.acting.title': { zh: '換一個機關', en: 'Act for another agency' },
  'home.agencies.text': {
    zh: '新增機關，替機關指定人事人員。',
    en: 'Add agencies and name their HR staff.',
  },
  'home.findings.text': { zh: '列出人員資料裡不合規則的欄位。', en: 'Fields of people’s records that break a rule.' },
  'home.agencies.title': { zh: '機關', en: 'Agencies' },
  'home.calendar.text': {
    zh: '放假日與補班日：辦理期限遇到放假日時順延。',
    en: 'Days off and make-up days: a term that would end on a day off ends later.',
  },
  'home.code-tables.text': {
    zh: '人事資料欄位使用的代碼：新增、停用、載入、對應正式代碼。',
    en: 'Codes of the fields of records: add, end, load and map them.',
  },
  'home.corrections.text': {
    zh: '資料有錯或有變動時提出申請，並查看進度。',
    en: 'Ask for a correction when something is wrong or has changed, and follow its progress.',
  },
  'home.corrections.title': { zh: '校正申請', en: 'Corrections' },
  'home.go': { zh: '服務項目', en: 'What you can do here' },
  'home.go.agencies': { zh: '指定人事人員', en: 'Name their HR staff' },
  'home.go.authority': { zh: '登錄核定', en: 'Enter the decision' },
  'home.go.chief': { zh: '前往確認', en: 'Confirm' },
  'home.go.drafts': { zh: '繼續填寫', en: 'Continue' },
  'home.go.late': { zh: '查看', en: 'Look at them' },
  'home.go.returned': { zh: '補正', en: 'Complete them' },
  'home.go.review': { zh: '開始審查', en: 'Start reviewing' },
  'home.go.seal': { zh: '前往用印', en: 'Seal them' },
  'home.go.tell': { zh: '前往通知', en: 'Tell them' },
  'home.go.unread': { zh: '閱讀通知', en: 'Read notices' },
  'home.go-on-with': { zh: '最急的一件：{number}', en: 'Most urgent: {number}' },
  'home.hello': { zh: '{name}，您好', en: 'Hello, {name}' },
  'home.other-agency': { zh: '改為代表{agency}', en: 'Act for {agency}' },
  'home.other-agency-queue': { zh: '{count} 件申請等候審查', en: 'Corrections waiting for review: {count}' },
  'home.overdue': { zh: '逾期 {count} 件', en: '{count} overdue' },
  'home.people.text': {
    zh: '{agency}的人員：登錄、查閱、發啟用碼。',
    en: 'The people of {agency}: enter, look up, activation codes.',
  },
  'home.people.title': { zh: '人員', en: 'People' },
  'home.record.text': {
    zh: '您在人事系統裡的全部資料，有些可以自己更新。',
    en: 'All that is kept about you; some of it you can update yourself.',
  },
  'home.record.title': { zh: '我的資料', en: 'My record' },
  'home.recoveries.text': {
    zh: '人事人員無法登入，而人事室沒有其他人可以協助時，由您協助。',
    en: 'HR staff who cannot sign in, where nobody at their office can help.',
  },
  'home.review.text': { zh: '審查{agency}人員提出的申請。', en: 'Decide the corrections of the people of {agency}.' },
  'home.review.title': { zh: '審查', en: 'Review' },
  'home.sheets.text': {
    zh: '證明書從人員的資料頁製作；履歷表、校對表和校對清冊也可以在人員清單選取許多人，一次製作。',
    en: 'Certificates are made from the record of a person; résumé forms, check forms and sign-off lists of many from the list of people.',
  },
  'home.sheets.title': { zh: '清冊和證明', en: 'Lists and certificates' },
  'home.take-first': { zh: '承辦最急的一件：{number}', en: 'Take the most urgent: {number}' },
  'home.title': { zh: '首頁', en: 'Home' },
  'home.todo': { zh: '待辦事項', en: 'To do' },
  'home.todo.agencies': {
    zh: '還沒有任何機關，請先新增一個',
    en: 'There is no agency yet: add the first one',
  },
  'home.todo.agencies-without-hr': {
    zh: '{count} 個機關還沒有人事人員',
    en: 'Agencies without HR staff: {count}',
  },
  'home.todo.authority': {
    zh: '{count} 件已送權責機關核定，收到核定後請登錄',
    en: 'Corrections at another authority, whose decision you enter: {count}',
  },
  'home.todo.chief': { zh: '{count} 件擬不同意，等您確認', en: 'Rejections waiting for you to confirm: {count}' },
  'home.todo.drafts': { zh: '{count} 件申請寫好了還沒送出', en: 'Corrections written but not sent: {count}' },
  'home.todo.late': {
    zh: '{count} 件由同仁承辦，已經逾期',
    en: 'Overdue corrections with colleagues: {count}',
  },
  'home.todo.none': {
    zh: '目前沒有待辦事項。這裡會列出等您處理的事：未讀通知、待補正的申請、尚未送出的申請。',
    en: 'Nothing to do now. Unread notices, corrections to complete and corrections not yet sent are listed here.',
  },
  'home.todo.returned': { zh: '{count} 件申請要您補正', en: 'Corrections you need to complete: {count}' },
  'home.todo.returned-day': {
    zh: '{count} 件申請要您補正，最早的期限是{day}',
    en: 'Corrections you need to complete: {count}, the first by {day}',
  },
  'home.todo.review': { zh: '{count} 件申請等候審查', en: 'Corrections waiting for review: {count}' },
  'home.todo.review-day': {
    zh: '{count} 件申請等候審查，最早的要在{day}以前答覆',
    en: 'Corrections waiting for review: {count}, the first to be answered by {day}',
  },
  'home.todo.seal': { zh: '{count} 件證明等您用印', en: 'Certificates waiting for your seal: {count}' },
  'home.todo.tell': {
    zh: '{count} 個對象收過更正前的資料，尚未通知',
    en: 'Recipients to be told of a correction: {count}',
  },
  'home.todo.unread': { zh: '{count} 則通知未讀', en: 'Notices you have not read: {count}' },
  'home.underway': {
    zh: '您另有 {count} 件申請正在審查，目前不需處理。',
    en: 'Corrections of yours under review: {count}. No action is needed.',
  },
} as const satisfies Sentences
