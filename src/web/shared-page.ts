import type { RequestEvent } from '@sveltejs/kit';
import { visitor } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { PageNote } from '#web/front/page-cache.ts';

/** What a shared page has said about itself while it was loaded. */
export interface SharedPage {
	about: Set<string>;
	note: PageNote;
}

/**
 * Declares that this page is the same for everybody but for its slots, and gives the context to read it with: a
 * visitor's, which collects what the page depends on. Whoever may see more (a members-only article) calls
 * `personalPage` instead, and the page is rendered for that person alone.
 */
export function sharedPage(event: RequestEvent, note: PageNote = {}): Ctx {
	const { locals } = event;
	const shared = (locals.shared ??= { about: new Set(), note: {} });
	Object.assign(shared.note, note);
	return { ...locals.ctx, actor: visitor, about: (...things) => things.forEach((thing) => shared.about.add(thing)) };
}

/**
 * Reads for a page that is shared where everybody may see it, and rendered for whoever asks where only some may: a category
 * for members. What nobody who asks may see is refused as `read` refuses it for a visitor.
 */
export async function sharedOrOwn<T>(
	event: RequestEvent,
	note: PageNote,
	read: (ctx: Ctx) => Promise<T>,
): Promise<{ ctx: Ctx; found: T }> {
	const ctx = sharedPage(event, note);
	try {
		return { ctx, found: await read(ctx) };
	} catch (problem) {
		const missing = problem instanceof Problem && problem.status === 404;
		if (!missing || event.locals.actor.kind === 'visitor') throw problem;
		const own = personalPage(event, note);
		return { ctx: own, found: await read(own) };
	}
}

/** Takes back that the page is shared, and gives the context of the person who asks. `note`: what its slots need. */
export function personalPage(event: RequestEvent, note: PageNote = {}): Ctx {
	delete event.locals.shared;
	event.locals.note = note;
	return event.locals.ctx;
}
