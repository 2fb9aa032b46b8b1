import type { Ctx } from '#platform/context/context.ts';
import { findArticle } from '#content/server/index.ts';
import type { Objection } from '#network/prepare.ts';
import { campaignTarget } from '#publishing/campaign-name.ts';
import { picturesFor } from '#publishing/picked-pictures.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';
import type { VariantShape } from '#publishing/variant-shape.ts';
import { refusalsOf } from '#publishing/server/place-post.ts';

/** A variant with what its draft says about it. */
export interface JudgedVariant {
	account: number;
	article: number | null;
	target: string | null;
	campaign: string | null;
	text: string;
	pictures: readonly number[];
	shape: VariantShape;
	/** The account as it is now, where the caller has read it. */
	now?: AccountNow;
	/** The article as it is now, where the caller has read it. */
	found?: Awaited<ReturnType<typeof findArticle>>;
}

/** What is asked of an account before something goes out. */
export interface AccountNow {
	network: string;
	refused: Date | null;
	limits: unknown;
}

/** What may go out, or why it may not: a trouble of the catalogue, with what the network would refuse. */
export type Judgement =
	| { may: true; network: string; target: string | null; label: string; pictures: number[] }
	| {
			may: false;
			trouble: 'account-refused' | 'network-gone' | 'article-not-published' | 'validation';
			refused: Objection[];
	  };

const no = (trouble: Exclude<Judgement, { may: true }>['trouble'], refused: Objection[] = []): Judgement => ({
	may: false,
	trouble,
	refused,
});

/**
 * Judges a variant as it would go out at a time. Asked when it is scheduled and asked again when it is sent, since an
 * article may be taken back, an account be lost and a picture be deleted in between.
 */
export async function judgeVariant(ctx: Ctx, variant: JudgedVariant, at: Date): Promise<Judgement> {
	const account = variant.now ?? (await findAccountNow(ctx, variant.account));
	if (!account || account.refused) return no('account-refused');
	const limits = accountLimits(account);
	if (!limits) return no('network-gone');
	const { found } = variant;
	const article =
		variant.article === null ? null : found === undefined ? await findArticle(ctx, { id: variant.article }) : found;
	if (variant.article !== null) {
		const open = article?.published ?? article?.scheduled;
		if (!open || open > at) return no('article-not-published');
	}
	const page = variant.target ?? article?.path ?? null;
	const target = page === null ? null : campaignTarget(page, { source: account.network, campaign: variant.campaign });
	const pictures = picturesFor(limits, variant.pictures);
	const { text, shape } = variant;
	const refused = await refusalsOf(ctx, limits, { text, target, pictures, shape });
	if (refused.length || !variant.text) return no('validation', refused);
	return { may: true, network: account.network, target, label: article?.title ?? variant.text.slice(0, 80), pictures };
}

const findAccountNow = (ctx: Ctx, id: number): Promise<AccountNow | undefined> =>
	ctx.db
		.selectFrom('publishing.account')
		.select(['network', 'refused', 'limits'])
		.where('id', '=', id)
		.executeTakeFirst();
