import type { Sentences } from '../sentences.ts'

export const port = {
  'port.refused.address': {
    zh: '這臺主機沒有 {host} 這個位址（{code}）：請更正 HOST。',
    en: 'This machine has no address {host} ({code}): correct HOST.',
  },
  'port.refused.forbidden': {
    zh: '這個使用者不能使用連接埠 {port}：請以 {instead} 換一個。',
    en: 'Port {port} may not be used by this user: choose another one with {instead}',
  },
  'port.refused.other': {
    zh: '{host} 的連接埠 {port} 無法使用（{code}）：請以 {instead} 換一個。',
    en: '{host} port {port} cannot be used ({code}): choose another one with {instead}',
  },
  'port.refused.taken': {
    zh: '連接埠 {port} 已經有別的程式在用：請結束它，或以 {instead} 換一個。',
    en: 'Port {port} is taken by another program: end it, or choose another one with {instead}',
  },
  'port.refused.taken-by': {
    zh: '連接埠 {port} 已經由程序 {pid}（{program}）使用：請結束它，或以 {instead} 換一個。',
    en: 'Port {port} is taken by process {pid} ({program}): end it, or choose another one with {instead}',
  },
} as const satisfies Sentences
