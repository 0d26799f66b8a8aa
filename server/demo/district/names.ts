import type { Chance } from './chance.ts'

/** `roman` is a name in the person's own language beside the Chinese one; `en` the name in the passport. */
export type Name = { zh: string; roman?: string; en?: string }

const surnames = [
  ...'陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴',
]
const rareSurnames = ['歐陽', '范姜', '張簡', '司馬', '㓺', '粘', '𠮷']
const men = [...'志俊建文宗國明家承冠宏柏哲彥凱仁信德政銘嘉睿宇翔軒豪傑偉毅賢恩祥安廷瑋碩澤']
const women = [...'淑美雅怡佳玉惠秀慧婷君芬玲宜欣筱琪雯萱珊潔妤庭涵芸蓉儀倩韻晴柔瑜伶蓁容']
// outside the basic plane: machines that cut text in the middle of a character show it here
const beyond = ['𠮷', '𡍼', '𤧟', '𣇄', '𨉖']

/** A name as most people here have it; one in thirty holds a character that old systems lose. */
export function chineseName(chance: Chance, isWoman: boolean): Name {
  const surname = chance.percent(4) ? chance.pick(rareSurnames) : chance.pick(surnames)
  const signs = isWoman ? women : men
  const second = chance.percent(3) ? chance.pick(beyond) : chance.pick(signs)
  const isShort = chance.percent(5)
  return { zh: `${surname}${isShort ? '' : chance.pick(signs)}${second}` }
}

const indigenousMen: Name[] = [
  { zh: '瓦旦‧諾幹', roman: 'Watan Nokan' },
  { zh: '尤命‧哈勇', roman: 'Yumin Hayung' },
  { zh: '巴蘇亞‧亞古麻亞納', roman: 'Pasuya Yakumangana' },
  { zh: '拉罕‧伊斯坦大', roman: 'Lahan Istanda' },
  { zh: '卡照‧法努', roman: 'Kacaw Fanu' },
]
const indigenousWomen: Name[] = [
  { zh: '比黛‧尤敏', roman: 'Pitay Yumin' },
  { zh: '阿布娪‧卡阿斐依亞那', roman: "Abu'u Kaaviana" },
  { zh: '撒韵‧武荖', roman: 'Sayun Ulaw' },
  { zh: '慕妮‧督達利茂', roman: 'Muni Tuutalimaw' },
  { zh: '芭奈‧里嘎', roman: 'Panay Lika' },
]
export const indigenousName = (chance: Chance, isWoman: boolean): Name =>
  chance.pick(isWoman ? indigenousWomen : indigenousMen)

const foreignMen: Name[] = [
  { zh: '提莫西‧布雷克', en: 'Timothy Blake' },
  { zh: '阮文明', en: 'Nguyen Van Minh', roman: 'Nguyễn Văn Minh' },
  { zh: '田中𠮷郎', en: 'Tanaka Yoshiro' },
  { zh: '亞歷山大‧馮‧霍恩貝格', en: 'Alexander Maximilian Friedrich von Hohenberg-Lindenau' },
]
const foreignWomen: Name[] = [
  { zh: '艾蜜莉‧卡特', en: 'Emily Carter' },
  { zh: '西蒂‧努哈麗札', en: 'Siti Nurhaliza' },
  { zh: '黎氏秋香', en: 'Le Thi Thu Huong', roman: 'Lê Thị Thu Hương' },
]
export const foreignName = (chance: Chance, isWoman: boolean): Name => chance.pick(isWoman ? foreignWomen : foreignMen)
