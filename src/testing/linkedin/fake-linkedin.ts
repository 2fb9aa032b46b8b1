import { randomBytes } from 'node:crypto';
import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import {
	FakeRefusal,
	fakeServer,
	strange,
	type FakeAnswer,
	type FakeCall,
	type FakeServer,
} from '#testing/fake-server.ts';

interface Named {
	words: string;
	urn: string;
}
interface Post extends FakeThing {
	/** Pages that are named in it. */
	named: Named[];
	made: Date;
	content: object | null;
}
interface Comment extends FakeThing {
	under: string;
	parent: string | null;
	actor: string;
	made: Date;
}
export interface FakeLinkedin extends FakeNetwork {
	/** The oldest version that is still served. */
	oldest: string;
	/** Whether the app passed review: then a key comes along that renews. */
	reviewed: boolean;
	content(id: string): object | null;
}

const page = 'urn:li:organization:1337';

/**
 * LinkedIn's versioned API as far as pages are concerned, as its documentation describes it: the version in every call, the
 * number of a post in a header, little text, images that are begun and sent, comments by social actions. Strict about
 * names. From memory: codes of tokens, the words for a duplicate, and that unescaped signs cut a text off.
 */
export async function fakeLinkedin(clock: () => Date): Promise<FakeLinkedin> {
	const app = { id: '86abcdefgh1234', secret: 'WPL_AP1.abcdefgh' };
	const posts: Post[] = [];
	const comments: Comment[] = [];
	const images = new Map<string, boolean>();
	const codes = new Map<string, string>();
	let token = { access: randomBytes(20).toString('hex'), refresh: randomBytes(20).toString('hex'), ends: Infinity };
	let [mark, revoked, gone] = [7_000_000_000, false, false];
	const refuse = (status: number, code: string, message: string, more: object = {}): FakeAnswer => [
		status,
		{ status, code, message, ...more },
	];

	async function answer(call: FakeCall): Promise<FakeAnswer> {
		const { path, headers } = call;
		if (path === '/oauth/v2/accessToken') return exchange(call.body() as Record<string, string>);
		if (headers.authorization !== `Bearer ${token.access}` || revoked)
			return refuse(401, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user', {
				serviceErrorCode: 65_601,
			});
		if (token.ends < clock().getTime())
			return refuse(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired', {
				serviceErrorCode: 65_602,
			});
		const upload = /^\/upload\/(.+)$/.exec(path)?.[1];
		if (upload)
			return call.method === 'PUT' && images.has(upload) && call.raw.length ? (images.set(upload, true), [201]) : [400];
		const version = String(headers['linkedin-version'] ?? '');
		if (!/^20\d{4}$/.test(version))
			return refuse(
				400,
				'VERSION_MISSING',
				'A version must be present. Please specify a version by adding the LinkedIn-Version header.',
			);
		if (version < fake.oldest) return refuse(426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`);
		if (headers['x-restli-protocol-version'] !== '2.0.0') return refuse(400, 'ILLEGAL_ARGUMENT', 'protocol version');
		if (gone) return refuse(403, 'ACCESS_DENIED', 'Not enough permissions to access: organization');
		return act(call);
	}

	function exchange(form: Record<string, string>): FakeAnswer {
		if (form['client_id'] !== app.id || form['client_secret'] !== app.secret)
			return [401, { error: 'invalid_client', error_description: 'Client authentication failed' }];
		if (form['grant_type'] === 'refresh_token') {
			if (form['refresh_token'] !== token.refresh || revoked)
				return [400, { error: 'invalid_grant', error_description: 'The provided refresh token is invalid' }];
		} else if (codes.get(form['code'] ?? '') !== form['redirect_uri'] || !form['redirect_uri'])
			return [400, { error: 'invalid_request' }];
		codes.delete(form['code'] ?? '');
		token = {
			...token,
			access: form['grant_type'] === 'refresh_token' ? randomBytes(20).toString('hex') : token.access,
			ends: clock().getTime() + 5_184_000_000,
		};
		fake.account.connection = { token: token.access, ...(fake.reviewed ? { refresh: token.refresh } : {}) };
		return [
			200,
			{
				access_token: token.access,
				expires_in: 5_184_000,
				...(fake.reviewed ? { refresh_token: token.refresh, refresh_token_expires_in: 31_536_000 } : {}),
				scope: 'r_organization_social,w_organization_social',
			},
		];
	}

	function act(call: FakeCall): FakeAnswer {
		const { method, path, query } = call;
		if (path === '/rest/organizationAcls')
			return [
				200,
				{
					elements: [{ organization: page, role: 'ADMINISTRATOR', state: 'APPROVED' }],
					paging: { start: 0, count: 10 },
				},
			];
		if (path === '/rest/organizations/1337')
			return [200, { id: 1337, localizedName: '阿雄醬油', vanityName: 'hsiung-soy' }];
		if (path === `/rest/networkSizes/${encodeURIComponent(page)}`) return [200, { firstDegreeSize: 61 }];
		if (path === '/rest/images') {
			const { initializeUploadRequest: { owner } = {} } = call.body() as {
				initializeUploadRequest?: { owner?: string };
			};
			if (query['action'] !== 'initializeUpload' || owner !== page) return refuse(400, 'ILLEGAL_ARGUMENT', 'owner');
			const id = randomBytes(8).toString('hex');
			images.set(id, false);
			return [
				200,
				{
					value: {
						uploadUrl: `http://${call.headers.host}/upload/${id}`,
						image: `urn:li:image:${id}`,
						uploadUrlExpiresAt: clock().getTime() + 86_400_000,
					},
				},
			];
		}
		if (path === '/rest/organizationalEntityShareStatistics') {
			const strangers = strange(query, 'q', 'organizationalEntity', 'shares', 'ugcPosts');
			if (strangers.length || query['q'] !== 'organizationalEntity' || query['organizationalEntity'] !== page)
				return refuse(400, 'ILLEGAL_ARGUMENT', `Unknown parameter ${strangers[0]}`);
			if (!fake.reviewed) return refuse(403, 'ACCESS_DENIED', 'Not enough permissions to access: partnerApi');
			const [, one = ''] = /^List\((.+)\)$/.exec(query['shares'] ?? query['ugcPosts'] ?? '') ?? [];
			const known = posts.some(({ id }) => id === one);
			const totalShareStatistics = { uniqueImpressionsCount: 310, impressionCount: 420, clickCount: 17, likeCount: 4 };
			return [200, { elements: known ? [{ totalShareStatistics, share: one, organizationalEntity: page }] : [] }];
		}
		if (path === '/rest/posts') return method === 'POST' ? create(call.body()) : listed(query);
		const [, kind, given = '', rest] =
			/^\/rest\/(posts|socialActions|socialMetadata)\/([^/]+)(\/comments)?$/.exec(path) ?? [];
		const id = decodeURIComponent(given);
		const post = posts.find((one) => one.id === id);
		if (kind === 'socialActions' && rest) return social(call, id);
		if (!post) return refuse(404, 'NOT_FOUND', `Entity ${id} does not exist`);
		if (kind === 'socialMetadata')
			return [
				200,
				{
					reactionSummaries: { LIKE: { count: 3 }, PRAISE: { count: 1 } },
					commentSummary: { count: comments.filter(({ under }) => under === id).length },
				},
			];
		if (method === 'DELETE') {
			if (call.headers['x-restli-method'] !== 'DELETE') return refuse(400, 'ILLEGAL_ARGUMENT', 'method');
			posts.splice(posts.indexOf(post), 1);
			return [204];
		}
		if (method === 'POST') {
			const { patch } = call.body() as { patch?: { $set?: { commentary?: string } } };
			if (call.headers['x-restli-method'] !== 'PARTIAL_UPDATE' || !patch?.$set?.commentary)
				return refuse(400, 'ILLEGAL_ARGUMENT', 'patch');
			post.text = seen(patch.$set.commentary);
			post.named = namedIn(patch.$set.commentary);
			return [204];
		}
		return [200, shown(post)];
	}

	function create(body: Record<string, unknown>): FakeAnswer {
		const extra = strange(
			body,
			'author',
			'commentary',
			'visibility',
			'distribution',
			'content',
			'lifecycleState',
			'isReshareDisabledByAuthor',
		);
		const { author, commentary, visibility, lifecycleState, content } = body as {
			author?: string;
			commentary?: string;
			visibility?: string;
			lifecycleState?: string;
			content?: {
				article?: { title?: string; source?: string };
				media?: { id: string };
				multiImage?: { images: { id: string }[] };
			};
		};
		if (extra.length || visibility !== 'PUBLIC' || lifecycleState !== 'PUBLISHED')
			return refuse(
				422,
				'FIELD_INVALID',
				`ERROR :: /${extra[0] ?? 'visibility'} :: unrecognized field found but not allowed`,
			);
		if (author !== page) return refuse(403, 'ACCESS_DENIED', 'Not enough permissions');
		if (content?.article && !content.article.title)
			return refuse(422, 'FIELD_INVALID', 'ERROR :: /content/article/title :: null cannot be coerced to String');
		const named = [content?.media, ...(content?.multiImage?.images ?? [])].flatMap((one) =>
			one ? [one.id.split(':').at(-1)!] : [],
		);
		if (named.some((id) => !images.get(id)) || content?.multiImage?.images.length === 1)
			return refuse(400, 'INVALID_MEDIA', 'image is not available');
		const text = seen(commentary ?? '');
		if (text.length > 3000)
			return refuse(422, 'FIELD_LENGTH_TOO_LONG', 'ERROR :: /commentary :: length of text exceeds 3000');
		if (posts.at(-1)?.text === text)
			return refuse(422, 'DUPLICATE_POST', `Content is a duplicate of ${posts.at(-1)!.id}`);
		const id = `urn:li:share:${++mark}`;
		posts.push({ id, text, named: namedIn(commentary ?? ''), made: clock(), content: content ?? null });
		return [201, '', { 'x-restli-id': id }];
	}

	function listed(query: Record<string, string>): FakeAnswer {
		if (
			query['q'] !== 'author' ||
			query['author'] !== page ||
			strange(query, 'q', 'author', 'count', 'start', 'sortBy').length
		)
			return refuse(400, 'ILLEGAL_ARGUMENT', 'finder');
		const [start, count] = [Number(query['start'] ?? 0), Number(query['count'] ?? 10)];
		return [
			200,
			{
				elements: [...posts]
					.reverse()
					.slice(start, start + count)
					.map(shown),
				paging: { start, count },
			},
		];
	}

	function social(call: FakeCall, target: string): FakeAnswer {
		if (!posts.some(({ id }) => id === target) && !comments.some(({ id }) => id === target))
			return refuse(404, 'NOT_FOUND', 'not there');
		const mine = comments.filter((one) => (one.parent ?? one.under) === target);
		if (call.method === 'GET') {
			const [start, count] = [Number(call.query['start'] ?? 0), Number(call.query['count'] ?? 10)];
			return [
				200,
				{ elements: mine.slice(start, start + count).map(said), paging: { start, count, total: mine.length } },
			];
		}
		const {
			actor,
			object,
			message,
			parentComment = null,
			...more
		} = call.body() as { actor?: string; object?: string; message?: { text?: string }; parentComment?: string };
		if (actor !== page || !object || !message?.text || strange(more).length)
			throw new FakeRefusal(...refuse(400, 'ILLEGAL_ARGUMENT', 'comment'));
		if (message.text.length > 1250) throw new FakeRefusal(...refuse(422, 'FIELD_LENGTH_TOO_LONG', 'message'));
		const one = put(object, parentComment, actor, message.text);
		return [201, said(one), { 'x-restli-id': one.id }];
	}

	function put(under: string, parent: string | null, actor: string, text: string): Comment {
		const one = { id: `urn:li:comment:(${under},${++mark})`, under, parent, actor, text, made: clock() };
		comments.push(one);
		return one;
	}

	const shown = ({ id, text, named, made }: Post): object => ({
		id,
		author: page,
		commentary: markedUp(text, named),
		createdAt: made.getTime(),
		lifecycleState: 'PUBLISHED',
		visibility: 'PUBLIC',
	});
	const said = ({ id, actor, text, made, parent }: Comment): object => ({
		id: id.split(',').at(-1)!.replace(')', ''),
		commentUrn: id,
		actor,
		message: { text, attributes: [] },
		created: { actor, time: made.getTime() },
		commentsSummary: { aggregatedTotalComments: comments.filter((one) => one.parent === id).length },
		...(parent ? { parentComment: parent } : {}),
	});

	const server: FakeServer = await fakeServer(answer, (kind) => {
		if (kind === 'rate-limit')
			return refuse(
				429,
				'TOO_MANY_REQUESTS',
				'Resource level throttle DAY limit for calls to this resource is reached.',
			);
		if (kind === 'revoked')
			return refuse(401, 'REVOKED_ACCESS_TOKEN', 'The token used in the request has been revoked by the user', {
				serviceErrorCode: 65_601,
			});
		if (kind === 'expired')
			return refuse(401, 'EXPIRED_ACCESS_TOKEN', 'The token used in the request has expired', {
				serviceErrorCode: 65_602,
			});
		if (kind === 'permission') return refuse(403, 'ACCESS_DENIED', 'Not enough permissions to access: posts.CREATE');
		if (kind === 'restricted') return refuse(403, 'MEMBER_RESTRICTED', 'This member is restricted');
		if (kind === 'duplicate') return refuse(422, 'DUPLICATE_POST', 'Content is a duplicate of urn:li:share:1');
		if (kind === 'version-ended') return refuse(426, 'NONEXISTENT_VERSION', 'Requested version 20240701 is not active');
		if (kind === 'picture-refused') return refuse(400, 'INVALID_MEDIA', 'unsupported');
		return refuse(500, 'INTERNAL_SERVER_ERROR', 'Internal Server Error');
	});
	const fake: FakeLinkedin = Object.assign(server, {
		oldest: '202512',
		reviewed: true,
		app,
		content: (id: string) => posts.find((one) => one.id === id)?.content ?? null,
		settings: (via = server.url) => ({ LINKEDIN_URL: via, LINKEDIN_DIALOG_URL: via }),
		account: {
			id: page,
			name: '阿雄醬油',
			connection: { token: token.access, refresh: token.refresh } as Record<string, string>,
		},
		consent(address: string, { refused = false } = {}) {
			const asked = new URL(address).searchParams;
			const back = new URL(asked.get('redirect_uri')!);
			if (asked.get('client_id') !== app.id || !asked.get('scope')?.includes('w_organization_social'))
				throw new Error('not an address to send anybody to');
			back.searchParams.set('state', asked.get('state') ?? '');
			if (refused) back.searchParams.set('error', 'user_cancelled_authorize');
			else {
				const code = randomBytes(8).toString('hex');
				codes.set(code, asked.get('redirect_uri')!);
				back.searchParams.set('code', code);
			}
			return back;
		},
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (gone = yes),
		posts: () => posts,
		comment: (under: string, name: string, text: string) => put(under, null, `urn:li:person:${name}`, text),
		rest: () => undefined,
	});
	return fake;
}

