import http from 'node:http';
import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import { browser, getRequest, load } from '../load/load.ts';
import { openPlace } from '../place.ts';
import { signIn } from '../people.ts';
import { startOn } from '../product.ts';
import { threadPath } from '../seed/talk.ts';
import { commentBody, formHeaders, writingThreads } from './comment-requests.ts';

/** Comments that are written while visitors read. */
const written = 200;

/**
 * While visitors read a thread from two processes on one database, members comment on it; after each answer the thread
 * is read again as a visitor in both. A page without the new comment is stale; there must be none.
 */
export async function measureStale(bench: Bench): Promise<Figure[]> {
	const { place } = bench;
	const first = await bench.product();
	const second = await startOn(place.data, { arguments: ['web'] });
	const installation = await openPlace(place.data, first.port);
	try {
		const people = await signIn(installation, 500, written);
		const { sql } = await installation.site('home');
		// Threads with room on their first page, so that a new comment has to be on it.
		const free = await sql<
			{ id: number }[]
		>`select id from community.thread where id >= ${writingThreads(place)[0] ?? 0} and comment_count between 1 and 3 order by id limit 25`;
		const threads = free.map(({ id }) => threadPath(place.size, id));
		if (threads.length < 20) throw new Error('Too few threads with room');
		const end = new AbortController();
		const reading = [first, second].map(({ port }) =>
			load(
				{
					port,
					connections: 8,
					warm: 0,
					measured: 300_000,
					requests: threads.map((target) => getRequest(port, target)),
				},
				end.signal,
			),
		);
		const stale = [0, 0];
		const waits: number[] = [];
		for (const [index, { cookie }] of people.entries()) {
			const target = threads[index % threads.length] as string;
			const thread = free[index % free.length]?.id ?? 0;
			const text = `第 ${index} 則 ${Math.random().toString(36).slice(2)}`;
			const from = index % 2 ? second : first;
			const other = index % 2 ? first : second;
			await post(from.port, target, thread, text, cookie);
			const answered = performance.now();
			const [here, there] = await Promise.all([read(from.port, target), read(other.port, target)]);
			if (!here.includes(text)) stale[0] = (stale[0] ?? 0) + 1;
			if (there.includes(text)) continue;
			stale[1] = (stale[1] ?? 0) + 1;
			while (!(await read(other.port, target)).includes(text))
				if (performance.now() - answered > 5_000) throw new Error('The other process never showed the comment');
			waits.push(performance.now() - answered);
		}
		end.abort();
		await Promise.all(reading);
		return [
			plain(`stale reads of ${written}, the process that wrote, under load`, String(stale[0]), '0', stale[0] === 0, {
				stale: stale[0] ?? 0,
			}),
			plain(
				`stale reads of ${written}, another process, under load`,
				`${stale[1]}${waits.length ? `, gone after ${milliseconds(Math.max(...waits))} at most` : ''}`,
				'0',
				stale[1] === 0,
				{ stale: stale[1] ?? 0, wait: Math.max(0, ...waits) },
			),
		];
	} finally {
		await installation.close();
		await second.stop();
	}
}

/** A page as a visitor gets it. */
function read(port: number, target: string): Promise<string> {
	return ask(port, 'GET', target, {}, '').then(({ text }) => text);
}

/** Comments as a browser's form does. Throws when it is not taken. */
async function post(port: number, target: string, thread: number, text: string, cookie: string): Promise<void> {
	const body = commentBody(thread, text);
	const { status, text: said } = await ask(
		port,
		'POST',
		`${target}?/comment`,
		{ ...formHeaders(port, cookie), 'content-length': String(Buffer.byteLength(body)) },
		body,
	);
	if (status < 200 || status >= 400) throw new Error(`The comment was answered with ${status}: ${said.slice(0, 400)}`);
}

function ask(
	port: number,
	method: string,
	target: string,
	headers: Readonly<Record<string, string>>,
	body: string,
): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const asked = http.request(
			{
				port,
				host: '127.0.0.1',
				method,
				path: target,
				agent,
				headers: { host: `localhost:${port}`, 'user-agent': browser, ...headers },
			},
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.once('end', () =>
					resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
				);
			},
		);
		asked.once('error', reject);
		asked.end(body);
	});
}

const agent = new http.Agent({ keepAlive: true });
