import { beforeEach, describe, expect, it } from 'vitest';
import {
	draftKeeper,
	findBegun,
	isLater,
	readHere,
	storeKey,
	type Keeping,
	type Refusal,
} from '#content/ui/draft-keeper.ts';

/** A browser and a server whose time and connection the test holds in its hands. */
function desk() {
	const stored = new Map<string, string>();
	const told: string[] = [];
	const sent: { words: string; after: string | null }[] = [];
	let due: (() => void) | null = null;
	let answer: (() => Promise<{ kept: string } | Refusal>) | null = null;
	let count = 0;
	const keeping: Keeping = {
		member: 3,
		place: 'article:7',
		version: 4,
		after: null,
		store: {
			getItem: (key) => stored.get(key) ?? null,
			setItem: (key, value) => void stored.set(key, value),
			removeItem: (key) => void stored.delete(key),
		},
		async send(draft) {
			sent.push({ words: draft.fields['title'] ?? '', after: draft.after });
			return answer ? answer() : { kept: `2026-11-26T00:00:0${++count}Z` };
		},
		later: (_, work) => {
			due = work;
			return () => void (due = null);
		},
		tell: (state) => void told.push(state),
		now: () => '2026-11-26T00:00:00Z',
	};
	return {
		keeping,
		stored,
		told,
		sent,
		answers: (with_: typeof answer) => void (answer = with_),
		waiting: () => due !== null,
		async pass() {
			const work = due;
			due = null;
			work?.();
			await new Promise((done) => setImmediate(done));
		},
	};
}

const typed = (title: string) => ({ fields: { title }, body: { type: 'doc' } });
let at: ReturnType<typeof desk>;
beforeEach(() => void (at = desk()));

describe('the keeper of what is typed', () => {
	it('has it in the browser at once and on the server after a pause, once for many keystrokes', async () => {
		const keeper = draftKeeper(at.keeping);
		keeper.changed(typed('甲'));
		keeper.changed(typed('甲乙'));
		expect(readHere(at.keeping.store, 3, 'article:7')).toMatchObject({ fields: { title: '甲乙' }, version: 4 });
		expect(at.sent).toEqual([]);
		await at.pass();
		expect(at.sent).toEqual([{ words: '甲乙', after: null }]);
		expect(at.stored.size).toBe(0);
		keeper.changed(typed('甲乙丙'));
		await at.pass();
		expect(at.sent[1]).toEqual({ words: '甲乙丙', after: '2026-11-26T00:00:01Z' });
		expect(at.told).toEqual(['waiting', 'waiting', 'kept', 'waiting', 'kept']);
	});

	it('keeps it in the browser without a connection, and sends it when there is one', async () => {
		const keeper = draftKeeper(at.keeping);
		at.answers(() => Promise.reject(new TypeError('network')));
		keeper.changed(typed('離線寫的'));
		await at.pass();
		expect(at.told.at(-1)).toBe('offline');
		expect(at.stored.size).toBe(1);
		expect(at.waiting()).toBe(true);
		at.answers(async () => ({ status: 503, message: '' }));
		await keeper.push();
		expect(at.told.at(-1)).toBe('offline');
		at.answers(null);
		await keeper.push();
		expect(at.told.at(-1)).toBe('kept');
		expect(at.stored.size).toBe(0);
	});

	it('gives up the server, not the text, when another window was faster', async () => {
		const keeper = draftKeeper(at.keeping);
		at.answers(async () => ({ status: 409, message: '' }));
		keeper.changed(typed('第二個視窗'));
		await at.pass();
		keeper.changed(typed('第二個視窗還在寫'));
		await at.pass();
		expect(at.sent).toHaveLength(1);
		expect(at.told).toContain('elsewhere');
		expect(readHere(at.keeping.store, 3, 'article:7')).toMatchObject({ fields: { title: '第二個視窗還在寫' } });
	});

	it('sends what was typed while it was sending', async () => {
		const keeper = draftKeeper(at.keeping);
		let arrive = (): void => {};
		at.answers(() => new Promise((done) => (arrive = () => done({ kept: '2026-11-26T00:00:09Z' }))));
		keeper.changed(typed('一'));
		await at.pass();
		keeper.changed(typed('二'));
		arrive();
		await new Promise((done) => setImmediate(done));
		expect(at.stored.size).toBe(1);
		at.answers(null);
		await at.pass();
		expect(at.sent.map(({ words }) => words)).toEqual(['一', '二']);
		expect(at.stored.size).toBe(0);
	});

	it('offers nobody what another person typed, and nothing that is broken', () => {
		at.stored.set(storeKey(3, 'article:7'), '{"fields":');
		expect(readHere(at.keeping.store, 3, 'article:7')).toBeNull();
		draftKeeper(at.keeping).changed(typed('我的'));
		expect(readHere(at.keeping.store, 4, 'article:7')).toBeNull();
		const keys = ['other', storeKey(4, 'new:abcdefgh'), storeKey(3, 'article:7'), storeKey(3, 'new:12345678')];
		expect(findBegun(keys, 3)).toBe('new:12345678');
		expect(findBegun(keys, 5)).toBeNull();
		const here = readHere(at.keeping.store, 3, 'article:7')!;
		expect(isLater(here, { kept: new Date('2026-11-25T00:00:00Z') })).toBe(true);
		expect(isLater(here, { kept: new Date('2026-11-27T00:00:00Z') })).toBe(false);
	});
});
