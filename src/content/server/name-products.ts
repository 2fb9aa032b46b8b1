import type { Ctx } from '#platform/context/context.ts';
import { blocksIn, fillBlocks } from '#platform/document/fill-blocks.ts';
import type { Block, Document, ModuleBlockAttributes } from '#platform/document/schema.ts';
import { pollBlock } from '#community/poll-block.ts';
import { findPolls } from '#community/server/index.ts';
import { productLine, productParagraph } from '#commerce/product-line.ts';
import { productBlock } from '#commerce/product.ts';
import { findProducts } from '#commerce/server/index.ts';

/**
 * What leaves the house (a letter, a feed) is read later and elsewhere: products stand in it by name and link, without a
 * card's style and a price that may be another by then. One that is not on offer is left out.
 */
export async function nameProducts(ctx: Ctx, document: Document): Promise<Document> {
	const blocks: { kind: string; id: number }[] = [];
	const find = (node: Node): void => {
		if (node.type === 'moduleBlock')
			blocks.push({ kind: String(node.attrs?.['kind']), id: Number(node.attrs?.['id']) });
		node.content?.forEach(find);
	};
	find(document as unknown as Node);
	if (!blocks.length) return document;
	const known = await findNamed(ctx, blocks);
	const named = (node: Node): Node => {
		if (node.type === 'moduleBlock') {
			const one = known({ kind: String(node.attrs?.['kind']), id: Number(node.attrs?.['id']) });
			return (one ? productParagraph(one) : { type: 'paragraph' }) as Block as unknown as Node;
		}
		return node.content ? { ...node, content: node.content.map(named) } : node;
	};
	return named(document as unknown as Node) as unknown as Document;
}

interface Node {
	type: string;
	attrs?: Record<string, unknown>;
	content?: Node[];
}

/** The same for several bodies that are HTML already, in their order. */
export async function nameProductsIn(ctx: Ctx, bodies: readonly string[]): Promise<string[]> {
	const known = await findNamed(ctx, bodies.flatMap(blocksIn));
	return bodies.map((html) =>
		fillBlocks(html, (block) => {
			const one = known(block);
			return one ? productLine(one) : '';
		}),
	);
}

/** The name and the link of what a place shows; a poll's is where it is voted. */
async function findNamed(ctx: Ctx, blocks: readonly ModuleBlockAttributes[]) {
	const named = (wanted: string): number[] => [
		...new Set(blocks.flatMap(({ kind, id }) => (kind === wanted ? id : []))),
	];
	const products = await findProducts(ctx, named(productBlock));
	const polls = await findPolls(ctx, named(pollBlock));
	return ({ kind, id }: ModuleBlockAttributes): { name: string; url: string | null } | undefined => {
		const poll = kind === pollBlock ? polls.get(id) : undefined;
		return poll
			? { name: poll.title, url: ctx.site.url + poll.path }
			: kind === productBlock
				? products.get(id)
				: undefined;
	};
}
