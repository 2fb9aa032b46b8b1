import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { splitTags, tickedAuthors } from '#content/article-fields.ts';
import type { SlugStyle } from '#content/slug.ts';
import {
	approveArticle,
	cancelSchedule,
	compareWithSaved,
	discardDraft,
	keepDraft,
	linkTranslation,
	noteArticle,
	proposeChange,
	publishArticle,
	returnArticle,
	scheduleArticle,
	submitArticle,
	translateArticle,
	unlinkTranslation,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { zonedTime } from '#platform/language/zoned-time.ts';
import { readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;

/** What the editor's form says, as the command takes it. Without scripts the text comes as Markdown. */
function articleInput(values: Values) {
	const authors = tickedAuthors(values);
	return {
		...(values['id'] ? { id: values['id'], version: values['version'] } : {}),
		title: values['title'] ?? '',
		body: readBody(values),
		excerpt: values['excerpt'] ?? '',
		slug: values['slug'] ?? '',
		...(values['slugStyle'] ? { slugStyle: values['slugStyle'] as SlugStyle } : {}),
		tags: splitTags(values['tags'] ?? ''),
		...readersOf(values['access'] ?? ''),
		locale: values['locale'] === 'en' ? ('en' as const) : ('zh-TW' as const),
		...(authors.length ? { authors } : {}),
		...('series' in values
			? { series: values['series'] || null, seriesPosition: values['seriesPosition'] || null }
			: {}),
		...('cover' in values ? { cover: values['cover'] || null } : {}),
		...(values['kept'] ? { kept: values['kept'] } : {}),
	};
}

/** Who may read the whole, as the form says it: `public`, `members`, `segment:7`. */
function readersOf(typed: string): { access: 'public' | 'members'; segment?: string | null } {
	const segment = /^segment:(\d{1,15})$/.exec(typed)?.[1];
	if (segment) return { access: 'members', segment };
	return typed === 'members' ? { access: 'members', segment: null } : { access: 'public' };
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

type Then = (event: RequestEvent, id: number, values: Values, version: number) => Promise<string>;

/** A button of the form: it saves, does what it says, and leads on. All of it happens, or nothing. */
const work = (then: Then) => async (event: RequestEvent) => {
	const values = await readForm(event);
	const answer = await submit(event, values, async () => {
		const to = await together(event.locals.ctx, {
			work: async (ctx: Ctx) => {
				const { id, version } = await writeArticle(ctx, articleInput(values));
				return then({ ...event, locals: { ...event.locals, ctx } } as RequestEvent, id, values, version);
			},
		});
		redirect(303, to);
	});
	return withBothVersions(event, values, answer);
};

/** A change to what readers see, for an editor to approve: nothing is saved. */
async function propose(event: RequestEvent) {
	const values = await readForm(event);
	const answer = await submit(event, values, async () => {
		const { id } = await proposeChange(event.locals.ctx, {
			...articleInput(values),
			...noteOf(values),
			id: values['id'],
		});
		redirect(303, `/console/content/${id}/proposal`);
	});
	return withBothVersions(event, values, answer);
}

/** An answer; where it says that somebody saved meanwhile, with both versions. */
async function withBothVersions<T>(event: RequestEvent, values: Values, answer: T): Promise<T> {
	const { data } = (answer ?? {}) as { data?: { code?: string } };
	if (data?.code === 'article.changed-meanwhile' && values['id'])
		Object.assign(data, await bothVersions(event, values));
	return answer;
}

/** One transaction around the commands of one button. */
const together = command(z.object({ work: z.custom<(ctx: Ctx) => Promise<string>>() }), (ctx, { work }) => work(ctx));

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

const saved = (id: number): string => `/console/content/${id}?saved`;

/** The time that the form names, by the clocks of the brand. Throws Problem `input.invalid` for the field `at`. */
function timeOf({ locals: { brand } }: RequestEvent, values: Values): Date {
	const at = zonedTime(values['at'] ?? '', brand.timeZone);
	if (!at) throw invalidInput([{ path: 'at', key: 'missing' }]);
	return at;
}

const noteOf = (values: Values) => ({ text: values['note'] || undefined });

/** The editor's buttons: every one saves first. */
export const articleActions = {
	save: work(async (_event, id) => saved(id)),
	publish: work(async ({ locals }, id) => {
		await publishArticle(locals.ctx, { id });
		return `/console/content/${id}?published`;
	}),
	schedule: work(async (event, id, values) => {
		await scheduleArticle(event.locals.ctx, { id, at: timeOf(event, values) });
		return saved(id);
	}),
	unschedule: work(async ({ locals }, id) => {
		await cancelSchedule(locals.ctx, { id });
		return saved(id);
	}),
	unpublish: work(async ({ locals }, id) => {
		await unpublishArticle(locals.ctx, { id });
		return saved(id);
	}),
	submit: work(async ({ locals }, id, values) => {
		await submitArticle(locals.ctx, { id, ...noteOf(values) });
		return saved(id);
	}),
	approve: work(async ({ locals }, id, values, version) => {
		await approveArticle(locals.ctx, { id, version, ...noteOf(values) });
		return saved(id);
	}),
	return: work(async ({ locals }, id, values) => {
		await returnArticle(locals.ctx, { id, ...noteOf(values) });
		return saved(id);
	}),
	note: work(async ({ locals }, id, values) => {
		await noteArticle(locals.ctx, { id, ...noteOf(values) });
		return saved(id);
	}),
	translate: work(async ({ locals }, id, values) => {
		const locale = values['translateTo'] === 'en' ? 'en' : 'zh-TW';
		return `/console/content/${(await translateArticle(locals.ctx, { id, locale })).id}`;
	}),
	link: work(async ({ locals }, id, values) => {
		await linkTranslation(locals.ctx, { id, linkTo: values['linkTo'] ?? '' });
		return saved(id);
	}),
	unlink: work(async ({ locals }, id) => {
		await unlinkTranslation(locals.ctx, { id });
		return saved(id);
	}),
	propose,
	discard,
};
