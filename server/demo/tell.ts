import type { ToldAgencyCard } from './agency-cards.ts'
import type { Part } from './district/cast.ts'
import { district } from './district/district.ts'
import { demoPassword, healthPasswordOf, pinOf } from './secrets.ts'

/** One line of --json: everything that somebody (or a test) needs in order to use the demonstration. */
export type Told = {
  base: string
  simulator: string
  control: string
  /** The page of all phones; the token opens it too. */
  phone: string
  /** Both components of the health card, the page of the health cards, and the service that verifies. */
  nhi: { component: string; socket: string; control: string; verifier: string; token: string }
  token: string
  people: ToldPerson[]
  agencyCards: ToldAgencyCard[]
}

export type ToldPerson = {
  id: string
  name: string
  role: string
  agency: string
  loginName: string | null
  password: string | null
  card: { id: string; pin: string } | null
  /** Typed to sign in by phone. */
  idNumber: string | null
  /** The password is the one registered with the health insurance administration. */
  healthCard: { number: string; password: string } | null
  activationCode?: string
  lastFour?: string
}

export const personTold = (
  part: Part,
  owns: { idNumber: string | null; healthCard: string | null },
  code?: { activationCode: string; lastFour: string },
): ToldPerson => ({
  id: part.id,
  name: part.name.zh,
  role: [...new Set(part.roles?.map(({ role }) => role) ?? ['employee'])].join(', '),
  agency: district[part.agency].name,
  loginName: part.loginName ?? null,
  password: part.loginName ? demoPassword : null,
  card: part.card ? { id: part.id, pin: pinOf(part.id) } : null,
  idNumber: owns.idNumber,
  healthCard: owns.healthCard ? { number: owns.healthCard, password: healthPasswordOf(part.id) } : null,
  ...code,
})

/** The same for a person at a terminal, Chinese first. */
export function inWords(told: Told, cast: readonly Part[]): string {
  const { base, simulator, control, phone, nhi, token, people, agencyCards } = told
  const ports = [base, simulator, control, phone, nhi.component, nhi.socket, nhi.control].map(url => new URL(url).port)
  const lines = people.map(person => {
    const part = cast.find(({ id }) => id === person.id)
    const { name, agency, loginName, card, idNumber, healthCard, activationCode, lastFour } = person
    return [
      `  ${name}　${agency}`,
      `    ${part?.zh ?? ''}`,
      `    ${part?.en ?? ''}`,
      ...(loginName ? [`    帳號 login ${loginName}`] : []),
      ...(card ? [`    卡片 card ${card.id}　PIN ${card.pin}`] : []),
      ...(idNumber ? [`    手機 phone　身分證統一編號 ID number ${idNumber}`] : []),
      ...(healthCard
        ? [`    健保卡 health card ${healthCard.number}　註冊密碼 registered password ${healthCard.password}`]
        : []),
      ...(activationCode ? [`    啟用碼 activation code ${activationCode}　身分證末四碼 last four ${lastFour}`] : []),
    ].join('\n')
  })
  const cards = agencyCards.map(({ id, agency, pin, isRegistered }) => {
    const state = isRegistered ? '已登記 registered' : '還沒登記 not registered yet'
    return `  ${agency}　${state}\n    卡片 card ${id}　PIN ${pin}`
  })
  return `
人事櫃檯示範：人物、機關、證號都是虛構的。
A demonstration: all people, agencies and numbers are invented.

  開啟 open　${base}
  請在同一臺電腦開啟；若從別處連入，請把這些埠都轉送過去：${ports.join('、')}。
  Open this on the same machine, or forward ports ${ports.slice(0, -1).join(', ')} and ${ports.at(-1)}.

  模擬讀卡機 card desk　${control}/?token=${token}
  先在這裡插入卡片，再按「以卡片登入」。Insert a card here, then sign in by card.

  模擬手機 phones　${phone}/?token=${token}
  以手機登入時，在這裡按同意。When you sign in by phone, agree here.

  模擬健保卡 health cards　${nhi.control}/?token=${token}

  所有帳號的密碼 password of every account　${demoPassword}
  每張卡片的 PIN 不同，印在人物下面。Each card has a PIN of its own, printed below its holder.

${lines.join('\n\n')}

機關憑證：先以自己的身分登入，再代表機關。Agency cards: sign in as yourself, then act for the agency.

${cards.join('\n\n')}

按 Ctrl-C 結束，資料會保留。Ctrl-C ends it; what you did is kept.
開啟 open　${base}
`
}
