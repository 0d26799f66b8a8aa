import type { AgencyCardRefusal } from '../../domain/ways/agency-card.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const agencyCard = {
  'agency-card.banner': { zh: '以機關憑證代表{agency}', en: 'By agency card for {agency}' },
  'agency-card.confirm-name': {
    zh: '憑證上的名稱是「{name}」，確定就是這個機關',
    en: 'The certificate says “{name}”, and this is that agency',
  },
  'agency-card.empty': {
    zh: '這裡會列出這個機關登記的機關憑證。現在沒有。',
    en: 'The registered cards of this agency are listed here. There are none.',
  },
  'agency-card.go-on': { zh: '繼續', en: 'Go on' },
  'agency-card.insert': { zh: '插入機關憑證', en: 'Insert the agency card' },
  'agency-card.inserted': {
    zh: '您現在以機關憑證代表{agency}。登出或換機關就結束。',
    en: 'You now act for {agency} by its agency card. It ends when you sign out or change the agency.',
  },
  'agency-card.instead': { zh: '改用機關憑證當第二道驗證', en: 'Use the agency card as second factor instead' },
  'agency-card.last-used': { zh: '上次使用', en: 'Last used' },
  'agency-card.lead': {
    zh: '您已經以自己的身分登入。再插入{agency}的機關憑證，這次登入就代表機關：您做的每一步會同時記下您和這張憑證，也算您的第二道驗證。',
    en: 'You are signed in as yourself. Insert the agency card of {agency} as well: each step then names you and the card, and it counts as your second factor.',
  },
  'agency-card.name': { zh: '憑證上的名稱', en: 'Name on the certificate' },
  'agency-card.none': {
    zh: '{agency}還沒有登記機關憑證。請人事主管或系統管理者登記。',
    en: '{agency} has no registered agency card yet. Ask the HR chief or an administrator to register it.',
  },
  'agency-card.pages': { zh: '機關憑證', en: 'Agency cards' },
  'agency-card.refused.alone': {
    zh: '這是機關憑證，不能單獨登入：機關須由具名的人代表。請先用您自己的方式登入，接著會再請您插入機關憑證。',
    en: 'This is an agency card, and it does not sign in alone: a person acts for an agency. Sign in as yourself first; then the card is asked for again.',
  },
  'agency-card.refused.citizen-card': {
    zh: '這裡要插機關憑證（GCA 或 XCA），不是自然人憑證。',
    en: 'An agency card (GCA or XCA) is asked for here, not a citizen card.',
  },
  'agency-card.refused.name': {
    zh: '憑證上的名稱和機關名稱不同。如果確定是這個機關，請勾選後再簽一次。',
    en: 'The name on the certificate differs from that of the agency. If it is this agency, tick the box and sign once more.',
  },
  'agency-card.refused.not-there': {
    zh: '這是別的機關的憑證，您在那裡沒有任職，也沒有角色。',
    en: 'This is the card of another agency, where you neither work nor hold a role.',
  },
  'agency-card.refused.other-agency': {
    zh: '這是您另一個機關的憑證。請先在頁首切換到那個機關，再插入。',
    en: 'This is the card of another agency of yours. Change to that agency at the top first.',
  },
  'agency-card.refused.registered-elsewhere': {
    zh: '這張憑證已經登記給別的機關。',
    en: 'This card is registered for another agency.',
  },
  'agency-card.refused.retired': {
    zh: '這張機關憑證在這裡已經停用。',
    en: 'This agency card has been taken out of use here.',
  },
  'agency-card.refused.unregistered': {
    zh: '這張機關憑證還沒有登記。請人事主管或系統管理者先登記。',
    en: 'This agency card is not registered. Ask the HR chief or an administrator to register it first.',
  },
  'agency-card.register': { zh: '登記機關憑證', en: 'Register an agency card' },
  'agency-card.register-lead': {
    zh: '插入機關憑證並簽一次，就登記給這個機關。之後須有人先以自己的身分登入，這張憑證才有用。',
    en: 'Insert the card and sign once to register it for this agency. It is of use only to a person who has signed in first.',
  },
  'agency-card.registered-by': { zh: '登記的人', en: 'Registered by' },
  'agency-card.retire': { zh: '停用', en: 'Take out of use' },
  'agency-card.title': { zh: '{agency}的機關憑證', en: 'Agency cards of {agency}' },
  'agency-card.without': { zh: '不插機關憑證，繼續', en: 'Go on without it' },
} as const satisfies Record<AgencyCardRefusal, Sentence> & Sentences
