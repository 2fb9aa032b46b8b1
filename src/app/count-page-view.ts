import { countHit } from '#insight/server/index.ts';
import type { FrontParts } from '#web/front/front.ts';

/** Hands a page view over to be counted; a page is never slowed or broken by it. */
export const countPageView: FrontParts['hit'] = (site, hit) => {
	try {
		countHit(site, hit);
	} catch (error) {
		site.context({ actor: { kind: 'visitor' }, locale: 'zh-TW' }).log.warn('hit not counted', { error });
	}
};
