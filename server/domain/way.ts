/** How somebody proves who they are, in the order in which a page offers it. */
export const ways = ['card', 'health_card', 'phone', 'password', 'passkey'] as const
export type Way = (typeof ways)[number]

/** Each as it stands in addresses and in the names of events. */
export const slugs = {
  card: 'card',
  health_card: 'health-card',
  phone: 'phone',
  password: 'password',
  passkey: 'passkey',
} as const satisfies Record<Way, string>
export type Slug<By extends Way> = (typeof slugs)[By]

/** What somebody proves it for, as a line to be signed says it, and the ways that are taken there. */
export const waysFor = {
  /** The way is bound to an account that is open. */
  'sign-in': ways,
  /** The second step after a password; the code of an app will do as well. */
  'second-factor': ['passkey'],
  /** Once more before a sensitive step, by a way of one's own. */
  proof: ways,
  /**
   * The first time: after a code from HR, or by a way that tells the ID number. A passkey says nothing about its owner.
   */
  activation: ['card', 'health_card', 'phone', 'password'],
  /** One more way for somebody signed in: a card or phone with their ID number, or a key made on the spot. */
  binding: ['card', 'health_card', 'phone', 'passkey'],
  /** A new password; a code from HR or a letter will do as well. */
  recovery: ['card', 'phone'],
  /** A text to be signed; with a fresh proof alone it is marked as not signed, and kept as by password. */
  correction: ['card', 'phone', 'password'],
  /** A line that is signed as a test and thrown away. */
  diagnosis: ['card'],
} as const satisfies Record<string, readonly Way[]>

export type Purpose = keyof typeof waysFor
export const purposes = Object.keys(waysFor) as Purpose[]

/** A table with an entry for each of these ways. */
export const forEach = <By extends Way, Key extends string, Value>(
  these: readonly By[],
  entry: (way: By) => [Key, Value],
): Record<Key, Value> => Object.fromEntries(these.map(entry)) as Record<Key, Value>

/** The ways that are taken for a purpose. */
export type WayFor<For extends Purpose> = (typeof waysFor)[For][number]

/** What a way is taken for. */
export type PurposeOf<By extends Way> = { [For in Purpose]: By extends WayFor<For> ? For : never }[Purpose]

/**
 * Ways that can fail for everybody at once, so that a notice beside them says until when; a passkey needs only its
 * device.
 */
export const waysWithOutages = ['card', 'health_card', 'phone', 'password'] as const satisfies readonly Way[]
export type WayWithOutage = (typeof waysWithOutages)[number]
