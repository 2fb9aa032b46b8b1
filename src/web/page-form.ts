import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	deletePage,
	discardDraft,
	publishPage,
	unpublishPage,
	writePage,
	type WritePage,
} from '#content/server/index.ts';
import type { z } from 'zod';
import { Problem } from '#platform/problem.ts';
import { readBody } from '#web/article-form.ts';
import { readForm, submit } from '#web/form.ts';
import { leadsTo } from '#web/leaving-address.ts';

type PageInput = z.input<typeof WritePage>;

/** What the page editor's form says, as the command takes it. */
const pageInput = (values: Record<string, string>): PageInput => ({
	...(values['id'] ? { id: values['id'], version: values['version'] } : {}),
	title: values['title'] ?? '',
	body: readBody(values),
	excerpt: values['excerpt'] ?? '',
	slug: values['slug'] ?? '',
	locale: (values['locale'] ?? 'zh-TW') as NonNullable<PageInput['locale']>,
	role: (values['role'] || null) as PageInput['role'],
	translates: values['translates'] || null,
	...(values['kept'] ? { kept: values['kept'] } : {}),
});

const work = (then: (event: RequestEvent, id: number) => Promise<string>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const { id, version } = await writePage(event.locals.ctx, pageInput(values)).catch((error: unknown) => {
			// Theirs stays as a version: whoever has read that, and saves again, means it.
			if (error instanceof Problem && error.code === 'page.changed-meanwhile')
				values['version'] = String(error.details['version']);
			throw error;
		});
		// What could not be published is saved all the same: the form goes on from there.
		Object.assign(values, { id: String(id), version: String(version) });
		redirect(303, await then(event, id));
	});
};

/** The page editor's buttons: every one but the last saves first. */
export const pageActions = {
	save: work(async (_event, id) => `/console/site/pages/${id}?saved`),
	publish: work(async ({ locals }, id) => {
		await publishPage(locals.ctx, { id });
		return `/console/site/pages/${id}?saved`;
	}),
	unpublish: work(async ({ locals }, id) => {
		await unpublishPage(locals.ctx, { id });
		return `/console/site/pages/${id}?saved`;
	}),
	discard: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await discardDraft(event.locals.ctx, { place: values['place'] ?? '' });
			redirect(303, event.url.pathname);
		});
	},
	delete: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await deletePage(event.locals.ctx, { id: values['id'] ?? '', ...leadsTo(values) });
			redirect(303, '/console/site/pages');
		});
	},
};
