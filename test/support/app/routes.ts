import type { FastifyInstance } from 'fastify'

export type Route = { method: string; url: string }

/** Every address of the application, from the tree that Fastify draws: each line goes on where the line above it ends. */
export function routesOf(app: FastifyInstance): Route[] {
  const trail: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?/.exec(line) ?? []
      trail.length = indent.length / 4
      trail.push(part)
      return methods
        .split(', ')
        .filter(Boolean)
        .map(method => ({ method, url: trail.join('') }))
    })
}
