import MarkdownIt from 'markdown-it';
import { linkDocument } from './autolink.ts';
import { ChineseInline } from './chinese-emphasis.ts';
import { cleanLines } from './clean-text.ts';
import { DocumentProblem } from './document-problem.ts';
import { fromHtml, type ReadOptions } from './from-html.ts';
import { ownBlocks } from './markdown-blocks.ts';
import { footnotes } from './markdown-footnotes.ts';
import { documentLimits, linkRelations, type Document, type Profile } from './schema.ts';

type Reader = InstanceType<typeof MarkdownIt>;

/** HTML in Markdown is text. Addresses are judged and kept by our own rule, so Chinese in them stays readable. */
function reader(breaks: boolean): Reader {
	const markdown = new MarkdownIt({ html: false, linkify: false, breaks });
	markdown.inline.State = ChineseInline;
	markdown.normalizeLink = (address) => address;
	markdown.normalizeLinkText = (text) => text;
	ownBlocks(markdown);
	footnotes(markdown);
	markdown.inline.ruler.before('autolink', 'line-end', lineEnd);
	markdown.renderer.rules['link_open'] = linkOpen;
	return markdown;
}

/** `<br>`, the one piece of HTML that Markdown cannot do without: it has no other line end in a table. */
const lineEnd: Parameters<Reader['inline']['ruler']['push']>[1] = (state, silent) => {
	const [all] = /^<br ?\/?>/i.exec(state.src.slice(state.pos, state.pos + 6)) ?? [];
	if (!all) return false;
	if (!silent) state.push('hardbreak', 'br', 0);
	state.pos += all.length;
	return true;
};

/** A link whose title says what it is to search engines (`linkRelations`) is that. */
const linkOpen: NonNullable<Reader['renderer']['rules']['link_open']> = (tokens, index, options, _env, self) => {
	const token = tokens[index];
	const title = token?.attrGet('title') ?? '';
	if (linkRelations.some((relation) => relation === title)) token?.attrSet('rel', title);
	return self.renderToken(tokens, index, options);
};

const readers = { article: reader(false), comment: reader(true) } as const satisfies Record<Profile, Reader>;

/**
 * Markdown (CommonMark, tables, footnotes, and the blocks of `markdown-blocks.ts`) as a document. A picture is
 * `![alternative text](address "caption")`, several in one paragraph are a gallery, an embed is its bare address alone in a
 * paragraph; bare addresses become links, and a link with the title `sponsored` or `nofollow` says that to search engines. In a comment a line end is kept, in an article it
 * is white space, and nothing between Chinese. Throws DocumentProblem `document.too-long`, `document.too-deep`.
 */
export function fromMarkdown(text: string, profile: Profile, options: ReadOptions = {}): Document {
	const limit = (options.limits ?? documentLimits[profile]).characters * 2;
	if (text.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
	return linkDocument(fromHtml(readers[profile].render(cleanLines(text)), profile, options));
}
