import { parseArgs } from 'node:util'
import { buildApp } from '../app.ts'
import type { Language } from '../domain/language.ts'
import { inBoth } from '../mistake.ts'
import { speak, type Speak, type TextKey } from '../text/speak.ts'
import type { Deps } from '../web/deps.ts'
import type { ListedRoute } from '../web/route-list.ts'

const usage = 'routes [--language zh-TW|en]'

/** Prints every address of the application with who may call it. 2 when it is asked otherwise. */
export async function routes(args: string[]): Promise<number> {
  const language = languageIn(args)
  if (!language) {
    console.error([inBoth({ why: 'command.usage' }), `npm run -s desk -- ${usage}`].join('\n'))
    return 2
  }
  console.log(linesOf(await allRoutes(), speak(language)).join('\n'))
  return 0
}

function languageIn(args: string[]): Language | undefined {
  try {
    const { language = 'zh-TW' } = parseArgs({ args, options: { language: { type: 'string' } } }).values
    return (['zh-TW', 'en'] as const).find(one => one === language)
  } catch {
    return undefined
  }
}

/**
 * What the application has where mail, phone and health card are configured. It is never asked anything, so it needs no
 * database.
 */
export async function allRoutes(): Promise<ListedRoute[]> {
  const page = { url: 'http://localhost' }
  const config = {
    baseUrl: 'http://localhost',
    healthCardComponents: [],
    sessionSecret: 'of an application that nobody reaches',
  }
  const nothing = { db: {}, ring: {}, clock: () => new Date(0), sendMail: () => undefined, healthCards: {} }
  const app = await buildApp({ ...nothing, phone: { page }, config, installation: 'real' } as unknown as Deps)
  await app.ready()
  return app.routeList().filter(({ method }) => method !== 'HEAD')
}

/** One line each, in the order of the addresses. */
export function linesOf(list: readonly ListedRoute[], t: Speak): string[] {
  const width = Math.max(...list.map(({ url }) => url.length))
  return list
    .toSorted((one, other) =>
      one.url === other.url ? (one.method < other.method ? -1 : 1) : one.url < other.url ? -1 : 1,
    )
    .map(({ method, url, settings }) => `${method.padEnd(4)}  ${url.padEnd(width)}  ${whoMay(settings, t)}`)
}

function whoMay(settings: ListedRoute['settings'], t: Speak): string {
  const { proof, strong, fromElsewhere } = settings
  const keys: (TextKey | undefined)[] = [
    openTo(settings),
    proof && `routes.proof.${proof}`,
    strong && strong !== 'not-asked' ? 'routes.strong' : undefined,
    fromElsewhere && 'routes.elsewhere',
  ]
  return keys.flatMap(key => (key ? [t(key)] : [])).join(t('routes.between'))
}

function openTo({ needsSignIn, may, only }: ListedRoute['settings']): TextKey {
  if (only) return `routes.only.${only}`
  if (may) return `routes.may.${may}`
  return needsSignIn ? 'routes.signed-in' : 'routes.everybody'
}
