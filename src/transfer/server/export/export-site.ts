import { authorize } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { formatName, formatVersion, headName, lists } from '#transfer/export-format.ts';
import { transferText } from '#transfer/messages/index.ts';
import { keepsakeFile } from '#transfer/keepsake-line.ts';
import { listKeepsakes } from '#transfer/known-keepsakes.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { keepsakeLines } from '#transfer/server/export/keepsake-lines.ts';
import { linesOf, listed } from '#transfer/server/export/lines.ts';
import { readPlaceNames } from '#transfer/server/export/place-names.ts';
import { asJson, asLines } from '#transfer/server/export/rows.ts';
import { openSink, type Sink } from '#transfer/server/export/sink.ts';
import { writeFrame } from '#transfer/server/export/write-frame.ts';
import { writeLibrary } from '#transfer/server/export/write-library.ts';
import { writeArticles, writePages } from '#transfer/server/export/write-writings.ts';

/** What an export wrote, by kind; and files of the library that were not there any more. */
export interface Exported {
	counts: Record<string, number>;
	missing: string[];
}

interface Watching {
	signal?: AbortSignal | undefined;
	tell?: (counts: Record<string, number>) => void;
}

/**
 * Writes a whole site to a folder, or to a zip where the name ends so: as it was at one moment, whatever is written
 * meanwhile, row by row and file by file. Broken off, it leaves nothing. Throws Problem `transfer.place-taken`.
 */
export async function exportSite(ctx: Ctx, { place }: { place: string }, watching: Watching = {}): Promise<Exported> {
	authorize(ctx.actor, 'transfer.export', mayTransfer, null);
	const sink = await openSink(place, ctx.now);
	try {
		const exported = await ctx.db
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only')
			.execute((db) => writeAll({ ...ctx, db }, sink, watching));
		await sink.end();
		return exported;
	} catch (error) {
		await sink.drop();
		throw error;
	}
}

async function writeAll(ctx: Ctx, sink: Sink, { signal, tell }: Watching): Promise<Exported> {
	const counts: Record<string, number> = {};
	const missing: string[] = [];
	const count = (kind: string): void => {
		signal?.throwIfAborted();
		counts[kind] = (counts[kind] ?? 0) + 1;
		if (counts[kind] % 50 === 0) tell?.(counts);
	};
	const names = await readPlaceNames(ctx);
	await sink.add('README.md', `${transferText('zh-TW')('export.readme')}\n\n${transferText('en')('export.readme')}\n`);
	await writeFrame(ctx, sink, names);
	for await (const _ of writeArticles(ctx, sink, names)) count('articles');
	for await (const _ of writePages(ctx, sink, names)) count('pages');
	for (const list of listed)
		await sink.add(lists[list], asLines(counted(linesOf(ctx, list, names), () => count(list))));
	for (const keepsake of listKeepsakes())
		await sink.add(
			keepsakeFile(keepsake),
			asLines(counted(keepsakeLines(ctx, keepsake, names), () => count('keepsakes'))),
		);
	for await (const file of writeLibrary(ctx, sink)) {
		count('library');
		if (file.missing) missing.push(file.missing);
	}
	// Last: an export without a head is not whole.
	const head = { format: formatName, version: formatVersion, site: ctx.site.url, exported: ctx.now, missing };
	await sink.add(headName, asJson(head));
	return { counts, missing };
}

async function* counted<T>(values: AsyncIterable<T>, count: () => void): AsyncGenerator<T> {
	for await (const value of values) {
		count();
		yield value;
	}
}
