import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound, Problem, type FieldProblem } from '#platform/problem.ts';
import { writeMentions } from '#network/mention.ts';
import type { Objection } from '#network/prepare.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';
import type { KeepDraft } from '#publishing/server/commands/keep-draft.ts';
import { outgoingPictures } from '#publishing/server/compose-post.ts';
import { sendAt } from '#publishing/server/jobs/send-variant.ts';
import { judgeVariant } from '#publishing/server/judge-variant.ts';
import { likeALink } from '#publishing/server/place-post.ts';
import { findSaidBefore } from '#publishing/server/find-said-before.ts';
import { takeSlot } from '#publishing/server/take-slot.ts';
import { readHandles } from '#publishing/server/queries/list-handles.ts';
import { picturesFor } from '#publishing/picked-pictures.ts';
import { writeVariant } from '#publishing/write-variant.ts';

type Kept = Omit<z.output<typeof KeepDraft>, 'draft' | 'target'> & { draft: number; target: string | null };

/**
 * Writes the variants of a draft as they were handed in: those of accounts that are no longer chosen go, those that went out
 * stay as they went. Inside a command.
 */
export async function keepVariants(ctx: Ctx, kept: Kept): Promise<void> {
	const accounts = kept.variants.map(({ account }) => account);
	const rows = accounts.length
		? await ctx.db
				.selectFrom('publishing.account')
				.select(['id', 'network', 'name', 'limits'])
				.where('id', 'in', accounts)
				// Slots are taken by one at a time.
				.orderBy('id')
				.forNoKeyUpdate()
				.execute()
		: [];
	const before = await ctx.db.selectFrom('publishing.variant').selectAll().where('draft', '=', kept.draft).execute();
	const open = before.filter(({ posted, cancelled }) => !posted && !cancelled);
	const left = open.filter(({ account }) => !accounts.includes(account)).map(({ id }) => id);
	if (left.length) await ctx.db.deleteFrom('publishing.variant').where('id', 'in', left).execute();

	const link = kept.target !== null || kept.article !== null ? likeALink(ctx) : null;
	const wrong: FieldProblem[] = [];
	const handlesOn = await readHandles(ctx);
	for (const { account: id, text: own, ...laid } of kept.variants) {
		const account = rows.find((row) => row.id === id);
		if (!account) throw notFound('account');
		const old = before.find((one) => one.account === id);
		if (old && !open.includes(old)) continue;
		const limits = accountLimits(account);
		const pictures = limits ? await outgoingPictures(ctx, picturesFor(limits, kept.pictures), { limits }) : [];
		const handles = handlesOn(account.network);
		const shape = { ...laid, comment: writeMentions(laid.comment, limits ?? {}, handles, true) };
		const inText = shape.linkPlace === 'usual' ? link : null;
		const ruled = limits
			? writeVariant({ ...kept, link: inText, pictures, handles }, limits, {
					whole: shape.thread && Boolean(limits.thread),
				})
			: kept.text;
		const text = own === null ? ruled : writeMentions(own, limits ?? {}, handles);
		const due = await dueOf(ctx, kept, { account: id, due: old?.due ?? null });
		if (due) {
			const judged = await judgeVariant(ctx, { ...kept, account: id, text, shape }, due < ctx.now ? ctx.now : due);
			if (!judged.may) {
				const [first] = judged.refused;
				const path = first?.key === 'comment-too-long' || first?.key === 'no-comments' ? `comment-${id}` : `text-${id}`;
				wrong.push({ path, key: fieldKey(first, text ? judged.trouble : 'missing') });
				continue;
			}
			if (!kept.anyway && (await findSaidBefore(ctx, { account: id, text, variant: old?.id ?? null })))
				throw new Problem('post.duplicate', 409, { account: account.name });
		}
		await write(ctx, {
			draft: kept.draft,
			account: id,
			text,
			edited: text === ruled ? null : (old?.text === text && old.edited) || ctx.now,
			due,
			link_place: shape.linkPlace,
			layout: shape.thread ? 'thread' : 'post',
			comment: shape.comment,
			alts: shape.alts,
		});
	}
	if (wrong.length) throw invalidInput(wrong);
}

async function dueOf(
	ctx: Ctx,
	{ when, at }: Kept,
	{ account, due }: { account: number; due: Date | null },
): Promise<Date | null> {
	if (when === 'keep') return due;
	if (when === 'none') return null;
	if (when === 'now') return ctx.now;
	if (when === 'at') return at ?? null;
	const slot = await takeSlot(ctx, account);
	if (!slot) throw invalidInput([{ path: 'when', key: 'no-slot' }]);
	return slot;
}

interface Written {
	draft: number;
	account: number;
	text: string;
	edited: Date | null;
	due: Date | null;
	link_place: string;
	layout: string;
	comment: string;
	alts: Record<string, string>;
}

/** The catalogue's key of what is wrong with a field. */
const fieldKey = (objection: Objection | undefined, otherwise: string): string =>
	objection
		? /-too-long$/.test(objection.key) && objection.key !== 'alt-too-long'
			? 'too-long'
			: objection.key
		: otherwise;

async function write(ctx: Ctx, row: Written): Promise<void> {
	const { id } = await ctx.db
		.insertInto('publishing.variant')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['draft', 'account']).doUpdateSet({ ...row, refused: null, trouble: null }),
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	if (row.due) sendAt(ctx, id, row.due);
}
