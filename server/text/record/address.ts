import type { Sentences } from '../sentences.ts'

export const address = {
  'address.county': { zh: '縣市', en: 'County or city' },
  'address.nbhd': { zh: '鄰', en: 'Neighbourhood' },
  'address.rest': { zh: '街路門牌', en: 'Street and number' },
  'address.town': { zh: '鄉鎮市區', en: 'Town or district' },
  'address.village': { zh: '村里', en: 'Village' },
  'address.zip': { zh: '郵遞區號', en: 'Postal code' },
} as const satisfies Sentences
