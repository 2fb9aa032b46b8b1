import type { Document } from '#platform/document/schema.ts';
import { outline } from '#platform/document/outline.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { countCharacters } from '#platform/document/reading-time.ts';
import { allRules, checkLimits, type CheckedArticle, type Finding, type Rule } from '#seo/check-rule.ts';
import { linksOf, picturesOf } from '#seo/document-parts.ts';
import { textWidth } from '#seo/text-width.ts';

const limits = checkLimits;
const found = (rule: Rule, level: Finding['level'], values: Finding['values'] = {}): Finding[] => [
	{ rule, level, values },
];

/** How long a text is for a reader: Chinese characters, and two for each word of another script. */
function lengthOf(body: Document): number {
	const { characters, words } = countCharacters(plainText(body));
	return characters + words * 2;
}

/** Every rule: what it finds in an article, or nothing. Sources: Google Search Central, Facebook's sharing guide. */
const rules: Record<Rule, (article: CheckedArticle) => Finding[]> = {
	'title-long': ({ title }) => {
		const width = textWidth(title);
		return width > limits.titleLongest
			? found('title-long', 'better', { width: Math.ceil(width / 2), most: limits.titleLongest / 2 })
			: [];
	},
	'title-short': ({ title }) => (textWidth(title) < limits.titleShortest ? found('title-short', 'better') : []),
	'title-twin': ({ twins }) =>
		twins.length ? found('title-twin', 'wrong', { title: twins[0] as string, count: twins.length }) : [],
	'description-missing': ({ description }) => (description.trim() ? [] : found('description-missing', 'better')),
	'description-short': ({ description }) =>
		description.trim() && textWidth(description) < limits.descriptionShortest
			? found('description-short', 'better')
			: [],
	'description-long': ({ description }) =>
		textWidth(description) > limits.descriptionLongest
			? found('description-long', 'note', { most: limits.descriptionLongest / 2 })
			: [],
	'picture-missing': ({ cover }) => (cover ? [] : found('picture-missing', 'wrong')),
	'picture-small': ({ cover }) =>
		cover && cover.width < limits.pictureWidth
			? found('picture-small', 'better', { width: cover.width, least: limits.pictureWidth })
			: [],
	'picture-heavy': ({ body, cover, pictureBytes }) => {
		const heavy = picturesOf(body).filter(
			({ id }) => id !== null && (pictureBytes.get(id) ?? 0) > limits.pictureBytes,
		).length;
		const count = heavy || (cover && cover.bytes > limits.pictureBytes ? 1 : 0);
		return count ? found('picture-heavy', 'better', { count, most: limits.pictureBytes / 1000 }) : [];
	},
	'alt-missing': ({ body }) => {
		const count = picturesOf(body).filter(({ alt }) => !alt.trim()).length;
		return count ? found('alt-missing', 'wrong', { count }) : [];
	},
	'heading-skipped': ({ body }) => {
		let before = 1;
		for (const { level, text } of outline(body)) {
			if (level > before + 1) return found('heading-skipped', 'better', { text, level, before });
			before = level;
		}
		return [];
	},
	'heading-none': ({ body }) =>
		!outline(body).length && lengthOf(body) > limits.headingsFrom ? found('heading-none', 'better') : [],
	'slug-long': ({ slug }) => {
		const length = encodeURIComponent(slug).length;
		return length > limits.slugLongest ? found('slug-long', 'better', { length, most: limits.slugLongest }) : [];
	},
	'slug-empty': ({ slug }) =>
		/^(?:article|post|page|untitled)?-?\d*$/i.test(slug) ? found('slug-empty', 'better', { slug }) : [],
	'text-short': ({ body }) => {
		const length = lengthOf(body);
		return length < limits.textShortest ? found('text-short', 'better', { length, least: limits.textShortest }) : [];
	},
	'link-paid': ({ body, siteHost }) => {
		const away = linksOf(body).filter(
			(link) => leadsAway(link.href, siteHost) && !/\b(?:sponsored|nofollow)\b/.test(link.rel),
		);
		const tagged = away.filter(({ href }) => affiliate.test(href));
		const told = paid.test(plainText(body)) ? away : tagged;
		return told.length ? found('link-paid', 'wrong', { count: told.length, address: told[0]?.href ?? '' }) : [];
	},
	'link-text': ({ body }) => {
		const empty = linksOf(body).find(({ text }) => vague.test(text.trim()));
		return empty ? found('link-text', 'better', { text: empty.text.trim() }) : [];
	},
	'review-own': ({ body }) => (rating.test(plainText(body)) ? found('review-own', 'note') : []),
	'hreflang-one-way': ({ translations }) => {
		const alone = translations.find(({ mutual }) => !mutual);
		return alone ? found('hreflang-one-way', 'wrong', { locale: alone.locale }) : [];
	},
	'members-only': ({ members }) => (members ? found('members-only', 'note') : []),
	unlisted: ({ indexed }) => (indexed ? [] : found('unlisted', 'note')),
};

/** Parameters by which shops pay for a link. */
const affiliate = /[?&](?:aff|affid|aff_id|affiliate|ref|refid|tag|subid|ecid)=/i;
/** Words that say that something was paid for or given. */
const paid =
	/業配|廣告合作|贊助商|商業合作|付費合作|合作邀約|廠商提供|免費提供|公關品|(?:paid|sponsored) (?:post|partnership|content|by)|affiliate link/i;
/** Words that say nothing of where a link leads. */
const vague =
	/^(?:這裡|這邊|此處|點我|點這裡|按這裡|點擊這裡|連結|網址|更多|看更多|here|click here|this|link|more|read more)$/i;
/** A grade that somebody gave: stars in a row, or `4.8 / 5`. */
const rating = /★{3,}|\b[1-5](?:\.\d)?\s*(?:\/\s*5\b|顆星|stars?\b)/i;

const leadsAway = (href: string, host: string): boolean =>
	/^https?:/i.test(href) && URL.canParse(href) && new URL(href).host !== host;

const order = { wrong: 0, better: 1, note: 2 } as const;

/** What stands in the way of being found and shown well, worst first. */
export const checkArticle = (article: CheckedArticle): Finding[] =>
	allRules
		.flatMap((rule): Finding[] => rules[rule](article))
		.sort((one, other) => order[one.level] - order[other.level]);
