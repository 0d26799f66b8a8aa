import type { FastifyContextConfig, FastifyInstance, RouteOptions } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every address that people and their browsers may ask for, with its settings. */
    routeList: () => ListedRoute[]
  }
}

export type ListedRoute = { method: string; url: string; settings: FastifyContextConfig }

/** Keeps a list of what is registered after this. */
export function listRoutes(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', route => void routes.push(route))
  app.decorate('routeList', () =>
    routes.flatMap(({ method, url, config }) =>
      [method].flat().map(one => ({ method: one, url, settings: config ?? {} })),
    ),
  )
}
