import type { Ctx } from '#platform/context/context.ts';
import type { ConnectField, Connection } from '#network/connect.ts';

/** What one campaign cost on one day, as the network counts it. */
export interface Spending {
	/** As the network calls it, and as people do. */
	id: string;
	campaign: string;
	/** `2026-11-26`, by the clocks of the ad account. */
	day: string;
	currency: string;
	/** In the currency's smallest unit in use: whole dollars for TWD. */
	amount: number;
	shown: number | null;
	clicks: number | null;
}

/** What came of an ad, as it is told to the network. Told twice under one id it is one there. */
export interface Conversion {
	id: string;
	kind: 'joined' | 'ordered';
	occurred: Date;
	/** Of a person who agreed to this. */
	email: string;
	/** In the currency's smallest unit in use. */
	value?: { amount: number; currency: string };
}

/** Where a network sells ads: what they cost is read there, and, with leave of each person, what came of them is told. */
export interface AdDesk {
	/** What a person copies from there. */
	fields: readonly ConnectField[];
	/** The ad account behind what was copied. Throws NetworkProblem. */
	check(ctx: Ctx, given: Connection): Promise<{ name: string; currency: string }>;
	/** One part of what was spent from day to day, both included. */
	readSpending(
		ctx: Ctx,
		given: Connection,
		days: { from: string; to: string },
		cursor: string | null,
	): Promise<{ rows: Spending[]; next: string | null }>;
	/** Whether what was copied is enough to tell what came of ads. */
	maySend(given: Connection): boolean;
	/** Tells what came of ads; all of it arrived, or none. Nothing may be older than `oldest` milliseconds. */
	send(ctx: Ctx, given: Connection, conversions: readonly Conversion[]): Promise<void>;
	oldest: number;
}
