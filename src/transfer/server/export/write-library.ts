import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Ctx } from '#platform/context/context.ts';
import { lists, portraitsFolder } from '#transfer/export-format.ts';
import { fileName, pictureName } from '#transfer/server/export/place-names.ts';
import { asLines, eachRow } from '#transfer/server/export/rows.ts';
import type { Sink } from '#transfer/server/export/sink.ts';

/** Pictures as they are kept, files as they came, and a line about each. What is not there any more is told as `missing`. */
export async function* writeLibrary(ctx: Ctx, sink: Sink): AsyncGenerator<{ missing: string | null }> {
	const pictures: unknown[] = [];
	const rows = eachRow(0, (after, most) =>
		ctx.db.selectFrom('media.picture').selectAll().where('id', '>', after).orderBy('id').limit(most).execute(),
	);
	for await (const row of rows) {
		const stored = row.original ?? row.fallback;
		const file = pictureName(row.digest, stored);
		const there = await copy(ctx, sink, stored, file);
		const { digest, width, height, alt, caption, focus_x: x, focus_y: y, uploaded } = row;
		const talked = row.talked ? { talked: true } : {};
		pictures.push({
			digest,
			file: there ? file : null,
			width,
			height,
			alt,
			caption,
			focus: { x, y },
			uploaded,
			...talked,
		});
		yield { missing: there ? null : file };
	}
	await sink.add(lists.pictures, asLines(pictures));
	const files: unknown[] = [];
	for (const row of await ctx.db.selectFrom('media.file').selectAll().orderBy('id').execute()) {
		const file = fileName(row.digest, row.name);
		const there = await copy(ctx, sink, row.file, file);
		const { digest, name, type, size, uploaded } = row;
		files.push({ digest, file: there ? file : null, name, type, size, uploaded });
		yield { missing: there ? null : file };
	}
	await sink.add(lists.files, asLines(files));
	yield* writePortraits(ctx, sink);
}

/** Members' own pictures: the squares that pages show, since nothing else was kept. Who sent the same has the same files. */
async function* writePortraits(ctx: Ctx, sink: Sink): AsyncGenerator<{ missing: string | null }> {
	const lines: unknown[] = [];
	const there = new Map<string, boolean>();
	const rows = eachRow(0, (after, most) =>
		ctx.db
			.selectFrom('media.portrait as p')
			.innerJoin('membership.member as m', 'm.id', 'p.member')
			.where('m.id', '>', after)
			.orderBy('m.id')
			.select(['m.id', 'm.handle', 'p.small', 'p.large', 'p.kept'])
			.limit(most)
			.execute(),
	);
	for await (const { handle, kept, ...squares } of rows) {
		const [small, large] = [portraitsFolder + squares.small, portraitsFolder + squares.large];
		for (const [stored, name] of [
			[squares.small, small],
			[squares.large, large],
		] as const) {
			if (there.has(name)) continue;
			there.set(name, await copy(ctx, sink, stored, name));
			yield { missing: there.get(name) ? null : name };
		}
		if (there.get(small) && there.get(large)) lines.push({ member: handle, small, large, kept });
	}
	await sink.add(lists.portraits, asLines(lines));
}

async function copy(ctx: Ctx, sink: Sink, stored: string, name: string): Promise<boolean> {
	const file = await ctx.files.read(stored);
	if (!file) return false;
	await sink.add(name, Readable.fromWeb(file.stream as ReadableStream<Uint8Array>), true);
	return true;
}
