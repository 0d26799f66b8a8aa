// Invented people. Frequent family names and ordinary characters are put together by a fixed sequence of numbers,
// so that every new demonstration has the same district; some names are chosen because they are hard to handle.
const families = [
  ...'陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊江呂何羅高蕭潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯孫魏翁戴范宋方',
]
const givenA = [...'怡淑雅志家俊文冠宗佳建明美玉惠慧秀婉欣詩品柏承彥宇子思宜筱靜瑞書育世國正偉']
const givenB = [...'君芬玲豪銘傑華霖翰穎宏德珍蓉萍娟琪婷涵妤睿勳廷軒翔恩涵潔茹雯蓁儒哲賢光城峰仁']

/** Names that systems often break: characters beyond the BMP, indigenous names with ‧, long and foreign names. */
export const hardNames = [
  { zh: '王𠮷祥', roman: null, indigenous: false },
  { zh: '林𤧟惠', roman: null, indigenous: false },
  { zh: '陳𡍼', roman: null, indigenous: false },
  { zh: '娃郁‧比令‧撒萬', roman: 'Wayu‧Piling‧Sawan', indigenous: true },
  { zh: '古木‧達道‧瓦旦娜', roman: 'Kumu Tadaw Watana', indigenous: true },
  { zh: '里幸‧阿浪', roman: 'Lising Alang', indigenous: true },
  { zh: '法拉斯‧嘎造‧米拉那', roman: 'Falas Kacaw Milana', indigenous: true },
  { zh: '烏勒穆‧達卡努‧瑪法琉‧巴札克‧魯魯安', roman: 'Ulemu Takanu Mafaliu Pazak Ruruan', indigenous: true },
  { zh: '歐陽司徒上官諸葛慕容', roman: null, indigenous: false },
  { zh: '張簡羣峯', roman: null, indigenous: false },
  { zh: '范姜啓裏', roman: null, indigenous: false },
  { zh: '阮氏紅絨', roman: 'NGUYEN THI HONG NHUNG', indigenous: false },
] as const

export const foreignNames = [
  { zh: '瑪麗亞‧克里斯蒂娜‧德拉克魯斯', en: 'MARIA CRISTINA DE LA CRUZ', country: 'PH' },
  { zh: '約翰‧安德森', en: 'JOHN ANDERSON', country: 'US' },
  { zh: '佐藤健太', en: 'SATO KENTA', country: 'JP' },
  { zh: '艾蜜莉‧布朗', en: 'EMILY BROWN', country: 'GB' },
  { zh: '阮文雄', en: 'NGUYEN VAN HUNG', country: 'VN' },
  { zh: '席提‧拉瑪瓦蒂', en: 'SITI RAHMAWATI', country: 'ID' },
] as const

/** Numbers that look random and are the same every time (mulberry32). */
export function sequence(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export function ordinaryName(next: (below: number) => number): string {
  const pick = (from: string[]) => from[next(from.length)] ?? ''
  return pick(families) + pick(givenA) + (next(12) === 0 ? '' : pick(givenB))
}
