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
		terms: new Map(),
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
			const term = { base, slug: decoded(text('slug')), name: htmlText(text('name')), link: text('link') };
			if (term.name) survey.terms.set(`${base} ${id}`, term);
		}
	for await (const row of api.each('media')) {
		const { text, id } = readRow(row);
		const address = canonicalAddress(text('source_url'), api.home);
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

function decoded(slug: string): string {
	try {
		return decodeURIComponent(slug);
	} catch {
		return slug;
	}
}
