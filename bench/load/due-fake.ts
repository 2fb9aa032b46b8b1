/**
 * A network that does nothing but take posts, in a process of its own: strict about its allowance, which is counted for each account
 * in windows that begin with its first post. Prints its port; `GET /log` says what came when, and what this process took.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const [most = '10', window = '10000'] = process.argv.slice(2);

export interface Arrival {
	account: string;
	text: string;
	/** Milliseconds since 1970. */
	at: number;
	/** When the window of the account that it fell into ends, in the same milliseconds. */
	ends: number;
	/** Beyond the allowance: it was refused. */
	refused: boolean;
}

const arrivals: Arrival[] = [];
const windows = new Map<string, { ends: number; used: number }>();
const posts = new Map<string, string>();

http
	.createServer((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			const at = Date.now();
			if (request.url === '/log') {
				const { user, system } = process.cpuUsage();
				return void response.end(JSON.stringify({ arrivals, cpu: (user + system) / 1e6 }));
			}
			const account = request.headers.authorization ?? '';
			const key = String(request.headers['idempotency-key'] ?? '');
			const { text, link } = JSON.parse(body || '{}') as { text?: string; link?: string | null };
			if (request.method !== 'POST' || request.url !== '/posts' || !account || !key || !text || link === undefined)
				return void response.writeHead(400).end('{}');
			let own = windows.get(account);
			if (!own || own.ends <= at) windows.set(account, (own = { ends: at + Number(window), used: 0 }));
			const refused = !posts.has(key) && own.used >= Number(most);
			if (!posts.has(key)) arrivals.push({ account, text, at, ends: own.ends, refused });
			if (!refused && !posts.has(key)) {
				own.used++;
				posts.set(key, `p${posts.size + 1}`);
			}
			const headers = {
				'x-ratelimit-limit': most,
				'x-ratelimit-remaining': String(Math.max(0, Number(most) - own.used)),
				'x-ratelimit-reset': new Date(own.ends).toISOString(),
			};
			response.writeHead(refused ? 429 : 200, headers).end(JSON.stringify({ id: posts.get(key) ?? '' }));
		});
	})
	.listen(0, '127.0.0.1', function (this: http.Server) {
		process.stdout.write(`${(this.address() as AddressInfo).port}\n`);
	});
