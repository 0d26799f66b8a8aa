import type { Page } from './page.ts'
import type { Things } from './school.ts'

/** What helps somebody who cannot come in. */
export const helpPages = ({ ticket }: Things): Page[] => [
  { who: 'visitor', url: '/sitemap' },
  { who: 'visitor', url: '/accessibility' },
  { who: 'visitor', url: '/diagnosis' },
  { who: 'visitor', url: '/diagnosis/questions' },
  { who: 'visitor', url: '/diagnosis/result?source=measured&signature=refused' },
  { who: 'visitor', url: '/diagnosis/signature' },
  { who: 'visitor', url: '/diagnosis/health-card' },
  { who: 'visitor', url: '/diagnosis/health-card/questions' },
  {
    who: 'visitor',
    url: '/diagnosis/result?source=measured&browser=chrome&system=windows&permission=granted&health_http=failed&health_name=failed',
  },
  {
    who: 'visitor',
    url: '/diagnosis/result?source=measured&health_name=reached&health_card=refused&health_code=4206',
  },
  { who: 'visitor', url: '/codes/4206' },
  { who: 'visitor', url: '/codes?area=health-card' },
  { who: 'visitor', url: '/codes' },
  { who: 'visitor', url: '/codes?q=PIN' },
  { who: 'visitor', url: '/codes?q=nothing-of-this-kind' },
  { who: 'visitor', url: '/codes/0x7600000b' },
  {
    who: 'visitor',
    url: '/diagnosis/result?source=measured&browser=edge&system=windows&window=answered&reader=empty',
  },
  { who: 'visitor', url: '/diagnosis/result?source=said&browser=firefox&popup=blocked&code=0x76100006%2F0xA0' },
  { who: 'visitor', url: `/diagnosis/reports/${ticket}` },
  { who: 'visitor', url: '/diagnosis/signature?source=measured&popup=opened&reader=card' },
  { who: 'visitor', url: '/guides' },
  { who: 'visitor', url: '/guides/install-macos' },
  { who: 'visitor', url: '/guides/popups-chrome' },
  { who: 'visitor', url: '/guides/health-card-windows' },
  { who: 'visitor', url: '/guides/health-card-registration' },
  { who: 'visitor', url: '/guides/phone-certificate' },
  { who: 'visitor', url: '/guides/password' },
  { who: 'visitor', url: '/roll-out' },
  { who: 'visitor', url: '/nothing-here', status: 404 },
]
