import { desk } from './desk.ts'
import { healthCard } from './health-card.ts'
import { install } from './install.ts'
import { password } from './password.ts'
import { phone } from './phone.ts'
import { popups } from './popups.ts'
import { rehearsal } from './rehearsal.ts'

/**
 * The guides as they come with this product: Markdown whose first line is the title, with the holes of web/markdown.
 */
export const shippedGuides = { ...install, ...healthCard, ...phone, ...password, ...popups, ...desk, ...rehearsal }

export type GuideSlug = keyof typeof shippedGuides
export const guideSlugs = Object.keys(shippedGuides) as GuideSlug[]
