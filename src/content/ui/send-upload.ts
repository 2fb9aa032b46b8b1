import type { ListOffered, Offered, OfferedKinds } from '#ui/editor/block-node.ts';

/** Sends a file to an address of the console. Throws an Error with what the server said. */
async function send<T>(address: string, file: File): Promise<T> {
	const sent = new FormData();
	sent.set('file', file);
	const answer = await fetch(address, { method: 'POST', body: sent });
	const value = (await answer.json()) as T & { title?: string };
	if (!answer.ok) throw new Error(value.title ?? String(answer.status));
	return value;
}

/** Stores a picture in the media library. */
export const sendPicture = (file: File) =>
	send<{ id: number; src: string; width: number; height: number }>('/console/content/picture', file);

/** What of a module can stand in a text; asked for once a page. */
function listFrom(address: string): ListOffered {
	let asked: Promise<Offered[]> | null = null;
	return () =>
		(asked ??= fetch(address)
			.then((answer) => (answer.ok ? (answer.json() as Promise<Offered[]>) : []))
			.catch(() => {
				asked = null;
				return [];
			}));
}

/** What articles and pages can show of other modules. */
export const offers: OfferedKinds = {
	product: listFrom('/console/content/products'),
	poll: listFrom('/console/content/polls'),
};

/** Stores a file that readers may take away. */
export const sendFile = (file: File) =>
	send<{ src: string; name: string; size: number; mediaType: string | null }>('/console/content/file', file);
