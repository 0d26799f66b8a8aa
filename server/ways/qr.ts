/**
 * A code to scan, as SVG: dark on white whatever the colours of the page, with the quiet zone the standard asks for.
 */
export async function qrSvg(text: string): Promise<string> {
  const { toString } = await qrcode()
  return toString(text, { type: 'svg', errorCorrectionLevel: 'L', margin: 4 })
}

/** The library, when the first code is drawn: most pages of most portals draw none. */
export const qrcode = () => import('qrcode')
