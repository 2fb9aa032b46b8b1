import { newAds, type MetaAds } from '#testing/meta/ads.ts';
import { randomBytes } from 'node:crypto';

/** Bad days. `after` is what happens when the thing was done all the same. */
export type MetaFault =
	| 'drop-after'
	| '500-before'
	| '500-after'
	| 'rate-limit'
	| 'expired'
	| 'revoked'
	| 'permission'
	| 'duplicate'
	| 'version-ended'
	| 'restricted'
	| 'picture-refused';

export interface MetaToken {
	kind: 'user' | 'page' | 'instagram' | 'threads';
	/** The page or account that it acts for; a user's own id. */
	owner: string;
	made: Date;
	/** Null: not by the clock. */
	ends: Date | null;
	revoked: boolean;
	/** Lasts an hour and is good for being exchanged. */
	short: boolean;
}

export interface MetaThing {
	id: string;
	kind: 'post' | 'comment' | 'photo';
	owner: string;
	/** Null: the account itself wrote it. */
	from: { id: string; name: string } | null;
	text: string;
	link: string | null;
	/** What it stands under, and the post at the root. */
	parent: string | null;
	root: string | null;
	made: Date;
	hidden: boolean;
	pictures: string[];
}

export interface MetaContainer {
	id: string;
	owner: string;
	made: Date;
	params: Record<string, string>;
	state: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR';
	thing: string | null;
}

export interface MetaAccount {
	id: string;
	name: string;
	kind: 'page' | 'instagram' | 'threads';
	removed: boolean;
	subscribed: string[];
	published: number;
}

/** What Meta knows, in memory. Times are its own clock's, which a test may put wrong. */
export interface MetaWorld {
	app: { id: string; secret: string };
	clock(): Date;
	accounts: Map<string, MetaAccount>;
	tokens: Map<string, MetaToken>;
	codes: Map<string, { kind: MetaAccount['kind']; redirect: string; declined: string[] }>;
	things: Map<string, MetaThing>;
	/** Ids of posts of an account and of what stands under a thing, oldest first. */
	listed: Map<string, string[]>;
	containers: Map<string, MetaContainer>;
	faults: { kind: MetaFault; left: number; match: RegExp }[];
	/** Percent of the allowance that is used. */
	used: number;
	/** Containers stay unready for ever. */
	neverReady: boolean;
	/** New things are listed only after this many milliseconds. */
	lag: number;
	/** Milliseconds of real time before each answer. */
	pause: number;
	/** Whether Meta looked at the app, and lets it find what others said. */
	reviewed: boolean;
	version: { oldest: number };
	ads: MetaAds;
	/** What insights of a page's post say. One that is taken out is a metric that Meta has ended. */
	metrics: Map<string, number>;
	mark: number;
}

export const newWorld = (clock: () => Date): MetaWorld => ({
	app: { id: '1234567890', secret: randomBytes(16).toString('hex') },
	clock,
	accounts: new Map(),
	tokens: new Map(),
	codes: new Map(),
	things: new Map(),
	listed: new Map(),
	containers: new Map(),
	faults: [],
	used: 0,
	neverReady: false,
	lag: 0,
	pause: 0,
	reviewed: true,
	version: { oldest: 21 },
	ads: newAds(),
	metrics: new Map([
		['post_total_media_view_unique', 210],
		['post_media_view', 260],
		['post_clicks', 14],
	]),
	mark: 1000,
});

export const newId = (world: MetaWorld): string => String(17_800_000_000 + ++world.mark);

export function newToken(world: MetaWorld, token: Omit<MetaToken, 'made' | 'revoked'>): string {
	const value = `EAA${randomBytes(12).toString('hex')}`;
	world.tokens.set(value, { ...token, made: world.clock(), revoked: false });
	return value;
}

/** Puts something there, in its place in every list. */
export function putThing(world: MetaWorld, given: Omit<MetaThing, 'made' | 'hidden'>): MetaThing {
	const thing = { ...given, made: world.clock(), hidden: false };
	world.things.set(thing.id, thing);
	const place =
		thing.kind === 'post' ? `posts ${thing.owner}` : thing.kind === 'comment' ? `under ${thing.parent}` : '';
	if (place) world.listed.set(place, [...(world.listed.get(place) ?? []), thing.id]);
	if (thing.kind === 'comment' && thing.root && thing.root !== thing.parent) {
		const stream = `stream ${thing.root}`;
		world.listed.set(stream, [...(world.listed.get(stream) ?? []), thing.id]);
	}
	return thing;
}

/** What stands in a list by now, oldest first. */
export const listThings = (world: MetaWorld, place: string): MetaThing[] =>
	(world.listed.get(place) ?? []).flatMap((id) => {
		const thing = world.things.get(id);
		return thing && thing.made.getTime() + world.lag <= world.clock().getTime() ? [thing] : [];
	});

/** Everything under a post, answers too, oldest first. */
export const underPost = (world: MetaWorld, post: string): MetaThing[] =>
	[...listThings(world, `under ${post}`), ...listThings(world, `stream ${post}`)].sort(
		(a, b) => a.made.getTime() - b.made.getTime() || Number(a.id.split('_').at(-1)) - Number(b.id.split('_').at(-1)),
	);
