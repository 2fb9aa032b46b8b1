import { answerAds } from '#testing/meta/ads-part.ts';
import {
	allow,
	fieldsOf,
	graphTime,
	GraphRefusal,
	partOf,
	pick,
	type GraphAnswer,
	type GraphCall,
} from '#testing/meta/graph-call.ts';
import { listThings, newId, newToken, putThing, underPost, type MetaThing } from '#testing/meta/meta-world.ts';

/** What scopes an app of a page asks for. */
export const pageScopes = [
	'pages_show_list',
	'pages_read_engagement',
	'pages_manage_posts',
	'pages_manage_engagement',
	'pages_read_user_content',
	'pages_manage_metadata',
	'read_insights',
];

const day = 86_400_000;

/** The Graph API of Facebook pages, as far as the product asks it. Read in working clients: paths, parameters, answers. */
export function answerFacebook(call: GraphCall): GraphAnswer {
	const { world, method, path, params } = call;
	const [first = '', second = ''] = path;
	if (first === 'oauth' && second === 'access_token') return tokens(call);
	if (first === 'debug_token') return debug(call);
	const ads = answerAds(call);
	if (ads) return ads;
	if (!call.token) throw new GraphRefusal(190, 'Invalid OAuth access token.', { status: 401 });
	if (first === 'me') return me(call, second);
	const account = world.accounts.get(first);
	if (account) {
		if (account.removed || call.token.owner !== first) throw gone(first);
		if (!second)
			return [
				200,
				pick({ id: account.id, name: account.name, followers_count: 12 }, fieldsOf(call, ['name', 'followers_count'])),
			];
		if (second === 'subscribed_apps' && method === 'POST') {
			allow(call, 'subscribed_fields');
			account.subscribed = (params['subscribed_fields'] ?? '').split(',');
			return [200, { success: true }];
		}
		if (second === 'photos' && method === 'POST') return photo(call, first);
		if (second === 'feed' && method === 'POST') return post(call, first);
		if (second === 'tagged' && method === 'GET') {
			allow(call, 'fields', 'limit', 'after');
			const fields = fieldsOf(call, ['message', 'permalink_url', 'attachments', 'created_time', 'from']);
			// Who a person is, nobody else is told.
			const untold = (one: MetaThing) => ({
				...shape(one),
				...(one.owner.startsWith('page ') ? { from: undefined } : {}),
			});
			return partOf(call, listThings(world, `tagged ${first}`).reverse(), (one) => pick(untold(one), fields));
		}
		if (second === 'published_posts') {
			allow(call, 'fields', 'since', 'limit', 'after');
			const since = Number(params['since'] ?? 0) * 1000;
			const fields = fieldsOf(call, ['message', 'permalink_url', 'attachments', 'created_time']);
			const all = listThings(world, `posts ${first}`).filter((one) => one.made.getTime() >= since);
			return partOf(call, all.reverse(), (one) => pick(shape(one), fields));
		}
	}
	const thing = world.things.get(first);
	if (!thing || call.token.owner !== thing.owner) throw gone(first);
	return about(call, thing, second);
}

function about(call: GraphCall, thing: MetaThing, edge: string): GraphAnswer {
	const { world, method, params } = call;
	if (edge === 'comments' && method === 'POST') {
		allow(call, 'message', 'fields', 'attachment_url');
		if (!params['message']) throw new GraphRefusal(100, '(#100) Param message must be non-empty');
		const root = thing.root ?? thing.id;
		const id = `${root.split('_')[1]}_${newId(world)}`;
		const own = { owner: thing.owner, from: null, link: null, pictures: [] };
		return [
			200,
			{ id: putThing(world, { id, kind: 'comment', text: params['message'], parent: thing.id, root, ...own }).id },
		];
	}
	if (edge === 'comments') {
		allow(call, 'fields', 'filter', 'order', 'limit', 'after', 'summary');
		const fields = fieldsOf(call, ['message', 'from', 'created_time', 'parent', 'permalink_url', 'is_hidden']);
		const all = params['filter'] === 'stream' ? underPost(world, thing.id) : listThings(world, `under ${thing.id}`);
		if (params['order'] === 'reverse_chronological') all.reverse();
		return partOf(call, all, (one) => pick(shape(one), fields));
	}
	if (edge === 'insights') {
		allow(call, 'metric');
		const asked = (params['metric'] ?? '').split(',');
		// One metric that is gone refuses the whole call.
		if (asked.some((name) => !world.metrics.has(name)))
			throw new GraphRefusal(100, '(#100) The value must be a valid insights metric');
		const data = asked.map((name) => ({ name, period: 'lifetime', values: [{ value: world.metrics.get(name) }] }));
		return [200, { data }];
	}
	if (method === 'DELETE') {
		world.things.delete(thing.id);
		return [200, { success: true }];
	}
	if (method === 'POST') {
		allow(call, 'message');
		thing.text = params['message'] ?? '';
		return [200, { success: true }];
	}
	const whole = {
		...shape(thing),
		reactions: { data: [], summary: { total_count: 3 } },
		comments: { data: [], summary: { total_count: underPost(world, thing.id).length } },
	};
	return [200, pick(whole, fieldsOf(call, Object.keys(whole)))];
}

