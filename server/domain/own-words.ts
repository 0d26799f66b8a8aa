import { rocYearOf } from './roc-date.ts'

/** A birthday (ISO day) in the spellings in which people type one, in the Western and the ROC calendar. */
export function birthdayWords(birthday: string): string[] {
  const [year = '', month = '', day = ''] = birthday.split('-')
  if (!year || !month || !day) return []
  const roc = rocYearOf(birthday)
  const years = roc > 0 ? [year, String(roc), String(roc).padStart(3, '0')] : [year]
  const plain = [month, day].map(part => String(Number(part)))
  return years.flatMap(one => [
    ...['', '-', '/', '.', ' '].map(sign => [one, month, day].join(sign)),
    ...['-', '/', '.', ' '].map(sign => [one, ...plain].join(sign)),
    `${one}年${plain.join('月')}日`,
    `${month}${day}${one}`,
    `${day}${month}${one}`,
  ])
}

/** The name of a school as its register has it and as people say it: 晨光市曦和國民小學, 曦和國民小學, 曦和國小. */
export function schoolWords(name: string): string[] {
  const short = name.replace(/^\p{Script=Han}{1,3}[縣市](私立|立)?/u, '')
  const spoken = short.replace(/(國|高)[民級]([小中])學$/, '$1$2')
  return [name, short, spoken].filter(word => [...word].length > 2)
}
