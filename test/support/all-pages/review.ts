import type { Page } from './page.ts'
import type { Things } from './school.ts'

/** Corrections in the hands of HR. */
export const reviewPages = ({ made }: Things): Page[] => [
  { who: 'officer', url: '/' },
  { who: 'officer', url: '/review' },
  { who: 'officer', url: '/review/views?section=skill' },
  { who: 'officer', url: '/review/agencies', status: 404 },
  { who: 'chief', url: '/review/agencies' },
  { who: 'chief', url: '/review/agencies?agencies=999000001A.999000009Z' },
  { who: 'officer', url: '/review?state=returned' },
  { who: 'officer', url: '/review?state=all' },
  { who: 'officer', url: '/review?q=nobody' },
  { who: 'officer', url: `/review/${made.submitted}` },
  { who: 'officer', url: `/review/${made.inReview}` },
  { who: 'officer', url: `/review/${made.inReview}/decision`, form: {} },
  { who: 'officer', url: `/review/${made.inReview}/return`, form: {} },
  { who: 'officer', url: `/review/${made.inReview}/revealed` },
  { who: 'officer', url: `/review/${made.applied}` },
  { who: 'chief', url: '/' },
  { who: 'chief', url: '/review' },
  { who: 'chief', url: `/review/${made.waitingChief}` },
  { who: 'chief', url: `/review/${made.waitingChief}/confirmation`, form: { chosen: 'overturn' } },
  { who: 'chief', url: `/review/${made.waitingAuthority}` },
  { who: 'chief', url: `/review/${made.waitingAuthority}/authority`, form: {} },
  { who: 'chief', url: `/review/${made.inReview}` },
  { who: 'chief', url: `/review/${made.inReview}/extension`, form: {} },
  { who: 'deputy', url: '/review' },
]
