import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { contactIn, type ContactText } from '#site/contact.ts';
import type { Announcement } from '#site/announcement.ts';
import type { NavItem } from '#site/menu.ts';
import { loadFrame, type FrameRows } from '#site/server/load-frame.ts';
import { resolveMenu } from '#site/server/resolve-menu.ts';

/** What stands around every page of the public site. */
export interface Frame {
	main: NavItem[];
	footer: NavItem[];
	contact: ContactText;
	announcement: Announcement | null;
	/** What a page that shows it depends on, beside `site`. */
	about: readonly string[];
}

/**
 * The frame is on every page and changes rarely: each process keeps it until one of `frameThings` changes. `turn` counts
 * these changes: what was read across one is used once and not kept, since nobody knows which side of it it saw.
 */
const kept = new WeakMap<SiteHandle, { turn: number; rows: FrameRows | null; frames: Map<Locale, Frame> }>();

/** Changes after which a kept frame may be wrong. */
export const frameThings: readonly string[] = ['site', 'pages', 'articles'];

/** Forgets what this process knows of a site's frame. */
export function forgetFrame(site: SiteHandle): void {
	kept.set(site, { turn: (kept.get(site)?.turn ?? 0) + 1, rows: null, frames: new Map() });
}

/** Menus, contact and announcement in the reader's language. */
export const readFrame = query(z.object({}), async (ctx: Ctx): Promise<Frame> => {
	if (!kept.has(ctx.site)) forgetFrame(ctx.site);
	const before = kept.get(ctx.site);
	const known = before?.frames.get(ctx.locale);
	if (known) return known;
	const rows = before?.rows ?? (await loadFrame(ctx));
	const frame = makeFrame(rows, ctx.locale);
	const now = kept.get(ctx.site);
	if (now && now.turn === before?.turn) {
		now.rows = rows;
		now.frames.set(ctx.locale, frame);
	}
	return frame;
});

function makeFrame(rows: FrameRows, locale: Locale): Frame {
	const { announcement } = rows;
	const text =
		locale === 'en' ? announcement?.text_en || announcement?.text : announcement?.text || announcement?.text_en;
	return {
		main: resolveMenu('main', rows, locale),
		footer: resolveMenu('footer', rows, locale),
		contact: contactIn(rows.contact, locale),
		announcement: announcement && text ? { text, link: announcement.link, key: String(announcement.version) } : null,
		// Every footer that nobody arranged lists the pages with a role.
		about: rows.items.some(({ kind }) => kind === 'article') ? ['pages', 'articles'] : ['pages'],
	};
}
