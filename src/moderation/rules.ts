/** Why somebody complains, and why something is taken away. That a word is critical is none of them. */
export const reasons = ['unkind', 'spam', 'off-topic', 'private', 'unlawful', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** What may be decided: it stays or is shown; it is taken away; and its author is warned, silenced for a while, or shut out. */
export const verdicts = ['keep', 'hide', 'warn', 'silence', 'suspend'] as const;
export type Verdict = (typeof verdicts)[number];

/** The key for each, in the queue. */
export const verdictKeys: Readonly<Record<string, Verdict>> = {
	y: 'keep',
	h: 'hide',
	w: 'warn',
	s: 'silence',
	p: 'suspend',
};

/** Longest words beside a reason, in characters. */
export const longestWords = 500;

/** Complaints of one member: NodeBB's ten a day have proved themselves. Complaints that have a newcomer's comment wait: Discourse's three. */
export const flagBrake = { perDay: 10, holdNewcomer: 3 } as const;

/** Most first comments of newcomers that may be asked to wait. */
export const mostHeldFirst = 10;

/** What may be taken away of one person at once: of members below this level of trust, said in so many days, and so many comments. */
export const allOf = { below: 2, days: 30, most: 100 } as const;

/** How long the first silence lasts, and each further one, in hours (Discourse's steps). */
const silenceSteps = [24, 72, 168, 720] as const;

/** Until when a member is silent who was silenced so many times before. */
export const silentUntil = (before: number, now: Date): Date =>
	new Date(now.getTime() + (silenceSteps[Math.min(before, silenceSteps.length - 1)] ?? 24) * 3_600_000);

/** How long the first suspension lasts that comes with a decision, and each further one, in days; and what may be chosen on a member's card. */
const suspensionSteps = [7, 30, 90, 365] as const;
export const suspensionDays = [1, ...suspensionSteps] as const;

/** Until when a member is shut out who was suspended so many times before. */
export const suspendedUntil = (before: number, now: Date): Date =>
	inDays(suspensionSteps[Math.min(before, suspensionSteps.length - 1)] ?? 7, now);

export const inDays = (days: number, now: Date): Date => new Date(now.getTime() + days * 86_400_000);

/** Longest words with which somebody objects, in characters. */
export const longestAppeal = 2_000;

/** The reason that most complaints give; null when none does or it needs words. */
export function commonReason(given: readonly Reason[]): Reason | null {
	const counts = new Map<Reason, number>();
	for (const reason of given) if (reason !== 'other') counts.set(reason, (counts.get(reason) ?? 0) + 1);
	return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
