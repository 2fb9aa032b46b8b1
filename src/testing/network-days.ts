import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import type { Connection, Network, NetworkComment, Outgoing, OwnAccount } from '#network/network.ts';
import type { NetworkTrouble } from '#network/network-problem.ts';
import type { Usage } from '#network/usage.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import type { FakeNetwork } from '#testing/fake-network.ts';
import type { FakeFault } from '#testing/fake-server.ts';

/** A network's days, good and bad. */
export interface Days<F extends FakeNetwork> {
	network: Network;
	fake(clock: () => Date): Promise<F>;
	/** The call that publishes, as `METHOD /path`. */
	publishing: RegExp;
	/** Which call of `publish` it is, counted from 1. */
	nth?: number;
	/** What each bad day is called, besides those that are the same everywhere. */
	troubles?: Partial<Record<FakeFault, NetworkTrouble>>;
	/** A text that is one sign too long, and one that just fits. */
	tooLong: string;
	fits: string;
	/** Fields with which it is connected, where that is done by a token. */
	given?(fake: F): Connection;
	/** Pictures of every post of these days. */
	pictured?: boolean;
	/** What a picture's refusal meets. */
	picturing?: RegExp;
	/** Whether what was lost can be found. */
	finds?: boolean;
	/** What a token that was taken back is answered with, where renewing tells first. */
	revokedSays?: NetworkTrouble;
	/** What the account says after the network took it away. */
	removed?: NetworkTrouble;
}

export interface Day<F> {
	fake: F;
	line: DropProxy;
	clock: ReturnType<typeof handClock>;
	ctx(more?: Record<string, string>): Ctx;
	account(connection?: Connection): OwnAccount;
	noted: Usage[];
	post(more?: Partial<Outgoing>): Outgoing;
	send(one: Outgoing, key?: string): ReturnType<Network['publish']>;
}

const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
export const testPicture = {
	url: 'https://soy.example/media/vat.jpg',
	type: 'image/jpeg',
	width: 1000,
	height: 1200,
	bytes: 200_000,
	alt: '一口缸',
	read: () => Promise.resolve(png),
};
/** A key as posts have one: letters and digits. */
const keyOf = ({ text }: Outgoing): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

const back = 'https://soy.example/console/publishing/accounts/x/back';

