import type { Trust } from '../../domain/card/trust.ts'
import { componentFailure } from '../../domain/card/component-error.ts'
import { componentSystems, isOld, type ComponentSystem } from '../../domain/component-version.ts'
import { factNames, findings, hows, type Facts, type How, type Tone } from '../../domain/diagnosis.ts'
import type { Language } from '../../domain/language.ts'
import { speak, type TextKey } from '../../text/speak.ts'
import { codeAddress, codeEntries } from '../../web/codes.ts'
import type { Settings } from '../../web/deps.ts'
import type { Seen } from './seen.ts'

type Known = {
  /** The oldest version that is not called old, for each system. */
  minimum: Record<ComponentSystem, string>
  trust: Trust
  now: Date
  site: Pick<Settings, 'baseUrl' | 'componentOrigin'>
}

export type Shown = {
  code: string
  tone: Tone
  meaning: string
  remedy: string
  /** The steps in this browser or system, or blank. */
  how: string
  /** The guide that shows the steps, or blank. */
  guide: string
  source: 'measured' | 'said'
}

/** Everything that is wrong, in the order in which to mend it, told for this browser and system. */
export function resultOf(seen: Seen, known: Known, language: Language): Shown[] {
  const t = speak(language)
  const entries = codeEntries(language, known.site)
  const told = (address: string, tone: Tone, how: How | undefined, source: Seen['source']): Shown[] => {
    const entry = entries.find(one => one.address === address)
    if (!entry) return []
    return [
      {
        code: address,
        tone,
        meaning: entry.meaning,
        remedy: entry.remedy,
        how: how ? t(howText(how, seen)) : '',
        guide: how ? guideOf[how] : '',
        source,
      },
    ]
  }
  const found = findings(allFacts(seen, known)).map(({ code, tone, how, isServers }) =>
    told(codeAddress({ text: `diagnosis.refused.${code}` }), tone, how, isServers ? 'measured' : seen.source),
  )
  const ofNumber = seen.code ? told(addressOfNumber(seen.code), 'stop', undefined, seen.source) : []
  const ofSignature = seen.facts.signature === 'refused' ? told(seen.why, 'stop', undefined, 'measured') : []
  return [...found.flat(), ...ofNumber, ...ofSignature]
}

/** The facts of the visitor's computer with those the server knows itself. */
export function allFacts({ facts, component }: Seen, { minimum, trust, now }: Known): Facts {
  const system = componentSystems.find(name => name === facts.system)
  const issuers = trust.issuers.filter(({ kind }) => kind === 'citizen')
  const hasEnded = issuers.some(({ until }) => until < now)
  const isStale = issuers.some(({ keyId }) => !((trust.lists.get(keyId)?.until ?? now) > now))
  return {
    ...facts,
    ...(component && system
      ? { version: isOld(component, minimum[system]) ? ('old' as const) : ('enough' as const) }
      : {}),
    authorities: issuers.length === 0 ? 'none' : hasEnded ? 'ended' : 'valid',
    ...(issuers.length === 0 ? {} : { lists: isStale ? ('old' as const) : ('fresh' as const) }),
  }
}

/** Each fact as a row: what was looked at, what came out, who says so. */
export function factRows(seen: Seen, known: Known, language: Language) {
  const t = speak(language)
  const facts = allFacts(seen, known)
  const sourceOf = (name: string) => (['authorities', 'lists', 'signature'].includes(name) ? 'measured' : seen.source)
  const words = factNames.flatMap(name => {
    const word = facts[name]
    if (!word) return []
    const [label, value] = [t(`diagnosis.fact.${name}`), t(`diagnosis.word.${name}-${word}` as TextKey)]
    return [{ label, value, source: t(`diagnosis.source.${sourceOf(name)}` as TextKey) }]
  })
  const source = t(`diagnosis.source.${seen.source}`)
  return [
    ...words,
    ...(seen.component ? [{ label: t('diagnosis.fact.component'), value: seen.component, source }] : []),
    ...(seen.code ? [{ label: t('diagnosis.fact.code'), value: seen.code, source }] : []),
  ]
}

const guideOf: Record<How, string> = {
  'allow-popups': 'popups',
  permission: '',
  install: 'install',
  restart: '',
  'set-clock': '',
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
