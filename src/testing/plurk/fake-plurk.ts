import { createHmac, randomBytes } from 'node:crypto';
import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import { fakeServer, strange, type FakeAnswer, type FakeCall, type FakeServer } from '#testing/fake-server.ts';

interface Said extends FakeThing {
	user: number;
	made: Date;
	under: string | null;
	handle?: string;
	/** For friends alone. */
	limited?: boolean;
}
export interface FakePlurk extends FakeNetwork {
	/** How far its clock is from ours, in milliseconds. */
	ahead: number;
	/** Somebody says something without a name. */
	whisper(under: string, text: string): FakeThing;
	/** Somebody else plurks, to everybody or to friends alone. */
	plurk(name: string, text: string, limited?: boolean): FakeThing;
	/** Searching is answered as its pages say: a bare list. */
	bare: boolean;
}

const known: Record<string, string[]> = {
	'/OAuth/request_token': [],
	'/OAuth/access_token': [],
	'/APP/Users/me': [],
	'/APP/Timeline/plurkAdd': ['content', 'qualifier', 'lang', 'limited_to', 'no_comments'],
	'/APP/Timeline/plurkEdit': ['plurk_id', 'content'],
	'/APP/Timeline/plurkDelete': ['plurk_id'],
	'/APP/Timeline/getPlurk': ['plurk_id', 'minimal_data'],
	'/APP/Timeline/getPlurks': ['offset', 'limit', 'filter', 'minimal_data'],
	'/APP/PlurkSearch/search': ['query', 'offset'],
	'/APP/Responses/get': ['plurk_id', 'from_response', 'count', 'minimal_data'],
	'/APP/Responses/responseAdd': ['plurk_id', 'content', 'qualifier'],
};

/**
 * Plurk's API 2.0, as its pages describe it: paths, parameters, refusals by text. It checks every signature by itself
 * (RFC 5849), takes no nonce twice and no time that is more than four minutes off. From memory: the limit of 360 signs and
 * the texts of OAuth's refusals.
 */
