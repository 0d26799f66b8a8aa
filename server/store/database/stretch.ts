/** A page of a list: `after` or `before` a row by its id; a row that is there no more makes it the first page. */
export type Stretch = { after?: string; before?: string; limit: number }

/**
 * The page of rows that were asked for with one more than it has, backwards where it lies `before` a row, and whether
 * others come before and after it.
 */
export function pageOf<R>(found: readonly R[], { after, before, limit }: Stretch) {
  const page = found.slice(0, limit)
  const isMore = found.length > limit
  return {
    rows: before ? page.toReversed() : page,
    hasPrevious: before ? isMore : after !== undefined,
    hasNext: before ? true : isMore,
  }
}
