import type { Ctx } from '#platform/context/context.ts';

/** How a member is named and what they say of themselves, as it stands from now on. */
export interface NamedAs {
	member: number;
	name: string;
	handle: string;
	bio: string;
}

/** Looks at it within the change itself, so that nothing is seen before it was looked at. */
export type ProfileReviewer = (ctx: Ctx, named: NamedAs) => Promise<void>;

let reviewer: ProfileReviewer | null = null;

/** Says who looks at what members say of themselves. Called once, by the composition root. */
export function offerProfileReviewer(one: ProfileReviewer): void {
	reviewer = one;
}

export const reviewProfile = async (ctx: Ctx, named: NamedAs): Promise<void> => reviewer?.(ctx, named);
