import type { Sentences } from '../sentences.ts'

/** What the commands say at a terminal, above all those of the verifier; the reasons and checks stand in card.ts. */
export const verifier = {
  'verifier.good': { zh: '簽章有效。', en: 'The signature is good.' },
  'verifier.refused': { zh: '簽章不能採信。', en: 'The signature cannot be relied on.' },
  'verifier.holder.citizen': {
    zh: '持卡人：{name}（自然人憑證，編號 {serial}）',
    en: 'Holder: {name} (citizen card, number {serial})',
  },
  'verifier.holder.agency': {
    zh: '機關：{name}（機關憑證，編號 {serial}）',
    en: 'Agency: {name} (agency card, number {serial})',
  },
  'verifier.last-four': { zh: '身分證統一編號末四碼：{lastFour}', en: 'Last four of the ID number: {lastFour}' },
  'verifier.issuer': {
    zh: '發卡機關：{family}（金鑰 {key}），憑證有效到 {until}',
    en: 'Issued by {family} (key {key}), valid until {until}',
  },
  'verifier.signed-at': {
    zh: '簽署者的電腦說簽署時間是 {at}（未經證實）',
    en: 'The computer of the signer says it was signed at {at} (not verified)',
  },
  'verifier.list': {
    zh: '查過的廢止清冊：第 {number} 號，{from} 發布，SHA-256 {sha256}',
    en: 'List of revoked cards that was looked at: number {number} of {from}, SHA-256 {sha256}',
  },
  'verifier.list-early': {
    zh: '這份清冊是在所問的時間（--at）之後才發布的。請改用當時有效的清冊：本系統匯出的簽章附有簽署時用的那一份。',
    en: 'This list was published after the time that is asked about (--at). Give the list of that time: a signature exported by this product comes with the one that was used.',
  },
  'verifier.no-list': { zh: '沒有查到可用的廢止清冊。', en: 'No list of revoked cards was looked at.' },
  'verifier.set-aside': { zh: '沒有採用 {file}：{why}', en: 'Not used: {file}. {why}' },
  'verifier.outcome.passed': { zh: '通過', en: 'passed' },
  'verifier.outcome.failed': { zh: '不通過', en: 'FAILED' },
  'verifier.outcome.undecided': { zh: '未能判定', en: 'undecided' },
  'verifier.list-good': {
    zh: '這份廢止清冊可以採用：第 {number} 號，{entries} 筆，{from} 發布，有效到 {until}',
    en: 'This list may be relied on: number {number}, {entries} entries, of {from}, valid until {until}',
  },
  'verifier.listed': { zh: '這個憑證序號在清冊上。', en: 'The serial number is on the list.' },
  'verifier.not-listed': { zh: '這個憑證序號不在清冊上。', en: 'The serial number is not on the list.' },
  'verifier.ocsp-good': {
    zh: '憑證有效：{from} 的回覆，到 {until} 為止可以採信。',
    en: 'The certificate is good: answer of {from}, to be relied on until {until}.',
  },
} as const satisfies Sentences
