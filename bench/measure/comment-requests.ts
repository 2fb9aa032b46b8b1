import type { Installation } from '#platform/installation/installation.ts';
import { postRequest } from '../load/load.ts';
import { signIn } from '../people.ts';
import type { Place } from '../place.ts';
import { random } from '../seed/random.ts';
import { threadPath } from '../seed/talk.ts';
import { passage } from '../seed/text.ts';

/** Forms in which `count` different members each comment once, on forum threads that no other measure reads. */
export async function commentRequests(
	installation: Installation,
	place: Place,
	port: number,
	count: number,
): Promise<string[]> {
	const people = await signIn(installation, 1_000, Math.min(count, place.size.members - 1_000));
	const rng = random(Date.now());
	const threads = writingThreads(place);
	return Array.from({ length: count }, (_, index) => {
		const { cookie } = people[index % people.length] ?? { cookie: '' };
		const thread = threads[index % threads.length] ?? 0;
		return commentForm(port, place, thread, passage(rng, 60), cookie);
	});
}

/** The form under a thread, as a browser sends it. */
const commentForm = (port: number, { size }: Place, thread: number, text: string, cookie: string): string =>
	postRequest(port, `${threadPath(size, thread)}?/comment`, commentBody(thread, text), formHeaders(port, cookie));

/** The fields of the form under a thread. */
export const commentBody = (thread: number, text: string): string =>
	new URLSearchParams({ thread: String(thread), text }).toString();

export const formHeaders = (port: number, cookie: string): Record<string, string> => ({
	accept: 'text/html',
	origin: `http://localhost:${port}`,
	cookie,
	'content-type': 'application/x-www-form-urlencoded',
});

/** Threads set aside for writing: the younger half of the forum. */
export function writingThreads({ size }: Place): number[] {
	const first = size.articles + Math.floor((size.threads - size.articles) / 2);
	return Array.from({ length: size.threads - first }, (_, index) => first + index);
}
