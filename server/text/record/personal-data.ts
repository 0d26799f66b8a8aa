import type { Sentences } from '../sentences.ts'

export const personalData = {
  'personal-data.acknowledgement': {
    zh: '按下面的按鈕開始使用，表示您已閱讀這份告知事項（第 {version} 版）。',
    en: 'By going on with a button below you say that you have read this notice (version {version}).',
  },
  'personal-data.asked': {
    zh: '告知事項有新的內容，請先閱讀，再繼續。',
    en: 'This notice has changed. Read it, then go on.',
  },
  'personal-data.button': { zh: '我已閱讀', en: 'I have read it' },
  'personal-data.rights': { zh: '您的權利', en: 'Your rights' },
  'personal-data.rights-text': {
    zh: '您可以查閱、要求複製本、更正、停止利用或刪除。查閱和更正在這裡就能做；其他請洽人事室。',
    en: 'You may see your data, have a copy, have it corrected, and ask to stop its use or delete it. Seeing and correcting you do here; for the rest ask the HR office.',
  },
  'personal-data.title': { zh: '個人資料告知事項', en: 'Personal data notice' },
  'personal-data.use': { zh: '利用期間、地區、對象及方式', en: 'How long, where, by whom' },
  'personal-data.use-text': {
    zh: '任職期間和法令規定的保存期間，在我國境內，由您的機關、上級人事機關和依法有權的機關，以電子或紙本利用。',
    en: 'While you are employed and as long as the law says, in Taiwan, by your agency, its HR parent agency and authorities entitled by law, on screen or paper.',
  },
  'personal-data.version': { zh: '第 {version} 版', en: 'Version {version}' },
  'personal-data.what': { zh: '資料類別', en: 'Kinds of data' },
  'personal-data.what-text': {
    zh: '識別資料、家庭、學經歷、任免、考績、獎懲、證照，以及登入和查閱的紀錄。',
    en: 'Identity, family, education and career, appointments, appraisals, rewards and sanctions, licences, and the records of who signed in and looked.',
  },
  'personal-data.who': { zh: '蒐集機關', en: 'Who collects it' },
  'personal-data.who-text': { zh: '您任職的機關學校。', en: 'The agency or school you work for.' },
  'personal-data.why': { zh: '蒐集目的', en: 'What for' },
  'personal-data.why-text': {
    zh: '必要的人事管理（代號 002），不作別的用途。',
    en: 'Necessary personnel management (code 002), and nothing else.',
  },
  'personal-data.without': { zh: '不提供的影響', en: 'If you do not give it' },
  'personal-data.without-text': {
    zh: '任免、敘薪、退休等權益可能無法辦理或發生錯誤。',
    en: 'Appointments, pay and retirement may fail or come out wrong.',
  },
} as const satisfies Sentences
