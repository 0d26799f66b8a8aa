import { Readable } from 'node:stream'
import NodeClam from 'clamscan'
import type { Scan } from '../domain/virus-scan.ts'

/** Where clamd listens: at a socket of this machine, or at a port. */
export type ScannerAddress = { socket: string } | { host: string; port: number }

const maxMs = 30_000
const pieceBytes = 64 * 1024

/** Asks clamd over its socket. Nothing is asked before the first file comes, so it may start later than we do. */
export function openVirusScanner(address: ScannerAddress): Scan {
  const at = { ...address, timeout: maxMs, path: false as const, bypassTest: true, localFallback: false }
  const opening = new NodeClam().init({ preference: 'clamdscan', clamscan: { active: false }, clamdscan: at })

  return async bytes => {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), maxMs)
    try {
      const scanning = opening.then(clamd => clamd.scanStream(Readable.from(piecesOf(bytes))))
      const { isInfected } = await Promise.race([scanning, ended(late.signal)])
      if (isInfected === null) return { is: 'unanswered', cause: new Error('clamd came to no answer') }
      return { is: isInfected ? 'infected' : 'clean' }
    } catch (cause) {
      return { is: 'unanswered', cause }
    } finally {
      clearTimeout(timer)
    }
  }
}

function* piecesOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

const ended = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`clamd did not answer within ${maxMs} ms`)))
  })
