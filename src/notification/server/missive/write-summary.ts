import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import type { LetterBlock, LetterDraft } from '#notification/server/missive/compose-letter.ts';
import type { Missive } from '#notification/server/missive/read-missive.ts';
import { weekCounter } from '#notification/week.ts';

/** The owner's week: three sentences with numbers, and what waits for them. It comes also when nothing happened: that is worth knowing. */
export async function writeSummary(
	ctx: Ctx,
	{ member, name, handle, role, locale }: Missive,
): Promise<LetterDraft | null> {
	const count = weekCounter();
	if (!count) return null;
	const actor: Actor = { kind: 'member', member, name, handle, role };
	const [week, brand] = [await count({ ...ctx, actor, locale }), await readBrand(ctx, {})];
	const say = notificationText(locale);
	const { from, to, visits, members, comments, orders, takings, before, waiting } = week;
	const { url } = ctx.site;
	const stories = waiting.map(({ text, href }): LetterBlock => ({
		kind: 'story',
		title: text,
		href: url + href,
		text: '',
		note: '',
	}));
	const came = say('summary.came', { visits, before: before.visits });
	return {
		subject: say('summary.subject', { brand: brand.name, visits, members, comments }),
		title: say('summary.title', { from: shortDay(from), to: shortDay(to) }),
		preheader: came,
		blocks: [
			{ kind: 'text', text: came },
			{
				kind: 'text',
				text: say('summary.said', {
					members,
					comments,
					membersBefore: before.members,
					commentsBefore: before.comments,
				}),
			},
			{ kind: 'text', text: say('summary.bought', { orders, takings: takings || '—', before: before.orders }) },
			{ kind: 'heading', text: say(stories.length ? 'summary.waiting' : 'summary.nothing') },
			...stories,
			{ kind: 'button', label: say('summary.go'), href: `${url}/console` },
		],
		why: say('summary.why', { brand: brand.name }),
	};
}

/** `2026-11-23` as people write a day of this year: 11/23. */
const shortDay = (day: string): string => `${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}`;
