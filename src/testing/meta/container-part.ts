import { gone } from '#testing/meta/facebook-part.ts';
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
import {
	listThings,
	newId,
	newToken,
	putThing,
	underPost,
	type MetaContainer,
	type MetaThing,
} from '#testing/meta/meta-world.ts';

const day = 86_400_000;

/** What differs between the two networks that publish containers. */
const ways = {
	instagram: {
		make: 'media',
		publish: 'media_publish',
		text: 'caption',
		status: 'status_code',
		exchange: 'ig_exchange_token',
		refresh: 'ig_refresh_token',
		limit: 'content_publishing_limit',
		most: 2200,
		a_day: 100,
		params: ['image_url', 'caption', 'alt_text', 'is_carousel_item', 'media_type', 'children', 'collaborators'],
	},
	threads: {
		make: 'threads',
		publish: 'threads_publish',
		text: 'text',
		status: 'status',
		exchange: 'th_exchange_token',
		refresh: 'th_refresh_token',
		limit: 'threads_publishing_limit',
		most: 500,
		a_day: 250,
		params: [
			'text',
			'media_type',
			'image_url',
			'alt_text',
			'is_carousel_item',
			'children',
			'reply_to_id',
			'reply_control',
			'link_attachment',
		],
	},
} as const;

/**
 * Instagram's and Threads' Graph APIs, as far as the product asks them. From the vendors' pages and working clients: the
 * two steps, what a container's state is called, tokens. From memory: what publishing a container twice answers, how
 * long a container lives.
 */
export function answerContained(call: GraphCall, kind: 'instagram' | 'threads'): GraphAnswer {
	const { world, method, path, params, token } = call;
	const way = ways[kind];
	const [first = '', second = ''] = path;
	if (first === 'oauth' && second === 'access_token') return code(call, kind);
	if (first === 'access_token' || first === 'refresh_access_token') return longer(call, kind, first);
	if (!token || token.kind !== kind) throw new GraphRefusal(190, 'Invalid OAuth access token.', { status: 401 });
	if (kind === 'threads' && first === 'keyword_search' && method === 'GET') return search(call);
	const account = world.accounts.get(first === 'me' ? token.owner : first);
	if (account) {
		if (account.removed || account.id !== token.owner) throw gone(first);
		if (!second) {
			const whole = { id: account.id, user_id: account.id, username: account.name, followers_count: 7 };
			return [200, pick(whole, fieldsOf(call, ['user_id', 'username', 'followers_count']))];
		}
		if (second === way.make && method === 'POST') return contain(call, kind);
		if (second === way.publish && method === 'POST') return publish(call, kind);
		if (second === way.limit) {
			const config = { quota_total: way.a_day, quota_duration: 86_400 };
			return [200, { data: [{ quota_usage: account.published, config }] }];
		}
		if (second === 'subscribed_apps' && method === 'POST') {
			account.subscribed = (params['subscribed_fields'] ?? '').split(',');
			return [200, { success: true }];
		}
		const answers = second === 'replies' && kind === 'threads';
		if (second === way.make || answers) {
			allow(call, 'fields', 'limit', 'after');
			const fields = fieldsOf(call, [way.text, 'permalink', 'timestamp']);
			const all = answers
				? [...world.things.values()].filter((one) => one.kind === 'comment' && !one.from && one.owner === account.id)
				: listThings(world, `posts ${account.id}`);
			return partOf(call, all.reverse(), (one) => pick(shape(one, kind), fields));
		}
	}
	const container = world.containers.get(first);
	if (container && container.owner === token.owner)
		return [200, pick(standing(call, container), fieldsOf(call, ['status', 'status_code', 'error_message']))];
	const thing = world.things.get(first);
	if (!thing || thing.owner !== token.owner) throw gone(first);
	return about(call, thing, second, kind);
}

/** Words that stand in posts, newest first. From Meta's page on keyword search; an app that nobody looked at finds its own account's posts alone. */
function search(call: GraphCall): GraphAnswer {
	const { world, params, token } = call;
	allow(call, 'q', 'search_type', 'search_mode', 'media_type', 'since', 'until', 'limit', 'author_username', 'fields');
	const { q = '', search_type: type = 'TOP', since = '0', limit = '25' } = params;
	if (!q) throw new GraphRefusal(100, 'The parameter q is required.');
	if (!['TOP', 'RECENT'].includes(type)) throw new GraphRefusal(100, 'Param search_type must be one of {TOP, RECENT}');
	if (!(Number(limit) >= 1 && Number(limit) <= 100)) throw new GraphRefusal(100, 'Param limit must be 1 to 100');
	const fields = fieldsOf(call, ['text', 'username', 'permalink', 'timestamp', 'link_attachment_url']);
	const visible = (one: MetaThing): boolean =>
		one.owner === token!.owner || (world.reviewed && one.owner.startsWith('threads '));
	const all = [...world.things.values()]
		.filter((one) => one.kind === 'post' && visible(one) && `${one.text} ${one.link ?? ''}`.includes(q))
		.filter((one) => one.made.getTime() >= Number(since) * 1000)
		.reverse();
	return partOf(call, all, (one) =>
		pick(
			{
				...shape(one, 'threads'),
				username: one.from?.name ?? world.accounts.get(one.owner)?.name,
				link_attachment_url: one.link ?? undefined,
			},
			fields,
		),
	);
}

