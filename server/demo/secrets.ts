import { createHash } from 'node:crypto'

/** Long, rare and easy to type; no name of the cast is in it. Of every account, which its login name tells apart. */
export const demoPassword = 'bright morning desk'

/** The PIN of a card by its id: each has its own, or whoever took the wrong card would be somebody else. */
export const pinOf = (card: string): string => digitsOf(`pin ${card}`, 6)

/** Registered for a health card with the health insurance administration, which takes 6 to 12 characters. */
export const healthPasswordOf = (person: string): string => `morning${digitsOf(`health password ${person}`, 4)}`

/** Digits that are the same for the same words. */
export const digitsOf = (text: string, count: number): string =>
  [...createHash('sha256').update(text).digest()]
    .map(byte => byte % 10)
    .join('')
    .slice(0, count)
