import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { ThreadKind } from '#community/kind.ts';
import { mayRate } from '#community/policy.ts';
import { disclosures, type Disclosure, type Stars } from '#community/stars.ts';

/** A field of a form that was left empty. */
const empty = z.literal('').transform(() => null);

/** How many stars, and what their author got for it; a form that says nothing of either gives none. */
export const ratingFields = {
	stars: z.union([empty, z.coerce.number().int().min(1).max(5)]).nullish(),
	disclosed: z.union([empty, z.enum(disclosures)]).nullish(),
};

/** Stars as they are kept; both or neither. */
export interface Rating {
	stars: Stars | null;
	disclosed: Disclosure | null;
}

export const noRating: Rating = { stars: null, disclosed: null };

/** What was sent, as it is kept. Whoever gives stars says what they got for it, or the input is refused; without stars there is nothing to say. */
export function readRating(given: {
	stars?: number | null | undefined;
	disclosed?: Disclosure | null | undefined;
}): Rating {
	if (!given.stars) return noRating;
	if (!given.disclosed) throw invalidInput([{ path: 'disclosed', key: 'missing' }]);
	return { stars: given.stars as Stars, disclosed: given.disclosed };
}

/** Where stars would be given, and whether whoever gives them has done so already. */
interface RatedPlace {
	kind: string;
	parent: number | null;
	/** Their own comment that gives stars in the thread. */
	rated: number | null;
	/** Everybody who may comment changes it: that would be nobody's stars. */
	shared?: boolean;
}

/**
 * Throws unless stars may be given there: Problem `rating.not-here` outside of what asks for reviews, below another comment and in what everybody changes, `rating.given`
 * where whoever gives them has done so (`comment`: theirs), `permission.denied` to those who work here.
 */
export function checkRating(ctx: Ctx, place: RatedPlace, { stars }: Rating): void {
	if (stars === null) return;
	const kind: ThreadKind = 'review';
	if (place.kind !== kind || place.parent !== null || place.shared) throw new Problem('rating.not-here', 409);
	if (ctx.actor.kind !== 'system') authorize(ctx.actor, 'comment.post', mayRate, null);
	if (place.rated !== null) throw new Problem('rating.given', 409, { comment: place.rated });
}
