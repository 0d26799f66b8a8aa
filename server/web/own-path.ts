/** Own paths only, so that nobody can be sent elsewhere after signing in. */
export function safePath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/'
}
