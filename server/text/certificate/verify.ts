import type { Sentences } from '../sentences.ts'

/** What anybody reads who holds a certificate in their hands. */
export const verify = {
  'verify.command': { zh: '顯示這把公鑰的 SHA-256 值：', en: 'The SHA-256 value of the key is shown by:' },
  'verify.fingerprint': { zh: '公鑰的 SHA-256 值', en: 'SHA-256 value of the public key' },
  'verify.index-lead': {
    zh: '本系統核發的證明都以同一把金鑰用印。用手機掃描證明上的 QR 碼，就能看到是否有效；證明的第二頁說明如何離線驗證。',
    en: 'Certificates of this system are sealed with one key. Scan the QR code on a certificate to see whether it is valid; its second page says how to check it offline.',
  },
  'verify.issued': { zh: '核發日期', en: 'Issued on' },
  'verify.key': { zh: '下載公鑰', en: 'Download the public key' },
  'verify.key-title': { zh: '用印的公鑰', en: 'The public key of the seal' },
  'verify.name': { zh: '姓名', en: 'Name' },
  'verify.not-more': {
    zh: '請核對證明上的字號、姓名和日期都與本頁相符；不相符時，QR 碼可能取自另一份證明。本頁不顯示其他內容。',
    en: 'Compare number, name and date with those on the certificate: if they differ, the code may have been taken from another one. This page shows nothing else of it.',
  },
  'verify.refused.unknown': {
    zh: '沒有這份證明。請確認網址完整，並以核發機關交給您的文件為準；查無資料的證明請勿採用。',
    en: 'There is no such certificate. Make sure that the address is whole. Do not rely on a certificate that is not found here.',
  },
  'verify.revoked': {
    zh: '這份證明已撤銷，不再有效。',
    en: 'This certificate was revoked and is no longer valid.',
  },
  'verify.title': { zh: '驗證證明書', en: 'Verify a certificate' },
  'verify.valid': { zh: '這份證明有效。', en: 'This certificate is valid.' },
} as const satisfies Sentences