export async function fakePlurk(clock: () => Date): Promise<FakePlurk> {
	const app = { id: 'AppKey123456', secret: randomBytes(16).toString('hex') };
	const me = { id: 4_711, nick_name: 'hsiung_soy', display_name: '阿雄醬油', fans_count: 61 };
	const people = new Map<number, { id: number; nick_name: string; display_name: string }>([[me.id, me]]);
	const access = { token: randomBytes(6).toString('hex'), secret: randomBytes(16).toString('hex') };
	const asked = new Map<string, { secret: string; callback: string; verifier: string | null }>();
	const nonces = new Set<string>();
	const said: Said[] = [];
	let [mark, revoked, gone] = [1_000_000, false, false];
	const now = (): Date => new Date(clock().getTime() + fake.ahead);
	const refuse = (text: string, status = 400): FakeAnswer => [
		status,
		{ error_text: text },
		{ date: now().toUTCString() },
	];

	async function answer(call: FakeCall): Promise<FakeAnswer> {
		const oauth = Object.fromEntries(
			[...(call.headers.authorization ?? '').matchAll(/(oauth_\w+)="([^"]*)"/g)].map(([, name, value]) => [
				name,
				decodeURIComponent(value!),
			]),
		);
		const upload = call.path === '/APP/Timeline/uploadPicture';
		const form = upload ? {} : (call.body() as Record<string, string>);
		const wrong = signed(call, oauth, form);
		if (wrong) return refuse(wrong, 401);
		if (upload) {
			const file = (await call.parts()).get('image');
			return file instanceof Blob && /^image\/(jpeg|png)$/.test(file.type)
				? [200, { full: `https://images.plurk.com/${randomBytes(11).toString('hex')}.jpg`, thumbnail: '' }]
				: refuse('Invalid file');
		}
		const names = known[call.path];
		if (call.method !== 'POST' || !names) return [404, { error_text: 'Not found' }];
		if (strange(form, ...names).length) return refuse(`Invalid data: ${strange(form, ...names).join()}`);
		return act(call.path, form, oauth);
	}

	/** What is wrong with a signature; empty when nothing is. */
	function signed(call: FakeCall, oauth: Record<string, string>, form: Record<string, string>): string {
		const { oauth_signature: signature, ...rest } = oauth;
		if (oauth['oauth_consumer_key'] !== app.id) return '40101:unknown application key';
		if (Math.abs(Number(oauth['oauth_timestamp']) * 1000 - now().getTime()) > 240_000)
			return '40004:invalid timestamp or nonce';
		if (nonces.has(oauth['oauth_nonce'] ?? '')) return '40004:nonce used';
		nonces.add(oauth['oauth_nonce'] ?? '');
		const token = oauth['oauth_token'];
		const secret = token === undefined ? '' : token === access.token ? access.secret : asked.get(token)?.secret;
		if (secret === undefined || (token === access.token && (revoked || gone))) return '40106:invalid access token';
		const encode = (text: string): string =>
			encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
		const pairs = Object.entries({ ...rest, ...form })
			.map(([name, value]) => `${encode(name)}=${encode(value)}`)
			.sort();
		const base = ['POST', `http://${call.headers.host}${call.path}`, pairs.join('&')].map(encode).join('&');
		const expected = createHmac('sha1', `${encode(app.secret)}&${encode(secret)}`)
			.update(base)
			.digest('base64');
		return signature === expected ? '' : '40105:signature invalid';
	}

	function act(path: string, form: Record<string, string>, oauth: Record<string, string>): FakeAnswer {
		const text = { 'content-type': 'application/x-www-form-urlencoded' };
		if (path === '/OAuth/request_token') {
			const token = randomBytes(6).toString('hex');
			asked.set(token, {
				secret: randomBytes(16).toString('hex'),
				callback: oauth['oauth_callback'] ?? '',
				verifier: null,
			});
			return [
				200,
				`oauth_token=${token}&oauth_token_secret=${asked.get(token)!.secret}&oauth_callback_confirmed=true`,
				text,
			];
		}
		if (path === '/OAuth/access_token') {
			const given = asked.get(oauth['oauth_token'] ?? '');
			asked.delete(oauth['oauth_token'] ?? '');
			return given?.verifier && given.verifier === oauth['oauth_verifier']
				? [200, `oauth_token=${access.token}&oauth_token_secret=${access.secret}`, text]
				: refuse('40107:invalid verifier', 401);
		}
		if (oauth['oauth_token'] !== access.token) return refuse('40106:invalid access token', 401);
		if (path === '/APP/Users/me') return [200, me];
		if (path === '/APP/Timeline/getPlurks') {
			const until = form['offset'] ? new Date(`${form['offset']}Z`) : new Date(8.64e15);
			const plurks = said.filter(({ user, under, made }) => user === me.id && !under && made < until).reverse();
			return [200, { plurks: plurks.slice(0, Number(form['limit'] ?? 20)).map(plurkOf), plurk_users: { [me.id]: me } }];
		}
		if (path === '/APP/Timeline/plurkAdd') return add(form, null);
		if (path === '/APP/PlurkSearch/search') return search(form);
		const plurk = said.find(({ id, under }) => id === form['plurk_id'] && !under);
		if (!plurk) return refuse('Plurk not found');
		if (path === '/APP/Timeline/getPlurk') return [200, { plurk: plurkOf(plurk), user: me }];
		if (path === '/APP/Responses/responseAdd') return add(form, plurk.id);
		if (path === '/APP/Responses/get') {
			const all = said.filter(({ under }) => under === plurk.id);
			const from = Number(form['from_response'] ?? 0);
			const responses = all.slice(from, from + Number(form['count'] ?? 1000)).map(responseOf);
			return [200, { friends: Object.fromEntries(people), responses_seen: 0, responses }];
		}
		if (path === '/APP/Timeline/plurkEdit') {
			const refused = contentProblem(form['content'] ?? '');
			if (refused) return refuse(refused);
			plurk.text = form['content']!;
			return [200, plurkOf(plurk)];
		}
		said.splice(said.indexOf(plurk), 1);
		return [200, { success_text: 'ok' }];
	}

	/** The latest twenty, before a number where one is said. */
	function search({ query = '', offset }: Record<string, string>): FakeAnswer {
		if (!query.trim()) return refuse('Invalid data');
		const all = said
			.filter(({ id, under, text }) => !under && text.includes(query) && (!offset || Number(id) < Number(offset)))
			.reverse();
		const plurks = all.slice(0, 20).map(plurkOf);
		if (fake.bare) return [200, plurks];
		const last = all[Math.min(all.length, 20) - 1];
		const found = {
			plurks,
			users: Object.fromEntries(people),
			has_more: all.length > 20,
			last_offset: Number(last?.id ?? 0),
		};
		return [200, found];
	}

	const contentProblem = (content: string): string =>
		!content.trim() ? 'Content is empty' : [...content].length > 360 ? 'Invalid data' : '';

	function add({ content = '', qualifier }: Record<string, string>, under: string | null): FakeAnswer {
		const refused =
			contentProblem(content) ||
			(qualifier === ':' || qualifier === 'says' || qualifier === 'shares' ? '' : 'Invalid data');
		if (refused) return refuse(refused);
		if (said.findLast(({ user }) => user === me.id)?.text === content) return refuse('anti-flood-same-content');
		const one = { id: String(++mark), text: content, user: me.id, made: now(), under };
		said.push(one);
		return [200, under ? responseOf(one) : plurkOf(one)];
	}

	const plurkOf = (one: Said): object => ({
		plurk_id: Number(one.id),
		content_raw: one.text,
		content: one.text,
		qualifier: ':',
		posted: one.made.toUTCString(),
		owner_id: one.user,
		limited_to: one.limited ? '|0|' : null,
		response_count: said.filter(({ under }) => under === one.id).length,
		favorite_count: 3,
	});
	const responseOf = ({ id, user, text, made, under, handle }: Said): object => ({
		id: Number(id),
		user_id: user,
		plurk_id: Number(under),
		content_raw: text,
		content: text,
		qualifier: ':',
		posted: made.toUTCString(),
		...(handle ? { handle } : {}),
	});

	const server: FakeServer = await fakeServer(answer, (kind) => {
		if (kind === 'rate-limit') return refuse('anti-flood-too-many-new');
		if (kind === 'revoked' || kind === 'expired') return refuse('40106:invalid access token', 401);
		if (kind === 'permission') return refuse('No permissions');
		if (kind === 'duplicate') return refuse('anti-flood-same-content');
		if (kind === 'restricted') return refuse('anti-flood-spam-domain');
		if (kind === 'picture-refused') return refuse('Invalid file');
		return [500, '<html></html>', { 'content-type': 'text/html' }];
	});
	const fake: FakePlurk = Object.assign(server, {
		ahead: 0,
		bare: false,
		app,
		settings: (via = server.url) => ({ PLURK_URL: via }),
		account: { id: String(me.id), name: me.display_name, connection: { ...access } },
		consent(address: string, { refused = false } = {}) {
			const token = new URL(address).searchParams.get('oauth_token') ?? '';
			const given = asked.get(token);
			if (!given || new URL(address).pathname !== '/OAuth/authorize')
				throw new Error('not an address to send anybody to');
			const back = new URL(given.callback);
			if (refused) return back;
			given.verifier = randomBytes(3).toString('hex');
			back.searchParams.set('oauth_token', token);
			back.searchParams.set('oauth_verifier', given.verifier);
			return back;
		},
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (gone = yes),
		posts: () => said.filter(({ user, under }) => user === me.id && !under),
		comment(under: string, name: string, text: string) {
			const one: Said = { id: String(++mark), text, user: ++mark, made: now(), under };
			people.set(one.user, { id: one.user, nick_name: name, display_name: '' });
			said.push(one);
			return one;
		},
		whisper(under: string, text: string) {
			const one: Said = { id: String(++mark), text, user: 99_999, made: now(), under, handle: '匿名的噗友' };
			said.push(one);
			return one;
		},
		plurk(name: string, text: string, limited = false) {
			const known = [...people.values()].find(({ nick_name: nick }) => nick === name);
			const user = known?.id ?? ++mark;
			people.set(user, { id: user, nick_name: name, display_name: '' });
			const one: Said = { id: String(++mark), text, user, made: now(), under: null, limited };
			said.push(one);
			return one;
		},
		rest: () => undefined,
	});
	return fake;
}
