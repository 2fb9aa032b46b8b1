import { plainText } from '#platform/document/plain-text.ts';
import { renderHtml } from '#platform/document/render-html.ts';
import { parseDocument } from '#platform/document/validate-document.ts';
import type { Random } from './random.ts';
import { passage, remark, title } from './text.ts';

/** A body in the three forms in which the product keeps it. */
export interface Body {
	body: string;
	html: string;
	text: string;
}

const paragraph = (text: string): object => ({ type: 'paragraph', content: [{ type: 'text', text }] });

const made = (content: object[], profile: 'article' | 'comment'): Body => {
	const document = parseDocument({ type: 'doc', content }, profile);
	return {
		body: JSON.stringify(document),
		html: renderHtml(
			document,
			profile === 'comment' ? { rel: 'ugc nofollow', siteHost: 'localhost' } : { rel: '', siteHost: 'localhost' },
		),
		text: plainText(document),
	};
};

/** An article of about `length` characters: headings, paragraphs, a list, a quotation, marks and a link. */
export function articleBody(rng: Random, length: number): Body {
	const content: object[] = [paragraph(passage(rng, 120))];
	for (let written = 120; written < length;) {
		content.push({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: title(rng) }] });
		for (let count = rng.whole(2, 4); count > 0; count--) content.push(paragraph(passage(rng, 160)));
		written += 520;
		const kind = rng.next();
		if (kind < 0.35) {
			const items = Array.from({ length: 4 }, () => ({ type: 'listItem', content: [paragraph(passage(rng, 30))] }));
			content.push({ type: rng.next() < 0.5 ? 'bulletList' : 'orderedList', content: items });
			written += 150;
		} else if (kind < 0.55) {
			content.push({ type: 'blockquote', content: [paragraph(passage(rng, 60))] });
			written += 70;
		} else if (kind < 0.8) {
			content.push({
				type: 'paragraph',
				content: [
					{ type: 'text', text: passage(rng, 40) },
					{ type: 'text', text: passage(rng, 20), marks: [{ type: 'bold' }] },
					{ type: 'text', text: '更多說明在這裡', marks: [{ type: 'link', attrs: { href: '/articles' } }] },
					{ type: 'text', text: '。' },
				],
			});
			written += 80;
		}
	}
	return made(content, 'article');
}

/** A comment of about `length` characters. */
export const commentBody = (rng: Random, length: number): Body => made(remark(rng, length).map(paragraph), 'comment');
