/** What the house has to say just now, as readers of one language see it. */
export interface Announcement {
	text: string;
	/** Empty: leads nowhere. */
	link: string;
	/** Whoever waved it away under this key sees it no more. */
	key: string;
}
