/** How far a member is trusted: 0 new, 1 known, 2 at home, 3 a pillar of the place. */
export const trustLevels = [0, 1, 2, 3] as const;
export type TrustLevel = (typeof trustLevels)[number];

/** What a member did here, as far as trust looks. Counts stop where the highest step is reached. */
export interface TrustRecord {
	joined: Date;
	/** Threads they have read. */
	read: number;
	/** Comments of theirs that everybody can read. */
	said: number;
	/** Different people who answered them, or reacted to what they said. */
	heard: number;
	/** Comments of the last 90 days that were taken away. */
	taken: number;
}

/** What a level asks for. Reading and being answered count; how much somebody says does little. */
export type TrustStep = Omit<TrustRecord, 'joined' | 'taken'> & { days: number };

/** Of the levels 1, 2 and 3. The first is Discourse's five threads; the others are ours, for houses that are much smaller. */
export const trustSteps: readonly TrustStep[] = [
	{ days: 1, read: 5, said: 0, heard: 0 },
	{ days: 14, read: 20, said: 5, heard: 3 },
	{ days: 60, read: 100, said: 20, heard: 15 },
];

/** Days after which somebody is known who never read: in a small place people come by rarely. */
export const knownAfter = 30;

/** Where counting may stop. */
export const mostCounted = { read: 100, said: 20, heard: 15 } as const;

const daysSince = (joined: Date, now: Date): number => (now.getTime() - joined.getTime()) / 86_400_000;

/** The level that a record has reached. What was taken away lately keeps somebody at the first. */
export function levelFor(record: TrustRecord, now: Date): TrustLevel {
	const days = daysSince(record.joined, now);
	let level: TrustLevel = 0;
	for (const [index, step] of trustSteps.entries()) {
		const reached =
			days >= step.days && record.read >= step.read && record.said >= step.said && record.heard >= step.heard;
		if (reached && (index === 0 || record.taken === 0)) level = (index + 1) as TrustLevel;
		else break;
	}
	return level === 0 && days >= knownAfter ? 1 : level;
}

/** Who somebody is to the brakes: since when they are here, and the level that was written down last. */
export interface Known {
	joined: Date;
	level: number;
}

/** The level as it is now: time alone makes somebody known, also before it is written down; the first day nobody is. */
export function levelNow({ joined, level }: Known, now: Date): TrustLevel {
	const days = daysSince(joined, now);
	if (days < (trustSteps[0]?.days ?? 1)) return 0;
	return Math.max(level, days >= knownAfter ? 1 : 0) as TrustLevel;
}

/** What still lacks for the next level; null at the last. */
export function missingFor(record: TrustRecord, level: TrustLevel, now: Date): TrustStep | null {
	const step = trustSteps[level];
	if (!step) return null;
	const left = (asked: number, has: number): number => Math.max(0, Math.ceil(asked - has));
	return {
		days: left(step.days, daysSince(record.joined, now)),
		read: left(step.read, record.read),
		said: left(step.said, record.said),
		heard: left(step.heard, record.heard),
	};
}
