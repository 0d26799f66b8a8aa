import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const file = (name: string) => resolve(`@expo-google-fonts/${name}.ttf`)

/** Whatever the machine has installed, paper looks the same everywhere. */
export const fonts = {
  regular: file('noto-sans-tc/400Regular/NotoSansTC_400Regular'),
  bold: file('noto-sans-tc/700Bold/NotoSansTC_700Bold'),
  // letters of indigenous names, such as Ɨ and ʉ, which the Chinese ones lack
  regularLatin: file('noto-sans/400Regular/NotoSans_400Regular'),
  boldLatin: file('noto-sans/700Bold/NotoSans_700Bold'),
} as const
export type FontName = 'regular' | 'bold'
