import { Eta } from 'eta'
import { withoutLayout } from './view-layout.ts'

/**
 * All that pages are made of. What a page knows its parts know, too: they inherit it, where Eta would copy all of it
 * for each of them; and where a part lies is looked up by its name, where Eta writes JSON for each to find it.
 */
export function openViews(views: string): Eta {
  const plugins = [{ processTemplate: withoutLayout, processFnString: inheriting }]
  const eta = new Eta({ views, cache: true, autoFilter: true, filterFunction: noHoles, plugins })
  const find = eta.resolvePath?.bind(eta)
  const found = new Map<string, Map<string, string>>()
  eta.resolvePath = (name, options) => {
    const from = options?.filepath ?? ''
    const paths = found.get(from) ?? new Map<string, string>()
    found.set(from, paths)
    const known = paths.get(name) ?? find?.(name, options) ?? name
    paths.set(name, known)
    return known
  }
  return eta
}

// a hole in a page is a bug and shall fail a test, not print the word undefined
function noHoles(value: unknown): string {
  if (value === undefined || value === null) throw new Error('a view used a value that is not there')
  return String(value)
}

/** The code that Eta made of a view: what a part gets inherits from what its page has, and so does its layout. */
const inheriting = (code: string): string =>
  code
    .replace('{...it, ...(__eta_d ?? {})}', 'Object.assign(Object.create(it), __eta_d)')
    .replace('{...it, body: ', '{body: ')
