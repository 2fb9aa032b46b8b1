import { serveApi } from '#web/api/serve-api.ts';

/** An address with a slash at its end is another one, and refused as such, not led on. */
export const trailingSlash = 'ignore';
/** Every method: those that an address does not take are refused in the API's own words. */
export const fallback = serveApi;
