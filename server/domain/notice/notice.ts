import type { Slug, WayFor } from '../way.ts'

type Kind<Url extends string, Text extends string, Hole extends string = never> = {
  text: `notice.${Text}`
  url: Url
} & ([Hole] extends [never] ? { holes?: undefined } : { holes: Record<Hole, string | number> })

type OfAccount =
  | Kind<'/', `activated-by-${WayFor<'activation'>}`>
  | Kind<'/', 'role-given', 'agency'>
  | Kind<
      '/account',
      | `account.${Slug<WayFor<'binding'>>}-${'added' | 'removed' | 'blocked'}`
      | `account.${'password-added' | 'reopened' | 'card-renewed' | 'certificate-renewed'}`
      | `account.${'second-factor-on' | 'second-factor-off' | 'spare-codes-made' | 'name-confirmed'}`
      | `account.${'mail-confirmed' | 'mail-unconfirmed'}`
      | `recovered.${'card' | 'hr' | 'mail' | 'operator' | 'phone'}`
      | 'recovery.code-made'
    >
  | Kind<'/account', 'account.card-expires' | 'account.phone-expires' | 'account.idle', 'day'>
  /** `version` is that of the row which brought the address; the sentence does not say it. */
  | Kind<'/account', 'account.mail-unreachable', 'version'>
  | Kind<'/account', 'administrator-recovery', 'day' | 'time'>
  | Kind<'/account', 'assignment-ended', 'agency' | 'day'>
  | Kind<'/account', 'assignment-place', 'agency'>
  | Kind<'/account', 'assignment-reopened', 'agency'>
  | Kind<'/account', 'assigned-too', 'agency' | 'from' | 'until'>
  | Kind<'/account#passkeys', 'account.passkey-counter'>
  | Kind<'/account/not-me', 'account.password-changed'>
  | Kind<'/account/not-me', 'account.new-device', 'way' | 'browser' | 'system'>
  | Kind<'/password', 'account.password-ends', 'day'>
  | Kind<`/guides/install-${string}`, 'component-old', 'version' | 'minimum'>

type OfRecord =
  | Kind<'/record', 'hr-entry', 'section'>
  | Kind<'/record', 'lock-set' | 'lock-ended' | 'dispute-set' | 'dispute-ended'>
  | Kind<'/inbox', 'evidence-infected'>
  | Kind<'/certificates', 'certificate-sealed' | 'certificate-revoked'>
  | (Kind<
      `/corrections/${string}`,
      | `correction-${'taken' | 'returned' | 'forwarded' | 'extended' | 'doubted' | 'rejected' | 'reopened'}`
      | `correction-${'applied' | 'partly-applied' | 'waits' | 'partly-waits' | 'reconsidered'}`,
      'number' | 'section'
    > & {
      /** An answer is due by `day`, where the step names one. */
      holes: { day?: string }
    })

type OfHr =
  /** Of earlier versions. */
  | Kind<`/review/${string}`, 'correction-sent'>
  | Kind<
      `/review/${string}`,
      `correction-${'arrived' | 'withdrawn' | 'released' | 'review-again'}`,
      'number' | 'section'
    >
  | Kind<`/review/${string}`, 'dispute-noted', 'number' | 'section'>
  | Kind<'/recipients', 'recipients-to-tell', 'number' | 'section'>
  | Kind<
      `/people/${string}`,
      | `account.${'locked-by-owner' | 'not-me'}`
      | 'person.mail-unreachable'
      | 'certificate-prepared'
      | 'card-name-differs'
      | 'card-without-code'
      | 'code-not-sent'
      | 'own-change'
    >
  | Kind<`/certificates/issued/${string}`, 'certificate-below'>
  | Kind<`/batches/${string}`, 'batch-done' | 'batch-stopped'>
  | Kind<`/recoveries/${string}`, 'recovery.asked' | 'recovery.confirmed'>
  | Kind<'/agency-card', 'agency-card.registered' | 'agency-card.retired', 'agency'>
  | Kind<
      `/deputies/${string}`,
      `deputy.${'asked' | 'named' | 'begun' | 'shortened' | 'ended'}`,
      'agency' | 'from' | 'until'
    >

type OfTrust =
  | Kind<'/trust', `trust.${'ending' | 'expired' | 'list-ending' | 'missing'}`, 'name'>
  | Kind<'/trust', 'trust.refused', 'source'>

/**
 * A message in the inbox: a text key, where to go, and what stands in the sentence. No personal data in it. An ISO day
 * in a hole is shown as a date, a hole named `section` as the section's name, and `way`, `browser` and `system` in
 * words. `actingFor` is the account whose deputy is told.
 */
export type Notice = (OfAccount | OfRecord | OfHr | OfTrust) & { actingFor?: string | null }

export type NoticeText = Notice['text']
/** The notices that lead there. */
export type NoticeAt<Url extends string> = Extract<Notice, { url: Url }>['text']
