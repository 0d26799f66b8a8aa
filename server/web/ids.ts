/** An id in an address, as the database writes it; other ways to write the same number are no address of ours. */
export const uuid = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const
