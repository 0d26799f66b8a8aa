const start = 54

/** JSON as the pixels of a bitmap, one row, zero padded: how a page may read it from another origin. */
export function bitmap(json: string, width = 2000): Buffer {
  const text = Buffer.from(ascii(json))
  const size = width * 3
  if (text.length > size) throw new Error('more than the bitmap holds')
  const file = Buffer.alloc(start + size)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(start, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(1, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  file.writeUInt32LE(size, 34)
  text.copy(file, start)
  return file
}

// one byte a character, as readers take it
const ascii = (json: string) =>
  json.replace(/[\u0080-\uffff]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
