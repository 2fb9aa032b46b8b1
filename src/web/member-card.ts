import { redirect, type RequestEvent } from '@sveltejs/kit';
import { removePortrait } from '#media/server/index.ts';
import { answersOf } from '#membership/answer-form.ts';
import {
	answerFields,
	changeConsent,
	changeRole,
	deleteRemark,
	joinIdentity,
	labelMember,
	partIdentity,
	unlabelMember,
	writeRemark,
} from '#membership/server/index.ts';
import { takeOverThreads } from '#community/server/index.ts';
import { hearAgain, restorePerson, suspendPerson } from '#moderation/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';

/** One thing that staff do on a member's card; done, the card is shown anew and says so. */
const act =
	(part: string, work: (ctx: Ctx, member: string, values: Record<string, string>) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const member = event.params['id'] ?? '';
		return submit(event, { ...values, part }, async () => {
			await work(event.locals.ctx, member, values);
			redirect(303, `/console/members/${member}?saved=${part}#${part}`);
		});
	};

/** The actions of a member's card. */
export const memberCardActions = {
	answers: act('answers', (ctx, member, values) => answerFields(ctx, { member, answers: answersOf(values) })),
	role: act('role', (ctx, member, { role }) => changeRole(ctx, { member, role: role as never })),
	suspend: act('suspend', (ctx, member, { days, reason, words }) =>
		suspendPerson(ctx, { member, days: days || null, reason: reason as never, words }),
	),
	hear: act('silence', (ctx, member) => hearAgain(ctx, { member })),
	restore: act('suspend', (ctx, member) => restorePerson(ctx, { member })),
	takeOver: act('take-over', (ctx, from, { to }) => takeOverThreads(ctx, { from, to })),
	label: act('labels', (ctx, member, { name = '' }) => labelMember(ctx, { member, name })),
	unlabel: act('labels', (ctx, member, { label }) => unlabelMember(ctx, { member, label })),
	remark: act('remarks', (ctx, member, { text = '' }) => writeRemark(ctx, { member, text })),
	unremark: act('remarks', (ctx, _member, { remark }) => deleteRemark(ctx, { remark })),
	identity: act('identities', (ctx, member, { kind, value = '', reason = '' }) =>
		joinIdentity(ctx, { member, kind: kind as never, value, reason }),
	),
	part: act('identities', (ctx, _member, { identity }) => partIdentity(ctx, { identity })),
	unpicture: act('picture', (ctx, member) => removePortrait(ctx, { member })),
	refuse: act('consent', (ctx, member) => changeConsent(ctx, { member, refused: true, place: 'console' })),
};
