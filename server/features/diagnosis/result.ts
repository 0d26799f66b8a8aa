import { componentSystems } from '../../domain/help-desk/component-version.ts'
import {
  factNames,
  findings,
  hows,
  toldByPeople,
  type FactName,
  type How,
  type Tone,
} from '../../domain/help-desk/diagnosis.ts'
import type { Language } from '../../domain/language.ts'
import { componentFailure } from '../../domain/ways/component-error.ts'
import { healthCardCodeKey } from '../../domain/ways/health-card-codes.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { codeAddress, codeEntries } from '../../web/show/codes.ts'
import { allFacts, type SiteFacts } from './all-facts.ts'
import type { Seen } from './seen.ts'

export type Shown = {
  code: string
  tone: Tone
  meaning: string
  remedy: string
  isForIssuer: boolean
  /** The steps in this browser or system, or blank. */
  how: string
  /** The guide that shows the steps, or blank. */
  guide: string
  source: 'measured' | 'said'
}

/** Everything that is wrong, in the order in which to mend it, told for this browser and system. */
export function resultOf(seen: Seen, site: SiteFacts, language: Language): Shown[] {
  const t = speak(language)
  const entries = codeEntries(language, site.config)
  const told = (
    address: string,
    tone: Tone,
    how: How | undefined,
    source: Seen['source'],
    guide = how ? guideOf[how] : '',
  ): Shown[] => {
    const entry = entries.find(one => one.address === address)
    if (!entry) return []
    return [
      {
        code: address,
        tone,
        meaning: entry.meaning,
        remedy: entry.remedy,
        isForIssuer: entry.isForIssuer,
        how: how ? t(howText(how, seen)) : '',
        guide,
        source,
      },
    ]
  }
  const { facts, code, health, source, why } = seen
  const found = findings(allFacts(seen, site)).map(({ code, tone, how, isServers, isTold }) =>
    told(
      codeAddress({ text: `diagnosis.refused.${code}` }),
      tone,
      how,
      isServers ? 'measured' : isTold ? 'said' : source,
    ),
  )
  const ofNumber = code ? told(addressOfNumber(code), 'stop', undefined, source) : []
  const ofHealthCard = health.code ? told(addressOfFour(health.code), 'stop', undefined, source, 'health-card') : []
  const ofSignature = facts.signature === 'refused' ? told(why, 'stop', undefined, 'measured') : []
  return [...found.flat(), ...ofNumber, ...ofHealthCard, ...ofSignature]
}

/** Each fact as a row: what was looked at, what came out, who says so. */
export function factRows(seen: Seen, site: SiteFacts, language: Language) {
  const t = speak(language)
  const facts = allFacts(seen, site)
  const sourceOf = (name: FactName) =>
    toldByPeople.includes(name) ? 'said' : measuredHere.includes(name) ? 'measured' : seen.source
  const words = factNames.flatMap(name => {
    const word = facts[name]
    if (!word) return []
    const [label, value] = [t(`diagnosis.fact.${name}`), t(`diagnosis.word.${name}-${word}` as TextKey)]
    return [{ label, value, source: t(`diagnosis.source.${sourceOf(name)}` as TextKey) }]
  })
  const source = t(`diagnosis.source.${seen.source}`)
  const rest = [
    ['diagnosis.fact.component', seen.component],
    ['diagnosis.fact.code', seen.code],
    ['diagnosis.fact.health_version', seen.health.version],
    ['diagnosis.fact.health_code', seen.health.code],
  ] as const
  return [...words, ...rest.flatMap(([label, value]) => (value ? [{ label: t(label), value, source }] : []))]
}

// versions are compared here too, but who says them is the visitor
const measuredHere: readonly FactName[] = ['authorities', 'lists', 'phones', 'signature']

const guideOf: Record<How, string> = {
  'allow-popups': 'popups',
  permission: '',
  install: 'install',
  restart: '',
  'set-clock': '',
  'health-install': 'health-card',
  'health-name': 'health-card',
  'health-trust': 'health-card',
}

function howText(how: How, { facts }: Seen): TextKey {
  if (hows[how] === 'browser') return `diagnosis.how.${how}-${facts.browser ?? 'other'}` as TextKey
  const system = componentSystems.find(name => name === facts.system) ?? 'other'
  return `diagnosis.how.${how}-${system}` as TextKey
}

/** The entry of the number that says why. */
function addressOfNumber(code: string): string {
  const [retCode = '', lastError = '0x0'] = code.split('/')
  const failure = componentFailure({
    componentFailure: '',
    retCode: String(BigInt(retCode)),
    lastError: String(BigInt(lastError)),
  })
  return failure ? codeAddress(failure) : ''
}

const addressOfFour = (code: string) => codeAddress({ text: healthCardCodeKey(code) })
