import { nameDots } from '../name-text.ts'
import { rocYearOf } from '../roc-date.ts'

/**
 * An ID number, and every six signs of it that follow each other: the first are shown beside a name, the last are asked
 * for.
 */
export function idWords(idNumber: string): string[] {
  return Array.from({ length: Math.max(0, idNumber.length - 5) }, (_, i) => idNumber.slice(i, i + 6))
}

/** A name in Chinese writing, and what others call its bearer: 王小明, 小明; 夏曼‧藍波安, 夏曼, 藍波安. */
export function nameWords(name: string): string[] {
  const parts = name.split(parting)
  // a family name has one sign, rarely two
  const given = parts.length > 1 ? parts : [[...name].slice(1).join(''), [...name].slice(2).join('')]
  return [name, ...given.filter(part => /\p{Script=Han}{2}/u.test(part))].filter(word => [...word].length > 1)
}

const parting = new RegExp(`[\\s${nameDots}]+`, 'u')

/**
 * A name in Latin letters, whichever part of it comes first: Lin, Mei-hua gives meihua, mei-hua, hua.lin and so on, but
 * not lin or mei, which stand in violin and meister.
 */
export function latinWords(name: string): string[] {
  return [name, ...runsOf(name.split(/[^\p{Script=Latin}]+/u))].filter(word => word.length > 4)
}

/** A login name, and its parts however they are joined: lin.meihua gives linmeihua, lin-meihua, meihua, meihua_lin. */
export function loginWords(loginName: string): string[] {
  const [own = ''] = loginName.split('@')
  return [loginName, ...runsOf(own.split(/[^\p{L}\p{N}]+/u)).filter(word => word.length > 4)]
}

/** What the address of the site is called by, without what many addresses share: hr.chenguang.edu.tw, chenguang. */
export function siteWords(baseUrl: string): string[] {
  const { hostname } = new URL(baseUrl)
  const labels = hostname.split('.').filter(label => label.length > 4 && !/^\d+$/.test(label))
  return [hostname, ...labels]
}

/** What the product is called by, in its languages and as people write it. */
export const productWords: readonly string[] = [
  ...runsOf(['personnel', 'desk']).filter(word => word.length > 'personnel'.length),
  '人事櫃檯',
  '人事櫃台',
]

/** Neighbouring parts of a name, from whichever it begins, joined in the ways in which people write a word. */
function runsOf(pieces: readonly string[]): string[] {
  const parts = pieces.filter(Boolean)
  const round = [...parts, ...parts]
  const runs = parts.flatMap((_, from) => parts.slice(0, 4).map((_, i) => round.slice(from, from + i + 1)))
  return [...new Set(runs.flatMap(run => ['', '-', ' ', '.', '_'].map(sign => run.join(sign))))]
}

/** A birthday (ISO day) in the spellings in which people type one, in the Western and the ROC calendar. */
export function birthdayWords(birthday: string): string[] {
  const [year = '', month = '', day = ''] = birthday.split('-')
  if (!year || !month || !day) return []
  const roc = rocYearOf(birthday)
  const years = [year, year.slice(2), ...(roc > 0 ? [String(roc), String(roc).padStart(3, '0')] : [])]
  const plain = [month, day].map(part => String(Number(part)))
  return years.flatMap(one => [
    ...orders(one, month, day).flatMap(order => ['', ...signs].map(sign => order.join(sign))),
    ...orders(one, ...plain).flatMap(order => signs.map(sign => order.join(sign))),
    `${one}年${month}月${day}日`,
    `${one}年${plain.join('月')}日`,
  ])
}

const signs = ['-', '/', '.', ' ']
const orders = (year: string, month = '', day = '') => [
  [year, month, day],
  [month, day, year],
  [day, month, year],
]

/** The name of a school as its register has it and as people say it: 晨光市曦和國民小學, 曦和國民小學, 曦和國小. */
export function schoolWords(name: string): string[] {
  const short = name.replace(/^\p{Script=Han}{1,3}[縣市](私立|立)?/u, '')
  const spoken = short.replace(/(國|高)[民級]([小中])學$/, '$1$2')
  return [name, short, spoken].filter(word => [...word].length > 2)
}
