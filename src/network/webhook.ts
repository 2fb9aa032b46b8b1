import type { Ctx } from '#platform/context/context.ts';
import type { Connection, OwnAccount } from '#network/connect.ts';
import type { NetworkComment } from '#network/published.ts';

/** What a call of a network points at. Never more than a hint: what is true is read there. */
export interface Hint {
	/** The network's own id of our account. */
	account: string;
	/** Its id of our post. */
	post: string;
}

/** What a call says that cannot be read again there: a comment, under a post of ours or under a comment that is known. */
export interface Told {
	under: Hint | { comment: string };
	said: NetworkComment;
}

/** What kinds of things people send; what is no text is looked at where it was sent. */
export const messageKinds = ['text', 'sticker', 'picture', 'video', 'sound', 'file', 'place'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Somebody wrote to our account, to nobody else. */
export interface Written {
	/** The network's own id of our account, and of whoever wrote. */
	account: string;
	person: string;
	message: { id: string; kind: MessageKind; text: string; sent: Date };
}

/** Somebody took back what they wrote to us: it is to be forgotten here, too. */
export interface Unwritten {
	account: string;
	unwritten: string;
}

export type HeardCall = Hint | Told | Written | Unwritten;

/** How a network calls us at `/webhooks/NAME`. */
export interface Webhook {
	/**
	 * The answer to a call that only asks whether we are there; null: it is none, or one that shall not be answered. `word`
	 * is what the site made up for this network and its owner wrote down there.
	 */
	challenge(ctx: Ctx, app: Connection, word: string, asked: URLSearchParams): string | null;
	/**
	 * What a signed call points at, or tells. Null: nobody we know signed it. `accounts` are those that are connected, for networks
	 * where each signs with a key of its own.
	 */
	hear(
		ctx: Ctx,
		app: Connection,
		headers: Headers,
		raw: Buffer,
		word: string,
		accounts?: readonly Pick<OwnAccount, 'id' | 'connection'>[],
	): readonly HeardCall[] | null;
}
