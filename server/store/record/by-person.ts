/** Rows of several people, those of each together and in their order. */
export function byPerson<R extends { personId: string }>(rows: readonly R[]): Map<string, R[]> {
  const found = new Map<string, R[]>()
  for (const row of rows) {
    const own = found.get(row.personId)
    if (own) own.push(row)
    else found.set(row.personId, [row])
  }
  return found
}
