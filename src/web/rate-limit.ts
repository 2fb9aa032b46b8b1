import { Problem } from '#platform/problem.ts';

interface Bucket {
	tokens: number;
	filled: number;
}

/** A limit per caller, kept in this process: `burst` calls at once, then `perMinute`. */
export interface RateLimit {
	/** Takes one call. Throws Problem `rate.limited` (429). Returns what is left, for the RateLimit header. */
	take(caller: string, now: number): { remaining: number; reset: number };
}

/** A token bucket per caller; the callers heard of least recently are forgotten beyond `callers`. */
export function rateLimit(burst: number, perMinute: number, callers = 20_000): RateLimit {
	const buckets = new Map<string, Bucket>();
	const perMillisecond = perMinute / 60_000;
	return {
		take(caller, now) {
			const bucket = buckets.get(caller) ?? { tokens: burst, filled: now };
			bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filled) * perMillisecond);
			bucket.filled = now;
			buckets.delete(caller);
			buckets.set(caller, bucket);
			if (buckets.size > callers) buckets.delete(buckets.keys().next().value as string);
			if (bucket.tokens < 1)
				throw new Problem('rate.limited', 429, { seconds: Math.ceil((1 - bucket.tokens) / perMillisecond / 1000) });
			bucket.tokens--;
			return {
				remaining: Math.floor(bucket.tokens),
				reset: Math.ceil((burst - bucket.tokens) / perMillisecond / 1000),
			};
		},
	};
}
