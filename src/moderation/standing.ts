import type { Reason, Verdict } from '#moderation/rules.ts';

/** How a comment stands with those who keep the peace, as far as the asker may know. */
export interface Standing {
	may: { flag: boolean; decide: boolean };
	/** The asker complained of it. */
	flagged: boolean;
	/** Why it was taken away: for its author and those who decide. */
	decision: { id: number; verdict: Verdict; reason: Reason; words: string; decided: Date; until: Date | null } | null;
	/** For its author: where to object. */
	appeal: string | null;
	/** Open complaints; for those who decide only. */
	flags: number;
}
