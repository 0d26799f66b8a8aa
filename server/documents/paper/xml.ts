const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as XML says it, without what XML cannot say. */
export const escaped = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]|\p{Cs}|[\ufffe\uffff]/gu, ' ').replace(/[&<>"]/g, sign => names[sign] ?? sign)
