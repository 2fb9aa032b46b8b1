import { createHmac, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerContained } from '#testing/meta/container-part.ts';
import { answerFacebook } from '#testing/meta/facebook-part.ts';
import { GraphRefusal, type GraphAnswer, type GraphCall } from '#testing/meta/graph-call.ts';
import {
	newId,
	newToken,
	newWorld,
	putThing,
	type MetaAccount,
	type MetaFault,
	type MetaThing,
	type MetaWorld,
} from '#testing/meta/meta-world.ts';

/**
 * Meta's networks over HTTP, in memory: Facebook pages, Instagram and Threads with their tokens, containers, comments,
 * allowances and calls. Strict (an unknown parameter is refused), with a clock that is handed in, and with bad days.
 */
export interface FakeMeta {
	url: string;
	world: MetaWorld;
	/** What the product reads to call here instead; `via` stands in between. */
	settings(via?: string): Record<string, string>;
	add(kind: MetaAccount['kind'], name: string): MetaAccount & { token: string };
	/** Somebody gives leave at this address, all of it but what they decline; gives where they are sent back to. */
	consent(address: string, options?: { declined?: string[]; refused?: boolean }): URL;
	/** Somebody comments; where the account asked for it, the product is called. */
	comment(target: string, said: { name: string; text: string }): MetaThing;
	/** Somebody who is nobody's account here says something to everybody: on Threads, or on Facebook with these pages tagged. */
	say(where: 'threads' | 'page', said: { name: string; text: string; link?: string; tagged?: string[] }): MetaThing;
	remove(id: string): void;
	fault(kind: MetaFault, options?: { times?: number; match?: RegExp }): void;
	posts(account: string): MetaThing[];
	calls: string[];
	/** The signed call that says that something happened here. */
	call(account: string, thing: MetaThing, verb?: string): { raw: Buffer; headers: Headers };
	close(): Promise<void>;
}

const prefixes: Record<string, (call: GraphCall) => GraphAnswer> = {
	fb: answerFacebook,
	ig: (call) => answerContained(call, 'instagram'),
	igt: (call) => answerContained(call, 'instagram'),
	th: (call) => answerContained(call, 'threads'),
};

