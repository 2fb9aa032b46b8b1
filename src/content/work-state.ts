/** How far the work on an article has come. */
export const workStates = ['draft', 'submitted', 'returned', 'approved', 'scheduled', 'published'] as const;
export type WorkState = (typeof workStates)[number];
