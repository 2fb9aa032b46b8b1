import type { Offered } from '#ui/editor/block-node.ts';

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

let products: Promise<Offered[]> | null = null;

/** The products that an article can show; asked for once a page. */
export const listOffered = (): Promise<Offered[]> =>
	(products ??= fetch('/console/content/products')
		.then((answer) => (answer.ok ? (answer.json() as Promise<Offered[]>) : []))
		.catch(() => {
			products = null;
			return [];
		}));

/** Stores a file that readers may take away. */
export const sendFile = (file: File) =>
	send<{ src: string; name: string; size: number; mediaType: string | null }>('/console/content/file', file);
