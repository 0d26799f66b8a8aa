import { toString } from 'qrcode'

/**
 * A code to scan, as SVG: dark on white whatever the colours of the page, with the quiet zone the standard asks for.
 */
export const qrSvg = (text: string): Promise<string> =>
  toString(text, { type: 'svg', errorCorrectionLevel: 'L', margin: 4 })
