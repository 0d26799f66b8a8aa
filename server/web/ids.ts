import type { FastifyInstance } from 'fastify'

const pattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

export const uuid = { type: 'string', pattern } as const

const written = new RegExp(pattern)

/** An id, as the database writes it; other ways to write the same number are no address of ours. */
export const isId = (text: string): boolean => written.test(text)

/** What stands in an address beside ids; the routes look themselves whether they have it. */
const words = ['code', 'field', 'fingerprint', 'name', 'piece', 'round', 'section', 'slug', 'ticket', 'token']

/** All other parts of an address that a route names are ids: what is none belongs to no page. */
export function expectIds(app: FastifyInstance): void {
  app.addHook('onRoute', route => {
    const names = [...route.url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    const ids = names.filter(name => !words.includes(name))
    if (ids.length === 0) return
    const { properties } = (route.schema?.params ?? {}) as { properties?: object }
    const expected = idsNamed(ids)
    const params = properties ? { ...expected, properties: { ...expected.properties, ...properties } } : expected
    route.schema = { ...route.schema, params }
  })
}

// the same object for the same names: a schema is compiled once for all routes that share it
const schemas = new Map<string, { type: 'object'; properties: Record<string, typeof uuid> }>()

function idsNamed(names: string[]) {
  const key = names.join()
  const schema = schemas.get(key) ?? { type: 'object', properties: Object.fromEntries(names.map(name => [name, uuid])) }
  schemas.set(key, schema)
  return schema
}
