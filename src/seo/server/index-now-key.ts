import type { SiteHandle } from '#platform/context/context.ts';

/** The site's key for IndexNow: 32 hexadecimal signs, made from the installation's secret, shown to everybody at `/KEY.txt`. */
export const indexNowKey = (site: Pick<SiteHandle, 'key'>): string => site.key('indexnow').toString('hex').slice(0, 32);
