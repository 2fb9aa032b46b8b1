import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { transferText } from '#transfer/messages/index.ts';
import { countAll } from '#transfer/report.ts';
import { countLines, sayKind, sayNote } from '#transfer/say-run.ts';
import { listSources } from '#transfer/known-sources.ts';
import type { RunReport } from '#transfer/run.ts';
import { askRun, findingsCsv, readRun, runImport, takeRun, workerName, type Progress } from '#transfer/server/index.ts';

interface Options {
	site?: string;
	go?: boolean;
	uploads?: string;
	from?: string;
	pictures?: 'all' | 'used' | 'none';
	drafts?: boolean;
	tag?: string;
	allowPrivate?: boolean;
	list?: string;
	roles?: boolean;
	group?: string;
	url?: string;
	user?: string;
	applicationPassword?: string;
}

/** What the command line lends to a group of commands. */
export interface CliWorld {
	locale: Locale;
	/** Prints a text, or with --json the value. */
	told(text: string, value: unknown): void;
	/** Runs within a site; without a name it is the only one. */
	within(site: string | undefined, work: (ctx: Ctx) => Promise<void>): Promise<void>;
}

/** `import SOURCE PLACE`: a report first; with --go it is done. Ctrl-C stops it, the same command goes on. */
export function addImport(program: Command, world: CliWorld): void {
	const group = program.command('import').description('bring home what was written elsewhere');
	for (const source of listSources()) {
		const made = group
			.command(`${source.name} ${source.name === 'wordpress' ? '[place]' : '<place>'}`)
			.description(`${source.title(world.locale)}: reports what would come; --go brings it`)
			.option('--site <name>', 'which site; not needed when there is one')
			.option('--go', 'do it; without this nothing is changed')
			.option('--uploads <folder>', 'the old site’s pictures as a folder, instead of fetching them')
			.option('--from <address>', 'address of the old site, where the file does not say it')
			.option('--pictures <which>', 'all, used (only those in texts) or none', 'all')
			.option('--drafts', 'everything stays a draft')
			.option('--tag <tag>', 'a tag that every article gets')
			.option('--allow-private', 'the old site may be on the own network')
			.option('--list <file>', 'write what could not be carried to a CSV file')
			.action((place: string | undefined, options: Options) =>
				world.within(options.site, (ctx) => bring(ctx, world, source.name, place ?? options.url ?? '', options)),
			);
		if (source.name === 'wordpress')
			made
				.option('--url <address>', 'read the site itself over its REST API instead of a file')
				.option('--user <name>', 'somebody who may edit there: drafts and e-mails come, too')
				.option('--application-password <password>', 'of this user, made in their WordPress profile; kept nowhere');
		if (source.name === 'facebook-group')
			made.requiredOption('--group <name>', 'which group; posts in all others are left out');
		if (source.name === 'homecourt') made.option('--roles', 'people get back the roles that they had');
	}
}

async function bring(ctx: Ctx, world: CliWorld, source: string, place: string, options: Options): Promise<void> {
	const { go, list, allowPrivate, applicationPassword, site: _site, url: _url, ...reading } = options;
	const asked = { ...reading, ...(allowPrivate ? { privateToo: true } : {}) };
	const { id } = await askRun(ctx, { source, place, options: asked, dry: !go, by: 'here' });
	const stop = new AbortController();
	const interrupted = (): void => stop.abort();
	process.once('SIGINT', interrupted);
	process.once('SIGTERM', interrupted);
	try {
		const run = await takeRun(ctx, { id, worker: workerName() });
		if (!run) throw new Problem('transfer.going', 409, { run: id });
		const ended = await runImport(ctx, run, {
			signal: stop.signal,
			tell: progressLine(),
			password: applicationPassword,
		});
		clearLine();
		const report = await readRun(ctx, { id });
		const file = list ? await writeList(ctx, id, world.locale, list) : null;
		world.told(reportText(world.locale, report, file), { ...report, outcome: ended.outcome });
		if (ended.trouble) throw new Problem(ended.trouble.code, 422, ended.trouble.details);
	} finally {
		process.off('SIGINT', interrupted);
		process.off('SIGTERM', interrupted);
	}
}

/** The report as lines for a terminal. */
export function reportText(locale: Locale, report: RunReport, file: string | null): string {
	const say = transferText(locale);
	const lines = countLines(locale, report.counts, report.dry);
	if (report.reasons.length) {
		lines.push('', say('cli.import.lost'));
		for (const reason of report.reasons) {
			const text = sayNote(locale, reason.code, reason.examples[0]?.details ?? {});
			lines.push(`  ${say('cli.import.reason', { kind: sayKind(locale, reason.kind), count: reason.count, text })}`);
		}
		lines.push(file ? say('cli.import.listed', { file }) : say('cli.import.more'));
	}
	if (report.outcome === 'stopped') lines.push('', say('cli.import.stopped'));
	else if (report.outcome === 'done') lines.push('', say(report.dry ? 'cli.import.dry' : 'cli.import.done'));
	return lines.join('\n');
}

async function writeList(ctx: Ctx, run: number, locale: Locale, file: string): Promise<string> {
	await pipeline(findingsCsv(ctx, run, locale), createWriteStream(file));
	return file;
}

/** One line that is written over; nothing where nobody watches. */
function progressLine(): (progress: Progress) => void {
	if (!process.stderr.isTTY) return () => undefined;
	const begun = performance.now();
	return ({ counts, position, total }) => {
		const items = countAll(counts);
		const share = total ? `${Math.floor((position / total) * 100)} %` : '';
		const rate = Math.round(items / Math.max(0.001, (performance.now() - begun) / 1000));
		process.stderr.write(`\r\u001b[K${share} ${items.toLocaleString('en')} (${rate}/s)`);
	};
}

const clearLine = (): void => void (process.stderr.isTTY && process.stderr.write('\r\u001b[K'));
