import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mailingState } from '#notification/mailing-state.ts';
import { maySeeMailings, maySendMailings } from '#notification/policy.ts';
import { topicIn } from '#notification/topic.ts';

const Page = z.object({
	before: z.coerce.number().int().positive().optional(),
	limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Mailings, newest first. `next` is what `before` goes on from, or null. */
export const listMailings = query(Page, async (ctx, { before, limit }) => {
	authorize(ctx.actor, 'mailing.list', maySeeMailings, null);
	let found = ctx.db
		.selectFrom('notification.mailing as mailing')
		.innerJoin('notification.topic as topic', 'topic.id', 'mailing.topic')
		.select(['mailing.id', 'mailing.subject', 'mailing.scheduled', 'mailing.started', 'mailing.paused'])
		.select(['mailing.resumes', 'mailing.stopped', 'mailing.done', 'mailing.candidates', 'mailing.changed'])
		.select(['mailing.trouble', 'topic.name', 'topic.name_en', 'topic.about', 'topic.about_en'])
		.orderBy('mailing.id', 'desc')
		.limit(limit + 1);
	if (before) found = found.where('mailing.id', '<', before);
	const rows = await found.execute();
	const items = rows.slice(0, limit).map((row) => ({
		id: row.id,
		subject: row.subject,
		state: mailingState(row),
		trouble: row.trouble,
		time: row.done ?? row.started ?? row.scheduled ?? row.changed,
		candidates: row.candidates,
		topic: topicIn({ ...row, id: 0 }, ctx.locale).name,
	}));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** Mailings that a person has to look at: held by the mail server, or that could not begin. */
export const listTroubledMailings = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'mailing.list', maySeeMailings, null);
	return ctx.db
		.selectFrom('notification.mailing')
		.select(['id', 'subject'])
		.where('trouble', 'is not', null)
		.where('done', 'is', null)
		.where('stopped', 'is', null)
		.orderBy('id', 'desc')
		.limit(5)
		.execute();
});

/** Published articles that can be made a mailing, newest first, and whether they were one already. */
export const listSendable = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'mailing.write', maySendMailings, null);
	return ctx.db
		.selectFrom('content.article as article')
		.select(['article.id', 'article.title', 'article.published'])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('notification.mailing as m')
						.select('m.id')
						.whereRef('m.article', '=', 'article.id')
						.where('m.started', 'is not', null),
				)
				.as('sent'),
		)
		.where('article.published', '<=', ctx.now)
		.where('article.deleted', 'is', null)
		.orderBy('article.published', 'desc')
		.orderBy('article.id', 'desc')
		.limit(12)
		.execute();
});
