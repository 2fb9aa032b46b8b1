import { staff } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { review } from '#community/review.ts';
import { countContents } from '#community/rules.ts';
import type { Known } from '#community/trust.ts';
import type { RenderedComment } from '#community/server/render-comment.ts';

/** Why these words should wait for a person; those of people who work here, and what the product brings, never do. */
export async function askReview(
	ctx: Ctx,
	{ author, known, title = '', edited = false }: { author: number; known: Known; title?: string; edited?: boolean },
	{ body, body_text }: RenderedComment,
): Promise<readonly string[]> {
	if (staff(ctx.actor)) return [];
	const contents = countContents(body, new URL(ctx.site.url).host);
	return review(ctx, { author, known, text: title ? `${title}\n${body_text}` : body_text, ...contents, edited });
}
