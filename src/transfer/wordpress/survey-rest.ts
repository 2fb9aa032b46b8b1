import { Problem } from '#platform/problem.ts';
import { canonicalAddress } from '#transfer/reading/find-picture.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import type { Item } from '#transfer/item.ts';
import type { RestApi } from '#transfer/wordpress/rest-api.ts';
import { readRow, type RestSurvey } from '#transfer/wordpress/rest-item.ts';
import { isPicture } from '#transfer/wordpress/survey-wxr.ts';

/** What has to be known before the first article: people, terms, the library. */
export async function surveyRest(api: RestApi): Promise<RestSurvey & { people: Item[] }> {
	const survey: RestSurvey & { people: Item[] } = {
		signedIn: api.signedIn,
		people: [],
		logins: new Map(),
		site: api.name,
		terms: new Map(),
		others: [],
		attachments: new Map(),
		byParent: new Map(),
		addresses: new Set(),
	};
	for await (const row of api.each('users')) {
		const { text, id } = readRow(row);
		const login = text('username') || text('slug');
		survey.logins.set(id, login);
		const name = htmlText(text('name')) || login;
		survey.people.push({
			kind: 'person',
			id: login,
			name,
			email: text('email') || null,
			bio: text('description'),
			joined: null,
		});
	}
	for (const base of ['category', 'tag'] as const)
		for await (const row of api.each(base === 'tag' ? 'tags' : 'categories')) {
			const { text, id } = readRow(row);
			const term = {
				base,
				slug: decoded(text('slug')),
				name: htmlText(text('name')),
				link: text('link'),
				description: text('description'),
			};
			if (term.name) survey.terms.set(`${base} ${id}`, term);
		}
	for (const { name, route } of await api.taxonomies())
		if (!ownTaxonomies.test(name)) survey.others.push({ taxonomy: name, route, names: await namesOf(api, route) });
	for await (const row of api.each('media')) {
		const { text, id } = readRow(row);
		const said = text('source_url').trim();
		const address = said && canonicalAddress(said, api.home);
		if (!address) continue;
		const attachment = {
			address,
			parent: String(row['post'] ?? ''),
			alt: text('alt_text').slice(0, 500),
			caption: text('caption').slice(0, 500),
		};
		survey.attachments.set(id, attachment);
		survey.addresses.add(address);
		if (isPicture(address))
			survey.byParent.set(attachment.parent, [...(survey.byParent.get(attachment.parent) ?? []), attachment]);
	}
	return survey;
}

/** Orders of things of WordPress itself: read, or none. */
const ownTaxonomies =
	/^(?:category|post_tag|post_format|nav_menu|link_category|wp_[a-z_]+|language|post_translations)$/;

/** Names of terms by their numbers; of those that the site does not tell, none. */
async function namesOf(api: RestApi, route: string): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	if (!/^[a-z0-9_-]{1,64}$/i.test(route)) return names;
	try {
		for await (const row of api.each(route)) names.set(readRow(row).id, htmlText(readRow(row).text('name')));
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'transfer.rest-refused') throw error;
	}
	return names;
}

function decoded(slug: string): string {
	try {
		return decodeURIComponent(slug);
	} catch {
		return slug;
	}
}
