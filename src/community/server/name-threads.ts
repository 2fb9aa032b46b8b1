import { visitor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Document, Inline } from '#platform/document/schema.ts';
import { openTalk } from '#community/server/access.ts';
import { threadMeant } from '#community/thread.ts';

/** Threads that one text has looked up at most. */
const most = 20;

/**
 * Puts a thread's title where a text has its bare address: that is how somebody points to it, and an address tells nobody what it is about. Only
 * titles that everybody may read now. `text` is that of the body: without an address of the house it is all that is looked at.
 */
export async function nameThreads(ctx: Ctx, body: Document, text: string): Promise<Document> {
	const { host } = new URL(ctx.site.url);
	if (!text.toLowerCase().includes(host)) return body;
	const ids = new Set<number>();
	eachInline(body, (inline) => {
		const id = pointsTo(inline, host);
		if (id) ids.add(id);
		return inline;
	});
	if (!ids.size) return body;
	const found = await ctx.db
		.selectFrom('community.thread as thread')
		.select(['thread.id', 'thread.title'])
		.where('thread.id', 'in', [...ids].slice(0, most))
		.where('thread.category', 'is not', null)
		.where('thread.hidden', 'is', null)
		.where('thread.withdrawn', 'is', null)
		.where(openTalk(visitor))
		.execute();
	if (!found.length) return body;
	const titles = new Map(found.map(({ id, title }) => [id, title]));
	return eachInline(body, (inline) => {
		const title = titles.get(pointsTo(inline, host) ?? 0);
		return title === undefined ? inline : { ...inline, text: title };
	});
}

/** The thread of this house whose address stands there as it was typed; null: none. */
function pointsTo(inline: Inline, host: string): number | null {
	if (inline.type !== 'text' || !/^https?:/i.test(inline.text) || !URL.canParse(inline.text)) return null;
	const link = inline.marks?.find((mark) => mark.type === 'link');
	const address = new URL(inline.text);
	return link && address.host === host ? threadMeant(address.pathname) : null;
}

/** The document with each piece of its lines as this makes it; what is quoted stays as it was said. */
function eachInline(node: Document, change: (inline: Inline) => Inline): Document {
	const visit = (one: unknown): unknown => {
		const { type, content } = one as { type?: string; content?: unknown[] };
		if (!content || type === 'blockquote' || type === 'codeBlock') return one;
		return {
			...(one as object),
			content: content.map((inner) => ((inner as Inline).type === 'text' ? change(inner as Inline) : visit(inner))),
		};
	};
	return visit(node) as Document;
}