/** What a reader sees of a little text: an unescaped sign ends it. */
function seen(commentary: string): string {
	const plain = commentary
		.replace(mention, '$1')
		.replace(/\{hashtag\|\\#\|([^}]*)\}/g, '\u0002$1')
		.replace(/\\([\\<>#~_|[\]*(){}@])/g, (_whole, sign: string) => String.fromCharCode(0xe000 + sign.charCodeAt(0)));
	const cut = plain.search(/[<>~_|[\]*(){}@#\\]/);
	return (cut < 0 ? plain : plain.slice(0, cut))
		.replace(/[\ue000-\ue0ff]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xe000))
		.replaceAll('\u0002', '#');
}

/** A page that is named: its words, escaped as all are, and its number. */
const mention = /(?<!\\)@\[((?:\\.|[^\]\\\n])+)\]\((urn:li:organization:\d+)\)/g;
const namedIn = (commentary: string): Named[] =>
	[...commentary.matchAll(mention)].map(([, words = '', urn = '']) => ({ words, urn }));

/** As it is given back: escaped again, its hashtags and the pages that are named marked. */
const markedUp = (text: string, named: readonly Named[]): string =>
	named.reduce((little, { words, urn }) => little.replace(words, () => `@[${words}](${urn})`), escapedAgain(text));

const escapedAgain = (text: string): string =>
	text
		.replace(/[\\<>~_|[\]*(){}@]/g, (sign) => `\\${sign}`)
		.replace(/#(\p{L}[\p{L}\p{N}]*)/gu, '{hashtag|\\#|$1}')
		.replace(/#(?!\|)/g, (sign, at: number, whole: string) => (whole[at - 1] === '\\' ? sign : `\\${sign}`));
