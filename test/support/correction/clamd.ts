import { createServer } from 'node:net'
import type { Test } from 'tap'

/** What every virus scanner finds, put together here so that none takes this file for a find. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/**
 * Speaks the part of clamd(8) that is asked of it: zINSTREAM, pieces with their length before them, one of none, and an
 * answer. Like clamd it breaks off what is longer than its StreamMaxLength.
 */
export async function clamd(t: Test, maxBytes = 25 * 1024 * 1024) {
  const is = { answering: true }
  const server = createServer(socket => {
    let come = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', piece => {
      if (!is.answering) return void socket.destroy()
      come = Buffer.concat([come, piece])
      const bytes = streamIn(come)
      if (come.length > maxBytes) socket.end('INSTREAM size limit exceeded. ERROR\0')
      else if (bytes) socket.end(bytes.includes(eicar) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('clamd has no port')
  return { address: { host: '127.0.0.1', port: address.port }, is }
}

const command = Buffer.from('zINSTREAM\0')

/** The bytes of a whole stream; undefined while more is to come. */
function streamIn(come: Buffer): Buffer | undefined {
  if (!come.subarray(0, command.length).equals(command)) return undefined
  const pieces: Buffer[] = []
  let at = command.length
  while (at + 4 <= come.length) {
    const length = come.readUInt32BE(at)
    at += 4
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(come.subarray(at, at + length))
    at += length
  }
  return undefined
}
