import type { Sentences } from '../sentences.ts'

/** The names of all ways: as what is bound, as how an account is opened, as what is offered, as how somebody came. */
export const way = {
  'way.bound.agency_card': { zh: '機關憑證', en: 'Agency card' },
  'way.bound.citizen_card': { zh: '自然人憑證', en: 'Citizen card' },
  'way.bound.health_card': { zh: '健保卡', en: 'Health card' },
  'way.bound.passkey': { zh: '通行金鑰', en: 'Passkey' },
  'way.bound.phone': { zh: '手機', en: 'Phone' },
  'way.first.card': { zh: '自然人憑證', en: 'citizen card' },
  'way.first.health_card': { zh: '健保卡', en: 'health card' },
  'way.first.password': { zh: '自己設定的帳號密碼', en: 'a login name and password of your own' },
  'way.first.phone': { zh: '手機（行動自然人憑證）', en: 'phone (mobile certificate)' },
  'way.offered.card': { zh: '自然人憑證', en: 'Citizen card' },
  'way.offered.health_card': { zh: '健保卡', en: 'Health card' },
  'way.offered.mail': { zh: '用公務信箱重設密碼', en: 'New password by work e-mail' },
  'way.offered.passkey': { zh: '通行金鑰', en: 'Passkey' },
  'way.offered.password': { zh: '帳號密碼', en: 'Login name and password' },
  'way.offered.phone': { zh: '行動自然人憑證', en: 'Mobile certificate (phone)' },
  'way.used.activation': { zh: '啟用帳號', en: 'Activation' },
  'way.used.agency-card': { zh: '機關憑證', en: 'Agency card' },
  'way.used.card': { zh: '自然人憑證', en: 'Citizen card' },
  'way.used.health_card': { zh: '健保卡', en: 'Health card' },
  'way.used.passkey': { zh: '通行金鑰', en: 'Passkey' },
  'way.used.password': { zh: '帳號密碼', en: 'Password' },
  'way.used.phone': { zh: '行動自然人憑證', en: 'Phone' },
  'way.used.recovery': { zh: '重設密碼', en: 'Recovery' },
} as const satisfies Sentences
