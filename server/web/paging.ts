/** `?page=` of a list, from 1; what is no page number counts as the first page. */
export function readPage(query: unknown, size: number): { page: number; limit: number; offset: number } {
  const asked = Number((query as { page?: unknown } | undefined)?.page)
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 1_000_000 ? asked : 1
  return { page, limit: size, offset: (page - 1) * size }
}

/**
 * The model of parts/list/pager for a list whose pages differ in `?page=` only; `isMore` where it goes on beyond its
 * count, `query` what it was asked for besides.
 */
export function pager(
  path: string,
  { page, limit }: { page: number; limit: number },
  count: number,
  isMore = false,
  query: Record<string, string> = {},
) {
  return {
    page,
    pages: Math.max(1, Math.ceil(count / limit)),
    count,
    isMore,
    href: (to: number) => `${path}?${new URLSearchParams({ ...query, page: String(to) })}`,
  }
}
