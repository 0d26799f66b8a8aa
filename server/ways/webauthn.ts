/**
 * The library, when the first passkey is made or answers: what it knows of certificates takes longer to load than all
 * the rest of a portal in which nobody may have a passkey.
 */
export const webauthn = async () => ({
  ...(await import('@simplewebauthn/server')),
  ...(await import('@simplewebauthn/server/helpers')),
})

export type Webauthn = Awaited<ReturnType<typeof webauthn>>
