import { desk } from './desk.ts'
import { install } from './install.ts'
import { popups } from './popups.ts'

/** The guides as they come with this product: Markdown whose first line is the title, with the holes of web/markdown. */
export const shippedGuides = { ...install, ...popups, ...desk }

export type GuideSlug = keyof typeof shippedGuides
export const guideSlugs = Object.keys(shippedGuides) as GuideSlug[]
