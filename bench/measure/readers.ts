import http from 'node:http';
import { livePath } from '#community/news.ts';
import type { Bench } from '../bench.ts';
import { kilobytes, milliseconds, plain, type Figure } from '../figure.ts';
import { formHeaders, commentBody, writingThreads } from './comment-requests.ts';
import { signIn } from '../people.ts';
import { openPlace, type Place } from '../place.ts';
import { memoryOf, startOn, type Product } from '../product.ts';
import { threadPath } from '../seed/talk.ts';

/** Readers who have one thread open, and comments that are said in it meanwhile. */
const readers = 1_000;
const said = 20;
/** Between two of them, in milliseconds: one after the other, as people talk. */
const pause = 300;

/** What one open reader costs the server, and how long it takes until everybody who reads knows of a comment. */
export async function measureReaders(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const { place } = bench;
	// Each reader has an address of their own, as people do.
	const product = await startOn(place.data, { environment: { TRUSTED_PROXY: '127.0.0.1,::1' } });
	try {
		return await measure(place, product);
	} finally {
		await product.stop();
	}
}

async function measure(place: Place, { port, child }: Product): Promise<Figure[]> {
	const thread = writingThreads(place)[0] ?? 0;
	const installation = await openPlace(place.data, port);
	const people = await signIn(installation, 1_000, said);
	await installation.close();
	const post = async (index: number): Promise<void> => {
		const { cookie } = people[index] ?? { cookie: '' };
		const answer = await fetch(`http://localhost:${port}${threadPath(place.size, thread)}?/comment`, {
			method: 'POST',
			headers: formHeaders(port, cookie),
			body: commentBody(thread, `第 ${index} 則，${Math.random()}`),
			redirect: 'manual',
		});
		if (answer.status !== 303) throw new Error(`A comment was answered with ${answer.status}`);
	};
	await fetch(`http://localhost:${port}${threadPath(place.size, thread)}`);
	await new Promise((resolve) => setTimeout(resolve, 5_000));
	const before = memoryOf(child.pid ?? 0).server;

	/** When the comment that is under way was answered, and what each reader waited for those so far. */
	let sent = 0;
	const waited: number[] = [];
	const open = await Promise.all(
		Array.from({ length: readers }, (_, index) =>
			listen(port, thread, index, () => sent && waited.push(performance.now() - sent)),
		),
	);
	await new Promise((resolve) => setTimeout(resolve, 5_000));
	const each = (memoryOf(child.pid ?? 0).server - before) / readers;
	try {
		for (let index = 0; index < said; index++) {
			sent = performance.now();
			await post(index);
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
		await new Promise((resolve) => setTimeout(resolve, 1_000));
	} finally {
		for (const request of open) request.destroy();
	}
	if (waited.length < readers * said) throw new Error(`${waited.length} of ${readers * said} tellings arrived`);
	waited.sort((one, other) => one - other);
	const p99 = waited[Math.floor(waited.length * 0.99)] ?? 0;
	const half = waited[Math.floor(waited.length / 2)] ?? 0;
	return [
		plain(`memory of one of ${readers} open readers`, kilobytes(each), '≤ 40 kB', each <= 40_000, { each }),
		plain(
			`comment sent until ${readers} open readers know, p99`,
			`${milliseconds(p99)} (half: ${milliseconds(half)})`,
			'≤ 500 ms',
			p99 <= 500,
			{ p99, half },
		),
	];
}

/** Listens to a thread; resolves with the connection when how it stands was told. */
function listen(port: number, thread: number, index: number, hear: () => void): Promise<http.ClientRequest> {
	return new Promise((resolve, reject) => {
		const request = http.get(
			{
				port,
				host: 'localhost',
				path: livePath(thread),
				agent: false,
				headers: { 'x-forwarded-for': `10.0.${index >> 8}.${index & 255}` },
			},
			(answer) => {
				if (answer.statusCode !== 200) return reject(new Error(`Listening was answered with ${answer.statusCode}`));
				let first = true;
				answer.on('data', (bytes: Buffer) => {
					if (!bytes.includes('data:')) return;
					if (first) resolve(request);
					else hear();
					first = false;
				});
			},
		);
		request.on('error', reject);
	});
}
