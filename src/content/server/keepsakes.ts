import { sql } from 'kysely';
import {
	anything,
	document,
	maybe,
	number,
	text,
	the,
	time,
	words,
	yes,
	type Keepsake,
	type Row,
} from '#platform/keepsake/keepsake.ts';
import { keptFields, keptPlace } from '#content/kept-draft.ts';
import { deskChanged } from '#content/events.ts';
import { readDocument } from '#content/server/render-body.ts';

/** The row with a document that was looked at; null: it is none. */
function checked(row: Row): Row | null {
	try {
		return { ...row, body: readDocument(row['body']) };
	} catch {
		return null;
	}
}

/** What those who work on an article say about it to each other. */
const note: Keepsake = {
	name: 'article-note',
	file: 'article-notes',
	table: 'content.note',
	columns: { article: the('article'), version: number, member: maybe('person'), kind: text, text, written: time },
	stays: { id: 'a number of this house' },
	key: ['article', 'written', 'kind'],
	order: ['id'],
};

/** Fields of the form whose values mean the same in every house. */
const typed = ['title', 'excerpt', 'tags', 'slug', 'slugStyle', 'access', 'locale'];

/** What is typed and not saved: its place is that of the article, or a new one's own. */
const keptDraft: Keepsake = {
	name: 'kept-draft',
	file: 'kept-drafts',
	table: 'content.kept_draft',
	columns: {
		member: the('person'),
		place: text,
		article: maybe('article'),
		page: maybe('page'),
		version: number,
		fields: anything,
		body: document,
		kept: time,
	},
	key: ['member', 'place', 'article', 'page'],
	order: ['member', 'kept', 'place'],
	async tell(_ctx, row): Promise<Row> {
		const fields = Object.entries(row['fields'] as Record<string, string>)
			.filter(([name]) => typed.includes(name))
			// A segment has another number in every house: whoever goes on with it chooses again.
			.map(([name, value]) => [name, name === 'access' && value.startsWith('segment:') ? 'segment:0' : value]);
		return {
			...row,
			place: String(row['place']).replace(/^(article|page):.*/, '$1'),
			fields: Object.fromEntries(fields),
		};
	},
	ready(_ctx, row): Row | null {
		const of = row['place'];
		const place = of === 'article' || of === 'page' ? `${of}:${String(row[of])}` : of;
		const fields = keptFields.safeParse(row['fields']);
		return keptPlace.safeParse(place).success && fields.success
			? checked({ ...row, place, fields: fields.data })
			: null;
	},
};

/** Former versions of pages. */
const pageRevision: Keepsake = {
	name: 'page-revision',
	file: 'page-revisions',
	table: 'content.page_revision',
	columns: {
		page: the('page'),
		number,
		title: text,
		slug: text,
		excerpt: text,
		body: document,
		locale: text,
		kept: time,
		kept_by: maybe('person'),
	},
	key: ['page', 'number'],
	ready: (_ctx, row) => checked(row),
};

/** Changes that wait for an editor. */
const proposal: Keepsake = {
	name: 'proposal',
	file: 'proposals',
	table: 'content.proposal',
	columns: {
		article: the('article'),
		title: text,
		excerpt: text,
		body: document,
		tags: words,
		access: text,
		series: maybe('series'),
		series_position: number,
		proposed: time,
		proposed_by: the('person'),
		returned: time,
	},
	key: ['article'],
	order: ['proposed', 'article'],
	ready: (_ctx, row) => checked(row),
};

/** What was handed in for review, and what an editor said. */
const review: Keepsake = {
	name: 'article-review',
	file: 'article-reviews',
	table: 'content.article',
	only: 't.deleted is null and num_nonnulls(t.submitted, t.approved, t.returned) > 0',
	columns: {
		id: the('article'),
		submitted: time,
		submitted_by: maybe('person'),
		approved: time,
		approved_by: maybe('person'),
		approved_version: number,
		returned: time,
	},
	stays: { '*': 'told by the article itself' },
	key: ['id'],
	order: ['created', 'id'],
	async write(ctx, rows) {
		await sql`
			update content.article a set submitted = given.submitted, submitted_by = given.submitted_by, approved = given.approved,
				approved_by = given.approved_by, approved_version = given.approved_version, returned = given.returned
			from jsonb_populate_recordset(null::content.article, ${JSON.stringify(rows)}::text::jsonb) as given
			where a.id = given.id`.execute(ctx.db);
	},
};

/** Names that tags had. */
const formerTag: Keepsake = {
	name: 'former-tag',
	file: 'former-tags',
	table: 'content.former_tag',
	columns: { name: text, leads_to: text, left_behind: time },
	key: ['name'],
};

/** Addresses of articles that are gone for good. */
const goneSlug: Keepsake = {
	name: 'gone-address',
	file: 'gone-addresses',
	table: 'content.gone_slug',
	columns: {
		slug: text,
		leads_to_article: maybe('article'),
		leads_to: text,
		thread: maybe('thread'),
		title: text,
		gone: time,
	},
	key: ['slug'],
};

/** Addresses of pages and series that are gone for good. */
const goneAddress: Keepsake = {
	name: 'gone-page-address',
	file: 'gone-page-addresses',
	table: 'content.gone_address',
	columns: { path: text, leads_to_article: maybe('article'), leads_to: text, title: text, gone: time },
	key: ['path'],
};

/** Addresses that series had. */
const formerSeries: Keepsake = {
	name: 'former-series-address',
	file: 'former-series-addresses',
	table: 'content.former_series_slug',
	columns: { slug: text, series: the('series'), left_behind: time },
	key: ['slug'],
};

/** How the house works. One that never said so takes it over. */
const desk: Keepsake = {
	name: 'desk',
	file: 'desk',
	table: 'content.desk',
	only: `t.slug_style <> 'title' or num_nonnulls(t.review_required, t.featured) > 0`,
	columns: {
		one: yes,
		slug_style: text,
		review_required: time,
		required_by: maybe('person'),
		featured: maybe('article'),
	},
	key: ['one'],
	async write(ctx, rows) {
		await sql`
			update content.desk d set slug_style = given.slug_style, review_required = given.review_required,
				required_by = given.required_by, featured = given.featured
			from jsonb_populate_recordset(null::content.desk, ${JSON.stringify(rows)}::text::jsonb) as given
			where d.slug_style = 'title' and d.review_required is null and d.featured is null`.execute(ctx.db);
	},
	async settle(ctx) {
		ctx.record({ name: deskChanged, about: ['desk', 'articles'], data: {} });
	},
};

/** What leaves with a site of its writing, beside articles and pages. */
export const contentKeepsakes = [
	note,
	pageRevision,
	keptDraft,
	proposal,
	review,
	formerTag,
	goneSlug,
	goneAddress,
	formerSeries,
	desk,
];
