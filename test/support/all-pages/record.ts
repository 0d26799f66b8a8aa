import { randomUUID } from 'node:crypto'
import type { Page } from './page.ts'
import type { Things } from './school.ts'

/** A teacher’s record, and the corrections they ask for. */
export const recordPages = ({ row, made, saved }: Things): Page[] => [
  { who: 'teacher', url: '/personal-data' },
  { who: 'teacher', url: '/access-log' },
  { who: 'teacher', url: `/corrections/${made.draft}/signing/phone/${randomUUID()}`, status: 422 },
  { who: 'teacher', url: `/saved-forms/${saved}` },
  { who: 'teacher', url: '/record' },
  { who: 'teacher', url: `/record/rows/${row('basic')}` },
  { who: 'teacher', url: `/record/rows/${row('education')}` },
  { who: 'teacher', url: `/record/rows/${row('skill')}/history` },
  { who: 'teacher', url: `/record/rows/${row('basic')}/revealed/id_no` },
  { who: 'teacher', url: '/record/basic/own' },
  { who: 'teacher', url: '/record/basic/own', form: { f_email_work: 'nobody', version: '1' } },
  { who: 'teacher', url: '/corrections' },
  { who: 'teacher', url: `/corrections/${made.draft}/edit` },
  { who: 'teacher', url: `/corrections/${made.refused}/edit`, form: { revision: '' } },
  { who: 'teacher', url: `/corrections/${made.draft}/evidence` },
  { who: 'teacher', url: `/corrections/${made.draft}/evidence`, form: {} },
  { who: 'teacher', url: `/corrections/${made.draft}/check` },
  { who: 'teacher', url: `/corrections/${made.draft}/signing` },
  { who: 'teacher', url: `/corrections/${made.draft}/signing`, form: {} },
  { who: 'teacher', url: `/corrections/${made.draft}/withdrawal` },
  { who: 'teacher', url: `/corrections/${made.deletion}/edit` },
  { who: 'teacher', url: `/corrections/${made.deletion}/check` },
  { who: 'teacher', url: `/corrections/${made.returned}` },
  { who: 'teacher', url: `/corrections/${made.returned}/edit` },
  { who: 'teacher', url: `/corrections/${made.change}/fields` },
  { who: 'teacher', url: `/corrections/${made.change}/fields?none=yes` },
  { who: 'teacher', url: `/corrections/${made.change}/edit?chosen=yes&field_name_zh=yes&field_dom_addr=yes` },
  { who: 'teacher', url: `/corrections/${made.returned}/evidence` },
  { who: 'teacher', url: `/corrections/${made.submitted}` },
  { who: 'teacher', url: `/corrections/${made.submitted}/withdrawal` },
  { who: 'teacher', url: `/corrections/${made.applied}` },
  { who: 'teacher', url: `/corrections/${made.withdrawn}` },
]
