/** What was said about a variant, oldest first. */
export interface Review {
	kind: 'asked' | 'approved' | 'returned';
	digest: string;
}

/**
 * How a variant stands with those who approve. `free`: it needs nobody's approval. `unasked`: nobody was asked. `changed`: it was
 * approved and says something else by now.
 */
export type ReviewState = 'free' | 'unasked' | 'asked' | 'approved' | 'returned' | 'changed';

/** How it stands, by what was said about it and what it is now. */
export function reviewState(required: boolean, reviews: readonly Review[], digest: string): ReviewState {
	if (!required) return 'free';
	const last = reviews.at(-1);
	if (!last) return 'unasked';
	if (last.kind === 'asked') return last.digest === digest ? 'asked' : 'unasked';
	if (last.kind === 'returned') return 'returned';
	return last.digest === digest ? 'approved' : 'changed';
}

/** Whether it may go out as it is. What was approved stays so while somebody asks about the same once more. */
export const mayLeave = (state: ReviewState): boolean => state === 'free' || state === 'approved';
