import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listLetIn } from '#community/server/index.ts';
import { categoryPath } from '#community/thread.ts';
import { listNarrowed } from '#content/server/index.ts';
import { mayKeepSegment } from '#membership/policy.ts';
import { definitionOf, pressSegmentButton, rowsOf, segmentRows } from '#membership/segment-form.ts';
import {
	countSegment,
	keepSegment,
	listSegmentChoices,
	retireSegment,
	type Segment,
} from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { readForm, submit } from '#web/form.ts';

/** What the page of a segment shows; without one it begins a new one. */
export async function loadSegmentForm(ctx: Ctx, segment: Segment | null) {
	const rows = rowsOf(segment?.definition ?? { match: 'all', groups: [] });
	const [choices, count, uses] = await Promise.all([
		listSegmentChoices(ctx, {}),
		countOf(ctx, rows),
		segment ? usesOf(ctx, segment.id) : [],
	]);
	const known = segment && { id: segment.id, name: segment.name, version: segment.version };
	return { segment: known, rows, choices, count, uses, may: { keep: mayKeepSegment(ctx.actor) } };
}

/** Where a segment opens something: what would close with it. */
async function usesOf(ctx: Ctx, segment: number) {
	const [articles, categories] = await Promise.all([listNarrowed(ctx, { segment }), listLetIn(ctx, { segment })]);
	return [
		...articles.map(({ id, title }) => ({ kind: 'article' as const, name: title, href: `/console/content/${id}` })),
		...categories.map(({ name, slug }) => ({ kind: 'category' as const, name, href: categoryPath(slug) })),
	];
}

/** How many the rows mean; null while they are not whole. */
async function countOf(ctx: Ctx, rows: ReturnType<typeof segmentRows>) {
	try {
		return await countSegment(ctx, { definition: definitionOf(rows) });
	} catch (error) {
		if (error instanceof Problem && error.code === 'input.invalid') return null;
		throw error;
	}
}

/** The form of a segment: buttons that change its rows need no script, and nothing typed is lost by a refusal. */
export const segmentActions = {
	keep: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx } = event.locals;
		const rows = pressSegmentButton(segmentRows(values), values['do'] ?? '');
		const typed = { rows, name: values['name'] ?? '', version: values['version'] ?? '' };
		if (values['do'] && values['do'] !== 'save') return { ...typed, count: await countOf(ctx, rows) };
		const answer = await submit(event, {}, async () => {
			const { id } = await keepSegment(ctx, {
				...(event.params['id'] ? { id: event.params['id'], version: typed.version || undefined } : {}),
				name: typed.name,
				definition: definitionOf(rows),
			});
			redirect(303, `/console/members/segments/${id}?saved`);
		});
		Object.assign(answer.data, typed, { count: await countOf(ctx, rows) });
		return answer;
	},
	retire: async (event: RequestEvent) => {
		const { ctx } = event.locals;
		return submit(event, {}, async () => {
			await retireSegment(ctx, { id: event.params['id'] });
			redirect(303, '/console/members/segments?retired');
		});
	},
};
