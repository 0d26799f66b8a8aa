import type { Sentences } from '../sentences.ts'

export const activationWay = {
  'activation-way.card': { zh: '自然人憑證', en: 'citizen card' },
  'activation-way.health_card': { zh: '健保卡', en: 'health card' },
  'activation-way.password': { zh: '自己設定的帳號密碼', en: 'a login name and password of your own' },
  'activation-way.phone': { zh: '手機（行動自然人憑證）', en: 'phone (mobile certificate)' },
} as const satisfies Sentences
