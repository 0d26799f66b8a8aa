import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { foldedSigns } from '../../domain/name-text.ts'

// the classes of `foldName` in the words of PostgreSQL, which knows no properties of Unicode
const unseen = String.raw`[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFC\uFFFE\uFFFF\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U0001FFFE\U0001FFFF\U0002FFFE\U0002FFFF\U000E0000-\U000E0FFF]`
const between = String.raw`[\s\u0027\u002C-\u002E\u00A0\u00B7\u0387\u058A\u05BE\u119E\u1400\u1427\u16EB\u1680\u1806\u2000-\u200A\u2010-\u2015\u2018\u2019\u2022\u2024\u2027-\u2029\u202F\u2032\u205F\u2212\u2218\u2219\u22C5\u25E6\u2800\u2981\u2E17\u2E1A\u2E30\u2E31\u2E33\u2E3A\u2E3B\u2E40\u2E5D\u3000\u301C\u3030\u30A0\u30FB\u02BB\u02BC\uA78F\U00010D6E\U00010EAD\U00013441\U00013442\U0001D159]`

/**
 * SQL: a name as `foldName` folds it; small and capital letters are one as far as the database knows them. It is kept
 * beside each name, so it holds no values of its own: when the variants change, the column is made anew.
 */
export function foldedName(name: AnyColumn | SQL): SQL {
  const [from, to] = foldedSigns.map(quoted)
  const seen = sql`normalize(regexp_replace(${name}, ${quoted(unseen)}, '', 'g'), NFKC)`
  return sql`translate(lower(regexp_replace(${seen}, ${quoted(between)}, '', 'g')), ${from}, ${to})`
}

const quoted = (text: string) => sql.raw(`'${text}'`)
