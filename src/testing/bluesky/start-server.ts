/* Runs by itself, in a folder that has `@atproto/dev-env`: a real server for accounts, with the real view over all servers where a
 * PostgreSQL and a Redis are named (`DB_POSTGRES_URL`, `REDIS_HOST`); else, in front of it, as much of that view as the
 * product asks, drawn from the server's own records. Prints `{ "url", "accounts" }`. */
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Rec {
	uri: string;
	cid: string;
	value: { text: string; createdAt: string; reply?: { parent: { uri: string } } };
}
interface Account {
	did: string;
	handle: string;
	password: string;
}

const letters = (): string => String.fromCharCode(...Array.from(randomBytes(10), (byte) => 97 + (byte % 26)));

const here = createRequire(path.join(process.cwd(), 'package.json'));
const devEnv = (await import(pathToFileURL(here.resolve('@atproto/dev-env')).href)) as {
	TestNetworkNoAppView: { create(options: object): Promise<{ pds: { url: string } }> };
	TestNetwork: { create(options: object): Promise<{ pds: { url: string }; processAll(): Promise<void> }> };
};
const whole =
	process.env['DB_POSTGRES_URL'] && process.env['REDIS_HOST']
		? // A schema of its own, of letters alone: what another run said must not be found by this one.
			await devEnv.TestNetwork.create({ dbPostgresSchema: `homecourt_${letters()}` })
		: null;
const { pds } = whole ?? (await devEnv.TestNetworkNoAppView.create({}));

async function xrpc<T>(name: string, given: object, token?: string, get = false): Promise<T> {
	const query = get ? `?${new URLSearchParams(given as Record<string, string>)}` : '';
	const answer = await fetch(`${pds.url}/xrpc/${name}${query}`, {
		method: get ? 'GET' : 'POST',
		headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
		...(get ? {} : { body: JSON.stringify(given) }),
	});
	return (await answer.json()) as T;
}

const accounts: Account[] = [];
for (const name of ['brand', 'fan']) {
	const own = { handle: `${name}.test`, email: `${name}@example.org`, password: `${name}-password` };
	const { did } = await xrpc<{ did: string }>('com.atproto.server.createAccount', own);
	accounts.push({ did, handle: own.handle, password: own.password });
}

/** Every post of every account, oldest first. */
async function everything(): Promise<(Rec & { author: Account })[]> {
	const all: (Rec & { author: Account })[] = [];
	for (const author of accounts) {
		let cursor = '';
		do {
			const asked = {
				repo: author.did,
				collection: 'app.bsky.feed.post',
				limit: '100',
				reverse: 'true',
				...(cursor ? { cursor } : {}),
			};
			const part = await xrpc<{ records: Rec[]; cursor?: string }>(
				'com.atproto.repo.listRecords',
				asked,
				undefined,
				true,
			);
			all.push(...part.records.map((one) => ({ ...one, author })));
			cursor = part.records.length === 100 ? (part.cursor ?? '') : '';
		} while (cursor);
	}
	return all;
}

const shape = ({ uri, cid, value, author: { did, handle } }: Rec & { author: Account }) => ({
	uri,
	cid,
	author: { did, handle },
	record: value,
	indexedAt: value.createdAt,
	likeCount: 0,
});

async function view(name: string, asked: URLSearchParams): Promise<[number, object]> {
	const all = await everything();
	if (name === 'app.bsky.actor.getProfile') {
		const account = accounts.find(({ did, handle }) => did === asked.get('actor') || handle === asked.get('actor'));
		return account
			? [200, { did: account.did, handle: account.handle, followersCount: 3 }]
			: [400, { error: 'InvalidRequest', message: 'Profile not found' }];
	}
	if (name === 'app.bsky.feed.getPosts') {
		const wanted = asked.getAll('uris');
		const under = (uri: string) => all.filter((one) => one.value.reply?.parent.uri === uri).length;
		return [
			200,
			{
				posts: all
					.filter(({ uri }) => wanted.includes(uri))
					.map((one) => ({ ...shape(one), replyCount: under(one.uri) })),
			},
		];
	}
	const node = (uri: string): object | null => {
		const one = all.find((other) => other.uri === uri);
		if (!one) return null;
		const replies = all.filter((other) => other.value.reply?.parent.uri === uri).map((other) => node(other.uri));
		return { $type: 'app.bsky.feed.defs#threadViewPost', post: shape(one), replies };
	};
	const thread = node(asked.get('uri') ?? '');
	return thread ? [200, { thread }] : [400, { error: 'NotFound', message: 'Post not found' }];
}

const server = http.createServer((request, response) => {
	// The real view sees what was written a moment later.
	if (whole) return void whole.processAll().then(() => forward(request, response));
	const url = new URL(request.url ?? '/', 'http://server.invalid');
	const name = url.pathname.replace('/xrpc/', '');
	if (name.startsWith('app.bsky.')) {
		void view(name, url.searchParams).then(([status, body]) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
		);
		return;
	}
	forward(request, response);
});

function forward(request: http.IncomingMessage, response: http.ServerResponse): void {
	const onward = http.request(
		`${pds.url}${request.url}`,
		{ method: request.method, headers: request.headers },
		(answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		},
	);
	onward.on('error', () => response.destroy());
	request.pipe(onward);
}
server.listen(0, '127.0.0.1', () => {
	const { port } = server.address() as { port: number };
	process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, accounts })}\n`);
});
