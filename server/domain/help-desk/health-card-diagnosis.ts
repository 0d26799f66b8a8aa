import type { PlaceName } from './health-card-component.ts'

const probe = ['reached', 'failed'] as const

/** What can be known of the health card's component; see domain/help-desk/diagnosis.ts. */
export const healthCardFacts = {
  health_http: probe,
  health_https: probe,
  health_name: probe,
  health_localhost: probe,
  health_number: probe,
  /** What the person sees in a window of the component: the browser tells no script. */
  health_page: ['page', 'warning', 'refused', 'no-name'],
  /** Worked out from the probes: by an address that signing in uses, only by another one, or not at all. */
  health: ['answered', 'elsewhere', 'failed'],
  health_age: ['enough', 'old'],
  health_card: ['read', 'refused', 'mute', 'dropped'],
} as const satisfies Record<string, readonly string[]> & Record<`health_${PlaceName}`, readonly string[]>

export const healthCardFindings = [
  'health-card-name',
  'health-card-not-running',
  'health-card-certificate',
  'health-card-permission',
  'health-card-silent',
  'health-card-mute',
  'health-card-dropped',
  'health-card-old',
] as const

/** Four causes look alike to a script: the probes tell them apart where they can, else what the person sees. */
export const healthCardRules = [
  { code: 'health-card-name', tone: 'stop', when: { health: ['elsewhere'] }, how: 'health-name' },
  { code: 'health-card-name', tone: 'stop', when: { health_page: ['no-name'] }, how: 'health-name' },
  { code: 'health-card-not-running', tone: 'stop', when: { health_page: ['refused'] }, how: 'health-install' },
  { code: 'health-card-certificate', tone: 'stop', when: { health_page: ['warning'] }, how: 'health-trust' },
  // a page in a window needs no permission, a probe does
  {
    code: 'health-card-permission',
    tone: 'stop',
    when: { health: ['failed'], health_page: ['page'] },
    how: 'permission',
  },
  {
    code: 'health-card-permission',
    tone: 'stop',
    when: { health: ['failed'], permission: ['denied'] },
    how: 'permission',
  },
  {
    code: 'health-card-permission',
    tone: 'stop',
    when: { health_page: ['page'], permission: ['denied'] },
    how: 'permission',
  },
  {
    code: 'health-card-silent',
    tone: 'stop',
    when: { health: ['failed'] },
    unless: { health_page: ['page', 'warning', 'refused', 'no-name'], permission: ['denied'] },
  },
  { code: 'health-card-mute', tone: 'stop', when: { health_card: ['mute'] } },
  { code: 'health-card-dropped', tone: 'stop', when: { health_card: ['dropped'] } },
  { code: 'health-card-old', tone: 'warn', when: { health_age: ['old'] }, how: 'health-install' },
] as const
