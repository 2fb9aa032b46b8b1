import type { SiteHandle } from '#platform/context/context.ts';

/** What the product shows the practice network to open a page: known to both because both belong to one installation. */
export const setupSecret = ({ site }: { site: SiteHandle }): string => site.key('practice.setup').toString('hex');
