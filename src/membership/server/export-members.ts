import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { membersExported } from '#membership/events.ts';
import { answerText } from '#membership/answer.ts';
import { named } from '#membership/field.ts';
import { csvCell } from '#membership/member-list.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayExportMembers } from '#membership/policy.ts';
import { findAnswersOf } from '#membership/server/find-answers.ts';
import { findFields } from '#membership/server/find-fields.ts';
import { readSegment } from '#membership/server/queries/list-segments.ts';
import { segmentMembers } from '#membership/server/segment-members.ts';

/** Members that are read at a time. */
const batch = 1_000;

/**
 * The list of members as CSV, all or those of a segment, piece by piece; headings in the language of whoever asks, as the
 * import reads them again. That it was taken is written down before the first piece. Throws before it when it may not be.
 */
export async function exportMembers(ctx: Ctx, { segment }: { segment?: number | undefined } = {}) {
	authorize(ctx.actor, 'member.export', mayExportMembers, null);
	requireFresh(ctx.actor);
	const wanted = segment ? await readSegment(ctx, { id: segment }) : null;
	await note(ctx, { segment: segment ?? null });
	return async function* (): AsyncGenerator<string> {
		const say = membershipText(ctx.locale);
		const fields = await findFields(ctx);
		const headings = ['email', 'name', 'handle', 'role', 'joined', 'locale', 'mail', 'agreed', 'labels'] as const;
		// The mark tells a spreadsheet that it is UTF-8.
		const names = [
			...headings.map((one) => say(`list.${one}`)),
			...fields.map((field) => named(field, ctx.locale).text),
		];
		yield `\uFEFF${names.map(csvCell).join(',')}\r\n`;
		for (let after = 0; ;) {
			let found = ctx.db
				.selectFrom('membership.member as m')
				.leftJoin('membership.preference as p', 'p.member', 'm.id')
				.select((eb) => [
					'm.id',
					'm.email',
					'm.name',
					'm.handle',
					'm.role',
					'm.joined',
					'm.locale',
					'p.mail',
					'p.refused',
					eb
						.selectFrom('membership.member_label as l')
						.innerJoin('membership.label as n', 'n.id', 'l.label')
						.select(sql<string>`string_agg(n.name, '、' order by n.name)`.as('labels'))
						.whereRef('l.member', '=', 'm.id')
						.as('labels'),
				])
				.where('m.email', 'is not', null)
				.where('m.id', '>', after)
				.orderBy('m.id')
				.limit(batch);
			if (wanted) found = found.where('m.id', 'in', segmentMembers(ctx.db, wanted, ctx.now));
			const rows = await found.execute();
			const answers = await findAnswersOf(
				ctx.sql,
				rows.map(({ id }) => id),
				fields,
			);
			yield rows
				.map((row) => {
					const agrees = row.mail && !row.refused;
					const cells = [
						row.email ?? '',
						row.name,
						row.handle,
						say(`role.${row.role}` as 'role.member'),
						row.joined.toISOString(),
						row.locale,
						say(agrees ? 'list.yes' : 'list.no'),
						agrees ? (row.mail?.toISOString() ?? '') : '',
						row.labels ?? '',
						...fields.map(({ id }) => {
							const said = answers.get(row.id)?.find(({ field }) => field.id === id);
							return said ? answerText(said, ctx.locale) : '';
						}),
					];
					return `${cells.map(csvCell).join(',')}\r\n`;
				})
				.join('');
			if (rows.length < batch) return;
			after = rows.at(-1)?.id ?? after;
		}
	};
}

const note = command(z.object({ segment: z.number().nullable() }), async (ctx, { segment }) => {
	ctx.record({ name: membersExported, about: 'members', data: { segment } });
	return Promise.resolve();
});
