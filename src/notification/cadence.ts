/** Letters that a member gets by themselves: what was new, the first letters after joining, the owner's week. */
export const matters = ['digest', 'welcome', 'summary'] as const;
export type Matter = (typeof matters)[number];

/** How often a digest comes. */
export const cadences = ['day', 'week', 'never'] as const;
export type Cadence = (typeof cadences)[number];

/**
 * How often whoever chose nothing gets a digest: once a week if they agreed to hear from the house by mail, else never. It
 * shows what the house wrote, too, so it needs a yes.
 */
export const customaryDigest = (agreed: boolean): Cadence => (agreed ? 'week' : 'never');

/** Days between two digests. */
export const daysBetween: Readonly<Record<Exclude<Cadence, 'never'>, number>> = { day: 1, week: 7 };

/** Letters of welcome, and when each goes out: minutes after joining. The first answers the joining itself; the others are only for whoever agreed. */
export const greetingSteps = [1, 2, 3] as const;
export type GreetingStep = (typeof greetingSteps)[number];
export const greetingAfter: Readonly<Record<GreetingStep, number>> = { 1: 10, 2: 3 * 1440, 3: 10 * 1440 };
