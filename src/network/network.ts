import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { AdDesk } from '#network/ads.ts';
import type { ConnectedAccount, Connecting, OwnAccount, Renewed } from '#network/connect.ts';
import type { Limits } from '#network/limit.ts';
import type { NetworkComment, NetworkMention, Published } from '#network/published.ts';
import type { Reach } from '#network/reach.ts';
import type { Webhook } from '#network/webhook.ts';

/** A picture of ours that goes out with a post. */
export interface OutgoingPicture {
	/** Where the network fetches it, if it fetches. */
	url: string;
	type: string;
	width: number;
	height: number;
	/** Size in bytes. */
	bytes: number;
	alt: string;
	/** The picture itself, for networks that want it sent. */
	read(): Promise<Buffer>;
}

/** What to publish. */
export interface Outgoing {
	/** Without the link. */
	text: string;
	link: string | null;
	/** What a card about the link says, for networks that do not look themselves. */
	card?: { title: string; text: string };
	pictures?: readonly OutgoingPicture[];
	/** What `stage` gave for this post. */
	staged?: string | null;
}

/** What became of a call whose answer never came. `cannot-tell`: this network has no way to know. */
export type Found = Published | 'absent' | 'cannot-tell';

/**
 * What stands against a second post after a call that was not answered.
 * `key`: the network makes one thing of two calls with our key, for `within` milliseconds (null: always).
 * `stage`: a post is prepared first and published by its number, which works once.
 * `list`: nothing; but what stands there can be listed, and is complete `settled` milliseconds after the call.
 * `nothing`: it cannot be known. A person looks.
 */
export type Idempotency =
	{ by: 'key'; within: number | null } | { by: 'stage' } | { by: 'list'; settled: number } | { by: 'nothing' };

/** What a post will cost: in millionths of a US dollar, or as messages of a monthly allowance (`of` null: without end). */
export type Cost =
	| { in: 'usd'; micros: number; without: number | null }
	| { in: 'messages'; uses: number; used: number; of: number | null };

/** What a look at an account found. */
export interface Checked {
	name: string;
	followers: number | null;
	/** When the connection ends unless a person renews it; absent: as it was. */
	expires?: Date | null;
	/** What this account takes, where that differs from its network; absent: as it was. */
	limits?: Partial<Limits>;
}

/** Where a comment is answered; the post itself when `comment` is null. */
export interface ReplyTarget {
	post: string;
	comment: string | null;
}

/** Whom a message goes to. */
export interface MessageTarget {
	person: string;
}

/**
 * One network, as all of the product sees it. Every call that reaches out ends within a time limit and throws a
 * NetworkProblem for whatever the network refused; nothing else is expected to be thrown. What a network cannot do, its
 * adapter does not have.
 */
export interface Network {
	/** Stable, lower case; it is stored with accounts, posts and comments. */
	name: string;
	/** What people call it. */
	title(locale: Locale): string;
	/** What somebody needs before connecting, one sentence each; and what they should know about it. */
	needs(locale: Locale): { needed: readonly string[]; notes: readonly string[] };
	limits: Limits;
	idempotency: Idempotency;
	/** The same for answers, where they are made in another way. */
	answerIdempotency?: Idempotency;
	connecting: Connecting;
	/** The version of its interface that is spoken, and until when it is served (null: not announced). */
	version?(ctx: Ctx): { name: string; ends: Date | null };
	/** Asks to be called when something happens. Done once an account is chosen; without it we look ourselves. */
	subscribe?(ctx: Ctx, account: OwnAccount, call: { url: string; word: string }): Promise<void>;
	/** Renews the connection. Called when `renew` has come; with a network whose keys are used up by it, by one process alone. */
	refresh?(ctx: Ctx, account: OwnAccount): Promise<Renewed>;
	/** Whether the connection still holds. Throws what every other call would. */
	check(ctx: Ctx, account: OwnAccount): Promise<Checked>;
	/** What would be paid for this post; null: nothing. */
	cost?(ctx: Ctx, account: OwnAccount, post: Outgoing): Promise<Cost | null>;
	/** What would be paid for changing a post or taking it back; absent or null: nothing. */
	changeCost?(ctx: Ctx, account: OwnAccount, change: 'edit' | 'delete'): Promise<Cost | null>;
	/** Prepares a post without anybody seeing it, and gives what `publish` will need. Harmless to repeat. */
	stage?(ctx: Ctx, account: OwnAccount, post: Outgoing): Promise<string>;
	/** Creates a post. `key` is chosen by us and the same for every attempt at the same post. */
	publish(ctx: Ctx, account: OwnAccount, post: Outgoing, key: string): Promise<Published>;
	/** Looks for a post whose creation was never answered. `since` is when the attempt began. */
	findPublished(ctx: Ctx, account: OwnAccount, post: Outgoing, key: string, since: Date): Promise<Found>;
	/** The id of what stands at this address; null when nothing of this network can. So what a person posted is known as ours. */
	recognise?(address: string): string | null;
	/** Says what stands there under this id now; null: nothing any more. */
	read?(ctx: Ctx, account: OwnAccount, post: string): Promise<(Published & { text: string }) | null>;
	edit?(ctx: Ctx, account: OwnAccount, post: string, change: Outgoing): Promise<void>;
	/** Takes a post back. One that is gone already is no trouble. */
	delete?(ctx: Ctx, account: OwnAccount, post: string): Promise<void>;
	/**
	 * One page of the comments under a post, oldest first; `next` is null on the last, and `whole` false when there may be
	 * others that are not listed. Absent: they cannot be asked for.
	 */
	collectComments?(
		ctx: Ctx,
		account: OwnAccount,
		post: string,
		cursor: string | null,
	): Promise<{ comments: NetworkComment[]; next: string | null; whole?: boolean }>;
	readReach(ctx: Ctx, account: OwnAccount, post: string): Promise<Reach>;
	/** What others said there since then with this host in an address, as far as the network lets anybody search. */
	findMentions?(ctx: Ctx, account: OwnAccount, host: string, since: Date): Promise<NetworkMention[]>;
	/** True: whether that still stands cannot be asked (`read` knows our own posts alone), so it is not kept for longer than a month. */
	mentionsPass?: true;
	/** Answers a comment. Absent: answers are written there by hand. */
	reply?(ctx: Ctx, account: OwnAccount, target: ReplyTarget, text: string, key: string): Promise<Published>;
	/** Looks for an answer whose creation was never answered. */
	findReply?(
		ctx: Ctx,
		account: OwnAccount,
		target: ReplyTarget,
		text: string,
		key: string,
		since: Date,
	): Promise<Found>;
	/** Writes to somebody who wrote to us. Absent: that is done there by hand. */
	message?(ctx: Ctx, account: OwnAccount, person: string, text: string, key: string): Promise<Published>;
	/** What stands against a second message. */
	messageIdempotency?: Idempotency;
	/** What somebody who wrote to us is called there; null when they do not say. */
	readPerson?(ctx: Ctx, account: OwnAccount, person: string): Promise<{ name: string } | null>;
	/** Where it sells ads. */
	ads?: AdDesk;
	/** How the network calls us; absent: it does not, and we look ourselves. */
	webhook?: Webhook;
}

export type { ConnectedAccount, Connecting, NetworkComment, NetworkMention, OwnAccount, Published, Reach, Renewed };
export type { Limits, TextLimit } from '#network/limit.ts';
export type { Connection } from '#network/connect.ts';
