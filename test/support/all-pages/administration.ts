import type { Page } from './page.ts'
import type { Things } from './school.ts'

/** What administrators look after. */
export const administrationPages = ({ authority, certificate }: Things): Page[] => [
  { who: 'administrator', url: '/' },
  { who: 'administrator', url: '/guides/tour' },
  { who: 'administrator', url: '/guides/tour/edit' },
  { who: 'administrator', url: '/guides/tour/edit', form: { body: 'no title' } },
  { who: 'administrator', url: '/administration/failures' },
  { who: 'administrator', url: '/administration/reports' },
  { who: 'administrator', url: '/administration/ways' },
  { who: 'administrator', url: '/administration/outages' },
  { who: 'administrator', url: '/administration/outages', form: { card: '維護中'.repeat(200) } },
  { who: 'administrator', url: '/administration/component' },
  {
    who: 'administrator',
    url: '/administration/component',
    form: { minimum_windows: 'new', sha256_linux: 'x', exceptions_macos: 'x', health_download_linux: 'x' },
  },
  { who: 'administrator', url: '/administration/code-tables' },
  { who: 'administrator', url: '/administration/code-tables/job_series' },
  { who: 'administrator', url: '/administration/code-tables/sexes' },
  { who: 'administrator', url: '/administration/code-tables/job_series', form: { code: '?', maps_to: 'X' } },
  { who: 'administrator', url: '/administration/code-tables/job_series/end', form: { ended: '?', valid_to: '?' } },
  { who: 'administrator', url: '/administration/code-tables/staff_kinds' },
  {
    who: 'administrator',
    url: '/administration/code-tables/staff_kinds/mapping',
    form: { mapped: '?', maps_to_code: 'x' },
  },
  { who: 'administrator', url: '/administration/code-tables/job_series/load' },
  { who: 'administrator', url: '/administration/code-tables/job_series/load', form: {} },
  {
    who: 'administrator',
    url: '/administration/code-tables/job_series/values',
    form: { lines: 'code,zh,en,valid_to\nA105,新聞傳播,Information and communication,115/12/31\n', version: '0' },
    status: 409,
  },
  { who: 'administrator', url: '/trust' },
  { who: 'administrator', url: '/trust/new' },
  { who: 'administrator', url: '/trust/new', form: {} },
  { who: 'administrator', url: '/trust', form: { certificate } },
  { who: 'administrator', url: `/trust/${authority?.fingerprint}/removal` },
]
