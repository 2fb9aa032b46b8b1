/** How much a seeded site holds. */
export interface SeedSize {
	articles: number;
	threads: number;
	comments: number;
	members: number;
	visits: number;
	/** Articles and forum threads set aside for measuring: a whole page of 20 comments each, the articles 30 to 60 kB. */
	measured: number;
	/** Threads of 300 comments. */
	long: number;
	/** Days over which everything is spread, up to today. */
	days: number;
}

export const fullSize: SeedSize = {
	articles: 2_000,
	threads: 20_000,
	comments: 400_000,
	members: 50_000,
	visits: 2_000_000,
	measured: 100,
	long: 100,
	days: 180,
};
export const smallSize: SeedSize = {
	articles: 120,
	threads: 600,
	comments: 9_000,
	members: 20_000,
	visits: 20_000,
	measured: 40,
	long: 4,
	days: 180,
};
