import type { Server } from '#platform/database/connect.ts';

/** An answer as it was captured from the product, to be sent again byte for byte. */
export interface Answer {
	headers: [string, string][];
	/** base64 */
	body: string;
}

/** What the reference server is asked to be. */
export interface ReferenceOrder {
	/** Answers by request target. */
	answers: Record<string, Answer>;
	/** Set: every request first runs one primary-key SELECT on a member of 1…`members`. */
	select?: { server: Server; database: string; members: number };
}
