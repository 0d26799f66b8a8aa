/**
 * Characters that one institution drew for itself (造字) and that no other machine can show: code points of the private
 * use areas, as `U+E000`. New text may not hold them; CNS 11643 and Unicode have the character by now.
 */
export function privateUse(text: string): string[] {
  const found = [...text].filter(sign => /\p{Co}/u.test(sign))
  return [...new Set(found)].map(sign => `U+${sign.codePointAt(0)?.toString(16).toUpperCase()}`)
}

/** True for the same name written with other variants, dots, blanks or letter case. */
export function sameName(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

/** Pairs of variant characters that stand for each other in names; kept as given, compared as the second of the pair. */
const variants = new Map(
  '羣群 峯峰 裏裡 爲為 台臺 啓啟 着著 綉繡 恒恆 温溫 黄黃 衆眾 鷄雞 牀床 滙匯 脇脅 强強 真眞 静靜 玮瑋 増增 顔顏 冲沖 郎郞 凉涼 凃涂 琼瓊 龢和 邨村 甯寧 姸妍 鈎鉤 銹鏽 綫線 祕秘 遊游 脩修'
    .split(' ')
    .map(pair => {
      const [from = '', to = ''] = pair
      return [from, to]
    }),
)

function folded(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s‧·・．.•,'’-]/gu, '')
  return [...plain].map(sign => variants.get(sign) ?? sign).join('')
}
