import { createHash, randomBytes } from 'node:crypto';
import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import {
	FakeRefusal,
	fakeServer,
	strange,
	type FakeAnswer,
	type FakeCall,
	type FakeServer,
} from '#testing/fake-server.ts';

interface Toot extends FakeThing {
	account: string;
	made: Date;
	parent: string | null;
	visibility: string;
	media: string[];
}

export interface FakeMastodon extends FakeNetwork {
	toots: Toot[];
	/** This server's own rule. */
	most: number;
	/** Pictures that are never ready. */
	neverReady: boolean;
	/** Says something as somebody with this profile. */
	say(under: string, said: { name: string; text: string; visibility?: string; note?: string }): FakeThing;
}

/**
 * One Mastodon server, as its documentation describes it: apps, PKCE, the idempotency key that lasts an hour, pictures that
 * are worked on, the order of its lists. Strict about names; its clock is handed in. From memory: the texts of its errors.
 */
export async function fakeMastodon(clock: () => Date): Promise<FakeMastodon> {
	const apps = new Map<string, { secret: string; redirect: string; scopes: string }>();
	const codes = new Map<string, { client: string; challenge: string }>();
	const people = new Map<string, { name: string; note: string }>([['1', { name: 'hsiung', note: '' }]]);
	const keys = new Map<string, { toot: Toot; until: number }>();
	const media = new Map<string, { attached: boolean }>();
	const token = randomBytes(20).toString('hex');
	let [mark, calls] = [100, 0];
	let [revoked, gone] = [false, false];

	const statusOf = (toot: Toot): object => ({
		id: toot.id,
		url: `https://mastodon.invalid/@${people.get(toot.account)?.name}/${toot.id}`,
		content: htmlOf(toot.text),
		created_at: toot.made.toISOString(),
		visibility: toot.visibility,
		in_reply_to_id: toot.parent,
		favourites_count: 3,
		replies_count: fake.toots.filter(({ parent }) => parent === toot.id).length,
		media_attachments: toot.media.map((id) => ({ id })),
		account: personOf(toot.account),
	});
	const personOf = (id: string): object => {
		const { name = '', note = '' } = people.get(id) ?? {};
		return {
			id,
			username: name,
			acct: name,
			display_name: '',
			url: `https://mastodon.invalid/@${name}`,
			note,
			followers_count: 61,
		};
	};
	const find = (id: string): Toot => {
		const toot = fake.toots.find((one) => one.id === id);
		if (!toot) throw new FakeRefusal(404, { error: 'Record not found' });
		return toot;
	};

	async function answer(call: FakeCall): Promise<FakeAnswer> {
		const { method, path, query, headers } = call;
		if (method === 'POST' && path === '/api/v1/apps') {
			const { redirect_uris: redirect, scopes, ...more } = call.body() as Record<string, string>;
			if (!redirect || !more['client_name'] || strange(more, 'client_name', 'website').length)
				return [422, { error: 'Validation failed: Redirect URI must be an absolute URI.' }];
			const id = randomBytes(8).toString('hex');
			apps.set(id, { secret: randomBytes(16).toString('hex'), redirect, scopes: scopes ?? '' });
			return [200, { id: '1', name: 'Homecourt', client_id: id, client_secret: apps.get(id)!.secret }];
		}
		if (method === 'POST' && path === '/oauth/token') return exchange(call.body() as Record<string, string>);
		if (headers.authorization !== `Bearer ${token}` || revoked || gone)
			return [401, { error: 'The access token is invalid' }];
		const limited = {
			'x-ratelimit-limit': '300',
			'x-ratelimit-remaining': String(300 - (++calls % 200)),
			'x-ratelimit-reset': new Date(clock().getTime() + 300_000).toISOString(),
		};
		const [status, body] = await act(method, path, query, call);
		return [status, body, limited];
	}

	function exchange(form: Record<string, string>): FakeAnswer {
		const app = apps.get(form['client_id'] ?? '');
		const code = codes.get(form['code'] ?? '');
		codes.delete(form['code'] ?? '');
		if (!app || app.secret !== form['client_secret']) return [401, { error: 'invalid_client' }];
		const proof = createHash('sha256')
			.update(form['code_verifier'] ?? '')
			.digest('base64url');
		if (
			form['grant_type'] !== 'authorization_code' ||
			code?.client !== form['client_id'] ||
			code?.challenge !== proof ||
			app.redirect !== form['redirect_uri']
		)
			return [400, { error: 'invalid_grant' }];
		return [
			200,
			{
				access_token: token,
				token_type: 'Bearer',
				scope: app.scopes,
				created_at: Math.floor(clock().getTime() / 1000),
			},
		];
	}

	async function act(method: string, path: string, query: Record<string, string>, call: FakeCall): Promise<FakeAnswer> {
		if (path === '/api/v1/accounts/verify_credentials') return [200, personOf('1')];
		if (path === '/api/v2/instance')
			return [
				200,
				{
					domain: 'mastodon.invalid',
					configuration: {
						statuses: { max_characters: fake.most, max_media_attachments: 4, characters_reserved_per_url: 23 },
						media_attachments: {
							supported_mime_types: ['image/jpeg', 'image/png'],
							image_size_limit: 16_777_216,
							description_limit: 1500,
						},
					},
				},
			];
		if (method === 'POST' && path === '/api/v2/media') return upload(await call.parts());
		if (path === '/api/v2/search') {
			if (strange(query, 'q', 'type', 'limit', 'resolve').length) return [422, { error: 'Unknown parameter' }];
			const found = fake.toots.filter(({ text }) => text.includes(query['q'] ?? '')).reverse();
			return [200, { accounts: [], hashtags: [], statuses: found.slice(0, 40).map(statusOf) }];
		}
		const item = /^\/api\/v1\/(media|statuses|accounts)\/([^/]+)(?:\/(context|source|statuses))?$/.exec(path);
		if (method === 'POST' && path === '/api/v1/statuses') return [200, statusOf(post(call))];
		if (!item) return [404, { error: 'Record not found' }];
		const [, kind, id = '', part] = item;
		if (kind === 'media') {
			if (!media.has(id) || media.get(id)!.attached) return [404, { error: 'Record not found' }];
			return [fake.neverReady ? 206 : 200, { id, type: 'image', url: null }];
		}
		if (kind === 'accounts') {
			if (strange(query, 'limit', 'exclude_reblogs', 'exclude_replies', 'max_id').length)
				return [422, { error: 'Unknown parameter' }];
			const mine = fake.toots
				.filter((one) => one.account === id && (query['exclude_replies'] !== 'true' || !one.parent))
				.reverse();
			const from = query['max_id'] ? mine.filter((one) => Number(one.id) < Number(query['max_id'])) : mine;
			return [200, from.slice(0, Math.min(40, Number(query['limit'] ?? 20))).map(statusOf)];
		}
		const toot = find(id);
		if (part === 'source') return [200, { id, text: toot.text, spoiler_text: '' }];
		if (part === 'context') {
			const under: Toot[] = [];
			for (const one of fake.toots)
				if (one.parent === id || under.some((above) => above.id === one.parent)) under.push(one);
			return [200, { ancestors: [], descendants: under.map(statusOf) }];
		}
		if (method === 'PUT') {
			const { status = '', media_ids: ids = [], ...more } = call.body() as { status?: string; media_ids?: string[] };
			if (strange(more).length) return [422, { error: 'Unknown parameter' }];
			Object.assign(toot, { text: checked(status, ids), media: ids });
		}
		if (method === 'DELETE') fake.toots.splice(fake.toots.indexOf(toot), 1);
		return [200, statusOf(toot)];
	}

	function upload(parts: FormData): FakeAnswer {
		const file = parts.get('file');
		if (
			!(file instanceof Blob) ||
			!['image/jpeg', 'image/png'].includes(file.type) ||
			strange(Object.fromEntries(parts), 'file', 'description', 'focus').length
		)
			return [422, { error: 'Validation failed: File content type is invalid' }];
		const id = String(++mark);
		media.set(id, { attached: false });
		return [202, { id, type: 'image', url: null }];
	}

	function checked(text: string, ids: readonly string[]): string {
		if (!text.trim() && !ids.length) throw new FakeRefusal(422, { error: "Validation failed: Text can't be blank" });
		const counted = text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(@\w+)@[\w.-]+/g, '$1');
		if ([...new Intl.Segmenter('en').segment(counted)].length > fake.most)
			throw new FakeRefusal(422, { error: `Validation failed: Text character limit of ${fake.most} exceeded` });
		return text;
	}

	function post(call: FakeCall): Toot {
		const {
			status = '',
			media_ids: ids = [],
			in_reply_to_id: parent = null,
			visibility = 'public',
			...more
		} = call.body() as { status?: string; media_ids?: string[]; in_reply_to_id?: string; visibility?: string };
		if (strange(more, 'language', 'sensitive', 'spoiler_text').length)
			throw new FakeRefusal(422, { error: 'Unknown parameter' });
		const key = String(call.headers['idempotency-key'] ?? '');
		const known = keys.get(key);
		if (key && known && known.until > clock().getTime()) return known.toot;
		if (parent) find(parent);
		for (const id of ids) {
			if (!media.has(id) || media.get(id)!.attached)
				throw new FakeRefusal(422, { error: 'Validation failed: Media not found' });
			if (fake.neverReady)
				throw new FakeRefusal(422, {
					error: 'Cannot attach files that have not finished processing. Try again in a moment!',
				});
		}
		const toot = {
			id: String(++mark),
			text: checked(status, ids),
			account: '1',
			made: clock(),
			parent,
			visibility,
			media: ids,
		};
		for (const id of ids) media.set(id, { attached: true });
		fake.toots.push(toot);
		if (key) keys.set(key, { toot, until: clock().getTime() + 3_600_000 });
		return toot;
	}

	const server: FakeServer = await fakeServer(answer, (kind, { path }) => {
		if (kind === 'rate-limit')
			return [
				429,
				{ error: 'Too many requests' },
				{
					'x-ratelimit-limit': '300',
					'x-ratelimit-remaining': '0',
					'x-ratelimit-reset': new Date(clock().getTime() + 300_000).toISOString(),
				},
			];
		if (kind === 'revoked' || kind === 'expired') return [401, { error: 'The access token was revoked' }];
		if (kind === 'restricted') return [403, { error: 'Your login is currently disabled' }];
		if (kind === 'permission') return [403, { error: 'This action is outside the authorized scopes' }];
		if (kind === 'picture-refused')
			return path.includes('media') ? [422, { error: 'Validation failed: File content type is invalid' }] : [500, {}];
		return [503, '<html>Service Unavailable</html>', { 'content-type': 'text/html' }];
	});
	const fake: FakeMastodon = Object.assign(server, {
		toots: [] as Toot[],
		most: 500,
		neverReady: false,
		app: {},
		settings: (via = server.url) => ({ MASTODON_URL: via }),
		account: { id: '1@mastodon.invalid', name: 'hsiung', connection: { token, user: '1' } },
		consent(address: string, { refused = false } = {}) {
			const asked = new URL(address).searchParams;
			const app = apps.get(asked.get('client_id') ?? '');
			if (!app || app.redirect !== asked.get('redirect_uri') || asked.get('code_challenge_method') !== 'S256')
				throw new Error('not an address to send anybody to');
			const back = new URL(app.redirect);
			back.searchParams.set('state', asked.get('state') ?? '');
			if (refused) back.searchParams.set('error', 'access_denied');
			else {
				const code = randomBytes(8).toString('hex');
				codes.set(code, { client: asked.get('client_id')!, challenge: asked.get('code_challenge') ?? '' });
				back.searchParams.set('code', code);
			}
			return back;
		},
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (gone = yes),
		posts: () => fake.toots.filter(({ account, parent }) => account === '1' && !parent),
		comment: (under: string, name: string, text: string) => fake.say(under, { name, text }),
		say(
			under: string,
			{
				name,
				text,
				visibility = 'public',
				note = '',
			}: { name: string; text: string; visibility?: string; note?: string },
		) {
			const id = String(++mark);
			people.set(`p${id}`, { name, note });
			const toot = {
				id,
				text: `@hsiung ${text}`,
				account: `p${id}`,
				made: clock(),
				parent: under,
				visibility,
				media: [],
			};
			fake.toots.push(toot);
			return toot;
		},
		rest: () => undefined,
	});
	return fake;
}

/** Text as a server shows it: paragraphs, with the invisible parts of an address marked. */
const htmlOf = (text: string): string =>
	`<p>${text
		.replace(/(@\w+)@[\w.-]+\w/g, '$1')
		.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
		.replace(
			/(https?:\/\/)(\S{0,20})(\S*)/g,
			'<a href="$&" rel="nofollow"><span class="invisible">$1</span><span class="ellipsis">$2</span><span class="invisible">$3</span></a>',
		)
		.replace(/\n\n/g, '</p><p>')
		.replace(/\n/g, '<br />')}</p>`;
