import type { Sentences } from '../sentences.ts'

export const history = {
  'history.back': { zh: '回到這一筆', en: 'Back to this entry' },
  'history.decision': { zh: '權責機關核定：{day}，{decision}', en: 'Decision of the authority: {day}, {decision}' },
  'history.effective': { zh: '生效日期：{day}', en: 'Effective from {day}' },
  'history.newer': { zh: '較新的版本', en: 'Newer versions' },
  'history.older': { zh: '較舊的版本', en: 'Older versions' },
  'history.lead': {
    zh: '每次更改都有紀錄：改了什麼、誰改的、為什麼。原來的內容都保留。',
    en: 'Every change is kept: what, by whom, and why. Nothing is overwritten.',
  },
  'history.reason': { zh: '理由：{reason}', en: 'Reason: {reason}' },
  'history.source.hr_entry': { zh: '人事室登錄', en: 'Entered by HR' },
  'history.source.import': { zh: '批次匯入', en: 'Imported' },
  'history.source.request': { zh: '校正申請', en: 'Correction' },
  'history.source.self': { zh: '本人更新', en: 'Changed by the person' },
  'history.source.set_up': { zh: '建立人員', en: 'Person created' },
  'history.source.transfer': { zh: '個人傳輸', en: 'Transfer' },
  'history.system': { zh: '系統', en: 'System' },
  'history.title': { zh: '異動紀錄', en: 'History' },
  'history.until': { zh: '到{time} 為止', en: 'Until {time}' },
  'history.whole': { zh: '當時整筆的內容', en: 'The whole entry then' },
} as const satisfies Sentences
