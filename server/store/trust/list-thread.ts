import { parentPort, workerData } from 'node:worker_threads'
import type { ListAsked } from '../../domain/card/crl.ts'
import { readListBy } from './read-list.ts'

// the program of the thread that read-list.ts starts; what comes from the other thread are bare bytes
const { file, certificates, asked } = workerData as { file: Uint8Array; certificates: Uint8Array[]; asked: ListAsked }
const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
const read = readListBy(
  bytes,
  certificates.map(one => Buffer.from(one)),
  asked,
)
parentPort?.postMessage(read, [])
