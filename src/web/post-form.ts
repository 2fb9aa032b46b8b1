import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { localTime, zonedTime } from '#platform/language/zoned-time.ts';
import { formVariants, splitHashtags, splitLabels, tickedIds } from '#publishing/draft-fields.ts';
import { askApproval, cancelVariant, keepDraft, moveVariant, reviewDraft } from '#publishing/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';

type Values = Record<string, string>;
const choices = ['keep', 'none', 'now', 'at', 'slot'] as const;

/** The moment of a form's `at`, by the clocks of the site; undefined when it says none. */
const timeOf = (values: Values, { locals }: RequestEvent): Date | undefined =>
	zonedTime(values['at'] ?? '', locals.brand.timeZone) ?? undefined;

function whenOf(values: Values): (typeof choices)[number] {
	const found = choices.find((choice) => choice === values['when']);
	if (!found) throw invalidInput([{ path: 'when', key: 'missing' }]);
	return found;
}

/** Where the calendar shows what was just done. */
const calendarAt = (time: Date | undefined, zone: string): string =>
	time ? `/console/posts?day=${localTime(time, zone).slice(0, 10)}` : '/console/posts';

const keep = async (event: RequestEvent) => {
	const values = await readForm(event);
	const { ctx, brand } = event.locals;
	const done = await submit(event, values, async () => {
		const when = whenOf(values);
		const at = timeOf(values, event);
		await keepDraft(ctx, {
			...(event.params['id'] ? { draft: event.params['id'] } : {}),
			key: values['formkey'] ?? '',
			article: values['article'] || null,
			target: values['target'] ?? '',
			text: (values['text'] ?? '').replaceAll('\r\n', '\n'),
			hashtags: splitHashtags(values['hashtags'] ?? ''),
			labels: splitLabels(values['labels'] ?? ''),
			pictures: tickedIds(values, 'picture'),
			campaign: values['campaign'] || null,
			variants: formVariants(values),
			when,
			...(at ? { at } : {}),
			anyway: values['anyway'] === 'yes',
		});
		return { to: calendarAt(when === 'at' ? at : undefined, brand.timeZone) };
	});
	return 'to' in done ? goOn(undefined, done.to) : done;
};

/** Without scripts: the variants and what would be refused are written anew, and nothing is kept. */
const look = async (event: RequestEvent) => ({
	message: '',
	code: '',
	fields: {} as Record<string, string>,
	values: await readForm(event),
});

/** What those who approve and those who ask them say of a draft. */
const onReview =
	(work: (ctx: Ctx, draft: string, values: Values) => Promise<unknown>) => async (event: RequestEvent) => {
		const values = await readForm(event);
		const draft = event.params['id'] ?? '';
		const done = await submit(event, values, async () => void (await work(event.locals.ctx, draft, values)));
		return done ?? goOn(undefined, `/console/posts/${Number(draft)}`);
	};

const review = onReview((ctx, draft, { decision = '', words = '', seen = '' }) =>
	reviewDraft(ctx, { draft, words, seen, decision: decision as 'approved' }),
);
const ask = onReview((ctx, draft, { words = '' }) => askApproval(ctx, { draft, words }));

export const draftActions = { keep, look, review, ask };

/** What a button or a drop does to one variant, and where the calendar goes on. */
const onVariant =
	(work: (ctx: Ctx, variant: string, values: Values, event: RequestEvent) => Promise<{ due?: Date | null }>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const done = await submit(event, values, async () => ({
			...(await work(event.locals.ctx, values['variant'] ?? '', values, event)),
			moved: true as const,
		}));
		return 'moved' in done ? goOn(values['to'], '/console/posts') : done;
	};

export const variantActions = {
	move: onVariant((ctx, variant, values, event) => {
		const when = whenOf(values);
		const at = timeOf(values, event);
		return moveVariant(ctx, { variant, when: when === 'keep' ? 'at' : when, ...(at ? { at } : {}) });
	}),
	cancel: onVariant(async (ctx, variant) => {
		await cancelVariant(ctx, { variant });
		return {};
	}),
};