function post(call: GraphCall, page: string): GraphAnswer {
	const { world, params } = call;
	allow(
		call,
		'message',
		'link',
		'published',
		'attached_media',
		'fields',
		'scheduled_publish_time',
		'backdated_time',
		'targeting',
	);
	const [message, link] = [params['message'] ?? '', params['link'] ?? null];
	const photos = params['attached_media'] ? (JSON.parse(params['attached_media']) as { media_fbid: string }[]) : [];
	if (!message && !link && !photos.length) throw new GraphRefusal(100, '(#100) Missing message or attachment');
	if ([...message].length > 63_206) throw new GraphRefusal(100, '(#100) The message is too long');
	for (const { media_fbid: id } of photos) if (!world.things.has(id)) throw gone(id);
	const before = listThings(world, `posts ${page}`).at(-1);
	if (before && before.text === message && before.link === link)
		throw new GraphRefusal(506, 'Duplicate status message');
	const id = `${page}_${newId(world)}`;
	const pictures = photos.map((one) => one.media_fbid);
	putThing(world, {
		id,
		kind: 'post',
		owner: page,
		from: null,
		text: message,
		link,
		parent: null,
		root: null,
		pictures,
	});
	return [200, { id, permalink_url: shape(world.things.get(id)!)['permalink_url'] }];
}

function photo(call: GraphCall, page: string): GraphAnswer {
	const { world, params } = call;
	allow(call, 'url', 'published', 'alt_text_custom', 'caption');
	if (!/^https?:\/\//.test(params['url'] ?? '')) throw new GraphRefusal(100, '(#100) url must be an address');
	const own = { owner: page, from: null, link: params['url'] ?? null, parent: null, root: null, pictures: [] };
	return [
		200,
		{ id: putThing(world, { id: newId(world), kind: 'photo', text: params['alt_text_custom'] ?? '', ...own }).id },
	];
}

const shape = (thing: MetaThing): Record<string, unknown> => ({
	id: thing.id,
	message: thing.text || undefined,
	permalink_url: `https://www.facebook.com/${thing.id}`,
	created_time: graphTime(thing.made),
	from: thing.from ?? { id: thing.owner, name: 'page' },
	is_hidden: thing.hidden,
	...(thing.kind === 'comment' && thing.parent !== thing.root ? { parent: { id: thing.parent } } : {}),
	...(thing.link ? { attachments: { data: [{ unshimmed_url: thing.link }] } } : {}),
});

function tokens(call: GraphCall): GraphAnswer {
	const { world, params } = call;
	if (params['client_id'] !== world.app.id || params['client_secret'] !== world.app.secret)
		throw new GraphRefusal(101, 'Error validating application.');
	if (params['grant_type'] === 'fb_exchange_token') {
		allow(call, 'grant_type', 'client_id', 'client_secret', 'fb_exchange_token');
		const short = world.tokens.get(params['fb_exchange_token'] ?? '');
		if (!short) throw new GraphRefusal(190, 'Invalid OAuth access token.');
		const ends = new Date(world.clock().getTime() + 60 * day);
		return [
			200,
			{ access_token: newToken(world, { ...short, ends, short: false }), token_type: 'bearer', expires_in: 5_184_000 },
		];
	}
	allow(call, 'client_id', 'client_secret', 'redirect_uri', 'code');
	const code = world.codes.get(params['code'] ?? '');
	if (code?.kind !== 'page' || code.redirect !== params['redirect_uri'])
		throw new GraphRefusal(100, 'This authorization code has been used.', { subcode: 36009 });
	world.codes.delete(params['code'] ?? '');
	const ends = new Date(world.clock().getTime() + 3_600_000);
	const owner = `user ${code.declined.join(' ')}`;
	return [
		200,
		{
			access_token: newToken(world, { kind: 'user', owner, ends, short: true }),
			token_type: 'bearer',
			expires_in: 3600,
		},
	];
}

function me(call: GraphCall, edge: string): GraphAnswer {
	const { world, token } = call;
	if (token?.kind !== 'user') throw gone('me');
	if (edge === 'permissions') {
		const status = (permission: string) => (token.owner.includes(permission) ? 'declined' : 'granted');
		return [200, { data: pageScopes.map((permission) => ({ permission, status: status(permission) })) }];
	}
	if (edge !== 'accounts') throw gone(edge);
	allow(call, 'fields', 'limit', 'after');
	const pages = [...world.accounts.values()].filter((one) => one.kind === 'page' && !one.removed);
	return partOf(call, pages, ({ id, name }) => ({
		id,
		name,
		access_token: newToken(world, { kind: 'page', owner: id, ends: null, short: false }),
	}));
}

function debug(call: GraphCall): GraphAnswer {
	const { world, params, bearer } = call;
	allow(call, 'input_token');
	if (bearer !== `${world.app.id}|${world.app.secret}`) throw new GraphRefusal(190, 'Invalid application token');
	const token = world.tokens.get(params['input_token'] ?? '');
	const ends = token ? token.made.getTime() + 90 * day : 0;
	const valid = token !== undefined && !token.revoked && ends > world.clock().getTime();
	return [
		200,
		{ data: { is_valid: valid, expires_at: 0, data_access_expires_at: Math.floor(ends / 1000), scopes: pageScopes } },
	];
}

/** The one answer for what is not there and for what one may not see. */
export const gone = (id: string): GraphRefusal =>
	new GraphRefusal(
		100,
		`Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions`,
		{ subcode: 33 },
	);
