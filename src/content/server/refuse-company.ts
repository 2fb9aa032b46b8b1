import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Throws Problem `input.invalid` for the field `series` when there is no such series. */
export async function refuseSeries(ctx: Ctx, series: number | null | undefined): Promise<void> {
	if (!series) return;
	const row = await ctx.db.selectFrom('content.series').select('id').where('id', '=', series).executeTakeFirst();
	if (!row) throw invalidInput([{ path: 'series', key: 'series-unknown' }]);
}

/** Throws Problem `input.invalid` for the field `locale` when another translation of an article has that language. */
export async function refuseLanguage(
	ctx: Ctx,
	article: { id: number; translates: number | null },
	locale: string,
): Promise<void> {
	const root = article.translates ?? article.id;
	const taken = await ctx.db
		.selectFrom('content.article')
		.select('id')
		.where((row) => row.or([row('id', '=', root), row('translates', '=', root)]))
		.where('id', '!=', article.id)
		.where('locale', '=', locale)
		.executeTakeFirst();
	if (taken) throw invalidInput([{ path: 'locale', key: 'language-taken' }]);
}
