/** What a member is told of their own words: taken away (with a warning, with silence), or shown. */
export const orderKinds = ['hidden', 'warned', 'silenced', 'shown'] as const;
export type OrderKind = (typeof orderKinds)[number];
