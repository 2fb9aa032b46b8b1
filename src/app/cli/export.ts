import type { Command } from 'commander';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { CliWorld } from '#app/cli/import.ts';
import { transferText } from '#transfer/messages/index.ts';
import { countText } from '#transfer/say-export.ts';
import { exportSite } from '#transfer/server/index.ts';

/** `export`: everything of a site as readable files. Ctrl-C leaves nothing behind. */
export function addExport(program: Command, world: CliWorld): void {
	program
		.command('export')
		.description('write everything of a site as readable files, into a folder or a .zip')
		.option('--site <name>', 'which site; not needed when there is one')
		.option('--out <place>', 'a new folder, or a file that ends in .zip; by default SITE-DATE.zip here')
		.action((options: { site?: string; out?: string }) =>
			world.within(options.site, (ctx) => write(ctx, world, options.out)),
		);
}

async function write(ctx: Ctx, { locale, told }: CliWorld, out: string | undefined): Promise<void> {
	const place = out ?? `${ctx.site.name}-${ctx.now.toISOString().slice(0, 10)}.zip`;
	const stop = new AbortController();
	const interrupted = (): void => stop.abort(new Problem('transfer.export-stopped', 499));
	process.once('SIGINT', interrupted);
	process.once('SIGTERM', interrupted);
	const watched = process.stderr.isTTY;
	try {
		const { counts, missing } = await exportSite(
			ctx,
			{ place },
			{
				signal: stop.signal,
				tell: (now) =>
					void (watched && process.stderr.write(`\r\u001b[K${Object.values(now).reduce((a, b) => a + b, 0)}`)),
			},
		);
		if (watched) process.stderr.write('\r\u001b[K');
		const say = transferText(locale);
		const lines = [say('cli.export.done', { place, list: countText(locale, counts) })];
		if (missing.length)
			lines.push(
				say('cli.export.missing', {
					list: new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(missing),
				}),
			);
		told(lines.join('\n'), { place, counts, missing });
	} finally {
		process.off('SIGINT', interrupted);
		process.off('SIGTERM', interrupted);
	}
}
