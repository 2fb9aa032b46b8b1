import type { Note } from '#transfer/item.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import type { XmlElement } from '#transfer/reading/read-xml.ts';
import type { Survey } from '#transfer/wordpress/survey-wxr.ts';

/** Those of WordPress itself, and what it notes as a term although it is none. */
const own = /^(?:category|post_tag|post_format|nav_menu|link_category|wp_[a-z_]+|language|post_translations)$/;

/** Who wrote an article together, as plug-ins note it, and what other orders of things it stood in. */
export function readTerms(
	element: XmlElement,
	survey: Survey,
	author: string | null,
): { coauthors: string[]; lost: Note[] } {
	const coauthors: string[] = [];
	const lost: Note[] = [];
	for (const { name, attributes, text } of element.children) {
		const taxonomy = attributes['domain'] ?? '';
		if (name !== 'category' || own.test(taxonomy)) continue;
		const said = htmlText(text);
		if (taxonomy !== 'author') {
			lost.push({ code: 'taxonomy', details: { taxonomy: taxonomy.slice(0, 40), name: said.slice(0, 80) } });
			continue;
		}
		const login = loginOf(survey, attributes['nicename'] ?? '', said);
		if (login) coauthors.push(login);
		else lost.push({ code: 'coauthor', details: { name: said.slice(0, 80) } });
	}
	// One whom the plug-in does not name is still who wrote it.
	return { coauthors: coauthors.length ? [...new Set(coauthors)] : author ? [author] : [], lost };
}

/** Of “Co-Authors Plus”: the end of its address is `cap-` and the readable end of the user's own. */
function loginOf(survey: Survey, slug: string, name: string): string | null {
	const known = survey.coauthors.get(slug);
	if (known) return known;
	const bare = slug.replace(/^cap-/, '');
	return [...survey.logins.values()].find((login) => login === bare || login === name) ?? null;
}
