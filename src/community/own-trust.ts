import type { Brakes } from '#community/rules.ts';
import type { TrustLevel, TrustRecord, TrustStep } from '#community/trust.ts';

/** How far somebody is trusted, what they may do now and what comes next. */
export interface OwnTrust {
	level: TrustLevel;
	record: TrustRecord;
	/** Null: there is nothing higher. */
	missing: TrustStep | null;
	now: Brakes;
	/** On the first day: how fast and how much. */
	firstDay: boolean;
}
