import path from 'node:path';
import { bucketStore, readBucketPlace } from '#platform/bucket-store.ts';
import type { FileStore } from '#platform/file-store.ts';
import { folderStore } from '#platform/folder-store.ts';
import type { Settings } from '#platform/settings.ts';

/** The folder of a site's files on this machine. */
export const folderFiles = (settings: Settings, site: string): FileStore =>
	folderStore(path.resolve(settings.data, 'files', site));

/** A site's files in the bucket that is set; null where none is. */
export function bucketFiles(settings: Settings, site: string): FileStore | null {
	const place = settings.s3Url ? readBucketPlace(settings.s3Url) : null;
	return place && bucketStore(place, site);
}

/** Where a site's files lie, as the settings say. */
export const siteFiles = (settings: Settings, site: string): FileStore =>
	bucketFiles(settings, site) ?? folderFiles(settings, site);
