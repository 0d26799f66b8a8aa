import { parentPort, workerData } from 'node:worker_threads'
import { readListBy } from './read-list.ts'

// the program of the thread that read-list.ts starts; what comes from the other thread are bare bytes
const { file, certificates, at } = workerData as { file: Uint8Array; certificates: Uint8Array[]; at: Date }
const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
const read = readListBy(
  bytes,
  certificates.map(one => Buffer.from(one)),
  at,
)
parentPort?.postMessage(read, [])
