import { browsers, systems } from '../account/visitor-program.ts'
import { healthCardFacts, healthCardFindings, healthCardRules } from './health-card-diagnosis.ts'

/**
 * What can be known about a computer with a card reader, each from a short list of words, so that the facts may stand
 * in an address: no number of a card, no name, no certificate fits in here.
 */
export const factWords = {
  browser: browsers,
  system: systems,
  /** The small window of the component, opened by a click. */
  popup: ['opened', 'blocked'],
  /** What came out of that window. */
  window: ['answered', 'never-ready', 'no-answer', 'closed', 'garbled', 'other-origin', 'wrong-func', 'refused'],
  /** A picture asked of the component, the only question a page may ask it without a window. */
  probe: ['reached', 'failed'],
  /** What the browser says about access to programs on this computer; not needed where a probe got through anyway. */
  permission: ['granted', 'prompt', 'denied', 'unknown', 'not-needed'],
  speed: ['usual', 'slow'],
  version: ['enough', 'old'],
  reader: ['card', 'none', 'empty', 'unreadable', 'several'],
  kind: ['citizen', 'agency', 'other'],
  certificate: ['valid', 'soon', 'expired', 'early', 'none'],
  clock: ['right', 'wrong'],
  /** Whether the card was changed or renewed while the component ran. */
  changed: ['no', 'yes'],
  signature: ['good', 'stale', 'refused'],
  /** Of the server itself: what it checks citizen cards by. */
  authorities: ['valid', 'ended', 'none'],
  lists: ['fresh', 'old'],
  /** Of the server itself: whether it reaches the service that asks phones. */
  phones: ['reached', 'unreachable'],
  ...healthCardFacts,
} as const satisfies Record<string, readonly string[]>

export type FactName = keyof typeof factWords
export type Facts = { [Name in FactName]?: (typeof factWords)[Name][number] }
export const factNames = Object.keys(factWords) as FactName[]

/** Which of the words were given; everything else is left out. */
export function readFacts(given: Record<string, string | undefined>): Facts {
  return Object.fromEntries(
    factNames.flatMap(name => {
      const words: readonly string[] = factWords[name]
      const word = given[name] ?? ''
      return words.includes(word) ? [[name, word]] : []
    }),
  ) as Facts
}

/** `stop`: signing in by card will not work. `warn`: it may work today. `note`: it works, but good to know. */
export type Tone = 'stop' | 'warn' | 'note'

export const findingCodes = [
  'popup-blocked',
  'component-missing',
  'window-mute',
  'no-answer',
  'closed',
  'garbled',
  'other-origin',
  'wrong-func',
  'no-reader',
  'no-card',
  'card-unreadable',
  'several-cards',
  'agency-card',
  'other-card',
  'no-certificate',
  'early',
  'expired',
  'expires-soon',
  'stale',
  'maybe-stale',
  'old-version',
  'slow',
  'clock',
  'permission-denied',
  'permission-prompt',
  'permission-unknown',
  'server-authorities-none',
  'server-authorities-ended',
  'server-lists-old',
  'server-phones-unreachable',
  ...healthCardFindings,
] as const
export type FindingCode = (typeof findingCodes)[number]

/** What to do differs by browser or system here. */
export const hows = {
  'allow-popups': 'browser',
  permission: 'browser',
  install: 'system',
  restart: 'system',
  'set-clock': 'system',
  'health-install': 'system',
  'health-name': 'system',
  'health-trust': 'browser',
} as const
export type How = keyof typeof hows

type Words = Partial<{ [Name in FactName]: readonly (typeof factWords)[Name][number][] }>

type Rule = {
  code: FindingCode
  tone: Tone
  when: Words
  /** Any one of these facts stands against it. */
  unless?: Words
  how?: How
}

/**
 * The decision tree: every rule whose facts are all there gives its finding, in the order of the way a signature goes.
 */
