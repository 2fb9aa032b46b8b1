import { createHmac } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';

/**
 * What a client calls a member: always the same, another for every client, and nothing by which two clients could compare
 * (pairwise, OpenID Connect Core §8.1).
 */
export const subjectOf = (site: SiteHandle, client: number, member: number): string =>
	createHmac('sha256', site.key('subject')).update(`${client} ${member}`).digest('base64url').slice(0, 32);
