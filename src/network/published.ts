/** Something that now stands on the network. */
export interface Published {
	/** The network's own id. */
	id: string;
	/** Where a person reads it; null when the network did not say. A missing address never makes a post fail. */
	url: string | null;
}

/** Something that somebody else said there with an address of ours in it. */
export interface NetworkMention extends Published {
	author: { name: string; url: string | null };
	text: string;
	posted: Date;
	/** The addresses in it. */
	links: readonly string[];
}

/** A comment under one of our posts, as the network tells it. */
export interface NetworkComment extends Published {
	/** Id of the comment that it answers; null when it answers the post. */
	parent: string | null;
	author: { name: string; url: string | null };
	text: string;
	posted: Date;
	/** True when our own account wrote it: it must never come home as somebody else's word. */
	own: boolean;
}
