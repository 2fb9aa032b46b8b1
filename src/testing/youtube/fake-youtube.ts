import { randomBytes } from 'node:crypto';
import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import { fakeServer, strange, type FakeAnswer, type FakeCall, type FakeServer } from '#testing/fake-server.ts';

interface Said extends FakeThing {
	video: string;
	parent: string | null;
	author: string;
	made: Date;
}
export interface FakeYoutube extends FakeNetwork {
	/** Units of the day that are used. */
	units: number;
	/** Videos that it has. */
	videos: { id: string; description: string; closed: boolean }[];
	said: Said[];
}

/**
 * The YouTube Data API v3 as far as comments are concerned, as its documentation describes it: parts, units (a list 1, an insert
 * 50, ten thousand a day), five answers beside a thread, the reasons of its refusals. Strict about names. From memory: the
 * shape of ids of answers.
 */
export async function fakeYoutube(clock: () => Date): Promise<FakeYoutube> {
	const app = { id: '123-abc.apps.googleusercontent.com', secret: `GOCSPX-${randomBytes(12).toString('hex')}` };
	const channel = 'UC1234567890abcdefghijkl';
	const scope = 'https://www.googleapis.com/auth/youtube.force-ssl';
	const codes = new Map<string, { redirect: string; scope: string }>();
	const token = {
		access: `ya29.${randomBytes(12).toString('hex')}`,
		refresh: `1//${randomBytes(12).toString('hex')}`,
		ends: Infinity,
	};
	let [mark, revoked, gone] = [100, false, false];
	const refuse = (code: number, reason: string, message = reason): FakeAnswer => [
		code,
		{ error: { code, message, errors: [{ domain: 'youtube', reason, message }] } },
	];

	function answer(call: FakeCall): FakeAnswer {
		if (call.path === '/token') return exchange(call.body() as Record<string, string>);
		if (call.headers.authorization !== `Bearer ${token.access}` || revoked || token.ends < clock().getTime())
			return refuse(401, 'authError', 'Invalid Credentials');
		fake.units += call.method === 'GET' ? 1 : 50;
		if (fake.units > 10_000)
			return refuse(403, 'quotaExceeded', 'The request cannot be completed because you have exceeded your quota.');
		return act(call);
	}

	function exchange(form: Record<string, string>): FakeAnswer {
		if (form['client_id'] !== app.id || form['client_secret'] !== app.secret) return [401, { error: 'invalid_client' }];
		const code = codes.get(form['code'] ?? '');
		codes.delete(form['code'] ?? '');
		const renewing = form['grant_type'] === 'refresh_token';
		if (
			revoked ||
			(renewing ? form['refresh_token'] !== token.refresh : code?.redirect !== form['redirect_uri'] || !code)
		)
			return [400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }];
		if (renewing) token.access = `ya29.${randomBytes(12).toString('hex')}`;
		token.ends = clock().getTime() + 3_599_000;
		fake.account.connection = { token: token.access, refresh: token.refresh };
		return [
			200,
			{
				access_token: token.access,
				expires_in: 3599,
				token_type: 'Bearer',
				scope: code?.scope ?? scope,
				...(renewing ? {} : { refresh_token: token.refresh }),
			},
		];
	}

	function act(call: FakeCall): FakeAnswer {
		const { method, path, query } = call;
		const extra = strange(
			query,
			'part',
			'id',
			'mine',
			'videoId',
			'parentId',
			'order',
			'maxResults',
			'textFormat',
			'pageToken',
		);
		if (extra.length || !query['part']) return refuse(400, 'unknownPart', `Unknown parameter ${extra[0] ?? 'part'}`);
		if (path === '/v3/channels')
			return [
				200,
				gone
					? { kind: 'youtube#channelListResponse' }
					: { items: [{ id: channel, snippet: { title: '阿雄醬油' }, statistics: { subscriberCount: '61' } }] },
			];
		const video = fake.videos.find(({ id }) => id === (query['videoId'] ?? query['id']));
		if (path === '/v3/videos') {
			const count = fake.said.filter((one) => one.video === video?.id).length;
			return [
				200,
				{
					items: video
						? [
								{
									id: video.id,
									snippet: { title: '開缸', description: video.description },
									statistics: { viewCount: '240', likeCount: '3', commentCount: String(count) },
								},
							]
						: [],
				},
			];
		}
		if (path === '/v3/commentThreads') return method === 'POST' ? insert(call, true) : threads(video, query);
		if (path !== '/v3/comments') return refuse(404, 'notFound');
		if (method === 'POST') return insert(call, false);
		const under = fake.said.filter(({ parent }) => parent === query['parentId']);
		return part(under, query, (one) => shown(one));
	}

	function threads(video: FakeYoutube['videos'][number] | undefined, query: Record<string, string>): FakeAnswer {
		if (!video) return refuse(404, 'videoNotFound');
		if (video.closed) return refuse(403, 'commentsDisabled');
		if (query['order'] !== 'time') return refuse(400, 'invalidValue');
		const tops = fake.said.filter((one) => one.video === video.id && !one.parent).reverse();
		return part(tops, query, (one) => {
			const answers = fake.said.filter(({ parent }) => parent === one.id);
			return {
				id: one.id,
				snippet: { videoId: video.id, topLevelComment: shown(one), totalReplyCount: answers.length },
				...(answers.length ? { replies: { comments: answers.slice(-5).map(shown) } } : {}),
			};
		});
	}

	function part(all: Said[], query: Record<string, string>, show: (one: Said) => object): FakeAnswer {
		const [from, size] = [Number(query['pageToken'] ?? 0), Number(query['maxResults'] ?? 20)];
		if (size > 100) return refuse(400, 'invalidValue');
		return [
			200,
			{
				items: all.slice(from, from + size).map(show),
				...(from + size < all.length ? { nextPageToken: String(from + size) } : {}),
			},
		];
	}

	function insert(call: FakeCall, top: boolean): FakeAnswer {
		const { snippet } = call.body() as {
			snippet?: {
				videoId?: string;
				parentId?: string;
				textOriginal?: string;
				topLevelComment?: { snippet?: { textOriginal?: string } };
			};
		};
		const text = (top ? snippet?.topLevelComment?.snippet?.textOriginal : snippet?.textOriginal) ?? '';
		if (!text.trim()) return refuse(400, 'commentTextRequired');
		if ([...text].length > 10_000) return refuse(400, 'commentTextTooLong');
		const above = fake.said.find(({ id, parent }) => id === snippet?.parentId && !parent);
		const video = top ? snippet?.videoId : above?.video;
		if (!fake.videos.some(({ id }) => id === video))
			return refuse(404, top ? 'videoNotFound' : 'parentCommentNotFound');
		const one = put(video!, above?.id ?? null, channel, text);
		return [200, top ? { id: one.id, snippet: { topLevelComment: shown(one), totalReplyCount: 0 } } : shown(one)];
	}

	function put(video: string, parent: string | null, author: string, text: string): Said {
		const id = `${parent ? `${parent}.` : ''}Ug${++mark}`;
		const one = { id, video, parent, author, text, made: clock() };
		fake.said.push(one);
		return one;
	}

	const shown = ({ id, parent, author, text, made }: Said): object => ({
		id,
		snippet: {
			textDisplay: text,
			...(author === channel ? { textOriginal: text } : {}),
			authorDisplayName: author === channel ? '阿雄醬油' : `@${author}`,
			authorChannelUrl: `http://www.youtube.com/@${author}`,
			authorChannelId: { value: author },
			publishedAt: made.toISOString(),
			...(parent ? { parentId: parent } : {}),
		},
	});

	const server: FakeServer = await fakeServer(answer, (kind) => {
		if (kind === 'rate-limit') return refuse(403, 'rateLimitExceeded');
		if (kind === 'revoked' || kind === 'expired') return refuse(401, 'authError', 'Invalid Credentials');
		if (kind === 'permission') return refuse(403, 'forbidden');
		if (kind === 'restricted') return refuse(403, 'channelSuspended');
		return refuse(503, 'backendError');
	});
	const fake: FakeYoutube = Object.assign(server, {
		units: 0,
		videos: [],
		said: [],
		app,
		settings: (via = server.url) => ({ YOUTUBE_URL: via, YOUTUBE_TOKEN_URL: via, YOUTUBE_DIALOG_URL: server.url }),
		account: {
			id: channel,
			name: '阿雄醬油',
			connection: { token: token.access, refresh: token.refresh } as Record<string, string>,
		},
		consent(address: string, { refused = false } = {}) {
			const asked = new URL(address).searchParams;
			const back = new URL(asked.get('redirect_uri')!);
			if (asked.get('client_id') !== app.id || asked.get('access_type') !== 'offline')
				throw new Error('not an address to send anybody to');
			back.searchParams.set('state', asked.get('state') ?? '');
			const code = randomBytes(8).toString('hex');
			// Leave may be given with the box unticked.
			codes.set(code, { redirect: asked.get('redirect_uri')!, scope: refused ? '' : asked.get('scope')! });
			back.searchParams.set('code', code);
			return back;
		},
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (gone = yes),
		posts: () => [],
		comment: (under: string, name: string, text: string) => {
			const above = fake.said.find(({ id }) => id === under);
			return put(above?.video ?? under, above ? above.id : null, name, text);
		},
		rest: () => void Object.assign(fake, { units: 0 }),
	});
	return fake;
}
