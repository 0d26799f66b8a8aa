/**
 * SHA-256 of certificates of the real authorities, to hold what was downloaded against. Each was found in full in two
 * public projects or more (that of MOICA G2 in two). The government publishes none apart from the certificates, so
 * whoever sets up an installation asks the authority as well.
 */
export const published = [
  { name: 'GRCA G2', sha256: '70b922bfda0e3f4a342e4ee22d579ae598d071cc5ec9c30f123680340388aea5' },
  { name: 'GRCA G3', sha256: '57df6f20e04c588e85f35be8832f5d4e78958336ae3b18fb7c9bae0dfead4044' },
  { name: 'MOICA G2', sha256: 'c4c462de463f856804dc898338d2cecb55fba74155851599d8fb7d70218fd1be' },
  { name: 'MOICA G3', sha256: 'ed793fd0d50a2a398049d598982cf01e75f873b532066caec238f800a06ca9da' },
] as const

/** The name under which a certificate with this fingerprint is published; undefined for all others. */
export const publishedName = (sha256: string): string | undefined => published.find(one => one.sha256 === sha256)?.name
