import { json, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayWrite } from '#content/policy.ts';
import { listProducts } from '#commerce/server/index.ts';
import { money } from '#commerce/ui/money.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** The products that the editor offers for a card. */
export async function GET(event: RequestEvent) {
	const { ctx, actor, locale } = event.locals;
	return answerProblem(event, async () => {
		authorize(actor, 'article.write', mayWrite, null);
		const products = await listProducts(ctx, {});
		return json(
			products.map(({ id, name, price, currency }) => ({
				id,
				name,
				detail: price === null ? '' : money(locale, price, currency),
			})),
		);
	});
}
