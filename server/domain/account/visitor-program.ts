export const browsers = ['chrome', 'edge', 'firefox', 'safari', 'other'] as const
export type Browser = (typeof browsers)[number]

export const systems = ['windows', 'macos', 'linux', 'phone', 'other'] as const
export type System = (typeof systems)[number]

export type VisitorProgram = { browser: Browser; system: System }

// the first that fits counts: Edge also says Chrome, everybody says Safari
const browserSigns: readonly (readonly [RegExp, Browser])[] = [
  [/\bEdg(A|iOS)?\//, 'edge'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Headless)?(Chrome|Chromium|CriOS)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
]
const systemSigns: readonly (readonly [RegExp, System])[] = [
  [/\b(Android|iPhone|iPad)\b/, 'phone'],
  [/\bWindows\b/, 'windows'],
  [/\bMacintosh\b/, 'macos'],
  [/\b(Linux|X11)\b/, 'linux'],
]

/** Which browser on which system speaks, as far as its User-Agent header tells: enough to choose the right help. */
export function visitorProgram(userAgent = ''): VisitorProgram {
  return {
    browser: browserSigns.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other',
    system: systemSigns.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other',
  }
}
