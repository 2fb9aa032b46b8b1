import type { IncomingMessage } from 'node:http';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { PageNote } from '#web/front/page-cache.ts';

/** A finished answer. */
export interface Composed {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** What the front knows of a request; the framework finds it at `event.platform.req.homecourt`. */
export interface FrontRequest {
	id: string;
	site: OpenSite;
	/** The client's address, as the trusted proxies say. */
	address: string;
	/** Address as it was asked for, with its query. */
	url: URL;
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
