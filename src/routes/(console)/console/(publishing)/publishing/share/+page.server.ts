import type { RequestEvent } from '@sveltejs/kit';
import { notFound } from '#platform/problem.ts';
import { prepareShare, preparePaste, shareArticle } from '#publishing/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';

export async function load({ locals, url }: RequestEvent) {
	const article = url.searchParams.get('article');
	if (!article) throw notFound('article');
	return prepareShare(locals.ctx, { article });
}

export const actions = {
	share: async (event: RequestEvent) => {
		const { article = '', account = '', text = '', key = '' } = await readForm(event);
		const values = { article, account, text, key };
		const done = await submit(event, values, () =>
			shareArticle(event.locals.ctx, { ...values, text: text.replaceAll('\r\n', '\n') }),
		);
		return 'post' in done ? goOn(undefined, `/console/publishing#post-${done.post}`) : done;
	},
	paste: async (event: RequestEvent) => {
		const { article = '' } = await readForm(event);
		const done = await submit(event, { article }, () => preparePaste(event.locals.ctx, { article }));
		return 'code' in done && 'url' in done
			? goOn(undefined, `/console/publishing/share?article=${Number(article)}#paste`)
			: done;
	},
};
