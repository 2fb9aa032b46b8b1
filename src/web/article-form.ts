import { redirect, type RequestEvent } from '@sveltejs/kit';
import { splitTags } from '#content/article-fields.ts';
import {
	compareWithSaved,
	discardDraft,
	keepDraft,
	publishArticle,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;

/** What the editor's form says, as the command takes it. Without scripts the text comes as Markdown. */
function articleInput(values: Values) {
	return {
		...(values['id'] ? { id: values['id'], version: values['version'] } : {}),
		title: values['title'] ?? '',
		body: readBody(values),
		excerpt: values['excerpt'] ?? '',
		slug: values['slug'] ?? '',
		tags: splitTags(values['tags'] ?? ''),
		access: values['access'] === 'members' ? ('members' as const) : ('public' as const),
		locale: values['locale'] === 'en' ? ('en' as const) : ('zh-TW' as const),
		...(values['kept'] ? { kept: values['kept'] } : {}),
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
	const answer = await submit(event, values, async () => {
		const { id } = await writeArticle(event.locals.ctx, articleInput(values));
		redirect(303, await then(event, id));
	});
	const { data } = (answer ?? {}) as { data?: { code?: string } };
	if (data?.code === 'article.changed-meanwhile') Object.assign(data, await bothVersions(event, values));
	return answer;
};

/** What belongs to the form itself, and is no field of the article. */
const ownFields = new Set(['id', 'version', 'kept', 'body', 'body_markdown']);

/** Somebody saved meanwhile: what was typed is kept beside it, and how the two differ is shown. */
async function bothVersions({ locals: { ctx } }: RequestEvent, values: Values) {
	const { title, slug, excerpt, tags, body } = articleInput(values);
	const article = values['id'] as string;
	const fields = Object.fromEntries(Object.entries(values).filter(([name]) => !ownFields.has(name)));
	await keepDraft(ctx, { place: `article:${article}`, version: values['version'], fields, body, after: ctx.now });
	return { conflict: await compareWithSaved(ctx, { article, title, slug, excerpt, tags, body }) };
}

async function discard(event: RequestEvent) {
	const values = await readForm(event);
	return submit(event, values, async () => {
		await discardDraft(event.locals.ctx, { place: values['place'] ?? '' });
		redirect(303, event.url.pathname);
	});
}

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
	discard,
};
