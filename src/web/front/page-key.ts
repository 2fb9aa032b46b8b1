import type { OpenSite } from '#platform/installation/open-site.ts';
import { isInApp } from '#web/front/in-app.ts';

/** Everything that can change what a shared page says, and nothing else. `target` is without tracking parameters. */
export const pageKey = (
	site: OpenSite,
	host: string,
	secure: boolean,
	locale: string,
	userAgent: string | undefined,
	target: string,
): string => `${site.handle.name} ${host} ${secure ? 's' : ''}${locale}${isInApp(userAgent)} ${target}`;
