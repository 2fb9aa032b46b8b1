/** The times that make the state of a variant. */
export interface VariantTimes {
	due: Date | null;
	posted: Date | null;
	refused: Date | null;
	cancelled: Date | null;
}

export const variantStates = ['written', 'scheduled', 'held', 'posted', 'refused', 'cancelled'] as const;
export type VariantState = (typeof variantStates)[number];

/** What a variant is at. `held`: it has a time, and everything is paused. */
export function variantState({ due, posted, refused, cancelled }: VariantTimes, paused = false): VariantState {
	if (posted) return 'posted';
	if (cancelled) return 'cancelled';
	if (refused) return 'refused';
	if (!due) return 'written';
	return paused ? 'held' : 'scheduled';
}

/** Whether it can still be changed: nothing was made of it yet. What was refused can be changed and sent again. */
export const stillOpen = ({ posted, cancelled }: VariantTimes): boolean => !posted && !cancelled;
