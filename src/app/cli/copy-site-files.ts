import type { appText } from '#app/messages/index.ts';
import { copyFiles, type Copied } from '#platform/copy-files.ts';
import type { Installation } from '#platform/installation/installation.ts';
import { bucketFiles, folderFiles } from '#platform/site-files.ts';
import { spoolFolder } from '#platform/spool.ts';

/** Carries a site's files from the data folder to the bucket or back; the number of the process says whether all arrived. */
export async function copySiteFiles(
	installation: Installation,
	{ name, to }: { name: string; to: string },
	say: ReturnType<typeof appText>,
	told: (text: string, value: unknown) => void,
): Promise<void> {
	const { settings } = installation.product;
	// A name that is no site is refused before anything is read.
	await installation.site(name);
	const [folder, bucket] = [folderFiles(settings, name), bucketFiles(settings, name)];
	if (!bucket || !['bucket', 'folder'].includes(to)) {
		told(say(bucket ? 'cli.files.where' : 'cli.files.no-bucket'), { error: bucket ? 'where' : 'no-bucket' });
		process.exitCode = 1;
		return;
	}
	const text = ({ copied, there, failed }: Copied): string =>
		say('cli.files.progress', { copied, there, failed: failed.length });
	const [from, goal] = to === 'bucket' ? [folder, bucket] : [bucket, folder];
	const so = await copyFiles(from, goal, spoolFolder(settings.data), (now) => {
		if (process.stderr.isTTY) process.stderr.write(`\r${text(now)}`);
	});
	if (process.stderr.isTTY) process.stderr.write('\n');
	told(so.failed.length ? `${text(so)}\n${say('cli.files.failed', { names: so.failed.join(' ') })}` : text(so), so);
	if (so.failed.length) process.exitCode = 1;
}
