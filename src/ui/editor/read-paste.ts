import { cleanLines } from '#platform/document/clean-text.ts';
import { fromTree } from '#platform/document/from-tree.ts';
import type { Block, Profile } from '#platform/document/schema.ts';
import { browserTree } from './browser-tree.ts';

/** What was pasted, as blocks of the format, and how many pictures of other places were left out. */
export interface Pasted {
	blocks: Block[];
	foreignPictures: number;
}

/**
 * Reads pasted HTML exactly as the server reads an import: Word, Google Docs and pages become headings, lists, tables and
 * links, their looks are left behind. Pictures that are not in the media library stay where they are, as showing them
 * would tell that place who writes here. Throws DocumentProblem.
 */
export function readPaste(html: string, profile: Profile): Pasted {
	const { content } = fromTree(browserTree(cleanLines(html)), profile);
	const pasted: Pasted = { blocks: [], foreignPictures: 0 };
	pasted.blocks = content.flatMap((block) => withoutForeign(block, pasted));
	return pasted;
}

function withoutForeign(block: Block, pasted: Pasted): Block[] {
	const within = (blocks: readonly Block[]): Block[] => blocks.flatMap((inner) => withoutForeign(inner, pasted));
	switch (block.type) {
		case 'picture':
			if (block.attrs.src.startsWith('/media/')) return [block];
			pasted.foreignPictures += 1;
			return [];
		case 'gallery': {
			const content = block.content.flatMap((picture) => within([picture])).filter((inner) => inner.type === 'picture');
			return content.length ? [{ ...block, content }] : [];
		}
		case 'blockquote': {
			const content = within(block.content);
			return content.length ? [{ ...block, content }] : [];
		}
		case 'bulletList':
		case 'orderedList':
			return [{ ...block, content: block.content.map((item) => ({ ...item, content: within(item.content) })) }];
		default:
			return [block];
	}
}
