import { z } from 'zod';
import { authorize, memberOf, visitor } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notFound } from '#platform/problem.ts';
import { applicantAccepted, applicantAsked, applicantRefused } from '#membership/events.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayLetIn } from '#membership/policy.ts';
import { formAnswers } from '#membership/server/commands/answer-fields.ts';
import { appealAddress } from '#membership/server/appeal-key.ts';
import { keepJoiningAnswers } from '#membership/server/joining-answers.ts';
import { findByEmail, insertMember } from '#membership/server/insert-member.ts';
import { noteJoining, noteMarketing } from '#membership/server/note-consent.ts';
import { houseName } from '#membership/server/notice.ts';

const ApplicantId = z.coerce.number().int().positive();

export const DecideApplicant = z.object({
	applicant: ApplicantId,
	decision: z.enum(['accept', 'refuse']),
	/** What the person is told; a refusal needs one. */
	reason: z.string().trim().max(500, 'too-long').default(''),
});

/**
 * Lets in whoever waits, or does not, with a reason; they are told by mail. What they agreed to is noted as of when they said
 * so. Throws Problem `applicant.not-found` (404), also when somebody decided before.
 */
export const decideApplicant = command(DecideApplicant, async (ctx, { applicant, decision, reason }) => {
	const found = await ctx.db
		.selectFrom('membership.applicant')
		.selectAll()
		.where('id', '=', applicant)
		.where('refused', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'applicant.decide', mayLetIn, null);
	if (!found) throw notFound('applicant');
	const { email } = found;
	const locale = matchLocale(found.locale) ?? ctx.locale;
	if (decision === 'refuse') {
		if (!reason) throw invalidInput([{ path: 'reason', key: 'missing' }]);
		await ctx.db
			.updateTable('membership.applicant')
			.set({ refused: ctx.now, refused_by: memberOf(ctx.actor), reason })
			.where('id', '=', applicant)
			.execute();
		ctx.record({ name: applicantRefused, about: 'joining', data: { applicant } });
		const appeal = appealAddress(ctx.site, { of: 'applicant', id: applicant });
		return tell({ ...ctx, locale }, email, 'refused', { reason, appeal });
	}
	// They became a member in another way meanwhile: then there is nobody to let in.
	if (!(await findByEmail(ctx, email))) {
		const theirs: Ctx = { ...ctx, locale, now: found.asked, actor: visitor };
		const { id } = await insertMember(ctx, {
			name: found.name,
			email,
			role: 'member',
			locale,
			joined: ctx.now,
			cameByLink: found.came_by_link,
			cameTo: found.came_to,
			heardFrom: found.heard_from,
		});
		const saying = { place: found.place, shown: found.notice };
		await noteJoining(theirs, id, saying);
		await keepJoiningAnswers(theirs, id, formAnswers.parse(found.answers ?? {}));
		if (found.news) await noteMarketing(theirs, id, { mail: true }, saying);
		ctx.record({ name: applicantAccepted, about: 'joining', data: { applicant, member: id } });
	}
	await ctx.db.deleteFrom('membership.applicant').where('email', '=', email).execute();
	return tell({ ...ctx, locale }, email, 'accepted', { reason });
});

/**
 * Has whoever was refused wait again, because they objected and were right; safe to run twice. Throws Problem
 * `applicant.not-found` (404): they were let go meanwhile.
 */
export const reopenApplicant = command(z.object({ applicant: ApplicantId }), async (ctx, { applicant }) => {
	const found = await ctx.db
		.selectFrom('membership.applicant')
		.select(['id', 'email', 'refused'])
		.where('id', '=', applicant)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'applicant.decide', mayLetIn, null);
	if (!found) throw notFound('applicant');
	if (!found.refused) return { applicant };
	// They asked once more meanwhile: then that asking is the one that waits.
	const again = await ctx.db
		.selectFrom('membership.applicant')
		.select('id')
		.where('email', '=', found.email)
		.where('refused', 'is', null)
		.executeTakeFirst();
	if (again) return { applicant: again.id };
	const waits = { refused: null, refused_by: null, reason: '' };
	await ctx.db.updateTable('membership.applicant').set(waits).where('id', '=', applicant).execute();
	ctx.record({ name: applicantAsked, about: 'joining', data: { applicant } });
	return { applicant };
});

async function tell(
	ctx: Ctx,
	email: string,
	letter: 'accepted' | 'refused',
	said: { reason: string; appeal?: string },
): Promise<void> {
	const say = membershipText(ctx.locale);
	const values = { brand: await houseName(ctx), url: ctx.site.url, ...said };
	await sendMail(ctx, {
		to: email,
		subject: say(`mail.applicant.${letter}.subject`, values),
		text: say(`mail.applicant.${letter}.text`, values),
		kind: 'joining',
	});
}
