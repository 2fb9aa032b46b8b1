import { Problem } from '#platform/problem.ts';
import { forumLeft, forumPost, forumTime } from '#transfer/forum/forum-item.ts';
import { bodyOfHtml } from '#transfer/forum/body.ts';
import type { OldThread } from '#transfer/furniture.ts';
import type { Item } from '#transfer/item.ts';
import { canonicalAddress, findPicture, pictureCheck } from '#transfer/reading/find-picture.ts';
import { findFiles, firstBytes, readPieces } from '#transfer/reading/open-files.ts';
import { childText, readXml, type XmlElement } from '#transfer/reading/read-xml.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/**
 * Opens the XML that Disqus exports (its schema is public: disqus.xsd), gzip or not. Threads stand before posts in it. A thread becomes the conversation of the
 * article that is read here at its address; addresses of people are not in it, so whoever wrote stays a name.
 */
export async function openDisqus(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const { files, total } = await findFiles(place, ['.xml', '.xml.gz']);
	const head = (await firstBytes(files[0] as string)).toString('utf8');
	if (!/<disqus\b/.test(head)) throw new Problem('transfer.wrong-file', 422, { source: 'Disqus' });
	let position = 0;
	return {
		// Its numbers are unique among all forums of Disqus.
		origin: 'disqus',
		async *items() {
			position = 0;
			const threads = new Set<string>();
			for (const file of files)
				for await (const element of readXml(
					readPieces(file, (bytes) => void (position += bytes), world.signal),
					2,
				)) {
					const items =
						element.name === 'thread' ? [threadOf(element)] : element.name === 'post' ? postOf(element, threads) : [];
					for (const item of items) {
						if (item.kind === 'thread') threads.add(item.id);
						yield item;
					}
				}
		},
		progress: () => ({ position: Math.min(position, total), total }),
		picture: (address) => findPicture(address, options, world),
		...pictureCheck(options),
		pictureAddress: (found) => canonicalAddress(found),
		homePath: () => null,
		close: async () => undefined,
	};
}

const idOf = (element: XmlElement | undefined): string => element?.attributes['dsq:id'] ?? '';
const child = (element: XmlElement, name: string): XmlElement | undefined =>
	element.children.find((one) => one.name === name);

function threadOf(element: XmlElement): Item {
	const id = idOf(element);
	const title = childText(element, 'title').trim();
	const address = childText(element, 'link').trim();
	if (!id) return forumLeft('thread', title, title, 'no-id');
	if (childText(element, 'isDeleted') === 'true') return forumLeft('thread', id, title, 'forum.deleted');
	return {
		kind: 'thread',
		id,
		under: null,
		address,
		category: null,
		title: title || address,
		author: null,
		opened: forumTime(childText(element, 'createdAt')) ?? new Date(0),
		closed: null,
		hidden: null,
		nameless: null,
		purpose: { kind: 'discussion', idea: null, poll: null, order: null },
	} satisfies OldThread;
}

function postOf(element: XmlElement, threads: ReadonlySet<string>): Item[] {
	const id = idOf(element);
	const author = child(element, 'author');
	const name = (author ? childText(author, 'name') || childText(author, 'username') : '').trim() || '—';
	if (!id) return [forumLeft('comment', name, name, 'no-id')];
	if (childText(element, 'isSpam') === 'true') return [forumLeft('comment', id, name, 'comment.spam')];
	if (childText(element, 'isDeleted') === 'true') return [forumLeft('comment', id, '', 'forum.deleted')];
	if (childText(element, 'isApproved') === 'false') return [forumLeft('comment', id, name, 'comment.waiting')];
	const thread = idOf(child(element, 'thread'));
	if (!threads.has(thread)) return [forumLeft('comment', id, name, 'comment.no-article')];
	const posted = forumTime(childText(element, 'createdAt'));
	return [
		forumPost({
			id,
			thread,
			parent: idOf(child(element, 'parent')) || null,
			author: { person: null, name },
			posted: posted ?? new Date(0),
			body: bodyOfHtml(childText(element, 'message'), () => null),
			notes: posted ? [] : [{ code: 'time-unknown' }],
		}),
	];
}
