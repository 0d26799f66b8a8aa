import { X509Certificate } from 'node:crypto'
import type { Cards } from './cards.ts'
import type { Machine } from './machine.ts'

/** Each step of the self-test and whether it went well, for the first card found; later steps need the earlier. */
export async function selfTest(machine: Machine, cards: Cards): Promise<(readonly [string, boolean])[]> {
  const fault = machine.fault()
  const slots = machine.slots()
  const seen = slots.find(({ card }) => card)?.card ?? null
  const person = typeof seen === 'object' ? seen : null
  const card = person && (await cards.card(person))
  const certificate = card && new X509Certificate(card.signing.certificate)
  return [
    ['服務已啟動', true],
    ['元件版本', fault !== 'old-version'],
    ['簽章程式有回應', fault !== 'helper-timeout'],
    ['找到讀卡機', slots.length > 0],
    ['讀卡機裡有卡片', seen !== null],
    ['讀得懂卡片', person !== null],
    ['卡片有簽章憑證', certificate !== null],
    ['憑證在有效期內', certificate !== null && Date.parse(certificate.validTo) > Date.now()],
    ['卡片沒有鎖住', person !== null && machine.triesLeft(person) > 0],
  ]
}
