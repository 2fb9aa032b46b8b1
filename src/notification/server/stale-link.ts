import { Problem } from '#platform/problem.ts';

/** The key in a link was not ours, came too late, or whoever it belonged to is gone: the three are never told apart. */
export const staleLink = (): Problem => new Problem('newsletter.link-stale', 410);
