import type { OcspRefusal } from '../../domain/card/refusal.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const ocsp = {
  'ocsp.refused.unreadable': {
    zh: '這不是憑證狀態的回覆，或內容不完整。',
    en: 'This is no answer about the state of a certificate, or not a whole one.',
  },
  'ocsp.refused.no-answer': {
    zh: '發卡機關的狀態服務這次沒有回答。',
    en: 'The status service of the issuer gave no answer this time.',
  },
  'ocsp.refused.algorithm': {
    zh: '回覆的簽章方法太舊，不能相信。',
    en: 'The answer is signed by a method too old to be believed.',
  },
  'ocsp.refused.signer': {
    zh: '回覆不是發卡機關簽的，也不是它授權的單位簽的。',
    en: 'Neither the issuer nor anyone it authorised signed the answer.',
  },
  'ocsp.refused.signature': {
    zh: '回覆的簽章未通過驗證，可能遭更改。',
    en: 'The signature of the answer does not verify; it may have been changed.',
  },
  'ocsp.refused.other-certificate': {
    zh: '回覆說的不是這張憑證，或說了兩次。',
    en: 'The answer is not about this certificate, or speaks of it twice.',
  },
  'ocsp.refused.nonce': {
    zh: '回覆不是針對這一次的查詢。',
    en: 'The answer was not given to this question.',
  },
  'ocsp.refused.early': {
    zh: '回覆的日期在未來，請檢查時間。',
    en: 'The answer is dated in the future. Check the clock.',
  },
  'ocsp.refused.stale': {
    zh: '回覆已經過期，請重新查詢。',
    en: 'The answer is out of date. Ask again.',
  },
  'ocsp.refused.unknown': {
    zh: '發卡機關不知道這張憑證。',
    en: 'The issuer does not know this certificate.',
  },
  'ocsp.refused.revoked': {
    zh: '這張憑證已經停用或廢止。',
    en: 'This certificate is revoked or on hold.',
  },
} as const satisfies Sentences & Record<Exclude<OcspRefusal, `card.${string}`>, Sentence>
