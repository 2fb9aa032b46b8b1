/** What an open page of a thread is told while it is read. */
export interface ThreadNews {
	/** The newest comment that everybody can read; 0: none. */
	newest: number;
	/** Comments that everybody can read. */
	count: number;
}

/** Where open pages listen. */
export const livePath = (thread: number): string => `/community/thread/${thread}/live`;
