import http from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Record<string, unknown> & { id: number };

/** A WordPress site's REST API over HTTP, as strict as the real one about paging, contexts and signing in. */
export interface FakeWordPress {
	url: string;
	/** What was asked, and with what to sign in. */
	asked: { path: string; authorization: string | undefined }[];
	rows: Record<string, Row[]>;
	/** Answers the next so many questions with this. */
	busy: { times: number; status: number };
	close(): void;
}

const login = `Basic ${Buffer.from('admin:app word').toString('base64')}`;

/** Starts one with these rows by route. `plain`: readable addresses are switched off there. */
export async function fakeWordPress(rows: Record<string, Row[]>, { plain = false } = {}): Promise<FakeWordPress> {
	const fake: FakeWordPress = { url: '', asked: [], rows, busy: { times: 0, status: 503 }, close: () => undefined };
	const server = http.createServer((request, response) => {
		const url = new URL(request.url ?? '/', fake.url);
		const { authorization } = request.headers;
		fake.asked.push({ path: `${url.pathname}${url.search}`, authorization });
		const send = (status: number, body: unknown, headers: Record<string, string> = {}): void =>
			void response
				.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers })
				.end(JSON.stringify(body));
		const refuse = (status: number, code: string): void => send(status, { code, message: code, data: { status } });
		const route = plain ? url.searchParams.get('rest_route') : /^\/wp-json(\/.*)$/.exec(url.pathname)?.[1];
		if (!route) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
		if (route === '/')
			return send(200, {
				home: fake.url,
				url: fake.url,
				name: '山腳下 &amp; 醬油',
				namespaces: ['oembed/1.0', 'wp/v2'],
			});
		if (fake.busy.times-- > 0) return send(fake.busy.status, '', { 'retry-after': '0.01' });
		if (authorization !== undefined && authorization !== login) return refuse(401, 'incorrect_password');
		const name = /^\/wp\/v2\/([a-z]+)$/.exec(route)?.[1] ?? '';
		const editing = url.searchParams.get('context') === 'edit';
		if (editing && authorization === undefined) return refuse(401, 'rest_forbidden_context');
		if (name === 'types') return send(200, { post: {}, page: {}, attachment: {}, product: {} });
		if (name === 'taxonomies')
			return send(200, {
				category: { rest_base: 'categories' },
				post_tag: { rest_base: 'tags' },
				flavour: { rest_base: 'flavour' },
				kept: { rest_base: 'kept' },
			});
		const statuses = (url.searchParams.get('status') ?? (name === 'comments' ? 'approved' : 'publish')).split(',');
		if (authorization === undefined && url.searchParams.has('status') && statuses.some((one) => one !== 'publish'))
			return refuse(400, 'rest_invalid_param');
		const all = rows[name];
		if (!all) return refuse(404, 'rest_no_route');
		const perPage = Number(url.searchParams.get('per_page') ?? 10);
		if (!(perPage >= 1 && perPage <= 100)) return refuse(400, 'rest_invalid_param');
		const wanted = all
			.filter((row) => !('status' in row) || statuses.includes(row['status'] as string))
			.sort((one, other) => (url.searchParams.get('order') === 'asc' ? one.id - other.id : other.id - one.id));
		const pages = Math.ceil(wanted.length / perPage);
		const page = Number(url.searchParams.get('page') ?? 1);
		if (page > Math.max(1, pages)) return refuse(400, 'rest_post_invalid_page_number');
		const shown = wanted.slice((page - 1) * perPage, page * perPage).map((row) => (editing ? row : forEverybody(row)));
		send(200, shown, { 'x-wp-total': String(wanted.length), 'x-wp-totalpages': String(pages) });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	fake.close = () => void server.close().closeAllConnections();
	return fake;
}

/** Without what only those who edit are told. */
function forEverybody(row: Row): Row {
	const { username: _username, email: _email, password: _password, ...rest } = row;
	return Object.fromEntries(
		Object.entries(rest).map(([name, value]) => [
			name,
			value && typeof value === 'object' && 'raw' in value ? { ...value, raw: undefined } : value,
		]),
	) as Row;
}
