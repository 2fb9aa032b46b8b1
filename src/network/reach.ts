/** Numbers of one post as the network counts them; null where it does not. */
export interface Reach {
	/** Different people who saw it. */
	reached: number | null;
	views: number | null;
	likes: number | null;
	comments: number | null;
	/** How often a link in it was followed, by the network's own counting; ours is another. */
	clicks: number | null;
}

/** Where a network tells nothing. */
export const untold: Reach = { reached: null, views: null, likes: null, comments: null, clicks: null };
