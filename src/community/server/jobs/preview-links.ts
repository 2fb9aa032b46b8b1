import { sql } from 'kysely';
import type { Ctx, RecordedFact } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { job, reaction } from '#platform/job/job.ts';
import { commentEdited, commentPosted, commentShown } from '#community/events.ts';
import { linkToPreview } from '#community/preview.ts';
import { keepPreview } from '#community/server/commands/keep-preview.ts';
import { showPreview } from '#community/server/commands/show-preview.ts';
import { lookAtLink } from '#community/server/look-at-link.ts';

/** What was asked is not asked again for so many days; after so many more it is, while somebody may still see it. */
const [fresh, stale] = [7, 30];
/** Addresses that are asked anew in one night. */
const most = 100;

const days = (ctx: Ctx, back: number): Date => new Date(ctx.now.getTime() - back * 86_400_000);

/** The house does not want links to be looked at. */
async function isOff(ctx: Ctx): Promise<boolean> {
	const rule = await ctx.db.selectFrom('community.rule').select('previews_off').executeTakeFirst();
	return Boolean(rule?.previews_off);
}

/**
 * Looks at the page that a comment links to, and shows what it says below it. What waits for a person or was taken away is
 * not looked at: nobody makes this house call an address by words that nobody else sees.
 */
export const previewLinks = reaction(
	'community.preview-links',
	[commentPosted, commentEdited, commentShown],
	async (ctx, fact) => {
		const id = commentOf(fact);
		const said = await readSaid(ctx, id);
		if (!said) return;
		const { address } = said;
		if (!address) {
			if (said.preview) await showPreview(ctx, { comment: id, preview: null });
			return;
		}
		if (await isOff(ctx)) return;
		const known = await ctx.db
			.selectFrom('community.preview')
			.select('id')
			.where('address', '=', address)
			.where('asked', '>', days(ctx, fresh))
			.executeTakeFirst();
		const preview = known ?? (await keepPreview(ctx, { address, said: await lookAtLink(ctx, address) }));
		await showPreview(ctx, { comment: id, preview: preview.id });
	},
	{
		patient: true,
		ahead: true,
		retries: 3,
		pause: 120,
		async wanted(ctx, fact) {
			const said = await readSaid(ctx, commentOf(fact));
			return Boolean(said?.address ?? said?.preview);
		},
	},
);

const commentOf = ({ data }: RecordedFact): number => Number(data['comment']);

/** What a comment that everybody sees links to, and the preview that it shows. */
async function readSaid(ctx: Ctx, id: number): Promise<{ address: string | null; preview: number | null } | null> {
	const said = await ctx.db
		.selectFrom('community.comment')
		.select(['body', 'preview'])
		.where('id', '=', id)
		.where('hidden', 'is', null)
		.where('deleted', 'is', null)
		.executeTakeFirst();
	return said
		? { address: linkToPreview(said.body as Document, new URL(ctx.site.url).host), preview: said.preview }
		: null;
}

/** Each night: what pages said a month ago is asked again, and what no comment shows any more is forgotten. */
export const renewPreviews = job('community.renew-previews', { every: '12 20 * * *', patient: true }, async (ctx) => {
	await sql`
		delete from community.preview p where p.asked < ${days(ctx, stale)}::timestamptz
			and not exists (select from community.comment c where c.preview = p.id)`.execute(ctx.db);
	if (await isOff(ctx)) return;
	const rows = await ctx.db
		.selectFrom('community.preview')
		.select('address')
		.where('asked', '<', days(ctx, stale))
		.orderBy('asked')
		.limit(most)
		.execute();
	for (const { address } of rows) {
		// On a bad day of theirs, what they said last stays for another night.
		const said = await lookAtLink(ctx, address).catch((error: unknown) => {
			ctx.log.info('link not asked again', { error });
			return undefined;
		});
		if (said !== undefined) await keepPreview(ctx, { address, said });
	}
});
