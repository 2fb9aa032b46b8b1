/**
 * Two networks in a process of their own: pages of Facebook, where nothing stands against a second post, and accounts of LINE,
 * which knows a key again. Prints where they are, then how many posts stand there whenever it changes; a line of its input says how
 * many minutes its clock is ahead. Ends by SIGTERM with the texts of all posts.
 */
import { fakeLine } from '#testing/line/fake-line.ts';
import { fakeMeta } from '#testing/meta/fake-meta.ts';

const accounts = Number(process.argv[2] ?? 10);
let ahead = 0;
const clock = (): Date => new Date(Date.now() + ahead * 60_000);
process.stdin.on('data', (part: Buffer) => void (ahead = Number(part.toString())));
const [meta, line] = [await fakeMeta(clock), await fakeLine(clock)];
line.quota = 1_000_000_000;
const pages = Array.from({ length: accounts }, (_, index) => meta.add('page', `第 ${index} 家`));

const texts = (): string[] => [
	...pages.flatMap(({ id }) => meta.posts(id).map(({ text }) => text)),
	...line.sent.flatMap(({ messages }) => messages.map(({ text = '' }) => text)),
];
const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

say({
	settings: { ...meta.settings(), LINE_URL: line.url },
	accounts: [
		...pages.map(({ id, token }) => ({ network: 'facebook', id, token })),
		...pages.map((_, index) => ({ network: 'line', id: `U${index}`, token: line.token })),
	],
});
let told = 0;
const ticking = setInterval(() => {
	const stand = texts().length;
	if (stand !== told) say({ stand: (told = stand) });
}, 2);
process.on('SIGTERM', () => {
	clearInterval(ticking);
	process.stdout.write(`${JSON.stringify({ texts: texts() })}\n`, () => process.exit(0));
});