function standing({ world }: GraphCall, container: MetaContainer): Record<string, unknown> {
	const ended = container.state !== 'PUBLISHED' && world.clock().getTime() - container.made.getTime() > day;
	if (!world.neverReady && container.state === 'IN_PROGRESS') container.state = 'FINISHED';
	const state = ended ? 'EXPIRED' : container.state;
	return { id: container.id, status: state, status_code: state };
}

function contain(call: GraphCall, kind: 'instagram' | 'threads'): GraphAnswer {
	const { world, params, token } = call;
	const way = ways[kind];
	allow(call, ...way.params);
	const text = params[way.text] ?? '';
	if ([...text].length > way.most)
		throw new GraphRefusal(100, `text must be at most ${way.most} characters`, { subcode: 2207010 });
	if (kind === 'threads' && new Set(text.match(/https?:\/\/\S+/g)).size > 5)
		throw new GraphRefusal(100, 'THREADS_API__LINK_LIMIT_EXCEEDED');
	if (kind === 'threads' && !['TEXT', 'IMAGE', 'CAROUSEL'].includes(params['media_type'] ?? ''))
		throw new GraphRefusal(100, 'Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}');
	const children = (params['children'] ?? '').split(',').filter(Boolean);
	if (children.some((child) => !world.containers.has(child)))
		throw new GraphRefusal(100, 'Invalid children', { subcode: 2207028 });
	if (kind === 'instagram' && !params['image_url'] && children.length < 2)
		throw new GraphRefusal(100, 'The parameter image_url is required.');
	if (params['image_url'] && !/^https?:\/\//.test(params['image_url']))
		throw new GraphRefusal(9004, 'The media could not be fetched from this URI', { subcode: 2207052 });
	const id = newId(world);
	const state = world.neverReady ? 'IN_PROGRESS' : 'FINISHED';
	world.containers.set(id, { id, owner: token!.owner, made: world.clock(), params, state, thing: null });
	return [200, { id }];
}

function publish(call: GraphCall, kind: 'instagram' | 'threads'): GraphAnswer {
	const { world, params, token } = call;
	const way = ways[kind];
	allow(call, 'creation_id');
	const container = world.containers.get(params['creation_id'] ?? '');
	if (!container || container.owner !== token!.owner) throw gone(params['creation_id'] ?? '');
	const { status } = standing(call, container);
	if (status === 'IN_PROGRESS')
		throw new GraphRefusal(9007, 'The media is not ready for publishing', { subcode: 2207027 });
	if (status !== 'FINISHED') throw new GraphRefusal(9007, 'The media is not available', { subcode: 2207008 });
	const account = world.accounts.get(token!.owner)!;
	if (account.published >= way.a_day)
		throw new GraphRefusal(9, 'Application request limit reached', { subcode: 2207042 });
	container.state = 'PUBLISHED';
	const target = container.params['reply_to_id'];
	const parent = target ? world.things.get(target) : undefined;
	if (target && !parent) throw gone(target);
	if (!target) account.published++;
	const root = parent ? (parent.root ?? parent.id) : null;
	const where = { kind: parent ? ('comment' as const) : ('post' as const), parent: parent?.id ?? null, root };
	const pictures = [container.params['image_url'] ?? ''].filter(Boolean);
	const own = { owner: account.id, from: null, link: null, pictures, text: container.params[way.text] ?? '' };
	container.thing = putThing(world, { id: newId(world), ...where, ...own }).id;
	return [200, { id: container.thing }];
}

function about(call: GraphCall, thing: MetaThing, edge: string, kind: 'instagram' | 'threads'): GraphAnswer {
	const { world, method, params } = call;
	const said = [
		'text',
		'username',
		'from',
		'timestamp',
		'hidden',
		'permalink',
		'replied_to',
		'is_reply_owned_by_me',
		'hide_status',
		'replies',
	];
	if (method === 'DELETE') {
		world.things.delete(thing.id);
		return [200, { success: true }];
	}
	if (edge === 'insights') {
		allow(call, 'metric');
		const known = kind === 'threads' ? ['views', 'likes', 'replies'] : ['reach', 'views', 'likes', 'comments'];
		const asked = (params['metric'] ?? '').split(',');
		if (asked.some((name) => !known.includes(name))) throw new GraphRefusal(100, 'Invalid metric');
		return [200, { data: asked.map((name) => ({ name, period: 'lifetime', values: [{ value: 42 }] })) }];
	}
	if ((edge === 'comments' || edge === 'replies') && method === 'POST') {
		allow(call, 'message');
		const own = { owner: thing.owner, from: null, link: null, pictures: [], text: params['message'] ?? '' };
		const root = thing.root ?? thing.id;
		return [200, { id: putThing(world, { id: newId(world), kind: 'comment', parent: thing.id, root, ...own }).id }];
	}
	if (edge === 'conversation' || edge === 'comments' || edge === 'replies') {
		allow(call, 'fields', 'limit', 'after', 'reverse');
		const all =
			edge === 'conversation' && thing.kind === 'post'
				? underPost(world, thing.id)
				: listThings(world, `under ${thing.id}`);
		if (params['reverse'] === 'true') all.reverse();
		const fields = fieldsOf(call, said);
		return partOf(call, all, (one) => {
			const answers = listThings(world, `under ${one.id}`).map((reply) => shape(reply, kind));
			return pick({ ...shape(one, kind), ...(answers.length ? { replies: { data: answers } } : {}) }, fields);
		});
	}
	const whole = { ...shape(thing, kind), like_count: 2, comments_count: underPost(world, thing.id).length };
	return [200, pick(whole, fieldsOf(call, Object.keys(whole)))];
}

const shape = (thing: MetaThing, kind: 'instagram' | 'threads'): Record<string, unknown> => ({
	id: thing.id,
	...(thing.kind === 'post' ? { [ways[kind].text]: thing.text } : { text: thing.text }),
	permalink: thing.kind === 'post' || kind === 'threads' ? `https://${kind}.invalid/p/${thing.id}` : undefined,
	timestamp: graphTime(thing.made),
	username: thing.from?.name ?? 'brand',
	from: thing.from ? { id: thing.from.id, username: thing.from.name } : { id: thing.owner, username: 'brand' },
	hidden: kind === 'instagram' ? thing.hidden : undefined,
	replied_to: thing.parent ? { id: thing.parent } : undefined,
	is_reply_owned_by_me: thing.from === null,
	hide_status: thing.hidden ? 'HIDDEN' : 'NOT_HUSHED',
});

function code(call: GraphCall, kind: 'instagram' | 'threads'): GraphAnswer {
	const { world, params } = call;
	allow(call, 'client_id', 'client_secret', 'grant_type', 'redirect_uri', 'code');
	if (params['client_id'] !== world.app.id || params['client_secret'] !== world.app.secret)
		throw new GraphRefusal(101, 'Error validating application.');
	const given = world.codes.get(params['code'] ?? '');
	if (
		given?.kind !== kind ||
		given.redirect !== params['redirect_uri'] ||
		params['grant_type'] !== 'authorization_code'
	)
		throw new GraphRefusal(100, 'Invalid authorization code');
	world.codes.delete(params['code'] ?? '');
	const account = [...world.accounts.values()].find((one) => one.kind === kind)!;
	const ends = new Date(world.clock().getTime() + 3_600_000);
	return [
		200,
		{ access_token: newToken(world, { kind, owner: account.id, ends, short: true }), user_id: Number(account.id) },
	];
}

function longer(call: GraphCall, kind: 'instagram' | 'threads', path: string): GraphAnswer {
	const { world, params, token } = call;
	const way = ways[kind];
	const refresh = path === 'refresh_access_token';
	allow(call, 'grant_type', ...(refresh ? [] : ['client_secret']));
	if (!token || token.kind !== kind) throw new GraphRefusal(190, 'Invalid OAuth access token.', { status: 401 });
	if (params['grant_type'] !== (refresh ? way.refresh : way.exchange))
		throw new GraphRefusal(100, 'Invalid grant_type');
	if (!refresh && (params['client_secret'] !== world.app.secret || !token.short))
		throw new GraphRefusal(101, 'Error validating application.');
	if (refresh && (token.short || world.clock().getTime() - token.made.getTime() < day))
		throw new GraphRefusal(100, 'The access token is too young to be refreshed');
	const ends = new Date(world.clock().getTime() + 60 * day);
	return [
		200,
		{
			access_token: newToken(world, { kind, owner: token.owner, ends, short: false }),
			token_type: 'bearer',
			expires_in: 5_184_000,
		},
	];
}
