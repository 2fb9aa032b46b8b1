import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Hearer, LiveParts } from '#web/front/live.ts';
import type { CachedPage, PageNote } from '#web/front/page-cache.ts';
import type { Hit, MemberActor } from '#web/front/request.ts';

/** What the front needs to know of the product; given by the composition root. */
export interface FrontParts {
	/** The framework's request listener. */
	handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
	/** The name of the session cookie. */
	sessionCookie: string;
	/** The personal parts of a page for the holder of this session; null when the session does not hold. */
	personal(
		site: OpenSite,
		session: string,
		page: CachedPage,
		locale: string,
	): Promise<{ parts: Record<string, string>; member: { id: number; staff: boolean } } | null>;
	/** The same for a page that is shared with nobody, whose reader is known already. */
	partsOf(site: OpenSite, member: MemberActor, note: PageNote, locale: Locale): Promise<Record<string, string>>;
	/** Told of every page view. Must not throw, must not wait. */
	hit(site: OpenSite, hit: Hit): void;
	/** How a thread stands that is read; null: nobody may read it. */
	news: LiveParts['news'];
	/** The same of a talk between people, and who is in it. */
	talk: Pick<LiveParts, 'news' | 'hearing'>;
	/** Who of these members may hear of a thread that not everybody may know of. */
	hearing: LiveParts['hearing'];
	/** Who holds this session, and whom they do not want to hear. */
	hearer(site: OpenSite, session: string): Promise<Hearer>;
}

/** Over https only the prefixed cookie counts: a neighbouring subdomain cannot write that one. */
export const sessionName = ({ sessionCookie }: FrontParts, secure: boolean): string =>
	secure ? `__Host-${sessionCookie}` : sessionCookie;
