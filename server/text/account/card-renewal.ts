import type { Sentences } from '../sentences.ts'

export const cardRenewal = {
  'card-renewal.card': { zh: '新卡', en: 'The new card' },
  'card-renewal.lead': {
    zh: '您登入之前，有人在這個瀏覽器用了一張還沒有登記的卡片，姓名和末四碼都與您的舊卡相同。如果是您換發的新卡，登記後會取代舊卡。',
    en: 'Before you signed in, a card that is not registered was used in this browser. Name and last four are those of your old card. If it is your new one, it takes the place of the old.',
  },
  'card-renewal.no': { zh: '不是我的卡，不要登記', en: 'Not my card, do not register it' },
  'card-renewal.number': { zh: '卡片序號', en: 'Card number' },
  'card-renewal.title': { zh: '這是您的新卡嗎？', en: 'Is this your new card?' },
  'card-renewal.until': { zh: '有效到', en: 'Good until' },
  'card-renewal.yes': { zh: '是我的新卡，取代舊卡', en: 'It is my new card, replace the old one' },
} as const satisfies Sentences
