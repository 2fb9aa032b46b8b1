import type { Ctx } from '#platform/context/context.ts';
import type { Known } from '#community/trust.ts';

/** What a member is about to say, as far as it matters for whether a person should look at it first. */
export interface Said {
	author: number;
	/** How far they are trusted. */
	known: Known;
	/** Plain text. */
	text: string;
	/** Links to other hosts. */
	links: number;
	hosts: readonly string[];
	pictures: number;
	/** It changes what was said before. */
	edited: boolean;
}

/** Says why something should wait for a person: reasons, or none. It asks the process's memory, not the database; of whoever is new a little more. */
export type Reviewer = (ctx: Ctx, said: Said) => Promise<readonly string[]>;

let reviewer: Reviewer | null = null;

/** Says who looks at what is about to be said. Called once, by the composition root. */
export function offerReviewer(one: Reviewer): void {
	reviewer = one;
}

/** Why this should wait for a person before others read it; nothing where nobody looks. */
export const review = async (ctx: Ctx, said: Said): Promise<readonly string[]> => (reviewer ? reviewer(ctx, said) : []);
