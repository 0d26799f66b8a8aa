/** In which order a list of people may stand. */
export const listOrders = ['strokes', 'zhuyin', 'unit', 'title', 'kind', 'number', 'from'] as const
export type ListOrder = (typeof listOrders)[number]