export async function fakeMeta(clock: () => Date): Promise<FakeMeta> {
	const world = newWorld(clock);
	const calls: string[] = [];
	const server = http.createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			calls.push(`${request.method} ${request.url?.split('?')[0]}`);
			const { status, body, drop } = answer(world, request, text);
			if (drop) return void request.socket.destroy();
			const send = (): unknown =>
				response.writeHead(status, { 'content-type': 'application/json', ...usage(world) }).end(JSON.stringify(body));
			if (world.pause) setTimeout(send, world.pause);
			else send();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		world,
		calls,
		settings: (via = url) => ({
			FACEBOOK_GRAPH_URL: `${via}/fb`,
			FACEBOOK_DIALOG_URL: `${url}/fbwww`,
			INSTAGRAM_GRAPH_URL: `${via}/ig`,
			INSTAGRAM_TOKEN_URL: `${via}/igt`,
			INSTAGRAM_DIALOG_URL: `${url}/igwww`,
			THREADS_GRAPH_URL: `${via}/th`,
			THREADS_DIALOG_URL: `${url}/thwww`,
		}),
		add(kind, name) {
			const account: MetaAccount = { id: newId(world), name, kind, removed: false, subscribed: [], published: 0 };
			world.accounts.set(account.id, account);
			const ends = kind === 'page' ? null : new Date(clock().getTime() + 60 * 86_400_000);
			return Object.assign(account, { token: newToken(world, { kind, owner: account.id, ends, short: false }) });
		},
		consent(address, { declined = [], refused = false } = {}) {
			const asked = new URL(address);
			const {
				client_id: id,
				redirect_uri: redirect = '',
				state = '',
				response_type: type,
			} = Object.fromEntries(asked.searchParams);
			if (id !== world.app.id || type !== 'code' || !state || !asked.searchParams.get('scope'))
				throw new Error('A dialog that Meta would not open');
			const back = new URL(redirect);
			back.searchParams.set('state', state);
			if (refused) {
				back.searchParams.set('error', 'access_denied');
				return back;
			}
			const kind = asked.pathname.startsWith('/fbwww')
				? 'page'
				: asked.pathname.startsWith('/igwww')
					? 'instagram'
					: 'threads';
			const code = randomBytes(16).toString('hex');
			world.codes.set(code, { kind, redirect, declined });
			back.searchParams.set('code', code);
			return back;
		},
		comment(target, { name, text }) {
			const under = world.things.get(target)!;
			const root = under.root ?? under.id;
			const facebook = root.includes('_');
			const id = facebook ? `${root.split('_')[1]}_${newId(world)}` : newId(world);
			const own = { owner: under.owner, link: null, pictures: [], text, from: { id: `p${newId(world)}`, name } };
			return putThing(world, { id, kind: 'comment', parent: under.id, root, ...own });
		},
		say(where, { name, text, link, tagged = [] }) {
			const person = `${where} ${newId(world)}`;
			const id = where === 'page' ? `${newId(world)}_${newId(world)}` : newId(world);
			const bare = { kind: 'post' as const, parent: null, root: null, pictures: [] };
			const thing = putThing(world, {
				...bare,
				id,
				owner: person,
				from: { id: person, name },
				text,
				link: link ?? null,
			});
			for (const page of tagged)
				world.listed.set(`tagged ${page}`, [...(world.listed.get(`tagged ${page}`) ?? []), id]);
			return thing;
		},
		remove: (id) => void world.things.delete(id),
		fault: (kind, { times = 1, match = /./ } = {}) => void world.faults.push({ kind, left: times, match }),
		posts: (account) => (world.listed.get(`posts ${account}`) ?? []).flatMap((id) => world.things.get(id) ?? []),
		call(account, thing, verb = 'add') {
			const raw = Buffer.from(asciiJson(envelope(world, account, thing, verb)));
			const signature = `sha256=${createHmac('sha256', world.app.secret).update(raw).digest('hex')}`;
			return { raw, headers: new Headers({ 'x-hub-signature-256': signature, 'content-type': 'application/json' }) };
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Everything but ASCII is escaped, as Meta sends and signs it. */
const asciiJson = (value: object): string =>
	JSON.stringify(value).replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

function envelope(world: MetaWorld, account: string, thing: MetaThing, verb: string): object {
	const time = Math.floor(world.clock().getTime() / 1000);
	const post = thing.root ?? thing.id;
	const { kind } = world.accounts.get(account)!;
	if (kind === 'page') {
		const value = {
			item: 'comment',
			verb,
			comment_id: thing.id,
			parent_id: thing.parent,
			post_id: post,
			message: thing.text,
			from: thing.from,
			created_time: time,
		};
		return { object: 'page', entry: [{ id: account, time, changes: [{ field: 'feed', value }] }] };
	}
	if (kind === 'instagram') {
		const value = {
			from: { id: thing.from?.id, username: thing.from?.name },
			media: { id: post, media_product_type: 'FEED' },
			id: thing.id,
			text: thing.text,
		};
		return { object: 'instagram', entry: [{ id: account, time, field: 'comments', value }] };
	}
	const value = {
		id: thing.id,
		username: thing.from?.name,
		text: thing.text,
		replied_to: { id: thing.parent },
		root_post: { id: post, owner_id: account },
	};
	return {
		app_id: world.app.id,
		topic: 'moderate',
		target_id: post,
		time,
		subscription_id: '1',
		values: { field: 'replies', value },
	};
}

const usage = ({ used }: MetaWorld): Record<string, string> => ({
	'x-app-usage': JSON.stringify({ call_count: 1, total_time: 1, total_cputime: 1 }),
	'x-business-use-case-usage': JSON.stringify({
		'1': [
			{
				type: 'pages',
				call_count: used,
				total_cputime: 1,
				total_time: 1,
				estimated_time_to_regain_access: used >= 90 ? 30 : 0,
			},
		],
	}),
});

function answer(
	world: MetaWorld,
	request: http.IncomingMessage,
	text: string,
): { status: number; body: object; drop?: true } {
	const url = new URL(request.url ?? '/', 'http://meta.invalid');
	const [prefix = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
	const fault = world.faults.find((one) => one.left > 0 && one.match.test(`${request.method} ${url.pathname}`));
	if (fault) fault.left--;
	try {
		if (fault) before(fault.kind);
		const handler = prefixes[prefix];
		if (!handler) throw new GraphRefusal(2500, 'Unknown path components', { status: 404 });
		const version = /^v(\d+)\.\d$/.exec(rest[0] ?? '')?.[1];
		if (version && prefix !== 'th' && Number(version) < world.version.oldest)
			throw new GraphRefusal(
				2635,
				`You are calling a deprecated version of the API. Please update to the latest version`,
			);
		const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const token = findToken(world, bearer);
		const params = Object.fromEntries(
			request.method === 'GET' || request.method === 'DELETE' ? url.searchParams : new URLSearchParams(text),
		);
		const path = version ? rest.slice(1) : rest;
		const [status, body] = handler({ world, method: request.method ?? 'GET', path, params, token, bearer });
		if (fault?.kind === 'drop-after') return { status, body, drop: true };
		if (fault?.kind === '500-after')
			return { status: 500, body: { error: { message: 'An unknown error occurred', code: 1 } } };
		return { status, body };
	} catch (error) {
		if (error instanceof GraphRefusal) return { status: error.status, body: error.body };
		return { status: 500, body: { error: { message: String(error), code: 1 } } };
	}
}

function before(kind: MetaFault): void {
	if (kind === '500-before') throw new GraphRefusal(2, 'Service temporarily unavailable', { status: 500 });
	if (kind === 'rate-limit') throw new GraphRefusal(80001, 'There have been too many calls from this Page account.');
	if (kind === 'expired')
		throw new GraphRefusal(190, 'Error validating access token: Session has expired', { subcode: 463 });
	if (kind === 'revoked') throw new GraphRefusal(190, 'The user has not authorized application', { subcode: 458 });
	if (kind === 'permission') throw new GraphRefusal(200, '(#200) Permissions error');
	if (kind === 'duplicate') throw new GraphRefusal(506, 'Duplicate status message');
	if (kind === 'version-ended') throw new GraphRefusal(2635, 'You are calling a deprecated version of the API');
	if (kind === 'restricted') throw new GraphRefusal(368, 'The action attempted has been deemed abusive');
	if (kind === 'picture-refused')
		throw new GraphRefusal(9004, 'The media could not be fetched from this URI', { subcode: 2207052 });
}

/** The token of a call, if it still holds. */
function findToken(world: MetaWorld, bearer: string) {
	const token = world.tokens.get(bearer);
	if (!token) return null;
	const owner = world.accounts.get(token.owner);
	if (token.revoked || owner?.removed)
		throw new GraphRefusal(190, 'The user has not authorized application', { subcode: 458 });
	if (token.ends && token.ends <= world.clock())
		throw new GraphRefusal(190, 'Error validating access token: Session has expired', { subcode: 463 });
	return token;
}
