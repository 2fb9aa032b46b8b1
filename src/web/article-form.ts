import { redirect, type RequestEvent } from '@sveltejs/kit';
import { publishArticle, unpublishArticle, writeArticle } from '#content/server/index.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { readForm, submit } from '#web/form.ts';

/** What the editor's form says, as the command takes it. Without scripts the text comes as Markdown. */
function articleInput(values: Record<string, string>) {
	return {
		...(values['id'] ? { id: values['id'], version: values['version'] } : {}),
		title: values['title'] ?? '',
		body: readBody(values),
		excerpt: values['excerpt'] ?? '',
		slug: values['slug'] ?? '',
		tags: (values['tags'] ?? '')
			.split(/[,，、]/)
			.map((tag) => tag.trim())
			.filter(Boolean),
		access: values['access'] === 'members' ? ('members' as const) : ('public' as const),
	};
}

/** The document of an editor's form; without scripts it comes as Markdown. */
export function readBody(values: Record<string, string>): unknown {
	if (!values['body']) return fromMarkdown(values['body_markdown'] ?? '', 'article');
	try {
		return JSON.parse(values['body']) as unknown;
	} catch {
		throw invalidInput([{ path: 'body', key: 'wrong' }]);
	}
}

const work = (then: (event: RequestEvent, id: number) => Promise<string>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const { id } = await writeArticle(event.locals.ctx, articleInput(values));
		redirect(303, await then(event, id));
	});
};

/** The editor's buttons: every one saves first. */
export const articleActions = {
	save: work(async (_event, id) => `/console/content/${id}?saved`),
	publish: work(async ({ locals }, id) => {
		await publishArticle(locals.ctx, { id });
		return `/console/content/${id}?published`;
	}),
	unpublish: work(async ({ locals }, id) => {
		await unpublishArticle(locals.ctx, { id });
		return `/console/content/${id}?saved`;
	}),
};
