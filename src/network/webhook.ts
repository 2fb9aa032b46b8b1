import type { Ctx } from '#platform/context/context.ts';
import type { Connection } from '#network/connect.ts';
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

/** How a network calls us at `/webhooks/NAME`. */
export interface Webhook {
	/**
	 * The answer to a call that only asks whether we are there; null: it is none, or one that shall not be answered. `word`
	 * is what the site made up for this network and its owner wrote down there.
	 */
	challenge(ctx: Ctx, app: Connection, word: string, asked: URLSearchParams): string | null;
	/** What a signed call points at, or tells. Null: nobody we know signed it. */
	hear(ctx: Ctx, app: Connection, headers: Headers, raw: Buffer, word: string): readonly (Hint | Told)[] | null;
}
