/** How much of an allowance is used, as a network says beside its answers. */
export interface Usage {
	/** Whose allowance it is. */
	scope: 'app' | 'account' | 'endpoint';
	/** Which endpoint; empty for the others. */
	endpoint?: string;
	/** 0: nothing yet. 1: everything. */
	share: number;
	/** When it is given back; null: the network does not say. */
	until: Date | null;
}

/** From here on posts wait; looking waits earlier, so that what is left belongs to what people wait for. */
export const sendingShare = 0.9;
export const lookingShare = 0.75;

/** How long an allowance is held for used when the network does not say until when, in milliseconds. */
export const usualPause = 15 * 60_000;