/** Tries a network through the days that every network has. Gives what a test of its own needs. */
export function tryNetwork<F extends FakeNetwork>(days: Days<F>): Day<F> {
	const { network, publishing, nth = 1, finds = true } = days;
	const clock = handClock(new Date('2026-11-24T02:00:00Z'));
	let serial = 0;
	const day: Day<F> = {
		fake: null as never,
		line: null as never,
		clock,
		noted: [],
		ctx: (more = {}) =>
			({
				now: clock.now(),
				log: silent,
				locale: 'zh-TW',
				settings: readSettings({ ...day.fake.settings(day.line.url), ...more }),
			}) as Ctx,
		account: (connection = day.fake.account.connection) => ({
			id: day.fake.account.id,
			connection,
			app: day.fake.app,
			note: (usage) => void day.noted.push(usage),
		}),
		post: (more = {}) => ({
			text: `壺底油的故事 ${++serial} 👨‍👩‍👧‍👦`,
			link: `https://soy.example/go/code${serial}`,
			card: { title: '一口缸', text: '三代人的醬油' },
			pictures: days.pictured ? [testPicture] : [],
			...more,
		}),
		async send(one, key = keyOf(one)) {
			const account = day.account();
			const staged = one.staged ?? (network.stage ? await network.stage(day.ctx(), account, one) : null);
			return network.publish(day.ctx(), account, { ...one, staged }, key);
		},
	};
	const staged = async (one = day.post()): Promise<Outgoing> => ({
		...one,
		staged: network.stage ? await network.stage(day.ctx(), day.account(), one) : null,
	});
	const connect = async (options: { refused?: boolean } = {}) => {
		const { connecting } = network;
		if (connecting.by === 'token') return connecting.connect(day.ctx(), days.given?.(day.fake) ?? {});
		if (connecting.by !== 'consent') throw new Error('another way');
		const app = connecting.register ? await connecting.register(day.ctx(), {}, { back }) : day.fake.app;
		const way = { back, state: 'our-state', verifier: 'v'.repeat(43) };
		const begun = await connecting.begin(day.ctx(), app, way);
		const { searchParams: answer } = day.fake.consent!(typeof begun === 'string' ? begun : begun.url, options);
		const kept = typeof begun === 'string' ? {} : { kept: begun.kept };
		return connecting.finish(day.ctx(), app, { ...way, ...kept, answer });
	};

	beforeAll(async () => {
		day.fake = await days.fake(clock.now);
		day.line = await dropProxy(day.fake.url);
	});
	afterAll(async () => {
		await day.line.close();
		await day.fake.close();
	});
	beforeEach(() => {
		clock.advance(3_600_000);
		day.fake.faults.length = 0;
		day.fake.rest();
		day.fake.revoke(false);
		day.fake.remove(false);
		day.line.plan = () => 'pass';
		day.noted.length = 0;
	});

	describe('on every day', () => {
		it('says what is needed in both languages, and what it is called', () => {
			for (const locale of ['zh-TW', 'en'] as const) {
				const { needed, notes } = network.needs(locale);
				expect([network.title(locale), ...needed, ...notes].every((sentence) => sentence.length > 1)).toBe(true);
				expect(needed.length).toBeGreaterThan(0);
			}
		});

		it('is connected, twice to the same account, and not without leave', async () => {
			const [first] = await connect();
			const [again] = await connect();
			expect(again!.id).toBe(first!.id);
			expect(first!.id).toBe(day.account().id);
			const own = day.account(again!.connection);
			expect((await network.check(day.ctx(), own)).name).toBe(first!.name);
			if (day.fake.consent) await expect(connect({ refused: true })).rejects.toMatchObject({ trouble: 'permission' });
		});

		it('publishes, reads back, is found again, changes and takes back', async () => {
			const one = await staged();
			const published = await day.send(one);
			expect(published.url === null || published.url.startsWith('https://')).toBe(true);
			expect(day.fake.posts().at(-1)).toMatchObject({ id: published.id });
			const found = await network.findPublished(day.ctx(), day.account(), one, 'k', day.ctx().now);
			if (finds) expect(found).toMatchObject({ id: published.id });
			else expect(found).toBe('cannot-tell');
			if (network.read) expect((await network.read(day.ctx(), day.account(), published.id))?.text).toContain(one.text);
			if (network.edit) {
				await network.edit(day.ctx(), day.account(), published.id, { ...one, text: '改過的' });
				expect(day.fake.posts().at(-1)!.text).toContain('改過的');
			}
			if (network.delete) {
				await network.delete(day.ctx(), day.account(), published.id);
				await network.delete(day.ctx(), day.account(), published.id);
				expect(day.fake.posts().some(({ id }) => id === published.id)).toBe(false);
				if (network.read) expect(await network.read(day.ctx(), day.account(), published.id)).toBeNull();
			}
		});

		it('takes what just fits and refuses one sign more', async () => {
			await day.send(day.post({ text: days.fits, link: null }));
			await expect(day.send(day.post({ text: days.tooLong, link: null }))).rejects.toMatchObject({
				trouble: 'validation',
			});
		});

		it.each(['drop-answer', 'cut-request'] as const)('knows after %s that it does not know', async (plan) => {
			const one = await staged();
			const before = day.fake.posts().length;
			let seen = 0;
			day.line.plan = () => (++seen === nth ? plan : 'pass');
			await expect(day.send(one)).rejects.toMatchObject({ trouble: 'unknown-outcome' });
			day.line.plan = () => 'pass';
			expect(day.fake.posts().length - before).toBe(plan === 'drop-answer' ? 1 : 0);
			// A clock that is five minutes behind or ahead finds it all the same.
			for (const minutes of [-5, 0, 5]) {
				const since = new Date(day.ctx().now.getTime() + minutes * 60_000);
				const found = await network.findPublished(day.ctx(), day.account(), one, keyOf(one), since);
				if (!finds) expect(found).toBe('cannot-tell');
				else if (plan === 'drop-answer') expect(found).toMatchObject({ id: day.fake.posts().at(-1)!.id });
				else expect(found).toBe('absent');
			}
			if (network.idempotency.by === 'key') {
				await day.send(one);
				await day.send(one);
				expect(day.fake.posts().length - before).toBe(1);
			}
		});

		it('knows that nothing was sent when nobody listens', async () => {
			const one = await staged();
			day.line.plan = () => 'pass';
			const dead = day.ctx(
				Object.fromEntries(Object.keys(day.fake.settings()).map((env) => [env, 'http://127.0.0.1:9'])),
			);
			await expect(network.publish(dead, day.account(), one, 'k')).rejects.toMatchObject({ trouble: 'transient' });
		});

		it.each([
			['500-before', 'unknown-outcome'],
			['500-after', 'unknown-outcome'],
			['rate-limit', 'rate-limited'],
			['revoked', days.revokedSays ?? 'auth-revoked'],
			...(Object.entries(days.troubles ?? {}) as [FakeFault, NetworkTrouble][]),
		] as const)('on the bad day %s says %s', async (fault, trouble) => {
			const one = await staged();
			day.fake.fault(fault, { match: publishing });
			await expect(day.send(one)).rejects.toMatchObject({ trouble });
		});

		it('says that the token was taken back, or the whole account, and shows no secret', async () => {
			day.fake.revoke(true);
			const refused = await network.check(day.ctx(), day.account()).catch((error: unknown) => error as Error);
			expect(refused).toMatchObject({ trouble: days.revokedSays ?? 'auth-revoked' });
			day.fake.revoke(false);
			day.fake.remove(true);
			await expect(network.check(day.ctx(), day.account())).rejects.toMatchObject({
				trouble: days.removed ?? 'auth-revoked',
			});
			const secrets = Object.entries(day.account().connection).filter(([name]) => /token|secret|refresh/.test(name));
			for (const [, secret] of secrets)
				expect(JSON.stringify([refused, (refused as Error).message])).not.toContain(secret);
			expect(day.fake.calls.join('\n')).not.toMatch(/[?&](?:access_)?token=/);
		});

		it.runIf(days.picturing)('says that a picture is refused', async () => {
			day.fake.fault('picture-refused', { match: days.picturing! });
			const one = day.post({ pictures: [testPicture] });
			await expect(day.send(one)).rejects.toMatchObject({ trouble: 'media-rejected' });
			const before = day.fake.posts().length;
			await day.send(day.post({ pictures: [testPicture] }));
			expect(day.fake.posts().length).toBe(before + 1);
		});

		it.runIf(network.reply && 'collectComments' in network)(
			'brings home what others said, oldest first, knows its own, and answers once',
			async () => {
				const { id } = await day.send(day.post());
				const texts = Array.from({ length: 30 }, (_, count) => `第 ${count} 則`);
				for (const text of texts) {
					clock.advance(1000);
					day.fake.comment!(id, 'mei', text);
				}
				clock.advance(1000);
				const asked = day.fake.comment!(id, 'mei', '有宅配嗎？😀');
				const target = { post: id, comment: asked.id };
				const answer = await network.reply!(day.ctx(), day.account(), target, '有的，滿千免運。', 'own-1');
				const look = (text: string) =>
					network.findReply!(day.ctx(), day.account(), target, text, 'own-1', day.ctx().now);
				expect(await look('有的，滿千免運。')).toMatchObject({ id: answer.id });
				expect(await look('沒說過的')).toBe('absent');
				const all: NetworkComment[] = [];
				let cursor: string | null = null;
				do {
					const part: Awaited<ReturnType<Network['collectComments'] & object>> = await network.collectComments!(
						day.ctx(),
						day.account(),
						id,
						cursor,
					);
					all.push(...part.comments);
					cursor = part.next;
				} while (cursor);
				const others = all.filter(({ own }) => !own);
				expect(others.map(({ text }) => text).sort()).toEqual([...texts, '有宅配嗎？😀'].sort());
				expect(others.every(({ author }) => author.name.length > 0)).toBe(true);
				// Not every network lists our own answers among those of others.
				for (const one of all) if (one.own) expect(one.id).toBe(answer.id);
				expect((await network.readReach(day.ctx(), day.account(), id)).comments).toBeGreaterThan(0);
			},
		);
	});
	return day;
}
