import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { findArticle } from '#content/server/index.ts';
import { readSegment } from '#membership/server/index.ts';
import { mailingChanged } from '#notification/events.ts';
import { maySendMailings } from '#notification/policy.ts';
import { findMailingForUpdate } from '#notification/server/find-mailing.ts';

const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
const id = z.coerce.number().int().positive();

/**
 * Begins a mailing of an article, called and introduced as the article is, to the first topic on offer. Throws Problem
 * `article.not-found`, `mailing.not-published` (409), `mailing.no-topic` (409).
 */
export const createMailing = command(z.object({ article: id }), async (ctx, { article: of }) => {
	authorize(ctx.actor, 'mailing.write', maySendMailings, null);
	const article = await findArticle(ctx, { id: of });
	if (!article) throw notFound('article');
	if (!article.published || article.published > ctx.now) throw new Problem('mailing.not-published', 409);
	const topic = await ctx.db
		.selectFrom('notification.topic')
		.select('id')
		.where('retired', 'is', null)
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	if (!topic) throw new Problem('mailing.no-topic', 409);
	const row = await ctx.db
		.insertInto('notification.mailing')
		.values({
			article: of,
			topic: topic.id,
			subject: [...oneLine(article.title)].slice(0, 100).join('') || '-',
			preheader: [...oneLine(article.excerpt)].slice(0, 120).join(''),
			author: memberOf(ctx.actor),
			created: ctx.now,
			changed: ctx.now,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: mailingChanged, about: `mailing:${row.id}`, data: { mailing: row.id } });
	return { mailing: row.id };
});

export const ChangeMailing = z.object({
	mailing: id,
	subject: z.string().transform(oneLine).pipe(z.string().min(1, 'missing').max(150, 'too-long')),
	preheader: z.string().default('').transform(oneLine).pipe(z.string().max(200, 'too-long')),
	topic: id,
	/** Absent: every subscriber of the topic. */
	segment: id.nullish(),
});

/** Changes a mailing that has not begun. Throws Problem `mailing.not-found`, `mailing.begun` (409), `topic.not-found`, `segment.not-found`. */
export const changeMailing = command(
	ChangeMailing,
	async (ctx, { mailing: of, subject, preheader, topic, segment }) => {
		const mailing = await findMailingForUpdate(ctx, of);
		authorize(ctx.actor, 'mailing.write', maySendMailings, null);
		if (mailing.started) throw new Problem('mailing.begun', 409);
		const known = await ctx.db.selectFrom('notification.topic').select('id').where('id', '=', topic).executeTakeFirst();
		if (!known) throw notFound('topic');
		if (segment) await readSegment(ctx, { id: segment });
		await ctx.db
			.updateTable('notification.mailing')
			.set({ subject, preheader, topic, segment: segment ?? null, changed: ctx.now, trouble: null })
			.where('id', '=', of)
			.execute();
		ctx.record({ name: mailingChanged, about: `mailing:${of}`, data: { mailing: of } });
	},
);

/** Throws a mailing away that has not begun. Throws Problem `mailing.not-found`, `mailing.begun` (409). */
export const deleteMailing = command(z.object({ mailing: id }), async (ctx, { mailing: of }) => {
	const mailing = await findMailingForUpdate(ctx, of);
	authorize(ctx.actor, 'mailing.write', maySendMailings, null);
	if (mailing.started) throw new Problem('mailing.begun', 409);
	await ctx.db.deleteFrom('notification.mailing').where('id', '=', of).execute();
	ctx.record({ name: mailingChanged, about: `mailing:${of}`, data: { mailing: of } });
});
