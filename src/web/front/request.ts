import type { IncomingMessage } from 'node:http';
import type { Actor } from '#platform/actor.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { Door } from '#web/front/door.ts';
import type { PageNote } from '#web/front/page-cache.ts';

/** A finished answer. */
export interface Composed {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

export type MemberActor = Extract<Actor, { kind: 'member' }>;

/** What the front knows of a request; the framework finds it at `event.platform.req.homecourt`. */
export interface FrontRequest {
	id: string;
	site: OpenSite;
	/** The client's address, as the trusted proxies say. */
	address: string;
	/** Address as it was asked for, with its query. */
	url: URL;
	/** The personal parts of a page for this member, by slot. */
	parts(member: MemberActor, note: PageNote, locale: Locale): Promise<Record<string, string>>;
	/** Set for forms by which somebody comes in. */
	door?: Door;
	/** Set when the answer may be kept: the framework hands a shared page over here. */
	keep?: (
		html: string,
		status: number,
		headers: Record<string, string>,
		about: readonly string[],
		note: PageNote,
	) => Promise<Composed>;
}

export type HomecourtMessage = IncomingMessage & { homecourt?: FrontRequest };

/** A page view as it came in, before anybody decided whether it counts. */
export interface Hit {
	path: string;
	/** The query as it was asked, with its campaign tags. */
	query: string;
	/** What was read: `article:3`; empty for other pages. */
	reads: string;
	address: string;
	userAgent: string;
	headers: IncomingMessage['headers'];
	/** Set when the page was asked for with a session that holds. */
	member: { id: number; staff: boolean } | null;
}
