import type { Sentences } from '../sentences.ts'

export const signing = {
  'signing.back': { zh: '回到核對', en: 'Back to check' },
  'signing.button': { zh: '用卡片簽章並送出', en: 'Sign with the card and send' },
  'signing.card-text': {
    zh: '插入您登記過的卡片，輸入 PIN 碼。卡片簽的就是上面這份內容的雜湊值。',
    en: 'Insert the card you registered and type its PIN. What it signs is the hash of the text above.',
  },
  'signing.card-title': { zh: '用自然人憑證簽章', en: 'Sign with your citizen card' },
  'signing.hash': { zh: '內容的 SHA-256：{hash}', en: 'SHA-256 of the text: {hash}' },
  'signing.hash-title': { zh: '內容的核對碼', en: 'Check code of the text' },
  'signing.lead': {
    zh: '下面是您要送出的全部內容。簽章後不能更改，但可以撤回。',
    en: 'This is everything you are about to send. Once signed it cannot be changed, but it can be withdrawn.',
  },
  'signing.text-label': { zh: '申請書全文', en: 'The whole text' },
  'signing.phone-text': {
    zh: '用您登記過的手機確認。手機簽的就是上面這份內容的雜湊值。',
    en: 'Confirm with the phone you registered. It signs the hash of the text above.',
  },
  'signing.phone-title': { zh: '用手機簽章', en: 'Sign with the phone' },
  'signing.title': { zh: '簽章送出', en: 'Sign and send' },
  'signing.unsigned-button': { zh: '不簽章，直接送出', en: 'Send without a signature' },
  'signing.unsigned-text': {
    zh: '沒有卡片也可以送出，會註記「未簽章」，人事室會請您出示正本核對。',
    en: 'You can send it without a card. It is marked “not signed”, and HR will ask to see the originals.',
  },
  'signing.unsigned-title': { zh: '沒有卡片', en: 'Without a card' },
} as const satisfies Sentences
