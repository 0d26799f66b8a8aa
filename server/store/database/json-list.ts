import { sql, type SQL } from 'drizzle-orm'

/** Rows as one value: `row` is what json_build_object takes. Instants come back as texts, see `withInstants`. */
export const jsonList = (row: SQL, order: SQL): SQL =>
  sql`coalesce(json_agg(json_build_object(${row}) order by ${order}), '[]')`

/** A row out of JSON whose instants, those named, are texts: the same with instants. */
export function withInstants<Row extends object>(row: Row, ...names: (keyof Row)[]): Row {
  const instants = names.map(name => [name, row[name] === null ? null : new Date(String(row[name]))])
  return { ...row, ...Object.fromEntries(instants) }
}
