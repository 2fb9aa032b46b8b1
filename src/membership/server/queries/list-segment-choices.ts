import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Locale } from '#platform/language/locale.ts';
import { named, no, picks, yes, type FieldKind, type MemberField } from '#membership/field.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayUseSegments } from '#membership/policy.ts';
import { findFields } from '#membership/server/find-fields.ts';

/** Something that a question of a segment can be answered with. */
export interface Choice {
	value: string;
	/** What it is called; empty where it has no name but its value. */
	name: string;
}

export type SegmentChoices = Record<
	| 'label'
	| 'event'
	| 'link'
	| 'post'
	| 'campaign'
	| 'source'
	// Questions of the house: all, those with something to pick, a number or a day, words, a day.
	| 'field'
	| 'choice'
	| 'measure'
	| 'wording'
	| 'day',
	Choice[]
>;

/** What the questions of a segment can be answered with on this site: labels, events, links, posts, campaigns, sources. */
export const listSegmentChoices = query(z.object({}).prefault({}), async (ctx): Promise<SegmentChoices> => {
	authorize(ctx.actor, 'segment.list', mayUseSegments, null);
	const heard = (column: 'campaign' | 'source') =>
		ctx.db
			.selectFrom('insight.visit')
			.select((eb) => [eb.ref(column).as('value'), eb.fn.countAll<number>().as('count')])
			.where('member', 'is not', null)
			.where(column, 'is not', null)
			.groupBy(column)
			.orderBy('count', 'desc')
			.limit(100)
			.execute();
	const [labels, events, links, posts, campaigns, sources, fields] = await Promise.all([
		ctx.db.selectFrom('membership.label').select(['id', 'name']).orderBy('name').limit(500).execute(),
		ctx.db
			.selectFrom('gathering.gathering')
			.select(['id', 'title'])
			.where('published', 'is not', null)
			.orderBy('begins', 'desc')
			.limit(200)
			.execute(),
		ctx.db
			.selectFrom('publishing.link')
			.select(['id', sql<string>`coalesce(nullif(label, ''), channel, code)`.as('name'), 'code'])
			.where('post', 'is', null)
			.orderBy('id', 'desc')
			.limit(200)
			.execute(),
		ctx.db
			.selectFrom('publishing.post as p')
			.innerJoin('publishing.account as a', 'a.id', 'p.account')
			.select(['p.id', 'a.name as account', sql<string>`left(p.text, 40)`.as('text')])
			.orderBy('p.id', 'desc')
			.limit(200)
			.execute(),
		heard('campaign'),
		heard('source'),
		// One that is not asked any more can still be asked about.
		findFields(ctx, { retired: true }),
	]);
	return {
		label: labels.map(({ id, name }) => ({ value: String(id), name })),
		event: events.map(({ id, title }) => ({ value: String(id), name: title })),
		link: links.map(({ id, name, code }) => ({ value: String(id), name: `${name} (/go/${code})` })),
		post: posts.map(({ id, account, text }) => ({
			value: String(id),
			name: `${account}：${text.replace(/\s+/g, ' ')}`,
		})),
		campaign: campaigns.map(({ value }) => ({ value: value ?? '', name: '' })),
		source: sources.map(({ value }) => ({ value: value ?? '', name: '' })),
		...fieldChoices(fields, ctx.locale),
	};
});

/** The questions of the house by what can be asked about them. */
function fieldChoices(fields: readonly MemberField[], locale: Locale) {
	const say = membershipText(locale);
	const name = (one: { name: string; nameEn: string }): string => named(one, locale).text;
	const of = (...kinds: FieldKind[]): Choice[] =>
		fields.filter(({ kind }) => kinds.includes(kind)).map((field) => ({ value: String(field.id), name: name(field) }));
	const offered = (field: MemberField): { key: number; name: string }[] => {
		if (picks(field.kind)) return field.choices.map((choice) => ({ key: choice.key, name: name(choice) }));
		if (field.kind !== 'yes-no') return [];
		return [
			{ key: yes, name: say('list.yes') },
			{ key: no, name: say('list.no') },
		];
	};
	return {
		field: of('line', 'text', 'one', 'several', 'number', 'date', 'yes-no', 'link'),
		measure: of('number', 'date'),
		wording: of('line', 'text', 'link'),
		day: of('date'),
		choice: fields.flatMap((field) =>
			offered(field).map((choice) => ({
				value: `${field.id}:${choice.key}`,
				name: `${name(field)}${locale === 'en' ? ': ' : '：'}${choice.name}`,
			})),
		),
	};
}
