import type { Ctx } from '#platform/context/context.ts';
import { attachmentPath, type Attachment } from '#media/attachment.ts';

const columns = ['id', 'digest', 'name', 'size', 'type'] as const;

const attachment = ({ digest, ...rest }: Omit<Attachment, 'href'> & { digest: string }): Attachment => ({
	...rest,
	href: attachmentPath(digest, rest.name),
});

/** The file with this content, or null. `digest` is SHA-256, hex. */
export async function findFileByDigest(ctx: Ctx, digest: string): Promise<Attachment | null> {
	const row = await ctx.db.selectFrom('media.file').select(columns).where('digest', '=', digest).executeTakeFirst();
	return row ? attachment(row) : null;
}

/** The files with these ids, by id. Unknown ids are left out. */
export async function findFiles(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Attachment>> {
	if (!ids.length) return new Map();
	const rows = await ctx.db
		.selectFrom('media.file')
		.select(columns)
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, attachment(row)]));
}

/** A file as it is handed over to whoever downloads it: found by the beginning of its digest. */
export interface Download {
	id: number;
	digest: string;
	file: string;
	name: string;
	type: string;
	size: number;
}

/** The file that this address names, or null. */
export async function findDownload(ctx: Ctx, start: string): Promise<Download | null> {
	if (!/^[0-9a-f]{24}$/.test(start)) return null;
	const row = await ctx.db
		.selectFrom('media.file')
		.select(['id', 'digest', 'file', 'name', 'type', 'size'])
		.where('digest', '>=', start)
		.where('digest', '<', `${start}g`)
		.executeTakeFirst();
	return row ?? null;
}
