import { handClock } from '#platform/clock.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { instagramNetwork } from '#network/instagram/instagram-network.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import { linkedinNetwork } from '#network/linkedin/linkedin-network.ts';
import { mastodonNetwork } from '#network/mastodon/mastodon-network.ts';
import type { ConnectedAccount, Connection, Network } from '#network/network.ts';
import { pinterestNetwork } from '#network/pinterest/pinterest-network.ts';
import { plurkNetwork } from '#network/plurk/plurk-network.ts';
import { telegramNetwork } from '#network/telegram/telegram-network.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import { xNetwork } from '#network/x/x-network.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import type { FakeNetwork } from '#testing/fake-network.ts';
import type { FakeFault } from '#testing/fake-server.ts';
import { fakeLine, type FakeLine } from '#testing/line/fake-line.ts';
import { fakeLinkedin } from '#testing/linkedin/fake-linkedin.ts';
import { fakeMastodon } from '#testing/mastodon/fake-mastodon.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import { fakePinterest } from '#testing/pinterest/fake-pinterest.ts';
import { fakePlurk } from '#testing/plurk/fake-plurk.ts';
import { fakeTelegram } from '#testing/telegram/fake-telegram.ts';
import { fakeX } from '#testing/x/fake-x.ts';
import type { MetaAccount } from '#testing/meta/meta-world.ts';

/** A network with a line to it, on which posts are sent through bad days. */
export interface PublishWorld {
	name: string;
	network: Network;
	/** True when it can be found out there what was published: then nothing may be left to a person. */
	tells: boolean;
	clock: ReturnType<typeof handClock>;
	open(): Promise<void>;
	close(): Promise<void>;
	settings(): Record<string, string>;
	account(): ConnectedAccount;
	/** The site's own app there, where calls are made in its name too. */
	app?(): Connection;
	line(): DropProxy;
	/** The next call that creates something meets this day, where the network has such days. */
	fail(kind: FakeFault): void;
	/** Takes our leave back, or the whole account away, and gives it back. */
	revoke(yes: boolean): void;
	remove(yes: boolean): void;
	/** A new day, as far as allowances go. */
	rest(): void;
	/** The texts of everything that stands there. */
	texts(): Promise<string[]>;
	needsPicture?: boolean;
}

/** Every network that a fake stands for here. */
export const everyWorld = (): PublishWorld[] => [
	metaWorld('page', facebookNetwork()),
	metaWorld('instagram', instagramNetwork()),
	metaWorld('threads', threadsNetwork()),
	lineWorld(),
	fakeWorld(mastodonNetwork(), fakeMastodon, /POST .*statuses$/),
	fakeWorld(xNetwork(), fakeX, /POST .*\/2\/tweets$/),
	fakeWorld(plurkNetwork(), fakePlurk, /plurkAdd$/),
	fakeWorld(linkedinNetwork(), fakeLinkedin, /POST .*\/rest\/posts$/),
	fakeWorld(pinterestNetwork(), fakePinterest, /POST .*\/pins$/, { needsPicture: true }),
	fakeWorld(telegramNetwork(), fakeTelegram, /sendMessage$/, { tells: false }),
];

function metaWorld(kind: MetaAccount['kind'], network: Network): PublishWorld {
	const clock = handClock(new Date('2026-11-24T02:00:00Z'));
	let meta: FakeMeta;
	let proxy: DropProxy;
	let mine: MetaAccount & { token: string };
	return {
		name: network.name,
		network,
		tells: true,
		clock,
		needsPicture: kind === 'instagram',
		async open() {
			meta = await fakeMeta(clock.now);
			proxy = await dropProxy(meta.url);
			mine = meta.add(kind, '阿雄');
		},
		async close() {
			await proxy.close();
			await meta.close();
		},
		settings: () => meta.settings(proxy.url),
		account: () => ({ id: mine.id, name: mine.name, url: null, connection: { token: mine.token } }),
		line: () => proxy,
		fail: (fault) => meta.fault(fault, { match: /POST .*(feed|_publish)$/ }),
		revoke: (yes) => void (meta.world.tokens.get(mine.token)!.revoked = yes),
		remove: (yes) => void (mine.removed = yes),
		rest: () => void (mine.published = 0),
		texts: () => Promise.resolve(meta.posts(mine.id).map(({ text }) => text)),
	};
}

/** The world of a fake that is like most; `publishing` is the call that makes a post. */
function fakeWorld(
	network: Network,
	make: (clock: () => Date) => Promise<FakeNetwork>,
	publishing: RegExp,
	{ tells = true, needsPicture = false } = {},
): PublishWorld {
	const clock = handClock(new Date('2026-11-24T02:00:00Z'));
	let fake: FakeNetwork;
	let proxy: DropProxy;
	return {
		name: network.name,
		network,
		tells,
		clock,
		needsPicture,
		async open() {
			fake = await make(clock.now);
			proxy = await dropProxy(fake.url);
		},
		async close() {
			await proxy.close();
			await fake.close();
		},
		settings: () => fake.settings(proxy.url),
		account: () => ({ ...fake.account, url: null }),
		app: () => fake.app,
		line: () => proxy,
		fail: (fault) => fake.fault(fault, { match: publishing }),
		revoke: (yes) => fake.revoke(yes),
		remove: (yes) => fake.remove(yes),
		rest: () => fake.rest(),
		texts: () => Promise.resolve(fake.posts().map(({ text }) => text)),
	};
}

function lineWorld(): PublishWorld {
	const clock = handClock(new Date('2026-11-24T02:00:00Z'));
	let line: FakeLine;
	let proxy: DropProxy;
	return {
		name: 'line',
		network: lineNetwork(),
		// Nothing can be listed there; within a day its own key tells.
		tells: true,
		clock,
		async open() {
			line = await fakeLine(clock.now);
			proxy = await dropProxy(line.url);
		},
		async close() {
			await proxy.close();
			await line.close();
		},
		settings: () => ({ LINE_URL: proxy.url }),
		account: () => ({ id: 'U0', name: '阿雄', url: null, connection: { token: line.token } }),
		line: () => proxy,
		fail: (fault) => void line.faults.push(fault === 'expired' ? 'revoked' : fault),
		revoke: (yes) => void (line.revoked = yes),
		// An account that is gone takes its tokens along.
		remove: (yes) => void (line.revoked = yes),
		rest: () => void (line.used = 0),
		texts: () => Promise.resolve(line.sent.flatMap(({ messages }) => messages.map(({ text = '' }) => text))),
	};
}
