import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import { mediaPath } from '#media/picture.ts';

const keyOf = (site: SiteHandle, file: string): string =>
	createHmac('sha256', site.key('letter-picture')).update(file).digest('base64url').slice(0, 22);

/** Where a mail shows a picture that is for members: mail programs bring no session, so the address itself says that it may. */
export const letterPicture = (site: SiteHandle, file: string): string =>
	`${mediaPath(file)}?letter=${keyOf(site, file)}`;

/** True when this is the key of that file. */
export function opensPicture(site: SiteHandle, file: string, key: string | null): boolean {
	const [given, own] = [Buffer.from(key ?? ''), Buffer.from(keyOf(site, file))];
	return given.length === own.length && timingSafeEqual(given, own);
}
