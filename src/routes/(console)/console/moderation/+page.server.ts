import type { RequestEvent } from '@sveltejs/kit';
import { decideApplicant, listApplicants, writeRemark } from '#membership/server/index.ts';
import {
	answerAppeal,
	decideAllOf,
	decideComment,
	decideMany,
	decideReport,
	listAppeals,
	listQueue,
	listReports,
	openReport,
	undoMany,
} from '#moderation/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';
import { readPosted, textsOf } from '#web/read-form.ts';

/** One queue for everything that waits for a person: comments, objections, people, private messages that were handed over. */
export async function load({ locals: { ctx } }: RequestEvent) {
	const [queue, appeals, applicants, reports] = await Promise.all([
		listQueue(ctx, {}),
		listAppeals(ctx, {}),
		listApplicants(ctx, {}),
		listReports(ctx, {}),
	]);
	return { queue, appeals, applicants: applicants.slice(0, 25), reports };
}

/** Something decided about a person, which is told to them and not taken back. */
const settle =
	(work: (ctx: Ctx, values: Record<string, string>) => Promise<unknown>) => async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await work(event.locals.ctx, values);
			return { settled: true };
		});
	};

/** Fields that may stand several times in a form. */
const every = (form: FormData, name: string): string[] =>
	form.getAll(name).filter((value) => typeof value === 'string');

export const actions = {
	answer: settle((ctx, { appeal, outcome, answer }) =>
		answerAppeal(ctx, { appeal, outcome: outcome as never, answer }),
	),
	join: settle((ctx, { applicant, decision, reason }) =>
		decideApplicant(ctx, { applicant, decision: decision as never, reason }),
	),
	report: settle((ctx, { report = '', verdict, reason, words }) =>
		decideReport(ctx, { report, verdict: verdict as never, reason: (reason || null) as never, words }),
	),
	open: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await openReport(event.locals.ctx, { report: values['report'] ?? '' });
			return { opened: true };
		});
	},
	remark: settle((ctx, { member, text = '' }) => writeRemark(ctx, { member, text })),
	decide: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { comment = '', verdict = '', words, seen } = values;
			const chosen = { verdict: verdict as never, reason: (values['reason'] || null) as never, words, seen };
			if (values['all'] !== 'on' || verdict === 'keep') {
				const { decision } = await decideComment(event.locals.ctx, { comment, ...chosen });
				return { decided: [decision], refused: 0, verdict };
			}
			const { decisions, refused } = await decideAllOf(event.locals.ctx, { comment, ...chosen });
			return { decided: decisions, refused: refused.length, verdict };
		});
	},
	many: async (event: RequestEvent) => {
		const form = await readPosted(event.request);
		const [comments, values] = [every(form, 'comment'), textsOf(form)];
		return submit(event, values, async () => {
			const { verdict = '', words } = values;
			const chosen = { verdict: verdict as never, reason: (values['reason'] || null) as never, words };
			const { decisions, refused } = await decideMany(event.locals.ctx, { comments, ...chosen });
			return { decided: decisions, refused: refused.length, verdict };
		});
	},
	undo: async (event: RequestEvent) => {
		const decisions = every(await readPosted(event.request), 'decision');
		return submit(event, {}, async () => {
			const { decisions: undone, refused } = await undoMany(event.locals.ctx, { decisions });
			return { undone, refused: refused.length };
		});
	},
};