export const rules: readonly Rule[] = [
  { code: 'popup-blocked', tone: 'stop', when: { popup: ['blocked'] }, how: 'allow-popups' },
  { code: 'component-missing', tone: 'stop', when: { window: ['never-ready'], probe: ['failed'] }, how: 'install' },
  // a blocked window tells nothing, but a picture that does not come although it may come does
  {
    code: 'component-missing',
    tone: 'stop',
    when: { popup: ['blocked'], probe: ['failed'], permission: ['granted'] },
    how: 'install',
  },
  { code: 'window-mute', tone: 'stop', when: { window: ['never-ready'], probe: ['reached'] }, how: 'restart' },
  { code: 'no-answer', tone: 'stop', when: { window: ['no-answer'] }, how: 'restart' },
  { code: 'closed', tone: 'stop', when: { window: ['closed'] } },
  { code: 'garbled', tone: 'stop', when: { window: ['garbled'] }, how: 'restart' },
  { code: 'other-origin', tone: 'stop', when: { window: ['other-origin'] } },
  { code: 'wrong-func', tone: 'stop', when: { window: ['wrong-func'] }, how: 'install' },
  { code: 'no-reader', tone: 'stop', when: { reader: ['none'] }, how: 'restart' },
  { code: 'no-card', tone: 'stop', when: { reader: ['empty'] } },
  { code: 'card-unreadable', tone: 'stop', when: { reader: ['unreadable'] } },
  { code: 'several-cards', tone: 'warn', when: { reader: ['several'] } },
  { code: 'agency-card', tone: 'stop', when: { kind: ['agency'] } },
  { code: 'other-card', tone: 'stop', when: { kind: ['other'] } },
  { code: 'no-certificate', tone: 'stop', when: { certificate: ['none'] } },
  { code: 'early', tone: 'stop', when: { certificate: ['early'] } },
  { code: 'expired', tone: 'stop', when: { certificate: ['expired'] } },
  { code: 'expires-soon', tone: 'warn', when: { certificate: ['soon'] } },
  { code: 'stale', tone: 'stop', when: { signature: ['stale'] }, how: 'restart' },
  { code: 'maybe-stale', tone: 'warn', when: { changed: ['yes'] }, how: 'restart' },
  { code: 'old-version', tone: 'warn', when: { version: ['old'] }, how: 'install' },
  { code: 'slow', tone: 'warn', when: { speed: ['slow'] } },
  { code: 'clock', tone: 'warn', when: { clock: ['wrong'] }, how: 'set-clock' },
  // pictures and messages need this permission, the small window does not: named only when a real probe failed
  ...(['denied', 'prompt', 'unknown'] as const).map((word): Rule => ({
    code: `permission-${word}`,
    tone: 'note',
    when: { window: ['answered', 'refused', 'wrong-func'], probe: ['failed'], permission: [word] },
    how: 'permission',
  })),
  { code: 'server-authorities-none', tone: 'stop', when: { authorities: ['none'] } },
  { code: 'server-authorities-ended', tone: 'warn', when: { authorities: ['ended'] } },
  { code: 'server-lists-old', tone: 'stop', when: { lists: ['old'] } },
  { code: 'server-phones-unreachable', tone: 'warn', when: { phones: ['unreachable'] } },
  ...healthCardRules,
]

/** Facts that only a person can tell, whoever measured the others. */
export const toldByPeople: readonly FactName[] = ['health_page']

export type Finding = { code: FindingCode; tone: Tone; how: How | undefined; isServers: boolean; isTold: boolean }

/** What is wrong, each cause once. */
export function findings(facts: Facts): Finding[] {
  const said = ([name, words]: [string, readonly string[]]) => words.includes(facts[name as FactName] ?? '')
  const found = rules
    .filter(({ when, unless = {} }) => Object.entries(when).every(said) && !Object.entries(unless).some(said))
    .map(({ code, tone, how, when }) => ({
      code,
      tone,
      how,
      isServers: code.startsWith('server-'),
      isTold: toldByPeople.some(name => name in when),
    }))
  return found.filter(({ code }, i) => found.findIndex(other => other.code === code) === i)
}
