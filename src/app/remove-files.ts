import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '#platform/settings.ts';
import { bucketFiles } from '#platform/site-files.ts';

/** Folders of the data folder in which each site has one of its own, named after it: its files, what it takes out, what it brings in. */
const folders = ['files', 'export', 'transfer'];

/** Takes away all files of a site that is no more, on this machine and in the bucket that is set. Safe to run twice. */
export async function removeFiles(settings: Settings, site: string): Promise<void> {
	for (const folder of folders) await rm(path.resolve(settings.data, folder, site), { recursive: true, force: true });
	const bucket = bucketFiles(settings, site);
	if (bucket) for await (const { name } of bucket.list()) await bucket.remove(name);
}
