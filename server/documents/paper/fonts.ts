import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const file = (name: string) => resolve(`@expo-google-fonts/noto-sans-tc/${name}.ttf`)

/** Drawn with whatever the machine has installed: paper looks the same everywhere. */
export const fonts = {
  regular: file('400Regular/NotoSansTC_400Regular'),
  bold: file('700Bold/NotoSansTC_700Bold'),
} as const
export type FontName = keyof typeof fonts
