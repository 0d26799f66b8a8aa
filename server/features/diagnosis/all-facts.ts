import type { Trust } from '../../domain/card/trust.ts'
import { componentSystems, isOld, type ComponentSystem } from '../../domain/help-desk/component-version.ts'
import type { Facts } from '../../domain/help-desk/diagnosis.ts'
import { isOldHealthCardVersion, placeNames, placesOf } from '../../domain/help-desk/health-card-component.ts'
import * as componentSettings from '../../store/help-desk/component-settings.ts'
import type { Deps, Settings } from '../../web/deps.ts'
import { reachedFrom } from './reached.ts'
import { isOfHealthCard, type Seen } from './seen.ts'

export type SiteFacts = {
  components: Record<ComponentSystem, componentSettings.ComponentSetting>
  trust: Trust
  /** Services outside, as far as they are configured. */
  reached: Facts
  now: Date
  config: Pick<Settings, 'baseUrl' | 'componentOrigin' | 'healthCardComponents'>
}

/** What the server knows by itself, as it is whenever it is asked. */
export type Site = () => Promise<SiteFacts>

export function siteOf({ db, trust, clock, config, phone }: Deps): Site {
  const reached = reachedFrom({ phone, clock })
  return async () => {
    const [components, trusted, services] = await Promise.all([componentSettings.current(db), trust(), reached()])
    return { components, trust: trusted, reached: services, now: clock(), config }
  }
}

/** The facts of the visitor's computer with what the server makes of them and knows itself. */
export function allFacts(seen: Seen, site: SiteFacts): Facts {
  const facts = { ...seen.facts, ...ofPermission(seen.facts) }
  return isOfHealthCard(seen)
    ? { ...facts, ...ofHealthCard(seen, site) }
    : { ...facts, ...ofComponent(seen, site), ...ofTrust(site), ...site.reached }
}

/** A real probe is believed over what the browser says. */
function ofPermission({ permission, probe, ...facts }: Facts): Facts {
  const isReached = probe === 'reached' || placeNames.some(name => facts[`health_${name}`] === 'reached')
  return isReached && permission && permission !== 'granted' ? { permission: 'not-needed' } : {}
}

function ofComponent({ facts, component }: Seen, { components }: SiteFacts): Facts {
  const system = componentSystems.find(name => name === facts.system)
  if (!component || !system) return {}
  return { version: isOld(component, components[system]) ? 'old' : 'enough' }
}

function ofTrust({ trust, now }: SiteFacts): Facts {
  const issuers = trust.issuers.filter(({ kind }) => kind === 'citizen')
  if (issuers.length === 0) return { authorities: 'none' }
  const hasEnded = issuers.some(({ until }) => until < now)
  const isStale = issuers.some(({ keyId }) => !((trust.lists.get(keyId)?.until ?? now) > now))
  return { authorities: hasEnded ? 'ended' : 'valid', lists: isStale ? 'old' : 'fresh' }
}

function ofHealthCard({ facts, health }: Seen, { config }: SiteFacts): Facts {
  const tried = placesOf(config.healthCardComponents).flatMap(({ name, isUsed }) => {
    const word = facts[`health_${name}`]
    return word ? [{ isUsed, isReached: word === 'reached' }] : []
  })
  const answering = tried.filter(({ isReached }) => isReached)
  return {
    ...(tried.length === 0
      ? {}
      : {
          health: answering.some(({ isUsed }) => isUsed) ? 'answered' : answering.length > 0 ? 'elsewhere' : 'failed',
        }),
    ...(health.version ? { health_age: isOldHealthCardVersion(health.version) ? 'old' : 'enough' } : {}),
  }
}
