import { createHash, randomBytes } from 'node:crypto';
import twitterText from 'twitter-text';
import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import {
	FakeRefusal,
	fakeServer,
	strange,
	type FakeAnswer,
	type FakeCall,
	type FakeServer,
} from '#testing/fake-server.ts';

interface XPost extends FakeThing {
	author: string;
	made: Date;
	root: string;
	parent: string | null;
	media: string[];
}
export interface FakeX extends FakeNetwork {
	/** Somebody comes back with leave; what renews is good once. */
	refreshes: number;
	/** Newly made things are listed only after this many milliseconds. */
	lag: number;
}

const fields = [
	'article',
	'attachments',
	'conversation_id',
	'created_at',
	'entities',
	'id',
	'lang',
	'public_metrics',
	'non_public_metrics',
	'text',
];
const expansions = ['author_id', 'referenced_posts', 'attachments.media_keys', 'in_reply_to_user_id'];

/**
 * X's API v2 as far as the product asks it: names of paths, parameters, fields and answers are those of X's own description
 * (2.167), and whatever is not among them is refused. From other clients: the words of its refusals, and that a key which
 * renews and is used twice takes all of them back.
 */
export async function fakeX(clock: () => Date): Promise<FakeX> {
	const app = { id: 'a1b2c3d4e5f6', secret: randomBytes(20).toString('hex') };
	const me = { id: '44196397', username: 'hsiung_soy', name: '阿雄醬油' };
	const people = new Map([[me.id, me]]);
	const codes = new Map<string, { challenge: string; redirect: string }>();
	const media = new Map<string, Date>();
	const posts: XPost[] = [];
	let tokens = { access: randomBytes(12).toString('hex'), refresh: randomBytes(12).toString('hex'), ends: Infinity };
	const used = new Set<string>();
	let [mark, revoked, gone, left] = [1_800_000_000_000, false, false, 90];
	const problem = (status: number, type: string, detail: string): FakeAnswer => [
		status,
		{ title: type, type: `https://api.x.com/2/problems/${type}`, detail, status },
		{ 'content-type': 'application/problem+json' },
	];

	async function answer(call: FakeCall): Promise<FakeAnswer> {
		if (call.path === '/2/oauth2/token') return exchange(call);
		if (call.headers.authorization !== `Bearer ${tokens.access}` || revoked || gone || tokens.ends < clock().getTime())
			return problem(401, 'about:blank', 'Unauthorized');
		const [status, body, headers] = await act(call);
		left = left > 20 ? left - 1 : 90;
		return [
			status,
			body,
			{
				'x-rate-limit-limit': '100',
				'x-rate-limit-remaining': String(left),
				'x-rate-limit-reset': String(Math.floor(clock().getTime() / 1000) + 900),
				...headers,
			},
		];
	}

	function exchange(call: FakeCall): FakeAnswer {
		const form = call.body() as Record<string, string>;
		if (call.headers.authorization !== `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}`)
			return [401, { error: 'invalid_client' }];
		if (form['grant_type'] === 'refresh_token') {
			// Used twice: somebody else has it.
			if (used.has(form['refresh_token'] ?? '')) tokens = { access: '', refresh: '', ends: 0 };
			if (revoked || form['refresh_token'] !== tokens.refresh || !tokens.refresh)
				return [400, { error: 'invalid_grant', error_description: 'Value passed for the token was invalid.' }];
			used.add(tokens.refresh);
			fake.refreshes++;
		} else {
			const code = codes.get(form['code'] ?? '');
			codes.delete(form['code'] ?? '');
			const proof = createHash('sha256')
				.update(form['code_verifier'] ?? '')
				.digest('base64url');
			if (code?.challenge !== proof || code.redirect !== form['redirect_uri']) return [400, { error: 'invalid_grant' }];
		}
		tokens = {
			access: randomBytes(12).toString('hex'),
			refresh: randomBytes(12).toString('hex'),
			ends: clock().getTime() + 7_200_000,
		};
		fake.account.connection = { token: tokens.access, refresh: tokens.refresh, username: me.username };
		return [
			200,
			{
				token_type: 'bearer',
				expires_in: 7200,
				access_token: tokens.access,
				refresh_token: tokens.refresh,
				scope: 'tweet.read tweet.write users.read media.write offline.access',
			},
		];
	}

	async function act(call: FakeCall): Promise<FakeAnswer> {
		const { method, path, query } = call;
		for (const [name, known] of [
			['post.fields', fields],
			['expansions', expansions],
			['user.fields', ['name', 'username', 'public_metrics']],
		] as const)
			for (const one of (query[name] ?? '').split(',').filter(Boolean))
				if (!known.includes(one as never)) return problem(400, 'invalid-request', `${name}: ${one}`);
		const bare = strange(
			query,
			'post.fields',
			'expansions',
			'user.fields',
			'max_results',
			'start_time',
			'since_id',
			'pagination_token',
			'exclude',
		);
		if (bare.length) return problem(400, 'invalid-request', `Unknown parameter ${bare[0]}`);
		if (path === '/2/users/me') return [200, { data: { ...me, public_metrics: { followers_count: 61 } } }];
		if (path === '/2/media/upload') return upload(await call.parts());
		if (path === '/2/media/metadata') {
			const { id = '' } = call.body() as { id?: string };
			return media.has(id) ? [200, { data: { id } }] : problem(400, 'invalid-request', 'media not found');
		}
		if (method === 'POST' && path === '/2/tweets') return create(call.body());
		const list = /^\/2\/users\/(\d+)\/(tweets|mentions)$/.exec(path);
		if (list) return listed(list[2] === 'mentions', query);
		const found = posts.find(({ id }) => path === `/2/tweets/${id}`);
		if (!found)
			return method === 'DELETE'
				? [200, { data: { deleted: true } }]
				: problem(404, 'resource-not-found', 'Could not find tweet');
		if (method === 'DELETE') posts.splice(posts.indexOf(found), 1);
		if (method === 'DELETE') return [200, { data: { deleted: true } }];
		if (!(query['post.fields'] ?? '').includes('non_public_metrics')) return [200, { data: shown(found) }];
		// For thirty days, and to its author alone.
		if (found.author !== me.id || clock().getTime() - found.made.getTime() > 30 * 86_400_000)
			return problem(403, 'not-authorized-for-field', 'You are not authorized to access the field non_public_metrics');
		return [200, { data: { ...shown(found), non_public_metrics: { impression_count: 120, url_link_clicks: 8 } } }];
	}

	function upload(parts: FormData): FakeAnswer {
		const file = parts.get('media');
		if (
			!(file instanceof Blob) ||
			parts.get('media_category') !== 'tweet_image' ||
			strange(Object.fromEntries(parts), 'media', 'media_category').length
		)
			return problem(400, 'invalid-request', 'media_category is required');
		const id = String(++mark);
		media.set(id, clock());
		return [200, { data: { id, media_key: `3_${id}`, expires_after_secs: 86_400 } }];
	}

	function create(body: Record<string, unknown>): FakeAnswer {
		const {
			text = '',
			media: pictures,
			reply,
			...more
		} = body as { text?: string; media?: { media_ids: string[] }; reply?: { in_reply_to_tweet_id: string } };
		if (strange(more, 'reply_settings', 'quote_tweet_id').length)
			return problem(400, 'invalid-request', 'Unknown property');
		const ids = pictures?.media_ids ?? [];
		if (ids.some((id) => !media.has(id) || clock().getTime() - media.get(id)!.getTime() > 86_400_000))
			return problem(400, 'invalid-request', 'Your media IDs are invalid.');
		if (!twitterText.parseTweet(text).valid && !ids.length)
			return problem(400, 'invalid-request', 'Tweet text is too long or empty.');
		if (
			posts.some(
				(one) => one.author === me.id && one.text === text && one.made.getTime() > clock().getTime() - 86_400_000,
			)
		)
			return problem(403, 'client-forbidden', 'You are not allowed to create a Tweet with duplicate content.');
		const parent = reply ? posts.find(({ id }) => id === reply.in_reply_to_tweet_id) : null;
		if (parent === undefined) return problem(400, 'invalid-request', 'in_reply_to_tweet_id is not there');
		const id = String(++mark);
		posts.push({
			id,
			text,
			author: me.id,
			made: clock(),
			parent: parent?.id ?? null,
			root: parent?.root ?? id,
			media: ids,
		});
		return [201, { data: { id, text, edit_history_post_ids: [id] } }];
	}

	function listed(mentions: boolean, query: Record<string, string>): FakeAnswer {
		const size = Number(query['max_results'] ?? 10);
		if (size < 5 || size > 100) throw new FakeRefusal(...problem(400, 'invalid-request', 'max_results'));
		const from = Number(query['pagination_token'] ?? 0);
		const all = posts
			.filter((one) => (one.author === me.id) !== mentions && one.made.getTime() + fake.lag <= clock().getTime())
			.filter((one) => !query['since_id'] || BigInt(one.id) > BigInt(query['since_id']))
			.filter((one) => !query['start_time'] || one.made >= new Date(query['start_time']))
			.filter((one) => !query['exclude']?.includes('replies') || !one.parent)
			.reverse();
		const part = all.slice(from, from + size);
		const more = from + size < all.length ? { next_token: String(from + size) } : {};
		return [
			200,
			{
				...(part.length ? { data: part.map(shown), includes: { users: [...people.values()] } } : {}),
				meta: { result_count: part.length, ...more },
			},
		];
	}

	/** As X shows it: addresses shortened, pictures at the end, three signs escaped. */
	function shown(post: XPost): object {
		const urls: { url: string; expanded_url: string }[] = [];
		const short = (whole: string): string => (
			urls.push({ url: `https://t.co/${post.id.slice(-4)}${urls.length}`, expanded_url: whole }),
			urls.at(-1)!.url
		);
		let text = post.text.replace(/https?:\/\/\S+/g, short);
		if (post.media.length) text += ` ${short(`https://x.com/hsiung_soy/status/${post.id}/photo/1`)}`;
		return {
			id: post.id,
			text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
			author_id: post.author,
			conversation_id: post.root,
			created_at: post.made.toISOString(),
			edit_history_post_ids: [post.id],
			...(post.parent ? { referenced_posts: [{ type: 'replied_to', id: post.parent }] } : {}),
			...(urls.length ? { entities: { urls } } : {}),
			public_metrics: {
				like_count: 3,
				reply_count: posts.filter(({ root, id }) => root === post.id && id !== post.id).length,
				impression_count: 120,
			},
		};
	}

	const server: FakeServer = await fakeServer(answer, (kind) => {
		if (kind === 'rate-limit')
			return [
				429,
				{ title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
				{
					'x-rate-limit-limit': '100',
					'x-rate-limit-remaining': '0',
					'x-rate-limit-reset': String(Math.floor(clock().getTime() / 1000) + 600),
				},
			];
		if (kind === 'revoked' || kind === 'expired') return problem(401, 'about:blank', 'Unauthorized');
		if (kind === 'permission') return problem(403, 'client-forbidden', 'You are not permitted to perform this action.');
		if (kind === 'restricted')
			return problem(403, 'user-suspended', 'Your account is suspended and is not permitted to access this feature.');
		if (kind === 'duplicate')
			return problem(403, 'client-forbidden', 'You are not allowed to create a Tweet with duplicate content.');
		if (kind === 'version-ended')
			return problem(
				402,
				'credits-depleted',
				'Your enrolled account does not have any credits to fulfill this request.',
			);
		if (kind === 'picture-refused') return problem(400, 'invalid-request', 'media type unrecognized.');
		return [503, { title: 'Service Unavailable', detail: 'Service Unavailable', type: 'about:blank', status: 503 }];
	});
	const fake: FakeX = Object.assign(server, {
		refreshes: 0,
		lag: 0,
		app,
		settings: (via = server.url) => ({ X_URL: via, X_DIALOG_URL: server.url }),
		account: {
			id: me.id,
			name: `@${me.username}`,
			connection: { token: tokens.access, refresh: tokens.refresh, username: me.username } as Record<string, string>,
		},
		consent(address: string, { refused = false } = {}) {
			const asked = new URL(address).searchParams;
			if (
				asked.get('client_id') !== app.id ||
				asked.get('code_challenge_method') !== 'S256' ||
				!asked.get('scope')?.includes('offline.access')
			)
				throw new Error('not an address to send anybody to');
			const back = new URL(asked.get('redirect_uri')!);
			back.searchParams.set('state', asked.get('state') ?? '');
			const code = randomBytes(8).toString('hex');
			codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirect: asked.get('redirect_uri')! });
			back.searchParams.set(refused ? 'error' : 'code', refused ? 'access_denied' : code);
			return back;
		},
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (gone = yes),
		posts: () => posts.filter(({ author, parent }) => author === me.id && !parent),
		comment(under: string, name: string, text: string) {
			const id = String(++mark);
			const author = `9${id}`;
			people.set(author, { id: author, username: name, name });
			const post = {
				id,
				text: `@hsiung_soy ${text}`,
				author,
				made: clock(),
				parent: under,
				root: posts.find((one) => one.id === under)!.root,
				media: [],
			};
			posts.push(post);
			return post;
		},
		rest: () => void (tokens.ends = clock().getTime() + 7_200_000),
	});
	return fake;
}
